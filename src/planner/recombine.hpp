// Whole months of several persons at once: lines are priced against each other until none is
// missing, then chosen by branch and bound over those found, or by taking one person after the
// other (line_master.hpp). What it learns about the worth of every cell bounds what any plan costs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/function_ref.hpp"
#include "planner/chance.hpp"
#include "planner/grid.hpp"
#include "planner/lines.hpp"

namespace headway::planner {

class recombiner {
 public:
  // Branch and bound over the lines found.
  struct budget {
    double seconds = 5;
    std::int32_t nodes = 400;
  };

  // Keeps a reference to `on`.
  recombiner(const grid& on, std::uint64_t seed);
  recombiner(const recombiner&) = delete;
  recombiner& operator=(const recombiner&) = delete;

  // New months for `persons` beside what all others do in `from`; `from` itself when nothing better
  // was found. `go_on` is asked between the steps.
  choices run(const choices& from, std::span<const std::int32_t> persons, const budget& within,
              function_ref<bool()> go_on);

  // No plan that keeps every rule and covers every hard cell costs less; known once a run over all
  // persons has found no line missing.
  std::optional<std::int64_t> bound() const { return bound_; }
  // Whether the last run ended with what is proven to be the best for its persons.
  bool settled() const { return settled_; }

 private:
  const grid& on_;
  chance chance_;
  line_finder::workspace room_{};
  std::vector<line_finder> finders_{};      // by person
  std::vector<std::vector<line>> known_{};  // by person; they serve every later run
  std::vector<std::int64_t> prices_{};      // by cell, of the last run over all persons
  std::optional<std::int64_t> bound_{};
  bool settled_ = false;
};

}  // namespace headway::planner
