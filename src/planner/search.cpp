#include "planner/search.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"

namespace headway::planner {
namespace {

inline constexpr std::uint32_t longest_block = 7;
inline constexpr int steps = 256;

std::int64_t largest_weight(const grid& on) {
  std::int64_t most = 1;
  for (const auto& each : on.cells)
    most = std::max({most, each.under, each.over});
  return most;
}

std::int64_t smallest_weight(const grid& on) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  const auto look = [&](std::int64_t weight) {
    if (weight > 0) least = std::min(least, weight);
  };
  for (const auto& each : on.cells) {
    look(each.under);
    look(each.over);
  }
  for (const auto& each : on.entries)
    look(each.cost);
  for (const auto& each : on.rules) {
    look(each.load.weight);
    look(each.nights.weight);
  }
  return least == std::numeric_limits<std::int64_t>::max() ? 1 : least;
}

std::int64_t square_root(std::int64_t of) {
  std::int64_t root = 0;
  for (std::int64_t bit = std::int64_t{1} << 31; bit; bit >>= 1)
    if ((root + bit) <= of / (root + bit)) root += bit;
  return root;
}

// `steps` + 1 degrees in geometric order.
std::array<std::int64_t, steps + 1> degrees(const cooling& by) {
  std::array<std::int64_t, steps + 1> at{};
  at[0] = std::max<std::int64_t>(by.from_degrees_1024, 1);
  at[steps] = std::max<std::int64_t>(by.to_degrees_1024, 1);
  for (std::size_t width = steps; width > 1; width /= 2)
    for (std::size_t low = 0; low < steps; low += width)
      at[low + width / 2] = square_root(at[low] * at[low + width]);
  return at;
}

}  // namespace

cooling usual_cooling(const grid& on) {
  return {largest_weight(on) * 1024 * 3 / 10, smallest_weight(on) * 1024 * 3 / 10};
}

local_search::local_search(const grid& on, std::uint64_t seed) : on_(on), chance_(seed) {
  broken_weight_ = largest_weight(on) * 5;
  missing_weight_ = largest_weight(on) * 5;
  for (std::int32_t p = 0; p < on.persons; ++p)
    for (std::int32_t d = 0; d < on.days; ++d)
      if (on.domain(p, d).size() > 1) movable_.emplace_back(p, d);
  start(choices(on.domain_begin.size() - 1, 0));
}

void local_search::start(const choices& from) {
  now_ = from;
  rebuild();
  best_ = now_;
  best_total_ = total_;
}

void local_search::rebuild() {
  const auto slots = now_.size();
  shifts_.assign(slots, 0);
  counts_.assign(on_.cells.size(), 0);
  row_costs_.assign(static_cast<std::size_t>(on_.persons), 0);
  total_ = 0;
  for (std::int32_t p = 0; p < on_.persons; ++p) {
    for (std::int32_t d = 0; d < on_.days; ++d) {
      const auto& taken = on_.domain(p, d)[now_[on_.at(p, d)]];
      shifts_[on_.at(p, d)] = taken.shift;
      total_ += taken.cost;
      for (const auto cell : on_.cells_of(taken))
        ++counts_[cell];
    }
    total_ += row_costs_[static_cast<std::size_t>(p)] = row_cost(p);
  }
  for (std::size_t cell = 0; cell < on_.cells.size(); ++cell)
    total_ += cell_cost(cell);
}

std::int64_t local_search::cell_cost(std::size_t number) const {
  const auto& cell = on_.cells[number];
  const auto more = counts_[number] - cell.need;
  if (more >= 0) return cell.over * more;
  return (cell.hard ? missing_weight_ : cell.under) * -more;
}

std::int64_t local_search::row_cost(std::int32_t person) const {
  const auto verdict =
      judge_row(on_, on_.rules[static_cast<std::size_t>(person)],
                {shifts_.data() + on_.at(person, 0), static_cast<std::size_t>(on_.days)});
  return verdict.cost + verdict.broken * broken_weight_;
}

std::int64_t local_search::move_cells(const entry& of, std::int32_t by) {
  std::int64_t delta = 0;
  for (const auto number : on_.cells_of(of)) {
    const auto& cell = on_.cells[number];
    const auto more = (counts_[number] += by) - cell.need;
    const auto under = cell.hard ? missing_weight_ : cell.under;
    if (by > 0)
      delta += more > 0 ? cell.over : -under;
    else
      delta += more >= 0 ? -cell.over : under;
  }
  return delta;
}

bool local_search::propose_change() {
  const auto [p, d] = movable_[chance_.under(static_cast<std::uint32_t>(movable_.size()))];
  const auto size = static_cast<std::uint32_t>(on_.domain(p, d).size());
  auto to = static_cast<std::uint16_t>(chance_.under(size - 1));
  if (to >= now_[on_.at(p, d)]) ++to;
  changes_.push_back({p, d, to});
  return true;
}

