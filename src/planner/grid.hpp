// The problem as the solvers see it: for every person and date a short list of what they may do
// (an entry), each with its cost and the cells it covers; a cell is one demand on one date; and per
// person the rules that a whole month must keep. Indexes instead of ids, nothing allocated later.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "planner/model.hpp"

namespace headway::planner {

inline constexpr std::int32_t unlimited = std::numeric_limits<std::int32_t>::max() / 4;

// A way to spend one date. Option 0 is free; 1 to kinds() a shift and no more; above, the occupying
// demand (option - kinds() - 1). `shift` is 0 for free, else the kind's index plus one.
struct entry {
  std::uint32_t option = 0;
  std::uint32_t cells_begin = 0;
  std::uint16_t cells_count = 0;
  std::uint8_t shift = 0;
  std::int64_t cost = 0;  // wishes and preferred rotation
};

struct cell {
  std::uint32_t demand = 0;
  std::uint16_t day = 0;
  std::int32_t need = 0;
  std::int64_t under = 0, over = 0;  // under is 0 for hard cells
  bool hard = false;
};

struct row_rules {
  std::int32_t most_shifts = unlimited, most_nights = unlimited, most_weekends = unlimited;
  std::int32_t most_minutes = unlimited, least_minutes = 0;
  std::int32_t most_consecutive = unlimited, least_consecutive = 0, least_days_off = 0;
  std::vector<std::int32_t> most_of;        // by shift (index 0 unused)
  std::vector<std::uint32_t> barred_after;  // by shift: bits of the shifts barred on the next date
  std::uint32_t barred_first = 0;           // bits barred on the first date
  std::int32_t worked_before = 0;
  band load{}, nights{};  // weight 0 = none
};

struct grid {
  std::int32_t persons = 0, days = 0, kinds = 0;
  std::vector<std::uint32_t> domain_begin;  // person * days + day -> first of `entries`; one more
  std::vector<entry> entries;
  std::vector<std::uint32_t> entry_cells;
  std::vector<cell> cells;
  std::vector<row_rules> rules;       // by person
  std::vector<std::int32_t> minutes;  // by shift, 0 for free
  std::vector<std::uint8_t> night;    // by shift
  std::vector<std::int32_t> weekend;  // by day: number of its weekend, -1 within the week
  std::int32_t weekends = 0;

  std::size_t at(std::int32_t person, std::int32_t day) const {
    return static_cast<std::size_t>(person) * static_cast<std::size_t>(days) +
           static_cast<std::size_t>(day);
  }
  std::span<const entry> domain(std::int32_t person, std::int32_t day) const {
    const auto here = at(person, day);
    return {entries.data() + domain_begin[here], domain_begin[here + 1] - domain_begin[here]};
  }
  std::span<const std::uint32_t> cells_of(const entry& of) const {
    return {entry_cells.data() + of.cells_begin, of.cells_count};
  }
  // The place of `option` in the domain; -1 when it is not there.
  std::int32_t find(std::int32_t person, std::int32_t day, std::uint32_t option) const;
};

// `of` has been validated.
grid make_grid(const problem_statement& of);

// The same with nothing but rules and hard cells: every plan costs 0.
grid without_costs(const grid& of);

// By person * days + day, the place in the domain.
using choices = std::vector<std::uint16_t>;

// The indexes of all persons.
std::vector<std::int32_t> everybody(const grid& on);
// By cell, how many persons cover it.
std::vector<std::int32_t> presence(const grid& on, const choices& chosen);

plan to_plan(const grid& on, const problem_statement& of, const choices& chosen);
// Assignments that the grid does not allow become the first entry of their domain.
choices to_choices(const grid& on, const problem_statement& of, const plan& from);

// How bad a month is, worst first: broken rules of persons, missing persons on hard cells, costs.
struct score {
  std::int64_t broken = 0, missing = 0, cost = 0;
  friend auto operator<=>(const score&, const score&) = default;
};

struct row_verdict {
  std::int32_t broken = 0;
  std::int64_t cost = 0;
};
// Judges one person's month: `shifts` has one item per day.
row_verdict judge_row(const grid& on, const row_rules& rules, std::span<const std::uint8_t> shifts);

score score_of(const grid& on, const choices& chosen);

}  // namespace headway::planner
