// The zones of the demonstration, and a year of who holds them.
#pragma once

#include <functional>

#include "demo/history.hpp"

namespace headway::demo {

// Plans the year. What it gives lets happen whatever is planned up to a moment; the parameters
// outlive it. `luck` is its own, so that the hazards of a seed do not depend on the zones.
std::function<void(instant)> plan_zones(recorder& by, chance& luck, const stage& on);

int zones_planned();

}  // namespace headway::demo
