#include "planner/checker.hpp"

#include <gtest/gtest.h>

namespace headway::planner {
namespace {

local_date on(int day) {
  return {local_date::parse("2027-03-01")->days + std::chrono::days(day - 1)};  // a Monday
}

// A fortnight of one gas inspector and one helper, one post on the night shift.
problem_statement small() {
  problem_statement of;
  of.first = on(1);
  of.days = 14;
  of.shifts = {{"day", "day", 8 * 60, 480, false, {}}, {"night", "night", 22 * 60, 480, true, {}}};
  person inspector;
  inspector.id = "li";
  inspector.certificates = {{"gas", std::nullopt, on(10)}};
  person helper;
  helper.id = "wang";
  of.persons = {inspector, helper};
  demand post;
  post.id = "gas-night";
  post.when = {on(2), on(3)};
  post.shift = "night";
  post.qualification = "gas";
  post.occupies = true;
  of.demands = {post};
  return of;
}

assignment works(const char* person, int day, const char* shift, const char* demand = nullptr) {
  assignment made{person, on(day), shift, std::nullopt};
  if (demand) made.demand = demand;
  return made;
}

std::vector<rule> broken(const problem_statement& of, std::vector<assignment> all) {
  std::vector<rule> found;
  for (const auto& each : check(of, plan{std::move(all)}).breaches)
    found.push_back(each.broken);
  return found;
}

TEST(CheckPlan, CountsOnlyWhoHoldsThePost) {
  const auto of = small();
  EXPECT_FALSE(check(of, {{works("li", 2, "night")}}).covers_all());
  EXPECT_TRUE(check(of, {{works("li", 2, "night", "gas-night")}}).covers_all());
  const auto verdict = check(of, {{works("wang", 2, "night", "gas-night")}});
  EXPECT_FALSE(verdict.covers_all());
  ASSERT_EQ(verdict.breaches.size(), 1u);
  EXPECT_EQ(verdict.breaches[0].broken, rule::does_not_fit);
}

TEST(CheckPlan, TakesACertificateUpToItsLastDay) {
  auto of = small();
  of.demands[0].when = {on(9), on(11)};
  const auto gaps =
      check(of, {{works("li", 9, "night", "gas-night"), works("li", 10, "night", "gas-night")}})
          .gaps;
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].date, on(10));
}

TEST(CheckPlan, NamesTheRuleThatIsBroken) {
  using all = std::vector<rule>;
  auto of = small();
  auto& limits = of.persons[0].limits;
  limits.rest_minutes = 16 * 60;
  EXPECT_EQ(broken(of, {works("li", 1, "night"), works("li", 2, "day")}), all{rule::rest});
  EXPECT_EQ(broken(of, {works("li", 1, "day"), works("li", 1, "night")}),
            all{rule::two_duties_at_once});
  limits.most_consecutive = 2;
  EXPECT_EQ(broken(of, {works("li", 3, "day"), works("li", 4, "day"), works("li", 5, "day")}),
            all{rule::most_consecutive});
  limits.least_consecutive = 2;
  EXPECT_EQ(broken(of, {works("li", 3, "day")}), all{rule::least_consecutive});
  EXPECT_EQ(broken(of, {works("li", 1, "day")}), all{});  // may have begun before
  limits = {};
  limits.least_days_off = 2;
  EXPECT_EQ(broken(of, {works("li", 3, "day"), works("li", 5, "day")}), all{rule::least_days_off});
  limits = {};
  limits.most_weekends = 1;
  EXPECT_EQ(broken(of, {works("li", 6, "day"), works("li", 14, "day")}), all{rule::most_weekends});
  EXPECT_EQ(broken(of, {works("li", 6, "day"), works("li", 7, "day")}), all{});
  limits = {};
  limits.most_minutes = 480;
  EXPECT_EQ(broken(of, {works("li", 6, "day"), works("li", 7, "day")}), all{rule::most_minutes});
  limits = {};
  limits.kinds = {{"night", 0}};
  EXPECT_EQ(broken(of, {works("li", 6, "night")}), all{rule::most_of_kind});
  limits = {};
  of.persons[0].leave = {{on(6), on(8)}};
  EXPECT_EQ(broken(of, {works("li", 7, "day")}), all{rule::on_leave});
}

TEST(CheckPlan, HoldsToRotationPublishedDaysAndAppointments) {
  using all = std::vector<rule>;
  auto of = small();
  of.persons[1].roster = {{on(4), "day", true, 0}, {on(5), std::nullopt, true, 0}};
  EXPECT_EQ(broken(of, {works("wang", 5, "day")}),
            (all{rule::against_rotation, rule::against_rotation}));
  EXPECT_EQ(broken(of, {works("wang", 4, "day")}), all{});
  of.persons[1].roster.clear();
  of.published = {works("wang", 4, "day")};
  EXPECT_EQ(broken(of, {}), all{rule::against_published});
  of.persons[1].leave = {{on(4), on(5)}};
  EXPECT_EQ(broken(of, {}), all{});
  of.appointments = {{"li", "gas-night", {on(1), on(9)}}};
  EXPECT_EQ(broken(of, {works("li", 2, "night")}), all{rule::against_appointment});
  EXPECT_EQ(broken(of, {works("li", 2, "night", "gas-night")}), all{});
}

TEST(CheckPlan, AddsUpWhatWishesAndSoftDemandsCost) {
  auto of = small();
  of.demands[0].hard = false;
  of.demands[0].under = 100;
  of.demands[0].over = 7;
  of.persons[0].wishes = {{on(2), "night", false, 3}, {on(3), "day", true, 5}};
  of.persons[0].load = band{3, 4, 2};
  EXPECT_EQ(check(of, {}).cost, 100 + 5 + 6);
  EXPECT_EQ(check(of, {{works("li", 2, "night", "gas-night")}}).cost, 3 + 5 + 4);
}

}  // namespace
}  // namespace headway::planner
