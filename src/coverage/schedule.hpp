// What happens to coverage by the clock alone: gaps are noticed, climb their ladder, and end.
#pragma once

#include <vector>

#include "coverage/rules.hpp"
#include "journal/journal.hpp"

namespace headway::coverage {

struct gap_step {
  uuid gap;
  gap_fact happened;
};
// What differs between the gaps that are known and those that are there: hard ones that nobody has
// accepted and that begin within the notice. Reads only.
std::vector<gap_step> gap_steps(sql::connection& on, site_id site, section_id section,
                                time_zone zone, instant now);
// Records them. The unit's author is the system.
void record_steps(journal::unit_of_work& work, section_id section,
                  const std::vector<gap_step>& steps);

// Raises every alarm that is due, for at most `limit` gaps; gives the number of gaps told of.
int raise_due_gap_alarms(journal::unit_of_work& work, int limit);

}  // namespace headway::coverage
