// A mixed-integer linear program as plain numbers, and the one door to the library that solves it
// (COIN-OR CBC). All numbers given are whole, so that every compiler hands over the same program.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace headway::planner {

struct linear_program {
  struct column {
    std::int64_t lower = 0, upper = 1, cost = 0;
    bool whole = true;
  };
  struct row {
    std::int64_t lower = 0, upper = 0;  // +-free_bound = none
    std::uint32_t begin = 0;            // first term; ends where the next row begins
  };
  struct term {
    std::int32_t column = 0;
    std::int32_t factor = 0;
  };
  static constexpr std::int64_t free_bound = std::int64_t{1} << 40;

  std::vector<column> columns{};
  std::vector<row> rows{};
  std::vector<term> terms{};

  std::int32_t add_column(std::int64_t lower, std::int64_t upper, std::int64_t cost, bool whole) {
    columns.push_back({lower, upper, cost, whole});
    return static_cast<std::int32_t>(columns.size()) - 1;
  }
  // Terms added after this belong to the row.
  void add_row(std::int64_t lower, std::int64_t upper) {
    rows.push_back({lower, upper, static_cast<std::uint32_t>(terms.size())});
  }
  void add_term(std::int32_t column, std::int32_t factor) { terms.push_back({column, factor}); }
};

struct linear_budget {
  double seconds = 10;        // of processor time
  std::int32_t nodes = 1000;  // of the search tree; with generous seconds the answer is repeatable
  std::optional<std::int64_t> below{};  // only solutions that cost less are wanted
  bool relaxed = false;                 // forget that columns are whole: only the bound is wanted
};

enum class linear_outcome : std::uint8_t { optimal, feasible, infeasible, unknown };

struct linear_answer {
  linear_outcome outcome = linear_outcome::unknown;
  std::int64_t cost = 0;
  double bound = 0;  // no solution costs less
  std::vector<double> values{};
};

// Minimises. Thread-safe; prints nothing.
linear_answer solve(const linear_program& of, const linear_budget& within);

}  // namespace headway::planner
