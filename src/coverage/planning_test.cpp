#include "coverage/planning.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "coverage/drawn_section_test.hpp"

namespace headway::coverage {
namespace {

using namespace drawing;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const month march = month::of(on(1));

result<plan_result> planned(const picture& in) {
  return plan_month(in, march, {.seed = 1, .today = on(1)},
                    [](const planner::plan_progress&) { return true; });
}

// Crew A works mornings and has two gas inspectors; crew B works nights and has a third. Each has a
// member beside.
picture two_crews(const std::string& li, const std::string& wang) {
  return drawn(R"(
    crew A 1
    crew B 3
    post gas A gas_inspection
    li   A member gas gas_inspection : )" +
               li + R"(
    wang A member gas gas_inspection : )" +
               wang + R"(
    sun  A member -
    zhao B member gas gas_inspection
    qian B member -
  )");
}

dated_plan li_all_month() {
  std::vector<int> days;
  for (int day = 1; day <= 31; ++day)
    days.push_back(day);
  return {march, {{post_key("gas", 1), person("li"), days}}, {}};
}

TEST(PlanAMonth, NeedsNoSwapWhereTheRosterCoversAll) {
  const auto made = planned(two_crews(". . . L", ". L")).value();
  EXPECT_TRUE(made.covered);
  EXPECT_THAT(made.swaps, IsEmpty());
  EXPECT_THAT(made.gaps, IsEmpty());
  std::size_t days = 0;
  for (const auto& each : made.duties)
    days += each.days.size();
  EXPECT_EQ(days, 31u) << "one inspector each day";
}

TEST(PlanAMonth, SwapsSomebodyInWhenBothAreAway) {
  const auto made = planned(two_crews(". . . L", ". . . L")).value();
  EXPECT_TRUE(made.covered);
  ASSERT_FALSE(made.swaps.empty());
  bool covers = false;
  for (const auto& each : made.changes)
    if (each.person == person("zhao") && each.date == on(4)) {
      covers = each.covers == post_key("gas", 1);
      EXPECT_EQ(each.before, (occupation{3, std::nullopt}));
    }
  EXPECT_TRUE(covers) << "and says what the swap is good for";
  const auto in = two_crews(". . . L", ". . . L");
  const auto judged = judge(in, with_swaps(in, made.swaps), march, made.duties, on(1));
  EXPECT_THAT(judged.uncovered, IsEmpty()) << "the gate agrees with the planner";
  EXPECT_THAT(judged.breaches, IsEmpty());
}

TEST(PlanAMonth, SaysInWordsWhyNobodyCanAndWhatWouldDo) {
  const auto in = drawn(R"(
    crew A 1
    post gas A gas_inspection
    li   A member gas gas_inspection=2027-03-14
    wang A member gas gas_inspection : . . . . . . . . . . . . . . . L
  )");
  const auto made = planned(in).value();
  EXPECT_FALSE(made.covered);
  EXPECT_TRUE(made.explained);
  ASSERT_THAT(made.gaps, SizeIs(1));
  EXPECT_EQ(made.gaps[0].demand, post_key("gas", 1));
  EXPECT_EQ(made.gaps[0].date, on(16));
  ASSERT_THAT(made.conflicts, SizeIs(1));
  ASSERT_THAT(made.conflicts[0].demands, SizeIs(1));
  std::map<person_id, planner::hindrance> why;
  for (const auto& each : made.conflicts[0].demands[0].obstacles)
    why[each.person] = each.why;
  EXPECT_EQ(why[person("li")], planner::hindrance::certificate_not_valid);
  EXPECT_EQ(why[person("wang")], planner::hindrance::on_leave);
  bool renews = false;
  for (const auto& remedy : made.conflicts[0].remedies)
    for (const auto& step : remedy.steps)
      if (step.kind == planner::remedy_kind::certificate) {
        renews = true;
        EXPECT_EQ(step.post, post("gas"));
        EXPECT_THAT(step.certificates, SizeIs(1));
      }
  EXPECT_TRUE(renews);
  ASSERT_THAT(made.expiring, SizeIs(1));
  EXPECT_EQ(made.expiring[0].first_uncovered, on(16));
}

TEST(PlanAMonth, AsksNobodyToBecomeAMember) {
  const auto in = drawn(R"(
    crew A 1
    li   A member : . . L
    wang A
  )");
  const auto made = planned(in).value();
  ASSERT_THAT(made.conflicts, SizeIs(1));
  ASSERT_FALSE(made.conflicts[0].remedies.empty());
  for (const auto& remedy : made.conflicts[0].remedies)
    for (const auto& step : remedy.steps)
      EXPECT_NE(step.kind, planner::remedy_kind::certificate);
}

TEST(PlanAMonth, GivesTheSamePlanForTheSameSeed) {
  const auto in = two_crews(". . . L", ". . . L");
  EXPECT_EQ(encode(planned(in).value()), encode(planned(in).value()));
}

