// A linear program in the LP format that other solvers read.
#pragma once

#include <string>

#include "planner/linear.hpp"

namespace headway::bench {

std::string to_lp(const planner::linear_program& of);

}  // namespace headway::bench
