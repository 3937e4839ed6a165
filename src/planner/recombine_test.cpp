#include "planner/recombine.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "planner/checker.hpp"
#include "planner/month_program.hpp"
#include "planner/search.hpp"
#include "support/invented_section.hpp"

namespace headway::planner {
namespace {

problem_statement small_section(std::uint64_t seed) {
  tests::section_wishes as;
  as.seed = seed;
  as.days = 8;
  as.workers = 20;
  as.members = 8;
  as.headings = 1;
  as.posts_per_heading = 2;
  return tests::invented_section(as);
}

choices searched(const grid& on, std::uint64_t moves) {
  local_search search(on, 1);
  search.run(usual_cooling(on), [&](std::uint64_t made) {
    return static_cast<std::int32_t>(std::min<std::uint64_t>(65536, made * 65536 / moves));
  });
  return search.best();
}

const auto without_end = [] { return true; };

TEST(Recombine, BoundsWhatTheWholeMonthCostsAndReachesItOrIsNotBelow) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto of = small_section(seed);
    const auto on = make_grid(of);
    const auto start = searched(on, 50'000);
    recombiner months(on, 1);
    const auto made = months.run(start, everybody(on), {}, without_end);
    EXPECT_LE(score_of(on, made), score_of(on, start));
    const auto verdict = check(of, to_plan(on, of, made));
    EXPECT_TRUE(verdict.keeps_rules() && verdict.covers_all());
    ASSERT_TRUE(months.bound());
    // Branch and bound over the month itself, which knows nothing of lines.
    const month_program all(on, made, {});
    const auto best = solve(all.program(), {.seconds = 100, .nodes = 100'000});
    ASSERT_EQ(best.outcome, linear_outcome::optimal);
    const auto optimum = verdict.cost - all.current_cost() + best.cost;
    EXPECT_LE(*months.bound(), optimum) << seed;
    EXPECT_GE(verdict.cost, optimum) << seed;
    EXPECT_EQ(months.settled(), *months.bound() == verdict.cost) << seed;
  }
}

TEST(Recombine, LeavesEverybodyElseAlone) {
  const auto of = small_section(5);
  const auto on = make_grid(of);
  const auto start = searched(on, 20'000);
  recombiner months(on, 1);
  const std::vector<std::int32_t> some = {2, 5, 11};
  const auto made = months.run(start, some, {}, without_end);
  EXPECT_FALSE(months.bound()) << "three persons bound nothing";
  for (std::int32_t p = 0; p < on.persons; ++p)
    for (std::int32_t d = 0; d < on.days; ++d)
      if (std::find(some.begin(), some.end(), p) == some.end()) {
        EXPECT_EQ(made[on.at(p, d)], start[on.at(p, d)]);
      }
}

TEST(Recombine, MendsMonthsThatBreakRules) {
  const auto of = small_section(6);
  const auto on = make_grid(of);
  choices start(on.domain_begin.size() - 1, 0);
  for (std::size_t slot = 0; slot < start.size();
       ++slot)  // the last entry everywhere: night shifts
    start[slot] = static_cast<std::uint16_t>(on.domain_begin[slot + 1] - on.domain_begin[slot] - 1);
  ASSERT_GT(score_of(on, start).broken, 0);
  recombiner months(on, 1);
  const auto made = months.run(start, everybody(on), {}, without_end);
  EXPECT_EQ(score_of(on, made).broken, 0);
}

TEST(Recombine, KeepsWhatItHasWhenItMustStop) {
  const auto of = small_section(7);
  const auto on = make_grid(of);
  const auto start = searched(on, 20'000);
  recombiner months(on, 1);
  EXPECT_EQ(months.run(start, everybody(on), {}, [] { return false; }), start);
}

}  // namespace
}  // namespace headway::planner
