#include "planner/line_master.hpp"

#include <algorithm>
#include <cmath>

namespace headway::planner {
namespace {

inline constexpr double whole = 0.999;                     // of a column's value: taken
inline constexpr std::size_t lines_at_once = 3;            // of one person in one pricing
inline constexpr std::size_t narrow = 500, wide = 32'000;  // states of a finder for each date
inline constexpr std::size_t at_once = 12;  // of so many persons one more is taken when near
inline constexpr double near_enough = 0.6;
inline constexpr int dive_rounds = 15;
inline constexpr double dive_slack = 0.0005;  // of pricing after each person taken
inline constexpr std::int64_t broken_cost = 10 * missing_person_cost;

std::int64_t under_of(const cell& of) { return of.hard ? missing_person_cost : of.under; }

std::int64_t rounded_up(std::int64_t priced) {
  return priced >= 0 ? (priced + price_unit - 1) / price_unit : -(-priced / price_unit);
}

}  // namespace

line_master::line_master(const given& in)
    : on_(in.on),
      from_(in.from),
      persons_(in.persons.begin(), in.persons.end()),
      finders_(in.finders) {
  make_rows();
  program_ = std::make_unique<growing_program>(right_);
  add_slacks();
  held_.assign(persons_.size(), -1);
  settled_.assign(on_.cells.size(), 0);
  mine_.resize(persons_.size());
  for (std::size_t i = 0; i < persons_.size(); ++i) {
    add(i, current_line(persons_[i]));
    for (const auto& each : in.known[static_cast<std::size_t>(persons_[i])])
      add(i, each);
  }
}

// ---- rows and columns --------------------------------------------------------------------------

void line_master::make_rows() {
  row_of_.assign(on_.cells.size(), -1);
  right_.assign(persons_.size(), 1);
  std::vector<std::uint8_t> free(static_cast<std::size_t>(on_.persons), 0);
  for (const auto p : persons_)
    free[static_cast<std::size_t>(p)] = 1;
  std::vector<std::int64_t> fixed(on_.cells.size(), 0);
  for (std::int32_t p = 0; p < on_.persons; ++p)
    for (std::int32_t d = 0; d < on_.days; ++d) {
      const auto among = on_.domain(p, d);
      if (!free[static_cast<std::size_t>(p)]) {
        for (const auto cell : on_.cells_of(among[from_[on_.at(p, d)]]))
          ++fixed[cell];
        continue;
      }
      for (const auto& each : among)
        for (const auto cell : on_.cells_of(each))
          add_row(cell);
    }
  for (std::size_t k = 0; k < cells_.size(); ++k)
    right_[persons_.size() + k] = on_.cells[cells_[k]].need - fixed[cells_[k]];
}

void line_master::add_row(std::uint32_t number) {
  const auto& cell = on_.cells[number];
  if (row_of_[number] >= 0 || (under_of(cell) == 0 && cell.over == 0)) return;
  row_of_[number] = static_cast<std::int32_t>(right_.size());
  right_.push_back(0);
  cells_.push_back(number);
}

// Persons missing and persons too many.
void line_master::add_slacks() {
  for (std::size_t k = 0; k < cells_.size(); ++k) {
    const auto& cell = on_.cells[cells_[k]];
    const auto row = static_cast<std::int32_t>(persons_.size() + k);
    const growing_program::term missing{row, 1}, more{row, -1};
    program_->add(under_of(cell), {&missing, 1}, true);
    program_->add(cell.over, {&more, 1}, true);
  }
}

line line_master::current_line(std::int32_t person) const {
  line made;
  std::vector<std::uint8_t> shifts;
  for (std::int32_t d = 0; d < on_.days; ++d) {
    made.chosen.push_back(from_[on_.at(person, d)]);
    const auto& taken = on_.domain(person, d)[made.chosen.back()];
    shifts.push_back(taken.shift);
    made.cost += taken.cost;
  }
  const auto row = judge_row(on_, on_.rules[static_cast<std::size_t>(person)], shifts);
  made.cost += row.cost + row.broken * broken_cost;
  return made;
}

std::vector<growing_program::term> line_master::terms_of(std::size_t of, const line& what) const {
  std::vector<growing_program::term> terms{{static_cast<std::int32_t>(of), 1}};
  for (std::int32_t d = 0; d < on_.days; ++d)
    for (const auto cell : on_.cells_of(domain(of, d)[what.chosen[static_cast<std::size_t>(d)]]))
      if (row_of_[cell] >= 0) terms.push_back({row_of_[cell], 1});
  return terms;
}

bool line_master::add(std::size_t of, line what) {
  for (const auto each : mine_[of])
    if (columns_[static_cast<std::size_t>(each)].what.chosen == what.chosen) return false;
  const auto number = program_->add(what.cost, terms_of(of, what));
  mine_[of].push_back(static_cast<std::int32_t>(columns_.size()));
  columns_.push_back({of, number, std::move(what)});
  return true;
}

// ---- prices ------------------------------------------------------------------------------------

// What may be paid for a cell lies between what one missing and one too many cost.
line_master::prices line_master::read_prices() const {
  prices made(on_.cells.size(), 0);
  for (std::size_t k = 0; k < cells_.size(); ++k) {
    const auto& cell = on_.cells[cells_[k]];
    const auto price = program_->price(static_cast<std::int32_t>(persons_.size() + k));
    made[cells_[k]] = std::clamp<std::int64_t>(
        std::llround(price * price_unit), -cell.over * price_unit, under_of(cell) * price_unit);
  }
  return made;
}

std::int64_t line_master::priced(std::size_t of, const line& what, const prices& by) const {
  auto cost = what.cost * price_unit;
  for (std::int32_t d = 0; d < on_.days; ++d)
    for (const auto cell : on_.cells_of(domain(of, d)[what.chosen[static_cast<std::size_t>(d)]]))
      cost -= by[cell];
  return cost;
}

// Adds lines that are cheaper than all there are; gives what the cheapest of any kind costs.
std::int64_t line_master::price_person(std::size_t i, std::size_t width, std::size_t& added) {
  auto below = std::int64_t{1} << 60;
  for (const auto each : mine_[i])
    below = std::min(below, priced(i, columns_[static_cast<std::size_t>(each)].what, used_));
  auto found =
      finders_[static_cast<std::size_t>(persons_[i])].find(used_, {below, lines_at_once, width});
  exact_ = exact_ && found.exact;
  for (auto& each : found.lines)
    added += add(i, std::move(each));
  return std::min(below, found.least);
}

// At the prices in use; gives how many lines were added. When nothing was dropped on the way, the
// sum of everybody's cheapest line and of the prices of all cells bounds every choice from below.
std::size_t line_master::price(std::size_t width) {
  std::size_t added = 0;
  std::int64_t least = 0;
  exact_ = true;
  for (std::size_t i = 0; i < persons_.size(); ++i)
    if (held_[i] < 0) least += price_person(i, width, added);
  const bool all_free = std::all_of(held_.begin(), held_.end(), [](auto each) { return each < 0; });
  if (!exact_ || !all_free) return added;
  for (std::size_t k = 0; k < cells_.size(); ++k)
    least += used_[cells_[k]] * right_[persons_.size() + k];
  bound_ = std::max(bound_.value_or(rounded_up(least)), rounded_up(least));
  return added;
}

// The bound has reached the program's own cost: no further line lowers it by a whole unit.
bool line_master::proven() const {
  return bound_ && static_cast<double>(*bound_) > program_->cost() - 1e-4;
}

// Prices are smoothed, so that they swing less; when smooth ones find nothing the true ones may.
void line_master::price_all(bool exactly, function_ref<bool()> go_on) {
  bool smooth = true;
  for (std::size_t width = narrow; go_on();) {
    if (!program_->solve()) break;
    auto now = read_prices();
    if (smooth && !used_.empty())
      for (std::size_t i = 0; i < now.size(); ++i)
        now[i] = (now[i] + used_[i]) / 2;
    const bool moved = used_ != now;
    used_ = std::move(now);
    const auto added = price(width);
    if (proven()) break;
    if (added > 0) {
      smooth = true;
      width = narrow;
    } else if (smooth && moved) {
      smooth = false;
    } else if (exactly && !exact_ && width < wide) {
      width *= 8;
    } else {
      break;
    }
  }
  if (!used_.empty()) settled_ = used_;
}

// Lines for those who are not taken yet, until the program costs about what it did before, or none
// is missing. False: there is no solution.
line_master::pricing line_master::price_some(double before, function_ref<bool()> go_on) {
  const double enough = before + std::abs(before) * dive_slack;
  for (int round = 0; round < dive_rounds; ++round) {
    if (!program_->solve()) return pricing::failed;
    if (program_->cost() <= enough) return pricing::enough;
    if (!go_on()) return pricing::failed;
    used_ = read_prices();
    if (price(narrow) == 0) return pricing::complete;
  }
  return program_->solve() ? pricing::enough : pricing::failed;
}

// ---- from fractions to months ------------------------------------------------------------------

bool line_master::is_whole(std::int32_t column) const {
  return program_->value(columns_[static_cast<std::size_t>(column)].number) > whole;
}

// Holds everybody whose line is settled, the one who is nearest to it, and of many persons a few
// more who are near. Gives how many.
std::size_t line_master::take_some(chance& by) {
  std::vector<std::int32_t> taken;
  std::vector<std::pair<double, std::int32_t>> others;
  std::size_t left = 0;
  for (std::size_t i = 0; i < persons_.size(); ++i) {
    if (held_[i] >= 0) continue;
    ++left;
    std::pair<double, std::int32_t> nearest{0, -1};
    for (const auto each : mine_[i]) {
      const auto value = program_->value(columns_[static_cast<std::size_t>(each)].number);
      // A little luck, so that no two dives are alike.
      if (value > 1e-6) nearest = std::max(nearest, {value + by.under(1000) * 1e-4, each});
    }
    if (nearest.second >= 0 && is_whole(nearest.second))
      taken.push_back(nearest.second);
    else if (nearest.second >= 0)
      others.push_back(nearest);
  }
  std::sort(others.rbegin(), others.rend());
  for (std::size_t k = 0; k < others.size(); ++k)
    if (k == 0 || (k < left / at_once && others[k].first > near_enough))
      taken.push_back(others[k].second);
  for (const auto each : taken)
    hold(each);
  return taken.size();
}

void line_master::hold(std::int32_t column) {
  const auto of = columns_[static_cast<std::size_t>(column)].of;
  held_[of] = column;
  for (const auto each : mine_[of])
    program_->hold(columns_[static_cast<std::size_t>(each)].number, each == column);
}

std::optional<line_master::lines> line_master::dive(std::int64_t limit, chance& by,
                                                    function_ref<bool()> go_on) {
  release_all();
  if (!program_->solve()) return std::nullopt;
  auto priced = pricing::complete;
  for (auto left = persons_.size();;) {
    const auto cost = program_->cost();
    if (priced == pricing::complete && cost > static_cast<double>(limit) - 1 + 1e-6)
      return std::nullopt;
    const auto taken = take_some(by);
    left -= taken;
    if (left == 0) break;
    if (taken == 0) return std::nullopt;
    priced = price_some(cost, go_on);
    if (priced == pricing::failed) return std::nullopt;
  }
  lines taken;
  for (const auto held : held_)
    taken.push_back(&columns_[static_cast<std::size_t>(held)].what);
  return taken;
}

void line_master::release_all() {
  for (std::size_t i = 0; i < persons_.size(); ++i) {
    if (held_[i] < 0) continue;
    held_[i] = -1;
    for (const auto each : mine_[i])
      program_->release(columns_[static_cast<std::size_t>(each)].number);
  }
}

// At the settled prices a line costs what it costs more than the cheapest of its person: when that
// is more than lies between bound and limit, it is no part of anything below the limit.
std::vector<std::int32_t> line_master::worth_choosing(std::int64_t limit) const {
  std::vector<std::int32_t> all;
  const auto spare = (limit - bound_.value_or(0)) * price_unit;
  for (std::size_t i = 0; i < persons_.size(); ++i) {
    std::vector<std::int64_t> costs;
    for (const auto each : mine_[i])
      costs.push_back(priced(i, columns_[static_cast<std::size_t>(each)].what, settled_));
    const auto least = *std::min_element(costs.begin(), costs.end());
    for (std::size_t k = 0; k < costs.size(); ++k)
      if (!bound_ || costs[k] - least <= spare) all.push_back(mine_[i][k]);
  }
  return all;
}

std::optional<line_master::lines> line_master::choose(std::int64_t limit,
                                                      const linear_budget& within) const {
  constexpr std::size_t most_lines = 4'000;
  const auto candidates = worth_choosing(limit);
  if (candidates.size() > most_lines) return std::nullopt;
  std::vector<std::vector<linear_program::term>> rows(right_.size());
  linear_program part;
  for (const auto each : candidates) {
    const auto& known = columns_[static_cast<std::size_t>(each)];
    const auto column = part.add_column(0, 1, known.what.cost, true);
    for (const auto& term : terms_of(known.of, known.what))
      rows[static_cast<std::size_t>(term.row)].push_back({column, term.factor});
  }
  for (std::size_t k = 0; k < cells_.size(); ++k) {
    const auto& cell = on_.cells[cells_[k]];
    auto& row = rows[persons_.size() + k];
    row.push_back({part.add_column(0, linear_program::free_bound, under_of(cell), false), 1});
    row.push_back({part.add_column(0, linear_program::free_bound, cell.over, false), -1});
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    part.add_row(right_[row], right_[row]);
    for (const auto& term : rows[row])
      part.add_term(term.column, term.factor);
  }
  auto budget = within;
  budget.below = limit;
  const auto answer = solve(part, budget);
  if (answer.values.empty()) return std::nullopt;
  lines taken(persons_.size(), nullptr);
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (answer.values[i] > 0.5) {
      const auto& known = columns_[static_cast<std::size_t>(candidates[i])];
      taken[known.of] = &known.what;
    }
  return taken;
}

// ---- what it costs -----------------------------------------------------------------------------

std::int64_t line_master::cost_of(const lines& taken) const {
  std::vector<std::int64_t> present(right_.size(), 0);
  std::int64_t total = 0;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    total += taken[i]->cost;
    for (const auto& term : terms_of(i, *taken[i]))
      ++present[static_cast<std::size_t>(term.row)];
  }
  for (std::size_t k = 0; k < cells_.size(); ++k) {
    const auto& cell = on_.cells[cells_[k]];
    const auto more = present[persons_.size() + k] - right_[persons_.size() + k];
    total += more > 0 ? cell.over * more : -under_of(cell) * more;
  }
  return total;
}

std::int64_t line_master::cost_of_from() const {
  lines now;
  for (const auto& mine : mine_)
    now.push_back(&columns_[static_cast<std::size_t>(mine[0])].what);
  return cost_of(now);
}

choices line_master::with(const lines& taken) const {
  auto made = from_;
  for (std::size_t i = 0; i < persons_.size(); ++i)
    std::copy(taken[i]->chosen.begin(), taken[i]->chosen.end(),
              made.begin() + static_cast<std::ptrdiff_t>(on_.at(persons_[i], 0)));
  return made;
}

std::vector<line> line_master::cheapest(std::size_t i, const prices& at, std::size_t most) const {
  std::vector<std::pair<std::int64_t, std::int32_t>> order;
  for (const auto each : mine_[i])
    order.emplace_back(priced(i, columns_[static_cast<std::size_t>(each)].what, at), each);
  std::sort(order.begin(), order.end());
  if (order.size() > most) order.resize(most);
  std::vector<line> found;
  for (const auto& [cost, each] : order)
    found.push_back(columns_[static_cast<std::size_t>(each)].what);
  return found;
}

}  // namespace headway::planner
