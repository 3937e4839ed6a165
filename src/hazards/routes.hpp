#pragma once

#include <functional>
#include <memory>

#include "api/route.hpp"
#include "base/time.hpp"

namespace headway::hazards {

// The routes of /api/v1/hazards and of the rule set of hazards.
api::route_table routes(time_zone zone);

}  // namespace headway::hazards
