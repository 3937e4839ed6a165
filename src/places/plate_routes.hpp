// The plates of places, to print.
#pragma once

#include "api/route.hpp"
#include "plates/workshop.hpp"

namespace headway::places {

// `made_in` outlives them; `mine`: the name of the mine, the owner of places without a section.
api::route_table plate_routes(plates::workshop& made_in, std::string mine);

namespace problems {
inline constexpr problem_kind no_plates{"place.no_plates", 404, "这个区队还没有地点，没有牌可印",
                                        "The section has no places yet, so there are no plates"};
}  // namespace problems

}  // namespace headway::places
