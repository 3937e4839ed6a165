// Reads the picture of a section from the store.
#pragma once

#include "coverage/coverage_check.hpp"
#include "coverage/triggers.hpp"
#include "sql/connection.hpp"

namespace headway::coverage {

struct picture_wishes {
  section_id section;
  time_zone zone;
  instant now;
  local_date from, until;  // shift dates that are looked at
};
picture read_picture(sql::connection& on, site_id site, const picture_wishes& as);

// What triggers look at, as it is now.
trigger_ground read_ground(sql::connection& on, site_id site, section_id section, local_date today);

// The published months that [from, until) touches.
std::vector<dated_plan> plans_between(sql::connection& on, site_id site, section_id section,
                                      local_date from, local_date until);

}  // namespace headway::coverage
