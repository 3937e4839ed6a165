// The drawing as a graph: where places meet. Pure.
#pragma once

#include <span>
#include <vector>

#include "places/facts.hpp"

namespace headway::places {

// A point where two or more places meet, with their ids in ascending order.
struct joint {
  point at;
  std::vector<place_id> places;
};
BOOST_DESCRIBE_STRUCT(joint, (), (at, places))

// Every point that is an end of one open place and lies on another, exactly. Sorted by point.
// Takes (ends × places): a mine has hundreds of places, not thousands.
std::vector<joint> joints_of(std::span<const place> places);

}  // namespace headway::places
