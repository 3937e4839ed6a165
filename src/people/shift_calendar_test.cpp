#include "people/shift_calendar.hpp"

#include <gtest/gtest.h>

#include <random>

namespace headway::people {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr time_zone china{};

local_date day(std::string_view text) { return local_date::parse(text).value(); }
instant local(std::string_view date, int hour, int minute = 0) {
  return china.at(day(date), hours(hour) + minutes(minute));
}

TEST(ShiftCalendar, BooksTheNightAfterMidnightOnTheDateBefore) {
  const shift_calendar calendar(china, three_shift_system());
  EXPECT_EQ(calendar.shift_at(local("2026-03-01", 2, 10)), (shift_ref{day("2026-02-28"), 3}));
  EXPECT_EQ(calendar.shift_at(local("2026-03-01", 8)), (shift_ref{day("2026-03-01"), 1}));
  EXPECT_EQ(calendar.shift_at(local("2026-03-01", 7, 59)), (shift_ref{day("2026-02-28"), 3}));
  EXPECT_EQ(calendar.shift_at(local("2027-01-01", 0)), (shift_ref{day("2026-12-31"), 3}));
}

TEST(ShiftCalendar, BooksANightThatStartsInTheEveningOnTheDateItWorksInto) {
  const shift_calendar calendar(china, {{{shift_name::night, -60},
                                         {shift_name::morning, 7 * 60},
                                         {shift_name::afternoon, 15 * 60}}});
  EXPECT_EQ(calendar.shift_at(local("2026-12-31", 23)), (shift_ref{day("2027-01-01"), 1}));
  EXPECT_EQ(calendar.shift_at(local("2026-12-31", 22, 59)), (shift_ref{day("2026-12-31"), 3}));
  EXPECT_EQ(calendar.interval_of({day("2024-03-01"), 1}),
            (interval{local("2024-02-29", 23), local("2024-03-01", 7)}));
}

TEST(ShiftCalendar, NamesTheMaintenanceShiftOfTheFourShiftSystem) {
  const shift_calendar calendar(china, four_shift_system());
  const auto shift = calendar.shift_at(local("2026-05-05", 11, 59));
  EXPECT_EQ(shift, (shift_ref{day("2026-05-05"), 2}));
  EXPECT_TRUE(calendar.definition(shift).maintenance);
  EXPECT_EQ(shift_name_text(calendar.definition(shift), language::zh), "检修班");
  EXPECT_EQ(calendar.next({day("2026-05-05"), 4}), (shift_ref{day("2026-05-06"), 1}));
}

TEST(ShiftCalendar, StretchesTheLastShiftWhereALaterBeginningSystemTakesOver) {
  const shift_calendar calendar(
      china, {{day("2026-01-01"), four_shift_system()}, {day("2026-06-01"), three_shift_system()}});
  // The four-shift day ends at midnight, the three-shift day begins at eight.
  EXPECT_EQ(calendar.shift_at(local("2026-06-01", 3)), (shift_ref{day("2026-05-31"), 4}));
  EXPECT_EQ(calendar.interval_of({day("2026-05-31"), 4}),
            (interval{local("2026-05-31", 18), local("2026-06-01", 8)}));
  EXPECT_EQ(calendar.next({day("2026-05-31"), 4}), (shift_ref{day("2026-06-01"), 1}));
}

TEST(ShiftCalendar, CutsTheLastShiftWhereAnEarlierBeginningSystemTakesOver) {
  const shift_calendar calendar(
      china, {{day("2026-01-01"), three_shift_system()}, {day("2026-06-01"), four_shift_system()}});
  // The night of 31 May would have run until eight; the new system begins at midnight.
  EXPECT_EQ(calendar.shift_at(local("2026-05-31", 23, 59)), (shift_ref{day("2026-05-31"), 2}));
  EXPECT_EQ(calendar.shift_at(local("2026-06-01", 0)), (shift_ref{day("2026-06-01"), 1}));
  EXPECT_FALSE(calendar.has({day("2026-05-31"), 3}));
  EXPECT_EQ(calendar.previous({day("2026-06-01"), 1}), (shift_ref{day("2026-05-31"), 2}));
}

// A valid system with random starts, lengths and beginning of the day.
shift_system random_system(std::mt19937_64& random) {
  shift_system made;
  const int count = 2 + static_cast<int>(random() % 3);
  int start = -720 + static_cast<int>(random() % 1440);
  int left = 1440;
  for (int i = 0; i < count; ++i) {
    made.shifts.push_back({shift_name(random() % 4), start, random() % 5 == 0});
    const int spare = left - 60 * (count - i);
    const int length = 60 + static_cast<int>(random() % static_cast<unsigned>(spare + 1));
    start += length;
    left -= length;
  }
  return made;
}

TEST(ShiftCalendar, GivesEveryInstantToExactlyOneShiftWhateverTheSystems) {
  std::mt19937_64 random(20261122);
  const local_date ends[] = {day("2026-01-01"), day("2026-03-01"), day("2024-02-29"),
                             day("2026-12-31"), day("2027-01-01"), day("2026-05-01")};
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    const local_date change = ends[random() % std::size(ends)];
    std::vector<shift_period> periods{{plus_days(change, -400), random_system(random)}};
    ASSERT_TRUE(check(periods[0].system));
    if (random() % 2) periods.push_back({change, random_system(random)});
    if (random() % 2)
      periods.push_back(
          {plus_days(change, 1 + static_cast<int>(random() % 3)), random_system(random)});
    const shift_calendar calendar(china, periods);
    // Walking from shift to shift must pass over every instant once, in order.
    auto shift = calendar.shift_at(china.at(plus_days(change, -3), minutes(0)));
    auto seen = calendar.interval_of(shift);
    for (int step = 0; step < 30; ++step) {
      const auto following = calendar.next(shift);
      const auto hours = calendar.interval_of(following);
      ASSERT_LT(shift, following);
      ASSERT_EQ(hours.begin, seen.end);
      ASSERT_LT(hours.begin, hours.end);
      ASSERT_EQ(calendar.previous(following), shift);
      const auto length = (hours.end - hours.begin).count();
      for (const auto at : {hours.begin, hours.end - milliseconds(1),
                            hours.begin + milliseconds(static_cast<std::int64_t>(
                                              random() % static_cast<unsigned long>(length)))})
        ASSERT_EQ(calendar.shift_at(at), following);
      shift = following;
      seen = hours;
    }
  }
}

