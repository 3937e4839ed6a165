// The front door: a problem in, a judged plan out, with proof or words.
//
//   planner::plan_outcome made = planner::solve(problem, {.seed = 1});
//
// Without `seconds` everything is counted in moves and rounds, never in time: the same problem,
// seed and budget give the same plan everywhere. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/function_ref.hpp"
#include "planner/checker.hpp"
#include "planner/explain.hpp"
#include "planner/model.hpp"

namespace headway::planner {

struct plan_budget {
  std::uint64_t seed = 1;
  std::int64_t moves = 4'000'000;   // of local search
  std::int32_t rounds = 20;         // of exact improvement
  std::optional<double> seconds{};  // of processor time; ends either earlier
  bool bound = true;                // also prove how much better any plan could be
  double bound_seconds = 30;        // a bound that takes longer is left out
  explain_budget explaining{};
};

enum class plan_phase : std::uint8_t { searching, explaining, improving, bounding, done };
BOOST_DESCRIBE_ENUM(plan_phase, searching, explaining, improving, bounding, done)

struct plan_progress {
  plan_phase phase = plan_phase::searching;
  std::int64_t broken = 0, missing = 0, cost = 0;  // of the best so far
};
// Called often, from the planning thread. False ends the work: the best so far is the answer.
using plan_watcher = function_ref<bool(const plan_progress&)>;

struct plan_outcome {
  plan best;
  verdict judged;        // by the independent checker
  bool covered = false;  // every hard demand, with every rule kept
  // Not covered, and proven that it must be: every open demand has its conflict, or no plan leaves
  // fewer persons missing.
  bool explained = false;
  std::int64_t least_missing = 0;   // no plan leaves fewer persons missing from hard demands
  std::vector<conflict> conflicts;  // when not covered
  std::int64_t cost = 0;
  std::optional<std::int64_t> bound;  // no covering plan costs less
  bool cancelled = false;
};
BOOST_DESCRIBE_STRUCT(plan_outcome, (),
                      (best, judged, covered, explained, least_missing, conflicts, cost, bound,
                       cancelled))

// Problem: what `validate` finds.
result<plan_outcome> solve(const problem_statement& of, const plan_budget& within);
result<plan_outcome> solve(const problem_statement& of, const plan_budget& within,
                           plan_watcher watcher);

}  // namespace headway::planner