// The same option where the person may take it, else the same shift alone.
bool local_search::add_option(std::int32_t person, std::int32_t day, const entry& like) {
  auto found = on_.find(person, day, like.option);
  if (found < 0) found = on_.find(person, day, like.shift);
  if (found < 0) return false;
  if (const auto to = static_cast<std::uint16_t>(found); to != now_[on_.at(person, day)])
    changes_.push_back({person, day, to});
  return true;
}

bool local_search::propose_block() {
  const auto [p, first] = movable_[chance_.under(static_cast<std::uint32_t>(movable_.size()))];
  const auto among = on_.domain(p, first);
  const auto& like = among[chance_.under(static_cast<std::uint32_t>(among.size()))];
  const auto length = static_cast<std::int32_t>(2 + chance_.under(longest_block - 1));
  for (std::int32_t d = first; d < std::min(on_.days, first + length); ++d)
    if (!add_option(p, d, like)) break;
  return true;
}

bool local_search::propose_swap() {
  const auto [p, first] = movable_[chance_.under(static_cast<std::uint32_t>(movable_.size()))];
  const auto other =
      static_cast<std::int32_t>(chance_.under(static_cast<std::uint32_t>(on_.persons)));
  if (other == p) return false;
  const auto length = static_cast<std::int32_t>(1 + chance_.under(longest_block));
  for (std::int32_t d = first; d < std::min(on_.days, first + length); ++d) {
    const auto& mine = on_.domain(p, d)[now_[on_.at(p, d)]];
    const auto& theirs = on_.domain(other, d)[now_[on_.at(other, d)]];
    if (mine.option == theirs.option) continue;
    if (!add_option(p, d, theirs)) break;
    if (!add_option(other, d, mine)) return false;
  }
  return true;
}

std::int64_t local_search::apply() {
  std::int64_t delta = 0;
  undone_.clear();
  for (const auto& each : changes_) {
    const auto at = on_.at(each.person, each.day);
    const auto among = on_.domain(each.person, each.day);
    const auto& before = among[now_[at]];
    const auto& after = among[each.to];
    delta += after.cost - before.cost + move_cells(before, -1) + move_cells(after, +1);
    undone_.push_back(now_[at]);
    now_[at] = each.to;
    shifts_[at] = after.shift;
  }
  return delta;
}

void local_search::attempt(std::int64_t most_delta) {
  auto delta = apply();
  std::array<std::pair<std::int32_t, std::int64_t>, 2> rows{};
  std::size_t touched = 0;
  for (const auto& each : changes_) {
    bool known = false;
    for (std::size_t i = 0; i < touched; ++i)
      known = known || rows[i].first == each.person;
    if (known) continue;
    const auto cost = row_cost(each.person);
    delta += cost - row_costs_[static_cast<std::size_t>(each.person)];
    rows[touched++] = {each.person, cost};
  }
  if (delta <= most_delta) {
    for (std::size_t i = 0; i < touched; ++i)
      row_costs_[static_cast<std::size_t>(rows[i].first)] = rows[i].second;
    total_ += delta;
    return;
  }
  for (std::size_t i = changes_.size(); i-- > 0;) {
    const auto& each = changes_[i];
    const auto at = on_.at(each.person, each.day);
    const auto among = on_.domain(each.person, each.day);
    for (const auto cell : on_.cells_of(among[now_[at]]))
      --counts_[cell];
    for (const auto cell : on_.cells_of(among[undone_[i]]))
      ++counts_[cell];
    now_[at] = undone_[i];
    shifts_[at] = among[undone_[i]].shift;
  }
}

void local_search::keep_if_best() {
  if (total_ >= best_total_) return;
  best_total_ = total_;
  best_ = now_;
}

void local_search::run(const cooling& by, function_ref<std::int32_t(std::uint64_t)> progress) {
  if (movable_.empty()) return;
  const auto at = degrees(by);
  for (auto used = progress(moves_); used < 65536; used = progress(moves_)) {
    const auto degree = at[static_cast<std::size_t>(std::max(0, used)) * steps / 65536];
    for (int i = 0; i < 1024; ++i) {
      ++moves_;
      changes_.clear();
      const auto kind = chance_.under(100);
      const bool proposed = kind < 40   ? propose_change()
                            : kind < 60 ? propose_block()
                                        : propose_swap();
      if (!proposed || changes_.empty()) continue;
      attempt(degree * patience_.draw(chance_) / (1024 * 65536));
      keep_if_best();
    }
  }
}

}  // namespace headway::planner