TEST(ShiftSystem, RefusesShiftsThatDoNotFillTheDayInOrder) {
  EXPECT_TRUE(check(three_shift_system()));
  EXPECT_TRUE(check(four_shift_system()));
  EXPECT_EQ(check({{{shift_name::morning, 480}}}).error().code(), "shift.count");
  EXPECT_EQ(check({{{shift_name::morning, 480}, {shift_name::night, 480}}}).error().pointer,
            "/shifts/0/starts_minute");
  EXPECT_FALSE(check({{{shift_name::morning, 480}, {shift_name::night, 480 + 1440}}}));
  EXPECT_FALSE(check({{{shift_name::morning, 480}, {shift_name::night, 1900}}}));
  EXPECT_FALSE(check({{{shift_name::night, -721}, {shift_name::morning, 400}}}));
  constexpr int most = std::numeric_limits<int>::max(), least = std::numeric_limits<int>::min();
  EXPECT_FALSE(check({{{shift_name::night, 0}, {shift_name::morning, most}}}));
  EXPECT_FALSE(check({{{shift_name::night, 0}, {shift_name::morning, least}}}));
}

TEST(TenDayPeriod, EndsWithTheMonth) {
  EXPECT_EQ(ten_day_period_of(day("2024-02-29")),
            (ten_day_period{day("2024-02-21"), day("2024-02-29")}));
  EXPECT_EQ(ten_day_period_of(day("2026-07-10")),
            (ten_day_period{day("2026-07-01"), day("2026-07-10")}));
  EXPECT_EQ(next(ten_day_period_of(day("2026-12-31"))),
            (ten_day_period{day("2027-01-01"), day("2027-01-10")}));
}

}  // namespace
}  // namespace headway::people