TEST(PlanAMonth, HonoursWhoIsAppointedToThePost) {
  auto in = two_crews("", "");
  in.zones = {{zone("gas"), false, post("gas"), {{person("wang"), on(1), on(11)}}}};
  const auto made = planned(in).value();
  EXPECT_TRUE(made.covered);
  for (const auto& each : made.duties) {
    if (each.person == person("wang")) continue;
    for (const int day : each.days)
      EXPECT_GE(day, 11) << "until the tenth it is Wang's";
  }
}

TEST(PlanAMonth, GoesOverAChangeOfTheSystemOfShifts) {
  auto in = two_crews("", "");
  in.calendar = people::shift_calendar(time_zone(), {{local_date{}, people::three_shift_system()},
                                                     {on(16), people::four_shift_system()}});
  const auto made = planned(in).value();
  EXPECT_TRUE(made.covered);
  std::size_t days = 0;
  for (const auto& each : made.duties)
    days += each.days.size();
  EXPECT_EQ(days, 31u);
  const auto judged = judge(in, in, march, made.duties, on(1));
  EXPECT_THAT(judged.uncovered, IsEmpty());
  EXPECT_THAT(judged.breaches, IsEmpty());
}

TEST(RepairAMonth, CoversForTheAbsentWithTheFewestChanges) {
  const auto in = two_crews("", "");
  const auto stands = li_all_month();
  const auto found = repairs_of(in, stands, {person("li"), on(9), on(10), on(8)}).value();
  ASSERT_FALSE(found.empty());
  const auto& first = found.front();
  EXPECT_THAT(first.gaps, IsEmpty());
  ASSERT_THAT(first.changes, SizeIs(2)) << "Li goes, Wang takes over";
  EXPECT_EQ(first.changes[0].person, person("li"));
  EXPECT_FALSE(first.changes[0].after);
  EXPECT_EQ(first.changes[1].person, person("wang"));
  EXPECT_EQ(first.changes[1].covers, post_key("gas", 1));
  for (const auto& each : found)
    EXPECT_TRUE(!each.gaps.empty() || each.changes.size() >= first.changes.size());
  EXPECT_GE(found.size(), 2u) << "there is always another way: a swap from the other crew";
}

TEST(CellInWords, SaysWhoCoversItAndWhyTheOthersDoNot) {
  const auto in = two_crews(". . . L", "");
  const std::optional<dated_plan> stands =
      dated_plan{march, {{post_key("gas", 1), person("wang"), {4}}}, {}};
  const auto cell = cell_of(in, march, stands, {post_key("gas", 1), on(4), on(1)}).value().value();
  EXPECT_EQ(cell.state, cell_state::covered);
  EXPECT_THAT(cell.covered_by, ::testing::ElementsAre(person("wang")));
  std::map<person_id, planner::hindrance> why;
  for (const auto& each : cell.obstacles)
    why[each.person] = each.why;
  EXPECT_EQ(why.size(), 2u);
  EXPECT_EQ(why[person("li")], planner::hindrance::on_leave);
  EXPECT_EQ(why[person("zhao")], planner::hindrance::on_another_shift);
}

TEST(CellInWords, OffersRepairsForAGapAndRemediesWhenNoneWillDo) {
  const std::optional<dated_plan> stands = li_all_month();
  const auto with_wang =
      cell_of(two_crews(". . . L", ""), march, stands, {post_key("gas", 1), on(4), on(1)})
          .value()
          .value();
  EXPECT_EQ(with_wang.state, cell_state::hard_gap);
  ASSERT_FALSE(with_wang.repairs.empty());
  EXPECT_EQ(with_wang.repairs[0].changes.at(0).person, person("wang"));
  const auto nobody = drawn(R"(
    crew A 1
    post gas A gas_inspection
    li   A member gas gas_inspection : . . . L
    wang A member -
  )");
  const auto cell =
      cell_of(nobody, march, stands, {post_key("gas", 1), on(4), on(1)}).value().value();
  EXPECT_THAT(cell.repairs, IsEmpty());
  ASSERT_FALSE(cell.remedies.empty());
  EXPECT_EQ(cell.remedies[0].steps.at(0).kind, planner::remedy_kind::leave_day);
}

TEST(CellInWords, NamesTheMastersOfATechnologyWhoAreAway) {
  auto in = two_crews(". . . L", "");
  technology_rule gas;
  gas.code = "gas";
  gas.masters = {person("li"), person("wang")};
  gas.on_call_least = 2;
  in.rules.technologies = {gas};
  const auto cell = cell_of(in, march, {}, {"technology/gas", on(4), on(1)}).value().value();
  EXPECT_EQ(cell.state, cell_state::hard_gap);
  EXPECT_THAT(cell.covered_by, ::testing::ElementsAre(person("wang")));
  ASSERT_THAT(cell.obstacles, SizeIs(1));
  EXPECT_EQ(cell.obstacles[0].person, person("li"));
}

TEST(CellInWords, IsNothingWhereNothingIsDemanded) {
  EXPECT_FALSE(cell_of(two_crews("", ""), march, {}, {post_key("gas", 2), on(4), on(1)}).value());
}

}  // namespace
}  // namespace headway::coverage
