// Somebody is absent: the fewest changes to what stands, then the least cost, with alternatives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/checker.hpp"
#include "planner/model.hpp"

namespace headway::planner {

struct absence {
  std::string person;
  date_range when;
};
BOOST_DESCRIBE_STRUCT(absence, (), (person, when))

// What one person does on one date before and after; absent = free.
struct plan_change {
  std::string person;
  local_date date;
  std::optional<assignment> before, after;
};
BOOST_DESCRIBE_STRUCT(plan_change, (), (person, date, before, after))

struct alternative {
  std::vector<plan_change> changes;  // of others than the absent; nothing else changes
  std::int64_t price = 0;            // what the plan costs more than before
  std::vector<gap> gaps;             // hard demands that stay uncovered all the same
  plan repaired;
};
BOOST_DESCRIBE_STRUCT(alternative, (), (changes, price, gaps, repaired))

struct repair_wishes {
  local_date from;                // dates before this one are past and stay
  std::int32_t alternatives = 3;  // at most, the best first
  std::int32_t days_around = 1;   // before and after the absence that may change as well
  double seconds = 10;            // of processor time for each alternative
};

// `standing` is the published plan of `of`. Problems: what `validate` finds. Fewer alternatives
// come back when there are no more.
result<std::vector<alternative>> repair(const problem_statement& of, const plan& standing,
                                        const std::vector<absence>& absences,
                                        const repair_wishes& as);

// `of` with the absences as leave. Pure.
problem_statement with_absences(const problem_statement& of, const std::vector<absence>& absences);

}  // namespace headway::planner
