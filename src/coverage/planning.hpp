// Planning a month, and repairing one that stands: the planner's outcome in the words of this
// slice. Pure.
#pragma once

#include "coverage/coverage_check.hpp"

namespace headway::coverage {

struct planning_order {
  std::uint64_t seed = 1;
  std::optional<double> seconds = {};  // of processor time; absent: counted in moves
  local_date today{};                  // what lies before is past
  bool may_swap = true;                // else everybody stays on the shift that the roster gives
};

// First with everybody on the shift that the roster gives; only if that leaves something open, hard
// or soft, with swaps. Problems: those of planner::solve.
result<plan_result> plan_month(const picture& in, const month& of, const planning_order& as,
                               planner::plan_watcher watcher);

struct repair_order {
  std::optional<person_id> absent;  // nobody: cover what is uncovered on the dates
  local_date from, until;           // within the month
  local_date today;
};
// Of a published month: at most three alternatives, the fewest changes first.
result<std::vector<repair_item>> repairs_of(const picture& in, const dated_plan& stands,
                                            const repair_order& as);

// Why a demand is not covered by others, who it is covered by, and what would do.
struct cell_order {
  demand_key demand;
  local_date date;
  local_date today;
};
// Nothing when the section demands no such thing on the date. `stands` absent: not published.
result<std::optional<cell_answer>> cell_of(const picture& in, const month& of,
                                           const std::optional<dated_plan>& stands,
                                           const cell_order& as);

}  // namespace headway::coverage
