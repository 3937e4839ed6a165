#include "lp_file.hpp"

#include <fmt/format.h>

#include <iterator>

namespace headway::bench {
namespace {

using planner::linear_program;

constexpr std::size_t terms_on_a_line = 12;

class writer {
 public:
  explicit writer(const linear_program& of) : of_(of) {}

  std::string write() {
    add("Minimize\n obj:");
    for (std::size_t i = 0; i < of_.columns.size(); ++i)
      if (of_.columns[i].cost) add_term(i, of_.columns[i].cost);
    add("\nSubject To\n");
    for (std::size_t row = 0; row < of_.rows.size(); ++row)
      add_row(row);
    add("Bounds\n");
    for (std::size_t i = 0; i < of_.columns.size(); ++i)
      add_bounds(i);
    add("Generals\n");
    for (std::size_t i = 0; i < of_.columns.size(); ++i)
      if (of_.columns[i].whole) add(" c{}\n", i);
    add("End\n");
    return std::move(made_);
  }

 private:
  template <class... Words>
  void add(fmt::format_string<Words...> how, Words&&... words) {
    fmt::format_to(std::back_inserter(made_), how, std::forward<Words>(words)...);
  }
  void add_term(std::size_t column, std::int64_t factor) {
    add(" {} {} c{}", factor < 0 ? '-' : '+', factor < 0 ? -factor : factor, column);
    if (++terms_ % terms_on_a_line == 0) add("\n ");
  }
  void add_terms(std::size_t row) {
    const auto end = row + 1 < of_.rows.size() ? of_.rows[row + 1].begin : of_.terms.size();
    for (std::size_t i = of_.rows[row].begin; i < end; ++i)
      add_term(static_cast<std::size_t>(of_.terms[i].column), of_.terms[i].factor);
  }
  // A range becomes two rows: not every reader knows ranges.
  void add_row(std::size_t number) {
    const auto& row = of_.rows[number];
    const bool below = row.upper < linear_program::free_bound;
    const bool above = row.lower > -linear_program::free_bound;
    if (row.lower == row.upper) return add_side(number, "", "=", row.lower);
    if (above) add_side(number, "l", ">=", row.lower);
    if (below) add_side(number, "u", "<=", row.upper);
  }
  void add_side(std::size_t row, std::string_view which, std::string_view sign,
                std::int64_t bound) {
    add(" r{}{}:", row, which);
    add_terms(row);
    add(" {} {}\n", sign, bound);
  }
  void add_bounds(std::size_t number) {
    const auto& column = of_.columns[number];
    if (column.upper >= linear_program::free_bound)
      add(" c{} >= {}\n", number, column.lower);
    else
      add(" {} <= c{} <= {}\n", column.lower, number, column.upper);
  }

  const linear_program& of_;
  std::string made_{};
  std::size_t terms_ = 0;
};

}  // namespace

std::string to_lp(const linear_program& of) { return writer(of).write(); }

}  // namespace headway::bench
