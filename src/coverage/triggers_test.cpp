#include "coverage/triggers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "coverage/drawn_section_test.hpp"
#include "support/data_files.hpp"

namespace headway::coverage {
namespace {

using namespace drawing;
using ::testing::IsEmpty;
using ::testing::SizeIs;

trigger_rule rule(const char* code, trigger_kind on_) {
  trigger_rule made;
  made.code = code;
  made.on = on_;
  made.demands = {{extra_who::member, {}, {}, 2, need_kind::hard, {}}};
  return made;
}

coverage_rules rules_with(trigger_rule one) {
  coverage_rules made = default_rules();
  made.triggers = {std::move(one)};
  return made;
}

TEST(Triggers, HoldOnTheDatesOfAHoliday) {
  auto rules = rules_with(rule("holiday", trigger_kind::holiday));
  rules.holidays = {{on(5), on(8), "清明", "Tomb-Sweeping Day"}, {on(40), on(41), "别的", "Other"}};
  const auto held = triggered(rules, {on(1), {}, {}, {}}, on(1), on(32));
  ASSERT_THAT(held, SizeIs(1));
  EXPECT_EQ(held[0].from, on(5));
  EXPECT_EQ(held[0].until, on(8));
  EXPECT_EQ(held[0].name_zh, std::optional<short_text>("清明"));
}

TEST(Triggers, HoldFromTodayWhileAPlaceIsRed) {
  auto red = rule("red", trigger_kind::colour);
  red.colour = places::risk_colour::red;
  red.days = 3;
  trigger_ground ground{
      on(4), {{place_id(named_uuid("face")), places::risk_colour::orange}}, {}, {}};
  EXPECT_THAT(triggered(rules_with(red), ground, on(1), on(32)), IsEmpty());
  ground.colours[0].colour = places::risk_colour::red;
  const auto held = triggered(rules_with(red), ground, on(1), on(32));
  ASSERT_THAT(held, SizeIs(1));
  EXPECT_EQ(held[0].from, on(4));
  EXPECT_EQ(held[0].until, on(7));
  EXPECT_THAT(held[0].places, SizeIs(1));
}

TEST(Triggers, HoldWhileAMajorHazardIsOpen) {
  const auto rules = rules_with(rule("major", trigger_kind::major_hazard));
  EXPECT_THAT(triggered(rules, {on(4), {}, {}, {}}, on(1), on(32)), IsEmpty());
  EXPECT_THAT(triggered(rules, {on(4), {}, {place_id(named_uuid("face"))}, {}}, on(1), on(32)),
              SizeIs(1));
}

TEST(MeasuredTrigger, WaitsForTheValueSoManyTimesInARow) {
  auto gas = rule("gas", trigger_kind::measured);
  gas.series = "ch4";
  gas.at_least = 0.8;
  gas.in_a_row = 2;
  gas.days = 2;
  const std::vector<reading> readings{{on(1), 1, 0.9}, {on(1), 2, 0.2}, {on(2), 1, 0.8},
                                      {on(2), 2, 0.8}, {on(3), 1, 0.9}, {on(9), 1, 0.9}};
  const auto ranges = measured_ranges(gas, readings);
  ASSERT_THAT(ranges, SizeIs(2)) << "the first two are not in a row";
  EXPECT_EQ(ranges[0].from, on(2));
  EXPECT_EQ(ranges[0].until, on(5)) << "two days from the last reading";
  EXPECT_EQ(ranges[1].from, on(9)) << "in a row goes on over the days without a reading";
  EXPECT_EQ(ranges[1].until, on(11));
}

// The shifts of two Polish longwalls, in order of time: an assessment of the seismic hazard each
// shift (a, b: none, low), the number of bumps, and whether a strong one came in the next shift.
struct seismic_shift {
  int assessment = 0, bumps = 0;
  bool strong_next = false;
};
std::vector<seismic_shift> seismic_shifts() {
  const auto file = tests::real_data("pl_seismic_bumps/seismic-bumps.csv");
  std::istringstream lines(file.bytes);
  std::vector<seismic_shift> shifts;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');)
      cells.push_back(cell);
    if (cells.size() < 19) continue;
    shifts.push_back({cells[0][0] - 'a', std::stoi(cells[8]), cells[18][0] == '1'});
  }
  return shifts;
}

TEST(MeasuredTrigger, FollowsARealSeriesOfSeismicBumps) {
  const auto shifts = seismic_shifts();
  ASSERT_GE(shifts.size(), 200u);
  std::vector<reading> readings;
  for (std::size_t i = 0; i < shifts.size(); ++i)
    readings.push_back({on(1 + static_cast<int>(i) / 3), static_cast<int>(i) % 3 + 1,
                        static_cast<double>(shifts[i].bumps)});
  auto bumps = rule("bumps", trigger_kind::measured);
  bumps.series = "bumps";
  bumps.at_least = 2;
  bumps.in_a_row = 2;
  bumps.days = 2;
  const auto ranges = measured_ranges(bumps, readings);
  ASSERT_FALSE(ranges.empty());
  int held = 0, strong = 0, strong_held = 0;
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const bool holds = std::ranges::any_of(
        ranges, [&](const planner::date_range& each) { return each.contains(readings[i].date); });
    held += holds;
    strong += shifts[i].strong_next;
    strong_held += holds && shifts[i].strong_next;
  }
  const auto all = static_cast<int>(shifts.size());
  EXPECT_LT(held, all / 2) << "a period that always holds says nothing";
  // Strong bumps come more often on the dates on which it holds than on the others.
  EXPECT_GT(strong_held * all, strong * held)
      << strong_held << " of " << strong << ", held on " << held << " of " << all << " shifts";
}

}  // namespace
}  // namespace headway::coverage
