// Everything that planning must know of the people of a section, read at once.
#pragma once

#include <vector>

#include "people/roster.hpp"
#include "sql/connection.hpp"

namespace headway::people {

struct staff_person : rostered_person {  // `crew` nil: of the section
  std::vector<post_id> posts;
  std::vector<certificate> certificates;
  bool member = false;
};

struct staff_post : post_description {
  post_id id;
};

struct staff {
  std::vector<rostered_crew> crews;   // active ones, by name
  std::vector<staff_post> posts;      // in use: of the section and of the mine
  std::vector<staff_person> persons;  // active ones of the section, by id
};

// Exceptions are those of [from, to].
staff read_staff(sql::connection& store, site_id site, section_id section, local_date from,
                 local_date to);

}  // namespace headway::people
