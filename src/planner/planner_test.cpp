#include "planner/planner.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "planner/coverage.hpp"
#include "planner/repair.hpp"
#include "support/invented_section.hpp"

namespace headway::planner {
namespace {

local_date on(int day) {
  return {local_date::parse("2027-03-01")->days + std::chrono::days(day - 1)};
}

// Three hold the certificate of the night's gas inspector; two posts need one each on the third.
problem_statement two_headings() {
  problem_statement of;
  of.first = on(1);
  of.days = 7;
  of.shifts = {{"day", "day", 8 * 60, 480, false, {}}, {"night", "night", 22 * 60, 480, true, {}}};
  for (const auto* id : {"li", "wang", "zhao", "qian"}) {
    person who;
    who.id = id;
    who.limits.rest_minutes = 16 * 60;
    if (of.persons.size() < 3) who.certificates = {{"gas", std::nullopt, std::nullopt}};
    of.persons.push_back(who);
  }
  for (const auto* heading : {"heading-1", "heading-2"}) {
    demand post;
    post.id = std::string("gas-") + heading;
    post.what = {"post_at_place", {"gas", heading}};
    post.when = {on(3), on(4)};
    post.shift = "night";
    post.qualification = "gas";
    post.place = heading;
    post.occupies = true;
    of.demands.push_back(post);
  }
  of.persons[0].leave = {{on(2), on(5)}};
  return of;
}

plan_budget small_budget() {
  plan_budget within;
  within.moves = 30'000;
  within.rounds = 2;
  return within;
}

bool has(const conflict& in, const char* person, hindrance why) {
  for (const auto& demand : in.demands)
    for (const auto& each : demand.obstacles)
      if (each.person == person && each.why == why) return true;
  return false;
}

TEST(PlanCoverage, SaysNothingIsMissingWhenAllIsCovered) {
  const auto made = solve(two_headings(), small_budget()).value();
  EXPECT_TRUE(made.covered);
  EXPECT_TRUE(made.conflicts.empty());
  EXPECT_EQ(made.bound, std::optional<std::int64_t>(0));
}

TEST(PlanCoverage, NamesTheConflictAndWhyNobodyCan) {
  auto of = two_headings();
  of.persons[1].roster = {{on(3), "day", true, 0}};
  const auto made = solve(of, small_budget()).value();
  EXPECT_FALSE(made.covered);
  EXPECT_TRUE(made.explained);
  EXPECT_EQ(made.least_missing, 1);
  ASSERT_EQ(made.conflicts.size(), 1u);
  const auto& conflict = made.conflicts[0];
  ASSERT_EQ(conflict.demands.size(), 2u);
  EXPECT_TRUE(has(conflict, "li", hindrance::on_leave));
  EXPECT_TRUE(has(conflict, "wang", hindrance::bound_elsewhere));
  EXPECT_TRUE(has(conflict, "zhao", hindrance::covers_another));
  std::vector<remedy_kind> kinds;
  for (const auto& each : conflict.remedies) {
    ASSERT_EQ(each.steps.size(), 1u);
    kinds.push_back(each.steps[0].kind);
    EXPECT_TRUE(solve(apply(of, each), small_budget()).value().covered);
  }
  EXPECT_EQ(kinds,
            (std::vector{remedy_kind::leave_day, remedy_kind::swap, remedy_kind::certificate}));
}

TEST(PlanCoverage, CountsWhatNobodyCanCover) {
  auto of = two_headings();
  for (auto& who : of.persons)
    who.certificates.clear();
  const auto made = solve(of, small_budget()).value();
  EXPECT_TRUE(made.explained);
  EXPECT_EQ(made.least_missing, 2);
}

// Seven who may work three of five dates each, and five wanted on every date: 25 of 21.
TEST(PlanCoverage, CountsThatAFewAreWantedTooOften) {
  problem_statement of;
  of.first = on(1);
  of.days = 5;
  of.shifts = {{"day", "day", 8 * 60, 480, false, {}}};
  for (int i = 0; i < 7; ++i) {
    person who;
    who.id = "p" + std::to_string(i);
    who.limits.most_shifts = 3;
    who.certificates = {{"gas", std::nullopt, std::nullopt}};
    of.persons.push_back(who);
  }
  for (int i = 0; i < 5; ++i) {
    demand post;
    post.id = "gas-" + std::to_string(i);
    post.what = {"post_at_place", {"gas", post.id}};
    post.when = {on(1), on(6)};
    post.shift = "day";
    post.qualification = "gas";
    post.occupies = true;
    of.demands.push_back(post);
  }
  auto within = small_budget();
  within.explaining.effort = 100'000;
  const auto made = solve(of, within).value();
  EXPECT_TRUE(made.explained);
  EXPECT_EQ(made.least_missing, 4);
  EXPECT_EQ(made.conflicts.size(), 4u);
}

TEST(PlanCoverage, LeavesTheUninvolvedOutOfTheConflict) {
  auto of = two_headings();
  of.persons[1].certificates[0].until = on(3);
  of.demands[1].shift = "day";  // only the night is short of nobody
  auto more = of.demands[0];
  more.id = "gas-third";
  of.demands.push_back(more);
  const auto made = solve(of, small_budget()).value();
  ASSERT_EQ(made.conflicts.size(), 2u);  // one holder; three places, two of them at night
  for (const auto& each : made.conflicts) {
    EXPECT_EQ(each.demands.size(), 2u);
    EXPECT_TRUE(has(each, "wang", hindrance::certificate_not_valid));
  }
}

TEST(PlanCoverage, SaysWhoseFixedShiftsBreakTheirOwnRules) {
  auto of = two_headings();
  of.persons[3].roster = {{on(1), "night", true, 0}, {on(2), "day", true, 0}};
  const auto made = solve(of, small_budget()).value();
  EXPECT_FALSE(made.covered);
  ASSERT_EQ(made.conflicts.size(), 1u);
  EXPECT_TRUE(made.conflicts[0].demands.empty());
  EXPECT_EQ(made.conflicts[0].persons, std::vector<std::string>{"qian"});
}

TEST(PlanCoverage, KeepsTheBestWhenCancelled) {
  const auto of =
      tests::invented_section({.days = 10, .workers = 40, .members = 16, .headings = 1});
  int asked = 0;
  const auto made =
      solve(of, {.moves = 400'000'000}, [&](const plan_progress&) { return ++asked < 3; }).value();
  EXPECT_TRUE(made.cancelled);
  EXPECT_TRUE(made.judged.keeps_rules());
}

TEST(PlanCoverage, GivesTheSamePlanForTheSameSeed) {
  const auto of = tests::invented_section(
      {.days = 10, .workers = 40, .members = 16, .headings = 1, .holders_percent = 12});
  const auto one = solve(of, small_budget()).value(), other = solve(of, small_budget()).value();
  EXPECT_EQ(encode(one), encode(other));
}

class SomebodyAbsent : public testing::Test {
 protected:
  problem_statement of =
      tests::invented_section({.seed = 5, .days = 14, .workers = 60, .members = 24, .headings = 1});
  plan standing = solve(of, {.moves = 600'000, .rounds = 0, .bound = false}).value().best;

  // Somebody whose post nobody else holds, and when.
  absence of_a_holder() const {
    for (const auto& each : standing.assignments) {
      if (!each.demand || each.date < on(6)) continue;
      absence away{each.person, {each.date, {each.date.days + std::chrono::days(1)}}};
      const time_zone zone;
      if (!coverage_gaps(with_absences(of, {away}), standing, zone.at(on(1), {}), zone).empty())
        return away;
    }
    return {};
  }
};

TEST_F(SomebodyAbsent, IsReplacedWithFewestChangesAndAlternatives) {
  ASSERT_TRUE(check(of, standing).covers_all());
  const auto away = of_a_holder();
  ASSERT_FALSE(away.person.empty());
  const auto without = with_absences(of, {away});
  const auto found = repair(of, standing, {away}, {.from = on(5)}).value();
  ASSERT_EQ(found.size(), 3u);
  for (const auto& each : found) {
    EXPECT_TRUE(each.gaps.empty());
    EXPECT_TRUE(check(without, each.repaired).keeps_rules());
    EXPECT_GE(each.changes.size(), found[0].changes.size());
    for (const auto& change : each.changes) {
      EXPECT_NE(change.person, away.person);
      EXPECT_GE(change.date, on(5));
    }
  }
  EXPECT_GE(found[0].changes.size(), 1u);
  EXPECT_LE(found[0].changes.size(), 2u);
}

TEST_F(SomebodyAbsent, LeavesThePastAlone) {
  const auto away = of_a_holder();
  const auto found = repair(of, standing, {away}, {.from = away.when.from}).value();
  ASSERT_FALSE(found.empty());
  for (const auto& each : found[0].changes)
    EXPECT_GE(each.date, away.when.from);
}

TEST(CoverageNow, TellsTheRunningShiftFromTheNextAndTheWeek) {
  auto of = two_headings();
  of.demands[1].when = {on(4), on(5)};
  auto later = of.demands[1];
  later.id = "later";
  later.when = {on(6), on(7)};
  of.demands.push_back(later);
  const time_zone zone;
  const auto gaps = coverage_gaps(of, {}, zone.at(on(4), std::chrono::hours(1)), zone);
  ASSERT_EQ(gaps.size(), 3u);  // the night of the third runs until six on the fourth
  EXPECT_EQ(gaps[0].when, urgency::now);
  EXPECT_EQ(gaps[1].when, urgency::this_week);
  EXPECT_EQ(coverage_gaps(of, {}, zone.at(on(4), std::chrono::hours(9)), zone)[0].when,
            urgency::next_shift);
  EXPECT_TRUE(coverage_gaps(of, {}, zone.at(on(9), std::chrono::hours(9)), zone).empty());
}

TEST(CoverageNow, DoesNotCountWhoIsOnLeave) {
  auto of = two_headings();
  of.demands.pop_back();
  const plan standing{{{"li", on(3), "night", "gas-heading-1"}}};
  const time_zone zone;
  EXPECT_EQ(coverage_gaps(of, standing, zone.at(on(1), {}), zone).size(), 1u);
  of.persons[0].leave.clear();
  EXPECT_TRUE(coverage_gaps(of, standing, zone.at(on(1), {}), zone).empty());
}

}  // namespace
}  // namespace headway::planner
