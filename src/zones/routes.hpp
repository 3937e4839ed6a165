// The routes of zones of responsibility.
#pragma once

#include "api/route.hpp"

namespace headway::zones {

api::route_table routes(time_zone wall);

}  // namespace headway::zones
