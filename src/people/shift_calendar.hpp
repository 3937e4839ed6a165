// Which shift an instant belongs to. Shifts are half-open intervals that fill the time without gap
// or overlap; they cross midnight, so a shift's date is the mine's booking date and not the
// calendar date of its hours. Pure: no clock, no store.
#pragma once

#include <boost/describe.hpp>
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/time.hpp"

namespace headway::people {

// A shift by the date it is booked on and its number, 1 … n, within that date.
struct shift_ref {
  local_date date;
  int number = 0;
  friend auto operator<=>(const shift_ref&, const shift_ref&) = default;
};
BOOST_DESCRIBE_STRUCT(shift_ref, (), (date, number))

enum class shift_name : std::uint8_t { morning, afternoon, evening, night };
BOOST_DESCRIBE_ENUM(shift_name, morning, afternoon, evening, night)

// One shift of a system. It lasts until the next one starts.
struct shift_definition {
  shift_name name{};
  // Minutes after 00:00 of the shift date. Negative: the shift starts in the evening before its
  // date. 1440 and more: it starts after the midnight that ends its date.
  int starts_minute = 0;
  bool maintenance = false;  // 检修班: no advance is driven in it
  friend bool operator==(const shift_definition&, const shift_definition&) = default;
};
BOOST_DESCRIBE_STRUCT(shift_definition, (), (name, starts_minute, maintenance))

// What people call the shift: "夜班", "检修班".
std::string_view shift_name_text(const shift_definition& shift, language in);

// The shifts of one date, in their order; together they fill 24 hours.
struct shift_system {
  std::vector<shift_definition> shifts;
  friend bool operator==(const shift_system&, const shift_system&) = default;
};
BOOST_DESCRIBE_STRUCT(shift_system, (), (shifts))

// "two_shift", "three_shift" or "four_shift".
std::string_view system_code(const shift_system& system);
// 三八制: morning 08:00, afternoon 16:00, night 00:00 – the night is booked on the date before.
shift_system three_shift_system();
// 四六制: night 00:00, maintenance 06:00, afternoon 12:00, evening 18:00.
shift_system four_shift_system();

// Problems: shift.count, shift.order.
result<void> check(const shift_system& system);

// A system and the first shift date on which it holds.
struct shift_period {
  local_date from;
  shift_system system;
  friend bool operator==(const shift_period&, const shift_period&) = default;
};
BOOST_DESCRIBE_STRUCT(shift_period, (), (from, system))

// The shifts of a section over all time. Where the system changes, the last shift of the old one is
// cut or stretched to where the new one begins. Before the first period its system holds too.
class shift_calendar {
 public:
  shift_calendar(time_zone zone, shift_system system);
  // `periods`: at least one, ascending by `from`, each with a valid system.
  shift_calendar(time_zone zone, std::vector<shift_period> periods);

  time_zone zone() const { return zone_; }
  const shift_system& system_on(local_date shift_date) const;
  // Whether there is such a shift, with at least some time in it.
  bool has(shift_ref shift) const;

  shift_ref shift_at(instant at) const;
  // The next four need `has(shift)`.
  interval interval_of(shift_ref shift) const;
  const shift_definition& definition(shift_ref shift) const;
  shift_ref next(shift_ref shift) const;
  shift_ref previous(shift_ref shift) const;
  // All hours booked on a date.
  interval hours_of(local_date shift_date) const;

 private:
  std::size_t period_on(local_date shift_date) const;
  instant begin_of(const shift_period& period) const;
  interval span(std::size_t period, shift_ref shift) const;

  time_zone zone_;
  std::vector<shift_period> periods_;
};

// 旬: days 1–10, 11–20, 21–end of the month; the range [first, last] by shift dates.
struct ten_day_period {
  local_date first, last;
  friend bool operator==(const ten_day_period&, const ten_day_period&) = default;
};
BOOST_DESCRIBE_STRUCT(ten_day_period, (), (first, last))
ten_day_period ten_day_period_of(local_date date);
ten_day_period next(const ten_day_period& period);

inline local_date plus_days(local_date date, int days) {
  return {date.days + std::chrono::days(days)};
}
inline int days_between(local_date from, local_date to) {
  return static_cast<int>((to.days - from.days).count());
}

namespace problems {
inline constexpr problem_kind shift_count{"shift.count", 422, "一天须分 2 到 4 个班",
                                          "A day has two to four shifts"};
inline constexpr problem_kind shift_order{
    "shift.order", 422,
    "各班开始时间须依次排列，每班至少 1 小时，首班在前一日 12:00 到当日 12:00 之间开始",
    "Shifts start one after the other, each lasts at least an hour, and the first starts between "
    "noon of the day before and noon of the day"};
}  // namespace problems

}  // namespace headway::people
