#include "planner/search.hpp"

#include <gtest/gtest.h>

#include "planner/checker.hpp"
#include "planner/improve.hpp"
#include "planner/month_program.hpp"
#include "support/invented_section.hpp"

namespace headway::planner {
namespace {

tests::section_wishes one_heading(std::uint64_t seed) {
  tests::section_wishes as;
  as.seed = seed;
  as.days = 14;
  as.workers = 40;
  as.members = 16;
  as.headings = 1;
  return as;
}

choices searched(const grid& on, std::uint64_t seed, std::uint64_t moves) {
  local_search search(on, seed);
  search.run(usual_cooling(on), [&](std::uint64_t made) {
    return static_cast<std::int32_t>(std::min<std::uint64_t>(65536, made * 65536 / moves));
  });
  return search.best();
}

TEST(LocalSearch, CoversAnOrdinarySectionAndTheCheckerAgrees) {
  const auto of = tests::invented_section(one_heading(1));
  ASSERT_FALSE(validate(of));
  const auto on = make_grid(of);
  const auto found = searched(on, 1, 600'000);
  const auto reached = score_of(on, found);
  EXPECT_EQ(reached.broken, 0);
  EXPECT_EQ(reached.missing, 0);
  const auto verdict = check(of, to_plan(on, of, found));
  EXPECT_TRUE(verdict.keeps_rules());
  EXPECT_TRUE(verdict.covers_all());
  EXPECT_EQ(verdict.cost, reached.cost);
}

TEST(LocalSearch, GivesTheSamePlanForTheSameSeed) {
  const auto of = tests::invented_section(one_heading(2));
  const auto on = make_grid(of);
  EXPECT_EQ(searched(on, 7, 100'000), searched(on, 7, 100'000));
  EXPECT_NE(searched(on, 7, 100'000), searched(on, 8, 100'000));
}

TEST(LocalSearch, ScoresAsTheCheckerDoesWhateverThePlan) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    auto as = one_heading(seed);
    as.holders_percent = 8;  // so that demands and rules are broken
    const auto of = tests::invented_section(as);
    const auto on = make_grid(of);
    const auto found = searched(on, seed, 4'096);
    const auto reached = score_of(on, found);
    const auto verdict = check(of, to_plan(on, of, found));
    EXPECT_EQ(verdict.cost, reached.cost);
    EXPECT_EQ(verdict.keeps_rules(), reached.broken == 0);
    EXPECT_EQ(verdict.covers_all(), reached.missing == 0);
  }
}

TEST(Improve, NeverMakesItWorseAndStaysCovered) {
  const auto of = tests::invented_section(one_heading(3));
  const auto on = make_grid(of);
  const auto start = searched(on, 1, 200'000);
  const auto better = improve(on, start, {.seed = 1, .rounds = 4, .round_seconds = 60},
                              [](const auto&) { return true; });
  EXPECT_LE(better.reached, score_of(on, start));
  const auto verdict = check(of, to_plan(on, of, better.best));
  EXPECT_TRUE(verdict.keeps_rules() && verdict.covers_all());
  EXPECT_EQ(verdict.cost, better.reached.cost);
}

TEST(MonthProgram, TellsPlansApartAsTheScoreDoes) {
  const auto of = tests::invented_section(one_heading(4));
  const auto on = make_grid(of);
  const auto one = searched(on, 1, 200'000), other = searched(on, 2, 100'000);
  ASSERT_NE(score_of(on, one).cost, score_of(on, other).cost);
  EXPECT_EQ(month_program(on, one, {}).current_cost() - month_program(on, other, {}).current_cost(),
            score_of(on, one).cost - score_of(on, other).cost);
}

TEST(ValidateProblem, NamesTheMember) {
  auto of = tests::invented_section(one_heading(1));
  of.persons[3].wishes = {{of.first, "dusk", true, 1}};
  ASSERT_TRUE(validate(of));
  EXPECT_EQ(validate(of)->pointer, "/persons/3/wishes");
  EXPECT_EQ(validate(of)->kind, &problems::unknown_reference);
  of.persons[3].wishes.clear();
  of.demands[1].id = of.demands[0].id;
  EXPECT_EQ(validate(of)->pointer, "/demands/1/id");
}

}  // namespace
}  // namespace headway::planner
