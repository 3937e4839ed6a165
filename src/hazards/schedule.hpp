// What happens to hazards by the clock alone. The app runs it on the writer every few seconds.
#pragma once

#include "hazards/rules.hpp"
#include "journal/journal.hpp"

namespace headway::hazards {

// Raises every alarm that is due, for at most `limit` hazards; gives the number of hazards told of.
// The unit's author is the system.
int raise_due_alarms(journal::unit_of_work& work, int limit);

// Links hazards recorded in [from, until) to the newest earlier hazard of the same place that reads
// alike; gives the number linked. At most `limit` are looked at; `until` is where the next run goes
// on.
struct repeats_found {
  int linked = 0;
  instant until;
};
repeats_found link_repeats(journal::unit_of_work& work, instant from, instant until, int limit);

}  // namespace headway::hazards
