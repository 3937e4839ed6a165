// The routes of places and risk points.
#pragma once

#include "api/route.hpp"
#include "places/colours.hpp"

namespace headway::places {

// `ask`: open hazards of each place, for the colours.
api::route_table routes(ask_open_hazards ask);

}  // namespace headway::places
