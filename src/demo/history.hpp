// A year of hazards in the demonstration's section: a simulation by events, every step through the
// rules of hazards/ as if people had taken it then.
#pragma once

#include "base/function_ref.hpp"
#include "demo/crowd.hpp"
#include "demo/phrases.hpp"
#include "people/shift_calendar.hpp"
#include "places/facts.hpp"

namespace headway::demo {

struct known_place {
  std::string_view code;
  place_id id;
  places::place_kind kind;
  std::vector<risk_point_id> risk_points;
};

struct stage {
  const crowd& people;
  std::vector<known_place> places;
  people::shift_calendar calendar;
  instant from, until;  // what would happen after `until` has not happened yet
};

// Gives the number of hazards reported. `meanwhile` is told each moment before what happens then.
int live(recorder& by, chance& luck, const stage& on, function_ref<void(instant)> meanwhile);

}  // namespace headway::demo
