#include "people/roster.hpp"

#include <gtest/gtest.h>

namespace headway::people {
namespace {

local_date day(std::string_view text) { return local_date::parse(text).value(); }
const crew_id first_crew(named_uuid("first")), second_crew(named_uuid("second"));
const person_id wang(named_uuid("wang")), li(named_uuid("li"));

TEST(Rotation, RepeatsItsPatternFromItsFirstDate) {
  const std::vector<rotation> rotations{{day("2026-01-01"), {1, 1, 2, 0}}};
  EXPECT_EQ(shift_by_rotation(rotations, day("2026-01-01")), 1);
  EXPECT_EQ(shift_by_rotation(rotations, day("2026-01-04")), 0);
  EXPECT_EQ(shift_by_rotation(rotations, day("2026-01-07")), 2);
  EXPECT_EQ(shift_by_rotation(rotations, day("2025-12-31")), 0);  // nothing is known of before
  EXPECT_EQ(shift_by_rotation({}, day("2026-01-01")), 0);
}

TEST(Rotation, GivesWayToALaterOneFromThatDateOn) {
  const std::vector<rotation> rotations{{day("2026-01-01"), {1}}, {day("2026-02-28"), {3, 2}}};
  EXPECT_EQ(shift_by_rotation(rotations, day("2026-02-27")), 1);
  EXPECT_EQ(shift_by_rotation(rotations, day("2026-02-28")), 3);
  EXPECT_EQ(shift_by_rotation(rotations, day("2026-03-01")), 2);
}

TEST(Roster, PutsPersonsWithTheirCrewUnlessAnExceptionSaysOtherwise) {
  const shift_calendar calendar(time_zone{}, three_shift_system());
  const std::vector<rostered_crew> crews{{first_crew, {{day("2026-12-31"), {1, 2}}}},
                                         {second_crew, {{day("2026-12-31"), {2, 1}}}}};
  const std::vector<rostered_person> persons{
      {wang, first_crew, {{day("2027-01-01"), exception_kind::swap_to_shift, 3}}},
      {li, second_crew, {{day("2026-12-31"), exception_kind::sick, {}}}}};
  const auto days = roster(calendar, crews, persons, day("2026-12-31"), day("2027-01-01"));
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0],
            (roster_day{day("2026-12-31"),
                        {{1, {first_crew}, {wang}}, {2, {second_crew}, {}}, {3, {}, {}}}}));
  EXPECT_EQ(days[1],
            (roster_day{day("2027-01-01"),
                        {{1, {second_crew}, {li}}, {2, {first_crew}, {}}, {3, {}, {wang}}}}));
}

TEST(Roster, RestsWhereTheSystemHasNoSuchShiftAnyMore) {
  const shift_calendar calendar(time_zone{}, {{day("2026-01-01"), four_shift_system()},
                                              {day("2026-01-02"), three_shift_system()}});
  const std::vector<rostered_crew> crews{{first_crew, {{day("2026-01-01"), {4}}}}};
  const auto days = roster(calendar, crews, {}, day("2026-01-01"), day("2026-01-02"));
  EXPECT_EQ(days[0].shifts.at(3).crews, std::vector{first_crew});
  ASSERT_EQ(days[1].shifts.size(), 3u);
  for (const auto& shift : days[1].shifts)
    EXPECT_TRUE(shift.crews.empty());
}

}  // namespace
}  // namespace headway::people
