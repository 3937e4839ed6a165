// Core technologies: enough people of the section who master each, and enough of them within call
// every day. Nobody is on shift for them, so the planner has no part in it. Pure.
#pragma once

#include <vector>

#include "coverage/picture.hpp"

namespace headway::coverage {

demand_key technology_key(const technology_rule& of);
demand_subject about(const technology_rule& of);

// Masters who work in the section.
std::vector<person_id> masters_of(const picture& in, const technology_rule& of);
// Those of them who are not away on the date.
std::vector<person_id> within_call(const picture& in, const technology_rule& of, local_date date);

struct technology_gap {
  const technology_rule* rule = nullptr;  // of the picture
  std::optional<local_date> date;         // absent: too few who master it
  int present = 0, needed = 0;
};
std::vector<technology_gap> technology_gaps(const picture& in, local_date from, local_date until);

}  // namespace headway::coverage
