// Large-neighbourhood search: frees some persons, or some dates of many persons, solves that part
// exactly, keeps what is better, and goes on elsewhere.
#pragma once

#include <cstdint>

#include "base/function_ref.hpp"
#include "planner/chance.hpp"
#include "planner/grid.hpp"

namespace headway::planner {

struct improvement {
  choices best{};
  score reached{};
  std::int32_t rounds = 0, successes = 0;
};

// Improves `from` until `go_on` says no; it is asked before each round with the best so far. Each
// round spends at most `round_seconds` of processor time.
improvement improve(const grid& on, const choices& from, std::uint64_t seed, double round_seconds,
                    function_ref<bool(const improvement&)> go_on);

}  // namespace headway::planner
