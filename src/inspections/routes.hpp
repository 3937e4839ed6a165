#pragma once

#include "api/route.hpp"
#include "base/time.hpp"

namespace headway::inspections {

// The routes of /api/v1/inspections, of checklists and of the rule set of inspections.
api::route_table routes(time_zone zone);

}  // namespace headway::inspections
