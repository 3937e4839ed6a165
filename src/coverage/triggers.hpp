// From what is known today to the special periods that the rules derive from it. Pure.
#pragma once

#include <vector>

#include "coverage/answers.hpp"

namespace headway::coverage {

// What triggers look at.
struct trigger_ground {
  local_date today;
  struct coloured {
    place_id place;
    places::risk_colour colour{};
  };
  std::vector<coloured> colours;        // of the section's places
  std::vector<place_id> major_hazards;  // places where one is open
  std::vector<measured_series> series;
};

// Those that hold on some date of [from, until), by their beginning.
std::vector<period_item> triggered(const coverage_rules& rules, const trigger_ground& by,
                                   local_date from, local_date until);

// Dates [from, until) on which the trigger holds for what the series says, merged and ascending.
std::vector<planner::date_range> measured_ranges(const trigger_rule& rule,
                                                 const std::vector<reading>& readings);

period_item item_of(const special_period& declared);

}  // namespace headway::coverage
