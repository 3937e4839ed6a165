// A month, or the part of it that may still change, as a linear program.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/grid.hpp"
#include "planner/linear.hpp"

namespace headway::planner {

struct month_wishes {
  // By person * days + day: whether the slot may change; empty = all may. The others stay as
  // chosen.
  std::vector<std::uint8_t> free{};
  // What one missing person on a hard cell costs; 0 = none may be missing.
  std::int64_t missing_cost = 0;
};

// The program of `on` around `chosen`, and how its answers are read. Cells, rows and costs that the
// free slots cannot change are left out.
class month_program {
 public:
  // Keeps references to `on` and `chosen` until it goes.
  month_program(const grid& on, const choices& chosen, month_wishes wishes);

  const linear_program& program() const { return program_; }
  linear_program& program() { return program_; }
  // The column of an entry of a free slot; -1 for slots that stay.
  std::int32_t column(std::int32_t person, std::int32_t day, std::size_t place) const;
  // The column that counts who is missing from a cell, and the cell's row; -1: it has none, because
  // none can be missing, or the free slots do not matter to it.
  std::int32_t missing_column(std::uint32_t cell) const { return counted_[cell].missing; }
  std::int32_t row(std::uint32_t cell) const { return counted_[cell].row; }
  // What `chosen` costs in this program.
  std::int64_t current_cost() const { return current_cost_; }
  // `chosen` with the free slots as `values` say.
  choices read(const std::vector<double>& values) const;

 private:
  // A row being written: parts that cannot change move to the bounds.
  struct open_row {
    std::vector<linear_program::term> terms{};
    std::int64_t fixed = 0;
  };
  bool is_free(std::int32_t person, std::int32_t day) const;
  void add_columns(std::int32_t person);
  void add_work(open_row& to, std::int32_t person, std::int32_t day, std::int32_t factor) const;
  void add_shift(open_row& to, std::int32_t person, std::int32_t day, std::uint32_t shifts,
                 std::int32_t factor) const;
  std::int64_t current(const open_row& of) const;
  void close(const open_row& of, std::int64_t lower, std::int64_t upper);
  void add_rules(std::int32_t person);
  void add_runs(std::int32_t person);
  void add_rests(std::int32_t person);
  void add_totals(std::int32_t person);
  void add_weekends(std::int32_t person);
  void add_band(const open_row& total, const band& of);
  void add_cells();

  const grid& on_;
  const choices& chosen_;
  month_wishes wishes_;
  linear_program program_{};
  std::vector<std::int32_t> first_column_{};  // by slot; -1 = stays
  std::vector<std::uint8_t> involved_{};      // by person
  std::vector<std::uint8_t> current_{};       // by column of an entry: what `chosen` says
  struct counted {
    std::int32_t missing = -1, row = -1;
  };
  std::vector<counted> counted_{};  // by cell
  std::int64_t current_cost_ = 0;
};

}  // namespace headway::planner
