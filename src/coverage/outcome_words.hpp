// What the planner says, with the ids of this slice instead of its own. Pure.
#pragma once

#include "coverage/statement.hpp"

namespace headway::coverage {

class outcome_words {
 public:
  // Both outlive it.
  outcome_words(const picture& in, const statement& of) : in_(in), of_(of) {}

  conflict_item conflict(const planner::conflict& from) const;
  remedy_list remedy(const planner::remedy& from) const;
  obstacle_item obstacle(const planner::obstacle& from) const;
  std::optional<occupation> occupied(const std::optional<planner::assignment>& from) const;
  open_demand open(const demand& what, local_date date, int present) const;

 private:
  const picture& in_;
  const statement& of_;
};

}  // namespace headway::coverage
