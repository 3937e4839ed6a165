#include "people/shift_calendar.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace headway::people {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int minutes_a_day = 24 * 60;
constexpr int shortest_shift_minutes = 60;
constexpr int earliest_start = -12 * 60, latest_start = 12 * 60;

}  // namespace

std::string_view shift_name_text(const shift_definition& shift, language in) {
  const bool zh = in == language::zh;
  if (shift.maintenance) return zh ? "检修班" : "Maintenance shift";
  switch (shift.name) {
    case shift_name::morning:
      return zh ? "早班" : "Morning shift";
    case shift_name::afternoon:
      return zh ? "中班" : "Afternoon shift";
    case shift_name::evening:
      return zh ? "晚班" : "Evening shift";
    case shift_name::night:
      return zh ? "夜班" : "Night shift";
  }
  return {};
}

std::string_view system_code(const shift_system& system) {
  switch (system.shifts.size()) {
    case 2:
      return "two_shift";
    case 3:
      return "three_shift";
    default:
      return "four_shift";
  }
}

shift_system three_shift_system() {
  return {{{shift_name::morning, 8 * 60},
           {shift_name::afternoon, 16 * 60},
           {shift_name::night, 24 * 60}}};
}

shift_system four_shift_system() {
  return {{{shift_name::night, 0},
           {shift_name::morning, 6 * 60, true},
           {shift_name::afternoon, 12 * 60},
           {shift_name::evening, 18 * 60}}};
}

result<void> check(const shift_system& system) {
  const auto& shifts = system.shifts;
  if (shifts.size() < 2 || shifts.size() > 4) return problem(problems::shift_count, "/shifts");
  const int first = shifts.front().starts_minute;
  if (first < earliest_start || first >= latest_start)
    return problem(problems::shift_order, "/shifts/0/starts_minute");
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    // Compared without adding to what was sent, which may be any integer.
    const int start = shifts[i].starts_minute;
    const int end = i + 1 < shifts.size() ? shifts[i + 1].starts_minute : first + minutes_a_day;
    if (start < first || start >= end || start > end - shortest_shift_minutes ||
        end > first + minutes_a_day)
      return problem(problems::shift_order, "/shifts/" + std::to_string(i) + "/starts_minute");
  }
  return {};
}

shift_calendar::shift_calendar(time_zone zone, shift_system system)
    : shift_calendar(zone, std::vector<shift_period>{{local_date{}, std::move(system)}}) {}

shift_calendar::shift_calendar(time_zone zone, std::vector<shift_period> periods)
    : zone_(zone), periods_(std::move(periods)) {
  ENSURE(!periods_.empty());
  for (std::size_t i = 0; i < periods_.size(); ++i) {
    ENSURE(check(periods_[i].system).has_value());
    ENSURE(i == 0 || periods_[i - 1].from < periods_[i].from);
  }
}

std::size_t shift_calendar::period_on(local_date shift_date) const {
  std::size_t found = 0;
  while (found + 1 < periods_.size() && periods_[found + 1].from <= shift_date)
    ++found;
  return found;
}

instant shift_calendar::begin_of(const shift_period& period) const {
  return zone_.at(period.from, minutes(period.system.shifts.front().starts_minute));
}

const shift_system& shift_calendar::system_on(local_date shift_date) const {
  return periods_[period_on(shift_date)].system;
}

interval shift_calendar::span(std::size_t period, shift_ref shift) const {
  const auto& shifts = periods_[period].system.shifts;
  const auto index = static_cast<std::size_t>(shift.number) - 1;
  const bool last = index + 1 == shifts.size();
  interval hours{zone_.at(shift.date, minutes(shifts[index].starts_minute)),
                 last ? zone_.at(plus_days(shift.date, 1), minutes(shifts[0].starts_minute))
                      : zone_.at(shift.date, minutes(shifts[index + 1].starts_minute))};
  if (period + 1 == periods_.size()) return hours;
  const auto& following = periods_[period + 1];
  const instant limit = begin_of(following);
  const bool last_before_change = last && shift.date == plus_days(following.from, -1);
  hours.begin = std::min(hours.begin, limit);
  hours.end = last_before_change ? limit : std::min(hours.end, limit);
  return hours;
}

bool shift_calendar::has(shift_ref shift) const {
  const auto period = period_on(shift.date);
  if (shift.number < 1 || std::cmp_greater(shift.number, periods_[period].system.shifts.size()))
    return false;
  const auto hours = span(period, shift);
  return hours.begin < hours.end;
}

shift_ref shift_calendar::shift_at(instant at) const {
  std::size_t period = 0;
  while (period + 1 < periods_.size() && begin_of(periods_[period + 1]) <= at)
    ++period;
  const auto& shifts = periods_[period].system.shifts;
  const int first = shifts.front().starts_minute;
  const auto local = at + zone_.offset - minutes(first);
  const auto day = std::chrono::floor<days>(local);
  const local_date date{std::chrono::sys_days(day.time_since_epoch())};
  const int count = static_cast<int>(shifts.size());
  if (period + 1 < periods_.size() && date >= periods_[period + 1].from)
    return {plus_days(periods_[period + 1].from, -1), count};
  const auto into_day = std::chrono::floor<minutes>(local - day).count() + first;
  int number = count;
  while (number > 1 && shifts[static_cast<std::size_t>(number) - 1].starts_minute > into_day)
    --number;
  return {date, number};
}

interval shift_calendar::interval_of(shift_ref shift) const {
  ENSURE(has(shift));
  return span(period_on(shift.date), shift);
}

const shift_definition& shift_calendar::definition(shift_ref shift) const {
  ENSURE(has(shift));
  return system_on(shift.date).shifts[static_cast<std::size_t>(shift.number) - 1];
}

shift_ref shift_calendar::next(shift_ref shift) const { return shift_at(interval_of(shift).end); }

shift_ref shift_calendar::previous(shift_ref shift) const {
  return shift_at(interval_of(shift).begin - milliseconds(1));
}

interval shift_calendar::hours_of(local_date shift_date) const {
  const auto period = period_on(shift_date);
  const int count = static_cast<int>(periods_[period].system.shifts.size());
  return {span(period, {shift_date, 1}).begin, span(period, {shift_date, count}).end};
}

ten_day_period ten_day_period_of(local_date date) {
  const std::chrono::year_month_day ymd(date.days);
  const auto month = ymd.year() / ymd.month();
  const auto day = static_cast<unsigned>(ymd.day());
  const auto on = [&](unsigned of_month) {
    return local_date{std::chrono::sys_days(month / std::chrono::day(of_month))};
  };
  if (day <= 10) return {on(1), on(10)};
  if (day <= 20) return {on(11), on(20)};
  return {on(21), local_date{std::chrono::sys_days(month / std::chrono::last)}};
}

ten_day_period next(const ten_day_period& period) {
  return ten_day_period_of(plus_days(period.last, 1));
}

}  // namespace headway::people
