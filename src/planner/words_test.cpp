// The words about what is uncovered, and the changes that are proposed: what people would not
// believe twice.
#include <gtest/gtest.h>

#include <algorithm>

#include "planner/planner.hpp"
#include "planner/repair.hpp"
#include "support/invented_section.hpp"

namespace headway::planner {
namespace {

local_date on(int day) {
  return {local_date::parse("2027-03-01")->days + std::chrono::days(day - 1)};
}

person worker(const char* id, std::vector<const char*> certificates = {}) {
  person who;
  who.id = id;
  who.limits.rest_minutes = 16 * 60;
  for (const auto* each : certificates)
    who.certificates.push_back({each, std::nullopt, std::nullopt});
  return who;
}

demand post(const char* id, const char* qualification, int day, const char* shift) {
  demand made;
  made.id = id;
  made.what = {"post_at_place", {qualification}};
  made.when = {on(day), on(day + 1)};
  made.shift = shift;
  made.qualification = qualification;
  made.occupies = true;
  return made;
}

problem_statement week() {
  problem_statement of;
  of.first = on(1);
  of.days = 7;
  of.shifts = {{"day", "day", 8 * 60, 480, false, {}}, {"night", "night", 22 * 60, 480, true, {}}};
  return of;
}

plan_outcome planned(const problem_statement& of) {
  plan_budget within;
  within.moves = 30'000;
  within.rounds = 2;
  return solve(of, within).value();
}

std::vector<remedy_kind> kinds_of(const conflict& of) {
  std::vector<remedy_kind> kinds;
  for (const auto& each : of.remedies)
    for (const auto& step : each.steps)
      kinds.push_back(step.kind);
  return kinds;
}

TEST(SayWhatIsUncovered, DoesNotAskWhoNeverWorksThatShift) {
  auto of = week();
  of.persons = {worker("li", {"gas"}), worker("wang", {"gas"})};
  of.persons[0].limits.kinds = {{"night", 0}};
  of.persons[1].leave = {{on(3), on(4)}};
  of.demands = {post("gas-night", "gas", 3, "night")};
  const auto made = planned(of);
  ASSERT_EQ(made.conflicts.size(), 1u);
  ASSERT_EQ(made.conflicts[0].demands.size(), 1u);
  const auto& obstacles = made.conflicts[0].demands[0].obstacles;
  ASSERT_EQ(obstacles.size(), 1u) << "li is no candidate, so nobody has to hear of him";
  EXPECT_EQ(obstacles[0].person, "wang");
  EXPECT_EQ(kinds_of(made.conflicts[0]), std::vector{remedy_kind::leave_day});
}

TEST(SayWhatIsUncovered, ProposesNoTrainingForWhatNobodyLearns) {
  auto of = week();
  of.persons = {worker("li", {"member"}), worker("wang")};
  of.persons[0].leave = {{on(3), on(4)}};
  of.demands = {post("member-day", "member", 3, "day")};
  EXPECT_EQ(kinds_of(planned(of).conflicts.at(0)),
            (std::vector{remedy_kind::leave_day, remedy_kind::certificate}));
  of.innate = std::vector<std::string>{"member"};
  EXPECT_EQ(kinds_of(planned(of).conflicts.at(0)), std::vector{remedy_kind::leave_day});
}

TEST(SayWhatIsUncovered, TriesEveryKindOfRemedyHoweverManyOfOneKindAreHopeless) {
  auto of = week();
  // Twelve inspectors on leave who cannot come for the night: on the dates around it they are bound
  // to shifts that leave them no rest.
  for (int i = 0; i < 12; ++i) {
    of.persons.push_back(worker("", {"gas"}));
    auto& who = of.persons.back();
    who.id = "away" + std::to_string(i);
    who.leave = {{on(3), on(4)}};
    who.roster = {{on(4), "day", true, 0}};
  }
  of.persons.push_back(worker("helper"));
  of.demands = {post("gas-night", "gas", 3, "night")};
  const auto made = planned(of);
  ASSERT_EQ(made.conflicts.size(), 1u);
  ASSERT_FALSE(made.conflicts[0].remedies.empty());
  EXPECT_EQ(made.conflicts[0].remedies[0].steps[0].kind, remedy_kind::certificate);
  EXPECT_EQ(made.conflicts[0].remedies[0].steps[0].person, "helper");
}

TEST(SayWhatIsUncovered, NamesAnotherPostOnlyWhenTheConflictNeedsItThere) {
  auto of = week();
  of.persons = {worker("li", {"gas", "fitter"})};
  of.demands = {post("gas-night", "gas", 3, "night"), post("gas-day", "gas", 4, "day"),
                post("fitter-day", "fitter", 6, "day")};
  const auto made = planned(of);
  ASSERT_EQ(made.conflicts.size(), 1u);
  const auto& demands = made.conflicts[0].demands;
  ASSERT_EQ(demands.size(), 2u) << "the fitter's post on the sixth has nothing to do with it";
  for (const auto& each : demands) {
    ASSERT_EQ(each.obstacles.size(), 1u);
    EXPECT_EQ(each.obstacles[0].why, hindrance::must_rest);
    EXPECT_FALSE(each.obstacles[0].demand);
  }
}

TEST(SayWhatIsUncovered, TellsThePlanAndTheWordsAlike) {
  int shortfalls = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto of = tests::invented_section({.seed = seed,
                                             .days = 6,
                                             .workers = 18,
                                             .members = 6,
                                             .headings = 1,
                                             .posts_per_heading = 2,
                                             .holders_percent = 14});
    const auto made = planned(of);
    if (made.covered) continue;
    ++shortfalls;
    EXPECT_TRUE(made.explained);
    for (const auto& gap : made.judged.gaps) {
      if (!gap.hard) continue;
      const bool said = std::any_of(made.conflicts.begin(), made.conflicts.end(), [&](auto& each) {
        return std::any_of(each.demands.begin(), each.demands.end(), [&](const auto& demand) {
          return demand.given_up && demand.demand == gap.demand && demand.date == gap.date;
        });
      });
      EXPECT_TRUE(said) << seed << ": " << gap.demand << " " << gap.date.text();
    }
    for (const auto& each : made.conflicts)
      EXPECT_TRUE(each.demands.empty() ||
                  std::any_of(each.demands.begin(), each.demands.end(),
                              [](const auto& demand) { return demand.given_up; }))
          << seed;
  }
  EXPECT_GT(shortfalls, 2);
}

TEST(RepairAnAbsence, PrefersFewerChangesToTheDearestWish) {
  auto of = week();
  of.persons = {worker("li", {"gas"}), worker("wang", {"gas"}), worker("zhao", {"gas"})};
  of.demands = {post("gas-day", "gas", 3, "day"), post("gas-night", "gas", 3, "night")};
  // wang, who is free, hates the day shift; zhao would have to leave the night to him.
  of.persons[1].wishes = {{on(3), "day", false, 900'000}};
  const plan standing{{{"li", on(3), "day", "gas-day"}, {"zhao", on(3), "night", "gas-night"}}};
  const auto found = repair(of, standing, {{"li", {on(3), on(4)}}}, {.from = on(1)}).value();
  ASSERT_GE(found.size(), 2u);
  ASSERT_EQ(found[0].changes.size(), 1u);
  EXPECT_EQ(found[0].changes[0].person, "wang");
  EXPECT_EQ(found[0].changes[0].after->shift, "day");
  EXPECT_EQ(found[0].price, 900'000);
  EXPECT_TRUE(found[0].gaps.empty());
  EXPECT_EQ(found[1].changes.size(), 2u);
  EXPECT_EQ(found[1].price, 0);
}

}  // namespace
}  // namespace headway::planner
