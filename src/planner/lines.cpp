#include "planner/lines.hpp"

#include <algorithm>
#include <bit>

namespace headway::planner {
namespace {

inline constexpr std::int64_t impossible = std::int64_t{1} << 60;
inline constexpr std::uint32_t none = 0xffffffff;

std::int64_t outside(const band& of, std::int64_t value) {
  return of.weight *
         (std::max<std::int64_t>(0, of.least - value) + std::max<std::int64_t>(0, value - of.most));
}

}  // namespace

line_finder::line_finder(const grid& on, std::int32_t person, workspace& room)
    : on_(on), person_(person), rules_(on.rules[static_cast<std::size_t>(person)]), room_(&room) {
  walk_paces();
  reserve_fields();
}

// ---- runs and successions ----------------------------------------------------------------------

std::optional<line_finder::pace> line_finder::after(const pace& now, std::uint8_t shift,
                                                    bool first_date) const {
  if ((now.barred >> shift) & 1u) return std::nullopt;
  const bool works = shift != 0;
  const auto least = works ? rules_.least_consecutive : rules_.least_days_off;
  pace made{works, false, works ? rules_.barred_after[shift] : 0, 1};
  if (works == now.works) {
    made.run = now.run + 1;
    made.edge = now.edge;
  } else {
    const auto least_before = now.works ? rules_.least_consecutive : rules_.least_days_off;
    if (!now.edge && now.run < least_before) return std::nullopt;
    made.edge = first_date;
  }
  const bool limited = works && rules_.most_consecutive < unlimited;
  if (limited && made.run > rules_.most_consecutive) return std::nullopt;
  if (made.run >= least) {
    made.edge = false;
    if (!limited) made.run = std::max(1, least);
  }
  return made;
}

std::uint16_t line_finder::number_of(const pace& wanted) {
  const auto found = std::find(paces_.begin(), paces_.end(), wanted);
  if (found != paces_.end()) return static_cast<std::uint16_t>(found - paces_.begin());
  paces_.push_back(wanted);
  return static_cast<std::uint16_t>(paces_.size() - 1);
}

void line_finder::walk_paces() {
  const pace beginning{rules_.worked_before > 0, true, rules_.barred_first, rules_.worked_before};
  first_pace_.assign(options(), no_pace);
  for (std::uint8_t shift = 0; shift < options(); ++shift)
    if (const auto to = after(beginning, shift, true)) first_pace_[shift] = number_of(*to);
  for (std::size_t i = 0; i < paces_.size(); ++i)
    for (std::uint8_t shift = 0; shift < options(); ++shift) {
      const auto to = after(paces_[i], shift, false);
      next_pace_.push_back(to ? number_of(*to) : no_pace);
    }
}

// ---- what is counted over the month ------------------------------------------------------------

line_finder::field line_finder::reserve(bool counted, std::int64_t most, sense of) {
  if (!counted) return {};
  const auto bits = std::max(1, static_cast<int>(std::bit_width(static_cast<std::uint64_t>(most))));
  const std::uint8_t word = of == sense::exact ? 0 : 1;
  auto& used = used_bits_[word];
  if (used + bits + 1 > 64) {
    able_ = false;
    return {};
  }
  const field made{word, static_cast<std::uint8_t>(used), static_cast<std::uint8_t>(bits), most};
  used += bits;
  if (word == 1) guards_ |= std::uint64_t{1} << used++;
  return made;
}

void line_finder::reserve_fields() {
  std::vector<std::int64_t> dates(options(), 0);
  for (std::int32_t d = 0; d < on_.days; ++d) {
    std::uint32_t seen = 0;
    for (const auto& each : on_.domain(person_, d))
      if (!((seen >> each.shift) & 1u)) {
        seen |= 1u << each.shift;
        ++dates[each.shift];
        longest_minutes_ =
            std::max(longest_minutes_, on_.minutes[static_cast<std::size_t>(each.shift)]);
      }
  }
  const std::int64_t days = on_.days;
  const auto held_to = [](bool both_ways) {
    return both_ways ? sense::exact : sense::less_is_better;
  };
  const bool few_weekends = rules_.most_weekends < on_.weekends;
  weekends_ = reserve(few_weekends, rules_.most_weekends, sense::less_is_better);
  in_weekend_ = reserve(few_weekends, 1, sense::exact);
  const bool few_shifts = rules_.most_shifts < days;
  const bool load = rules_.load.weight > 0;
  worked_ = reserve(few_shifts || load, few_shifts ? rules_.most_shifts : days, held_to(load));
  const bool few_nights = rules_.most_nights < days;
  const bool nights = rules_.nights.weight > 0;
  nights_ = reserve(few_nights || nights, few_nights ? rules_.most_nights : days, held_to(nights));
  const bool few_minutes = rules_.most_minutes < days * longest_minutes_;
  const bool least = rules_.least_minutes > 0;
  minutes_ = reserve(few_minutes || least, few_minutes ? rules_.most_minutes : rules_.least_minutes,
                     held_to(least));
  kinds_.assign(options(), {});
  for (std::size_t shift = 1; shift < options(); ++shift) {
    auto possible = std::min<std::int64_t>(dates[shift], rules_.most_shifts);
    possible = std::min<std::int64_t>(possible, rules_.most_minutes / on_.minutes[shift]);
    kinds_[shift] =
        reserve(rules_.most_of[shift] < possible, rules_.most_of[shift], sense::less_is_better);
    if (kinds_[shift].bits) limited_kinds_.push_back(static_cast<std::uint8_t>(shift));
  }
  weekends_after_.assign(static_cast<std::size_t>(on_.days), 0);
  for (auto d = static_cast<std::size_t>(on_.days) - 1; d-- > 0;) {
    const auto next = on_.weekend[d + 1];
    weekends_after_[d] = weekends_after_[d + 1] + (next >= 0 && next != on_.weekend[d] ? 1 : 0);
  }
}

bool line_finder::weekend_goes_on(std::int32_t day) const {
  const auto at = static_cast<std::size_t>(day);
  return day + 1 < on_.days && on_.weekend[at] >= 0 && on_.weekend[at + 1] == on_.weekend[at];
}

// False: one more is too many.
bool line_finder::count(std::int32_t day, std::uint8_t shift, state& to) const {
  const auto weekend = on_.weekend[static_cast<std::size_t>(day)];
  if (in_weekend_.bits) {
    const bool counted = to.get(in_weekend_) != 0;
    if (shift && weekend >= 0 && !counted) {
      const auto now = to.get(weekends_) + 1;
      if (now > rules_.most_weekends) return false;
      to.put(weekends_, now);
    }
    to.put(in_weekend_, weekend_goes_on(day) && (counted || shift));
  }
  const auto left = on_.days - day - 1;
  if (shift) {
    if (worked_.bits) {
      if (to.get(worked_) >= std::min<std::int64_t>(rules_.most_shifts, on_.days)) return false;
      to.put(worked_, to.get(worked_) + 1);
    }
    if (nights_.bits && on_.night[shift]) {
      if (to.get(nights_) >= std::min<std::int64_t>(rules_.most_nights, on_.days)) return false;
      to.put(nights_, to.get(nights_) + 1);
    }
    if (kinds_[shift].bits) {
      if (to.get(kinds_[shift]) >= kinds_[shift].most) return false;
      to.put(kinds_[shift], to.get(kinds_[shift]) + 1);
    }
  }
  if (minutes_.bits) {
    const auto minutes = to.get(minutes_) + on_.minutes[shift];
    if (minutes > rules_.most_minutes) return false;
    to.put(minutes_, std::min(minutes, minutes_.most));
    if (minutes + std::int64_t{left} * longest_minutes_ < rules_.least_minutes) return false;
  }
  forget_what_cannot_matter(day, to);
  return true;
}

// A limit that the rest of the month cannot reach any more is as good as far from reached: such
// states become alike.
void line_finder::forget_what_cannot_matter(std::int32_t day, state& in) const {
  const auto raise = [&](const field& of, std::int64_t most, std::int64_t left) {
    if (of.bits && most - left > in.get(of)) in.put(of, most - left);
  };
  const std::int64_t days_left = on_.days - day - 1;
  if (weekends_.bits) {
    const bool may_count_still = weekend_goes_on(day) && in.get(in_weekend_) == 0;
    raise(weekends_, rules_.most_weekends,
          weekends_after_[static_cast<std::size_t>(day)] + (may_count_still ? 1 : 0));
  }
  const bool few_minutes = minutes_.bits && rules_.most_minutes < unlimited;
  const auto minutes_left = few_minutes ? rules_.most_minutes - in.get(minutes_) : 0;
  for (const auto shift : limited_kinds_) {
    const auto left =
        few_minutes ? std::min(days_left, minutes_left / on_.minutes[shift]) : days_left;
    raise(kinds_[shift], kinds_[shift].most, left);
  }
}

std::int64_t line_finder::ending(const state& of) const {
  std::int64_t cost = 0;
  if (rules_.load.weight) cost += outside(rules_.load, of.get(worked_));
  if (rules_.nights.weight) cost += outside(rules_.nights, of.get(nights_));
  return cost * price_unit;
}

// ---- the shortest path -------------------------------------------------------------------------

// The cheapest entry of each shift is enough: the rules see shifts only.
void line_finder::weigh(std::span<const std::int64_t> prices) {
  room_->cheapest_.assign(static_cast<std::size_t>(on_.days) * options(), impossible);
  room_->place_.assign(room_->cheapest_.size(), 0);
  for (std::int32_t d = 0; d < on_.days; ++d) {
    const auto among = on_.domain(person_, d);
    for (std::size_t i = 0; i < among.size(); ++i) {
      auto cost = among[i].cost * price_unit;
      for (const auto cell : on_.cells_of(among[i]))
        cost -= prices[cell];
      const auto at = static_cast<std::size_t>(d) * options() + among[i].shift;
      if (cost >= room_->cheapest_[at]) continue;
      room_->cheapest_[at] = cost;
      room_->place_[at] = static_cast<std::uint16_t>(i);
    }
  }
}

// Without the counters: never more than what the rest of the month really costs.
void line_finder::bound_rest() {
  const auto paces = paces_.size();
  room_->rest_.assign((static_cast<std::size_t>(on_.days) + 1) * paces, 0);
  for (auto d = static_cast<std::size_t>(on_.days); d-- > 1;)
    for (std::size_t now = 0; now < paces; ++now) {
      auto least = impossible;
      for (std::size_t shift = 0; shift < options(); ++shift) {
        const auto next = next_pace_[now * options() + shift];
        const auto cost = room_->cheapest_[d * options() + shift];
        if (next == no_pace || cost == impossible) continue;
        least = std::min(least, cost + room_->rest_[(d + 1) * paces + next]);
      }
      room_->rest_[d * paces + now] = std::min(least, impossible);
    }
}

std::vector<line_finder::state> line_finder::extend(std::int32_t day, std::int64_t below) const {
  std::vector<state> made;
  const state nothing;
  const auto from = day == 0
                        ? std::span<const state>(&nothing, 1)
                        : std::span<const state>(room_->states_[static_cast<std::size_t>(day) - 1]);
  const auto* rest = room_->rest_.data() + (static_cast<std::size_t>(day) + 1) * paces_.size();
  const auto* costs = room_->cheapest_.data() + static_cast<std::size_t>(day) * options();
  for (std::uint32_t i = 0; i < from.size(); ++i)
    for (std::uint8_t shift = 0; shift < options(); ++shift) {
      const auto next =
          day == 0 ? first_pace_[shift] : next_pace_[from[i].pace * options() + shift];
      if (next == no_pace || costs[shift] == impossible) continue;
      const auto cost = from[i].cost + costs[shift];
      if (cost + rest[next] >= below) continue;
      auto to = from[i];
      if (!count(day, shift, to)) continue;
      to.cost = cost;
      to.before = i;
      to.pace = next;
      to.shift = shift;
      made.push_back(to);
    }
  return made;
}

bool line_finder::better(const state& one, const state& other) const {
  return one.cost <= other.cost &&
         ((((other.counted[1] | guards_) - one.counted[1]) & guards_) == guards_);
}

// Drops every state that another one can stand for.
void line_finder::keep_best_alike(std::vector<state>& among) {
  const auto size = std::bit_ceil(2 * among.size() + 1);
  room_->table_.assign(size, none);
  room_->chain_.assign(among.size(), none);
  for (std::uint32_t i = 0; i < among.size(); ++i) {
    auto& each = among[i];
    auto mixed = (each.counted[0] + each.pace * 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    auto at = (mixed ^ (mixed >> 31)) & (size - 1);
    while (room_->table_[at] != none && (among[room_->table_[at]].pace != each.pace ||
                                         among[room_->table_[at]].counted[0] != each.counted[0]))
      at = (at + 1) & (size - 1);
    bool stays = true;
    for (auto k = room_->table_[at]; k != none && stays; k = room_->chain_[k]) {
      if (among[k].cost == impossible) continue;
      if (better(among[k], each))
        stays = false;
      else if (better(each, among[k]))
        among[k].cost = impossible;
    }
    if (!stays) {
      each.cost = impossible;
      continue;
    }
    room_->chain_[i] = room_->table_[at];
    room_->table_[at] = i;
  }
  std::erase_if(among, [](const state& each) { return each.cost == impossible; });
}

// Of all the `width` that promise most. False: some had to go.
bool line_finder::keep_cheapest(std::vector<state>& among, std::int32_t day, std::size_t width) {
  keep_best_alike(among);
  if (among.size() <= width) return true;
  const auto* rest = room_->rest_.data() + (static_cast<std::size_t>(day) + 1) * paces_.size();
  const auto promise = [&](const state& a, const state& b) {
    const auto x = a.cost + rest[a.pace], y = b.cost + rest[b.pace];
    return x != y ? x < y : a.before != b.before ? a.before < b.before : a.shift < b.shift;
  };
  std::nth_element(among.begin(), among.begin() + static_cast<std::ptrdiff_t>(width), among.end(),
                   promise);
  among.resize(width);
  std::sort(among.begin(), among.end(), promise);  // the same order with every library
  return false;
}

line line_finder::read(std::uint32_t last) const {
  line made;
  made.chosen.resize(static_cast<std::size_t>(on_.days));
  std::vector<std::uint8_t> shifts(made.chosen.size());
  for (auto d = made.chosen.size(); d-- > 0;) {
    const auto& at = room_->states_[d][last];
    shifts[d] = at.shift;
    made.chosen[d] = room_->place_[d * options() + at.shift];
    made.cost += on_.domain(person_, static_cast<std::int32_t>(d))[made.chosen[d]].cost;
    last = at.before;
  }
  made.cost += judge_row(on_, rules_, shifts).cost;
  return made;
}

found_lines line_finder::find(std::span<const std::int64_t> prices, const line_wishes& as) {
  found_lines found;
  found.least = as.below;
  found.exact = able_;
  if (!able_) return found;
  room_->states_.resize(static_cast<std::size_t>(on_.days));
  weigh(prices);
  bound_rest();
  for (std::int32_t d = 0; d < on_.days; ++d) {
    auto& now = room_->states_[static_cast<std::size_t>(d)];
    now = extend(d, as.below);
    if (!keep_cheapest(now, d, as.width)) found.exact = false;
  }
  const auto& last = room_->states_.back();
  std::vector<std::pair<std::int64_t, std::uint32_t>> ends;
  for (std::uint32_t i = 0; i < last.size(); ++i)
    if (const auto cost = last[i].cost + ending(last[i]); cost < as.below)
      ends.emplace_back(cost, i);
  const auto wanted = std::min(ends.size(), as.wanted);
  std::partial_sort(ends.begin(), ends.begin() + static_cast<std::ptrdiff_t>(wanted), ends.end());
  ends.resize(wanted);
  if (!ends.empty()) found.least = ends[0].first;
  for (const auto& [cost, end] : ends)
    found.lines.push_back(read(end));
  return found;
}

}  // namespace headway::planner
