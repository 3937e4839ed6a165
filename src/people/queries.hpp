// What other slices may ask about people. All run on a connection that the caller holds a
// transaction on; all are point queries on record tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/permission.hpp"
#include "base/ids.hpp"
#include "people/facts.hpp"
#include "people/shift_calendar.hpp"
#include "sql/connection.hpp"

namespace headway::people {

// The shift systems of a section by the date they hold from, ascending; the three-shift system when
// the section is not known or has set none.
std::vector<shift_period> shift_systems_of(sql::connection& store, site_id site,
                                           section_id section);
inline shift_calendar calendar_of(sql::connection& store, site_id site, section_id section,
                                  time_zone zone) {
  return {zone, shift_systems_of(store, site, section)};
}

bool section_exists(sql::connection& store, site_id site, section_id section);
std::optional<std::string> section_name(sql::connection& store, site_id site, section_id section);

// What the records know of a person; no name.
struct person_summary {
  person_id id;
  section_id section;  // nil: belongs to the mine
  crew_id crew;        // nil: none
  bool member = false;
  bool active = false;
};
std::optional<person_summary> find_person(sql::connection& store, site_id site, person_id person);
// The same with what the person can do.
struct person_profile : person_summary {
  std::vector<post_id> posts;
  std::vector<certificate> certificates;
};
std::optional<person_profile> find_profile(sql::connection& store, site_id site, person_id person);
// Whether the person works in `section` now; people of the mine (nil) work in every section.
bool is_active_in(sql::connection& store, site_id site, person_id person, section_id section);
// Active persons of `section` (nil: of the mine) that hold an open account with the role.
std::vector<person_id> persons_with_role(sql::connection& store, site_id site, section_id section,
                                         api::role role);
std::vector<person_id> active_persons_of_crew(sql::connection& store, site_id site, crew_id crew);

}  // namespace headway::people
