// What a person's month costs, and the score of a whole plan.
#include <algorithm>
#include <array>

#include "planner/grid.hpp"

namespace headway::planner {
namespace {

std::int32_t above(std::int32_t value, std::int32_t most) { return std::max(0, value - most); }

std::int64_t outside(const band& of, std::int32_t value) {
  return of.weight * (std::max(0, of.least - value) + std::max(0, value - of.most));
}

// Units of one shift, so that minutes weigh about as much as the other rules.
std::int32_t minutes_broken(const row_rules& rules, std::int32_t minutes) {
  const auto excess = above(minutes, rules.most_minutes) + above(rules.least_minutes, minutes);
  return (excess + 479) / 480;
}

}  // namespace

row_verdict judge_row(const grid& on, const row_rules& rules,
                      std::span<const std::uint8_t> shifts) {
  std::int32_t broken = 0, minutes = 0, worked = 0, nights = 0, weekends = 0, last_weekend = -1;
  std::int32_t run = rules.worked_before;  // dates worked (or free) in a row up to here
  std::array<std::int32_t, bounds::shifts + 1> of{};
  const auto days = static_cast<std::int32_t>(shifts.size());
  std::uint32_t barred = rules.barred_first;
  bool at_edge = true;  // the run touches the first date
  bool working = run > 0;
  for (std::int32_t d = 0; d < days; ++d) {
    const auto shift = shifts[static_cast<std::size_t>(d)];
    const bool works = shift != 0;
    if (works != working) {
      if (!at_edge) broken += above(working ? rules.least_consecutive : rules.least_days_off, run);
      if (d > 0) at_edge = false;
      run = 0;
      working = works;
    }
    ++run;
    if (!works) {
      barred = 0;
      continue;
    }
    if (run > rules.most_consecutive) ++broken;
    broken += static_cast<std::int32_t>((barred >> shift) & 1u);
    barred = rules.barred_after[shift];
    minutes += on.minutes[shift];
    nights += on.night[shift];
    ++of[shift];
    ++worked;
    const auto weekend = on.weekend[static_cast<std::size_t>(d)];
    if (weekend >= 0 && weekend != last_weekend) {
      ++weekends;
      last_weekend = weekend;
    }
  }
  broken += above(worked, rules.most_shifts) + above(nights, rules.most_nights) +
            above(weekends, rules.most_weekends) + minutes_broken(rules, minutes);
  for (std::int32_t shift = 1; shift <= on.kinds; ++shift)
    broken +=
        above(of[static_cast<std::size_t>(shift)], rules.most_of[static_cast<std::size_t>(shift)]);
  return {broken, outside(rules.load, worked) + outside(rules.nights, nights)};
}

score score_of(const grid& on, const choices& chosen) {
  score total;
  std::vector<std::int32_t> counts(on.cells.size(), 0);
  std::vector<std::uint8_t> shifts(static_cast<std::size_t>(on.days));
  for (std::int32_t p = 0; p < on.persons; ++p) {
    for (std::int32_t d = 0; d < on.days; ++d) {
      const auto& taken = on.domain(p, d)[chosen[on.at(p, d)]];
      shifts[static_cast<std::size_t>(d)] = taken.shift;
      total.cost += taken.cost;
      for (const auto cell : on.cells_of(taken))
        ++counts[cell];
    }
    const auto row = judge_row(on, on.rules[static_cast<std::size_t>(p)], shifts);
    total.broken += row.broken;
    total.cost += row.cost;
  }
  for (std::size_t i = 0; i < on.cells.size(); ++i) {
    const auto& cell = on.cells[i];
    const auto missing = std::max(0, cell.need - counts[i]);
    if (cell.hard) total.missing += missing;
    total.cost += cell.under * missing + cell.over * std::max(0, counts[i] - cell.need);
  }
  return total;
}

}  // namespace headway::planner
