// What the demonstration's section demands to be covered, and its plan: this month is published;
// the next is still to be planned, and something in it cannot be covered as people are rostered.
#pragma once

#include "demo/history.hpp"

namespace headway::demo {

// At the end of the year that is told, `on.until`.
void plan_coverage(recorder& by, chance& luck, const stage& on);

}  // namespace headway::demo
