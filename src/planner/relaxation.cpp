#include "planner/relaxation.hpp"

#include <algorithm>
#include <cmath>

#include "planner/linear_columns.hpp"
#include "planner/month_program.hpp"

namespace headway::planner {
namespace {

// Of persons and of prices; whole programs would have none, so anything larger is no error of
// rounding.
inline constexpr double certain = 1e-5;

month_wishes only(const grid& on, std::span<const std::int32_t> persons) {
  month_wishes wishes;
  wishes.free.assign(on.domain_begin.size() - 1, 0);
  for (const auto p : persons)
    std::fill_n(wishes.free.begin() + static_cast<std::ptrdiff_t>(on.at(p, 0)), on.days, 1);
  wishes.missing_cost = 1;
  return wishes;
}

}  // namespace

struct relaxation::program {
  grid bare;
  choices near;
  month_program month;
  growing_program solver;
  std::int32_t persons;
  std::vector<std::int32_t> lacking{};   // by cell: missing whatever these persons do
  std::vector<std::uint32_t> counted{};  // the cells whose missing persons count

  program(const grid& on, const choices& from, std::span<const std::int32_t> of)
      : bare(without_costs(on)),
        near(from),
        month(bare, near, only(on, of)),
        solver(month.program()),
        persons(static_cast<std::int32_t>(of.size())) {
    for (std::uint32_t i = 0; i < bare.cells.size(); ++i)
      if (month.missing_column(i) >= 0) solver.set_cost(month.missing_column(i), 0);
    find_lacking();
  }

  // Of cells that no free slot could cover.
  void find_lacking() {
    const auto present = presence(bare, near);
    for (std::uint32_t i = 0; i < bare.cells.size(); ++i) {
      const bool could = month.missing_column(i) >= 0 || !bare.cells[i].hard;
      lacking.push_back(could ? 0 : std::max(0, bare.cells[i].need - present[i]));
    }
  }

  void count(std::span<const std::uint32_t> wanted) {
    for (const auto cell : counted)
      solver.set_cost(month.missing_column(cell), 0);
    counted.clear();
    for (const auto cell : wanted)
      if (month.missing_column(cell) >= 0) counted.push_back(cell);
    for (const auto cell : counted)
      solver.set_cost(month.missing_column(cell), 1);
  }
};

relaxation::relaxation(const grid& on, const choices& near, std::span<const std::int32_t> persons)
    : program_(std::make_unique<program>(on, near, persons)) {}
relaxation::~relaxation() = default;

std::int32_t relaxation::persons() const { return program_->persons; }

std::int64_t relaxation::missing(std::span<const std::uint32_t> wanted) {
  program_->count(wanted);
  std::int64_t lacking = 0;
  for (const auto cell : wanted)
    lacking += program_->lacking[cell];
  if (!program_->solver.solve()) return lacking;
  return lacking + static_cast<std::int64_t>(std::ceil(program_->solver.cost() - certain));
}

std::vector<std::uint32_t> relaxation::core(std::span<const std::uint32_t> wanted) const {
  std::vector<std::uint32_t> found;
  for (const auto cell : wanted)
    if (const auto row = program_->month.row(cell);
        program_->lacking[cell] > 0 || (row >= 0 && program_->solver.price(row) > certain))
      found.push_back(cell);
  return found;
}

}  // namespace headway::planner
