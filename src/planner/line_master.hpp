// The master of column generation: which of the lines found so far each person takes, as a linear
// program, and what every cell is worth at its solution.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/function_ref.hpp"
#include "planner/chance.hpp"
#include "planner/grid.hpp"
#include "planner/linear.hpp"
#include "planner/linear_columns.hpp"
#include "planner/lines.hpp"

namespace headway::planner {

// What a missing person on a hard cell counts.
inline constexpr std::int64_t missing_person_cost = 100'000;

// Costs count what `persons` can change; everybody else stays as in `from`.
class line_master {
 public:
  struct given {
    const grid& on;
    const choices& from;
    std::span<const std::int32_t> persons;
    std::vector<line_finder>& finders;            // by person
    const std::vector<std::vector<line>>& known;  // by person: lines to begin with
  };
  using lines = std::vector<const line*>;    // one for each of the persons, in their order
  using prices = std::vector<std::int64_t>;  // by cell

  // Keeps the references.
  explicit line_master(const given& in);

  // Looks for missing lines until there are none that count. `exactly`: with as much room as it
  // takes to be sure, and so to know a bound; else quickly.
  void price_all(bool exactly, function_ref<bool()> go_on);
  // No choice of lines costs less, whether they have been found or not.
  std::optional<std::int64_t> bound() const { return bound_; }
  std::int64_t cost_of_from() const;
  std::int64_t cost_of(const lines& taken) const;

  // The best of the lines found, by branch and bound; nothing when none ends below `limit` or too
  // many lines come into question.
  std::optional<lines> choose(std::int64_t limit, const linear_budget& within) const;
  // Takes persons one after the other and finds what suits the others then; nothing when that does
  // not end below `limit`. No two dives are alike; the lines found on the way stay.
  std::optional<lines> dive(std::int64_t limit, chance& by, function_ref<bool()> go_on);

  // `from` with these lines.
  choices with(const lines& taken) const;
  // Of the lines of the i-th person the cheapest at `at`, at most `most`.
  std::vector<line> cheapest(std::size_t i, const prices& at, std::size_t most) const;
  // As price_all() left them.
  const prices& settled_prices() const { return settled_; }

 private:
  struct column {
    std::size_t of = 0;       // place among the persons
    std::int32_t number = 0;  // in the program
    line what{};
  };

  void make_rows();
  void add_row(std::uint32_t cell);
  void add_slacks();
  line current_line(std::int32_t person) const;
  std::vector<growing_program::term> terms_of(std::size_t of, const line& what) const;
  bool add(std::size_t of, line what);
  prices read_prices() const;
  std::int64_t priced(std::size_t of, const line& what, const prices& by) const;
  std::size_t price(std::size_t width);
  std::int64_t price_person(std::size_t i, std::size_t width, std::size_t& added);
  bool proven() const;
  enum class pricing : std::uint8_t { complete, enough, failed };
  pricing price_some(double before, function_ref<bool()> go_on);
  bool is_whole(std::int32_t column) const;
  std::size_t take_some(chance& by);
  void hold(std::int32_t column);
  void release_all();
  std::vector<std::int32_t> worth_choosing(std::int64_t limit) const;
  std::span<const entry> domain(std::size_t of, std::int32_t day) const {
    return on_.domain(persons_[of], day);
  }

  const grid& on_;
  const choices& from_;
  std::vector<std::int32_t> persons_;
  std::vector<line_finder>& finders_;
  std::vector<std::int32_t> row_of_{};  // by cell; -1: nobody here can change what it costs
  std::vector<std::uint32_t> cells_{};  // with a row, after the rows of the persons
  std::vector<std::int64_t> right_{};   // by row
  std::unique_ptr<growing_program> program_{};
  std::vector<column> columns_{};
  std::vector<std::vector<std::int32_t>> mine_{};  // columns by person; the first is that of `from`
  std::vector<std::int32_t> held_{};               // the column taken, by person; -1: none yet
  prices used_{}, settled_{};
  bool exact_ = true;  // the last pricing dropped nothing
  std::optional<std::int64_t> bound_{};
};

}  // namespace headway::planner
