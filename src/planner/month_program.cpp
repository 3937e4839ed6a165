#include "planner/month_program.hpp"

#include <algorithm>

namespace headway::planner {
namespace {

inline constexpr auto none = linear_program::free_bound;

}  // namespace

month_program::month_program(const grid& on, const choices& chosen, month_wishes wishes)
    : on_(on), chosen_(chosen), wishes_(std::move(wishes)) {
  first_column_.assign(chosen.size(), -1);
  involved_.assign(static_cast<std::size_t>(on.persons), 0);
  for (std::int32_t p = 0; p < on.persons; ++p)
    add_columns(p);
  for (std::int32_t p = 0; p < on.persons; ++p)
    if (involved_[static_cast<std::size_t>(p)]) add_rules(p);
  add_cells();
}

bool month_program::is_free(std::int32_t person, std::int32_t day) const {
  return first_column_[on_.at(person, day)] >= 0;
}

void month_program::add_columns(std::int32_t person) {
  const auto& rules = on_.rules[static_cast<std::size_t>(person)];
  for (std::int32_t d = 0; d < on_.days; ++d) {
    const auto slot = on_.at(person, d);
    const auto among = on_.domain(person, d);
    if (among.size() < 2 || (!wishes_.free.empty() && !wishes_.free[slot])) continue;
    involved_[static_cast<std::size_t>(person)] = 1;
    first_column_[slot] = static_cast<std::int32_t>(program_.columns.size());
    for (const auto& each : among) {
      const bool barred = d == 0 && ((rules.barred_first >> each.shift) & 1u);
      const bool taken =
          current_.size() - static_cast<std::size_t>(first_column_[slot]) == chosen_[slot];
      program_.add_column(0, barred ? 0 : 1, each.cost, true);
      current_.push_back(taken);
      if (taken) current_cost_ += each.cost;
    }
    program_.add_row(1, 1);
    for (std::size_t i = 0; i < among.size(); ++i)
      program_.add_term(first_column_[slot] + static_cast<std::int32_t>(i), 1);
  }
}

std::int32_t month_program::column(std::int32_t person, std::int32_t day, std::size_t place) const {
  const auto first = first_column_[on_.at(person, day)];
  return first < 0 ? -1 : first + static_cast<std::int32_t>(place);
}

// Working = 1 - free, so one term is enough.
void month_program::add_work(open_row& to, std::int32_t person, std::int32_t day,
                             std::int32_t factor) const {
  const auto among = on_.domain(person, day);
  if (!is_free(person, day)) {
    if (among[chosen_[on_.at(person, day)]].shift) to.fixed += factor;
    return;
  }
  to.fixed += factor;
  for (std::size_t i = 0; i < among.size(); ++i)
    if (among[i].shift == 0) to.terms.push_back({column(person, day, i), -factor});
}

void month_program::add_shift(open_row& to, std::int32_t person, std::int32_t day,
                              std::uint32_t shifts, std::int32_t factor) const {
  const auto among = on_.domain(person, day);
  if (!is_free(person, day)) {
    if ((shifts >> among[chosen_[on_.at(person, day)]].shift) & 1u) to.fixed += factor;
    return;
  }
  for (std::size_t i = 0; i < among.size(); ++i)
    if ((shifts >> among[i].shift) & 1u) to.terms.push_back({column(person, day, i), factor});
}

std::int64_t month_program::current(const open_row& of) const {
  auto value = of.fixed;
  for (const auto& term : of.terms)
    value += term.factor * current_[static_cast<std::size_t>(term.column)];
  return value;
}

void month_program::close(const open_row& of, std::int64_t lower, std::int64_t upper) {
  if (of.terms.empty()) return;
  std::int64_t least = of.fixed, most = of.fixed;
  for (const auto& term : of.terms) {
    const auto& column = program_.columns[static_cast<std::size_t>(term.column)];
    least += term.factor * (term.factor > 0 ? column.lower : column.upper);
    most += term.factor * (term.factor > 0 ? column.upper : column.lower);
  }
  if (least >= lower && most <= upper) return;  // always kept
  program_.add_row(lower <= -none ? -none : lower - of.fixed,
                   upper >= none ? none : upper - of.fixed);
  for (const auto& term : of.terms)
    program_.add_term(term.column, term.factor);
}

void month_program::add_rules(std::int32_t person) {
  add_runs(person);
  add_rests(person);
  add_totals(person);
  add_weekends(person);
}

void month_program::add_runs(std::int32_t person) {
  const auto& rules = on_.rules[static_cast<std::size_t>(person)];
  const auto most = rules.most_consecutive;
  const auto left = std::max(0, most - rules.worked_before);  // of the run from the month before
  if (rules.worked_before > 0 && left < on_.days) {
    open_row row;
    for (std::int32_t d = 0; d <= left; ++d)
      add_work(row, person, d, 1);
    close(row, -none, left);
  }
  for (std::int32_t first = 0; most < on_.days && first + most < on_.days; ++first) {
    open_row row;
    for (std::int32_t d = first; d <= first + most; ++d)
      add_work(row, person, d, 1);
    close(row, -none, most);
  }
  // What begins on date d goes on for the least length, unless it meets the end of the horizon.
  for (const bool working : {true, false}) {
    const auto least = working ? rules.least_consecutive : rules.least_days_off;
    const std::int32_t sign = working ? 1 : -1;  // free = 1 - working
    for (std::int32_t d = 1; d < on_.days; ++d)
      for (std::int32_t k = 1; k < least && d + k < on_.days; ++k) {
        open_row row;
        add_work(row, person, d, sign);
        add_work(row, person, d - 1, -sign);
        add_work(row, person, d + k, -sign);
        close(row, -none, working ? 0 : 1);
      }
  }
}

void month_program::add_rests(std::int32_t person) {
  const auto& rules = on_.rules[static_cast<std::size_t>(person)];
  for (std::int32_t d = 0; d + 1 < on_.days; ++d)
    for (std::int32_t shift = 1; shift <= on_.kinds; ++shift) {
      const auto barred = rules.barred_after[static_cast<std::size_t>(shift)];
      if (!barred) continue;
      open_row row;
      add_shift(row, person, d, 1u << shift, 1);
      add_shift(row, person, d + 1, barred, 1);
      close(row, -none, 1);
    }
}

void month_program::add_band(const open_row& total, const band& of) {
  if (of.weight == 0 || total.terms.empty()) return;
  const auto now = current(total);
  current_cost_ += of.weight * (std::max<std::int64_t>(0, of.least - now) +
                                std::max<std::int64_t>(0, now - of.most));
  auto low = total, high = total;
  low.terms.push_back({program_.add_column(0, of.least, of.weight, false), 1});
  high.terms.push_back({program_.add_column(0, on_.days, of.weight, false), -1});
  close(low, of.least, none);
  close(high, -none, of.most);
}

void month_program::add_totals(std::int32_t person) {
  const auto& rules = on_.rules[static_cast<std::size_t>(person)];
  open_row minutes, worked, nights;
  std::uint32_t night = 0;
  for (std::int32_t shift = 1; shift <= on_.kinds; ++shift)
    if (on_.night[static_cast<std::size_t>(shift)]) night |= 1u << shift;
  for (std::int32_t d = 0; d < on_.days; ++d) {
    add_work(worked, person, d, 1);
    add_shift(nights, person, d, night, 1);
    for (std::int32_t shift = 1; shift <= on_.kinds; ++shift)
      add_shift(minutes, person, d, 1u << shift, on_.minutes[static_cast<std::size_t>(shift)]);
  }
  close(worked, -none, rules.most_shifts);
  close(nights, -none, rules.most_nights);
  close(minutes, rules.least_minutes, rules.most_minutes);
  add_band(worked, rules.load);
  add_band(nights, rules.nights);
  for (std::int32_t shift = 1; shift <= on_.kinds; ++shift) {
    if (rules.most_of[static_cast<std::size_t>(shift)] >= on_.days) continue;
    open_row kind;
    for (std::int32_t d = 0; d < on_.days; ++d)
      add_shift(kind, person, d, 1u << shift, 1);
    close(kind, -none, rules.most_of[static_cast<std::size_t>(shift)]);
  }
}

void month_program::add_weekends(std::int32_t person) {
  const auto& rules = on_.rules[static_cast<std::size_t>(person)];
  if (rules.most_weekends >= on_.weekends) return;
  open_row total;
  std::vector<std::int32_t> worked(static_cast<std::size_t>(on_.weekends), -1);
  for (std::int32_t d = 0; d < on_.days; ++d) {
    const auto weekend = on_.weekend[static_cast<std::size_t>(d)];
    if (weekend < 0) continue;
    auto& column = worked[static_cast<std::size_t>(weekend)];
    if (column < 0) {
      column = program_.add_column(0, 1, 0, false);
      total.terms.push_back({column, 1});
    }
    open_row day;
    add_work(day, person, d, 1);
    if (day.terms.empty() && day.fixed)
      program_.columns[static_cast<std::size_t>(column)].lower = 1;
    day.terms.push_back({column, -1});
    close(day, -none, 0);
  }
  close(total, -none, rules.most_weekends);
}

void month_program::add_cells() {
  std::vector<open_row> rows(on_.cells.size());
  counted_.resize(on_.cells.size());
  for (std::int32_t p = 0; p < on_.persons; ++p)
    for (std::int32_t d = 0; d < on_.days; ++d) {
      const auto among = on_.domain(p, d);
      if (!is_free(p, d)) {
        for (const auto cell : on_.cells_of(among[chosen_[on_.at(p, d)]]))
          ++rows[cell].fixed;
        continue;
      }
      for (std::size_t i = 0; i < among.size(); ++i)
        for (const auto cell : on_.cells_of(among[i]))
          rows[cell].terms.push_back({column(p, d, i), 1});
    }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& cell = on_.cells[i];
    if (rows[i].terms.empty()) continue;
    const auto under = cell.hard ? wishes_.missing_cost : cell.under;
    const auto more = current(rows[i]) - cell.need;
    current_cost_ += more > 0 ? cell.over * more : -under * more;
    if (cell.hard || under > 0) {
      auto row = rows[i];
      const auto before = program_.rows.size();
      if (under > 0) {
        counted_[i].missing = program_.add_column(0, cell.need, under, false);
        row.terms.push_back({counted_[i].missing, 1});
      }
      close(row, cell.need, none);
      if (program_.rows.size() > before) counted_[i].row = static_cast<std::int32_t>(before);
    }
    if (cell.over > 0) {
      auto row = rows[i];
      row.terms.push_back({program_.add_column(0, on_.persons, cell.over, false), -1});
      close(row, -none, cell.need);
    }
  }
}

choices month_program::read(const std::vector<double>& values) const {
  auto made = chosen_;
  for (std::int32_t p = 0; p < on_.persons; ++p)
    for (std::int32_t d = 0; d < on_.days; ++d) {
      if (!is_free(p, d)) continue;
      const auto first = static_cast<std::size_t>(first_column_[on_.at(p, d)]);
      for (std::size_t i = 0; i < on_.domain(p, d).size(); ++i)
        if (values[first + i] > 0.5) made[on_.at(p, d)] = static_cast<std::uint16_t>(i);
    }
  return made;
}

}  // namespace headway::planner
