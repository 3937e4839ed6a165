#include "inspections/period.hpp"

#include <gtest/gtest.h>

#include <set>

namespace headway::inspections {
namespace {

using people::shift_calendar;
using std::chrono::hours;

constexpr time_zone china{};
const shift_calendar three_shifts(china, people::three_shift_system());
const shift_calendar four_shifts(china, people::four_shift_system());

instant at(const char* local) { return *parse_instant(std::string(local) + ":00+08:00"); }

TEST(InspectionPeriod, OfAShiftCrossesMidnightOnTheMinesDate) {
  // The night shift from 00:00 to 08:00 is booked on the date before.
  const auto night = period_at(period_kind::shift, three_shifts, at("2026-11-23T00:10"));
  EXPECT_EQ(night.code, "2026-11-22/3");
  EXPECT_EQ(night.from, at("2026-11-23T00:00"));
  EXPECT_EQ(night.until, at("2026-11-23T08:00"));
  const auto before = period_at(period_kind::shift, three_shifts, at("2026-11-22T23:59"));
  EXPECT_EQ(before.code, "2026-11-22/2");
  EXPECT_EQ(before.until, night.from);
}

TEST(InspectionPeriod, OfADayIsThatOfItsShifts) {
  const auto day = period_at(period_kind::day, three_shifts, at("2026-11-23T07:59"));
  EXPECT_EQ(day.code, "2026-11-22");
  EXPECT_EQ(day.from, at("2026-11-22T08:00"));
  EXPECT_EQ(day.until, at("2026-11-23T08:00"));
}

TEST(InspectionPeriod, OfTenDaysEndsWithTheMonth) {
  const auto third = period_at(period_kind::ten_day, three_shifts, at("2027-02-28T12:00"));
  EXPECT_EQ(third.code, "2027-02-21");
  EXPECT_EQ(third.from, at("2027-02-21T08:00"));
  EXPECT_EQ(third.until, at("2027-03-01T08:00"));
  EXPECT_EQ(period_at(period_kind::ten_day, three_shifts, at("2026-11-11T07:00")).code,
            "2026-11-01")
      << "the night of the 10th ends on the morning of the 11th";
}

TEST(InspectionPeriod, OfAMonthBeginsWithItsFirstShift) {
  const auto month = period_at(period_kind::month, three_shifts, at("2026-12-01T07:00"));
  EXPECT_EQ(month.code, "2026-11");
  EXPECT_EQ(period_at(period_kind::month, three_shifts, month.until).code, "2026-12");
}

TEST(InspectionPeriod, FillsTheTimeWithoutGap) {
  for (const auto* calendar : {&three_shifts, &four_shifts})
    for (const auto kind :
         {period_kind::shift, period_kind::day, period_kind::ten_day, period_kind::month}) {
      auto in = period_at(kind, *calendar, at("2025-12-30T03:00"));
      std::set<std::string> codes;
      while (in.until < at("2028-03-02T00:00")) {
        EXPECT_LT(in.from, in.until);
        EXPECT_TRUE(codes.insert(in.code).second) << in.code << " stands for two periods";
        EXPECT_EQ(period_at(kind, *calendar, in.until - std::chrono::milliseconds(1)).code,
                  in.code);
        EXPECT_EQ(calendar->shift_at(in.from), in.first);
        const auto next = period_at(kind, *calendar, in.until);
        ASSERT_EQ(next.from, in.until) << "after " << in.code;
        in = next;
      }
    }
}

TEST(InspectionRound, HasOneIdForOneDuty) {
  const section_id a{named_uuid("A")}, b{named_uuid("B")};
  const crew_id first{named_uuid("first")}, second{named_uuid("second")};
  const std::set<round_id> ids{round_id_of(a, "crew_shift", "2026-11-22/1", {.crew = first}),
                               round_id_of(a, "crew_shift", "2026-11-22/1", {.crew = second}),
                               round_id_of(a, "crew_shift", "2026-11-22/2", {.crew = first}),
                               round_id_of(b, "crew_shift", "2026-11-22/1", {.crew = first}),
                               round_id_of(a, "patrol_day", "2026-11-22/1", {.crew = first})};
  EXPECT_EQ(ids.size(), 5U);
  EXPECT_EQ(ids.count(round_id_of(a, "crew_shift", "2026-11-22/1", {.crew = first})), 1U);
}

TEST(Month, IsReadFromItsCode) {
  const auto february = parse_month("2028-02");
  ASSERT_TRUE(february);
  EXPECT_EQ(february->first.text(), "2028-02-01");
  EXPECT_EQ(february->last.text(), "2028-02-29");
  for (const char* none : {"", "2028", "2028-13", "2028-2", "2028-02-01", "2028-02-"})
    EXPECT_FALSE(parse_month(none)) << none;
}

}  // namespace
}  // namespace headway::inspections
