// The plates of zones, to print.
#pragma once

#include "api/route.hpp"
#include "plates/workshop.hpp"

namespace headway::zones {

// `made_in` outlives them.
api::route_table plate_routes(plates::workshop& made_in);

namespace problems {
inline constexpr problem_kind no_plates{"zone.no_plates", 404, "这个区队还没有责任区，没有牌可印",
                                        "The section has no zones yet, so there are no plates"};
}  // namespace problems

}  // namespace headway::zones
