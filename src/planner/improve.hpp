// Large-neighbourhood search: solves a part of the month anew while the rest stays, keeps what is
// better, and goes on elsewhere. Parts are the whole months of some persons (recombine.hpp), or
// some dates of many persons (month_program.hpp). The first round takes everybody at once.
#pragma once

#include <cstdint>
#include <optional>

#include "base/function_ref.hpp"
#include "planner/grid.hpp"

namespace headway::planner {

struct improvement {
  choices best{};
  score reached{};
  std::int32_t rounds = 0, successes = 0;
  std::optional<std::int64_t> bound{};  // no plan that covers everything costs less
};

struct improve_budget {
  std::uint64_t seed = 1;
  std::int32_t rounds = 20;
  double round_seconds = 5;  // of processor time, for branch and bound within a round
};

// `go_on` is asked before and within rounds, with the best so far; ends early when that is proven
// to be the best there is.
improvement improve(const grid& on, const choices& from, const improve_budget& within,
                    function_ref<bool(const improvement&)> go_on);

}  // namespace headway::planner
