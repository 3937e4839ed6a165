#include "planner/linear_matrix.hpp"

#include <limits>

namespace headway::planner {
namespace {

double bound_of(std::int64_t value) {
  if (value >= linear_program::free_bound) return std::numeric_limits<double>::max();
  if (value <= -linear_program::free_bound) return -std::numeric_limits<double>::max();
  return static_cast<double>(value);
}

}  // namespace

matrix::matrix(const linear_program& of) {
  starts.assign(of.columns.size() + 1, 0);
  for (const auto& term : of.terms)
    ++starts[static_cast<std::size_t>(term.column) + 1];
  for (std::size_t i = 1; i < starts.size(); ++i)
    starts[i] += starts[i - 1];
  rows.resize(of.terms.size());
  factors.resize(of.terms.size());
  auto next = starts;
  for (std::size_t row = 0; row < of.rows.size(); ++row) {
    const std::size_t end = row + 1 < of.rows.size() ? of.rows[row + 1].begin : of.terms.size();
    for (std::size_t i = of.rows[row].begin; i < end; ++i) {
      const auto at =
          static_cast<std::size_t>(next[static_cast<std::size_t>(of.terms[i].column)]++);
      rows[at] = static_cast<int>(row);
      factors[at] = of.terms[i].factor;
    }
  }
  for (const auto& column : of.columns) {
    lower.push_back(bound_of(column.lower));
    upper.push_back(bound_of(column.upper));
    cost.push_back(static_cast<double>(column.cost));
  }
  for (const auto& row : of.rows) {
    row_lower.push_back(bound_of(row.lower));
    row_upper.push_back(bound_of(row.upper));
  }
}

}  // namespace headway::planner
