#include "coverage/coverage_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coverage/drawn_section_test.hpp"

namespace headway::coverage {
namespace {

using namespace drawing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const month march = month::of(on(1));

// Two gas inspectors in one crew that works mornings.
picture gas_crew(const std::string& li = "", const std::string& wang = "") {
  return drawn(
      "crew A 1\npost gas A gas_inspection\n"
      "li A member gas gas_inspection : " +
      li + "\n" + "wang A member gas gas_inspection : " + wang);
}
std::vector<duty> li_all_month() {
  std::vector<int> days;
  for (int day = 1; day <= 31; ++day)
    days.push_back(day);
  return {{post_key("gas", 1), person("li"), days}};
}
instant at(const char* text) { return *parse_instant(text); }

TEST(LookAhead, FindsNothingWhereEverythingIsCovered) {
  const auto seen =
      look_ahead(gas_crew(), {{march, li_all_month(), {}}}, at("2027-03-03T09:00:00+08:00"), 20);
  EXPECT_THAT(seen.gaps, IsEmpty());
}

TEST(LookAhead, SeesTheGapOfWhoFallsSickAtOnce) {
  const auto seen = look_ahead(gas_crew(". . . S"), {{march, li_all_month(), {}}},
                               at("2027-03-03T09:00:00+08:00"), 20);
  ASSERT_THAT(seen.gaps, SizeIs(1));
  const auto& gap = seen.gaps[0];
  EXPECT_EQ(gap.demand, post_key("gas", 1));
  EXPECT_EQ(gap.date, on(4));
  EXPECT_EQ(gap.when, urgency::this_week);
  EXPECT_TRUE(gap.planned);
  EXPECT_THAT(gap.missing, ElementsAre(person("li")));
  EXPECT_EQ(gap.begins, at("2027-03-04T08:00:00+08:00"));
}

TEST(LookAhead, CountsWhoeverFitsWhereNobodyHasPublishedAPlan) {
  const auto alone = gas_crew(". . . S");
  EXPECT_THAT(look_ahead(alone, {}, at("2027-03-03T09:00:00+08:00"), 20).gaps, IsEmpty())
      << "the other inspector is on the shift";
  const auto both = gas_crew(". . . S", ". . . L");
  const auto seen = look_ahead(both, {}, at("2027-03-03T09:00:00+08:00"), 20);
  ASSERT_THAT(seen.gaps, SizeIs(2)) << "no member of the crew either";
  EXPECT_FALSE(seen.gaps[0].planned);
}

TEST(LookAhead, TellsNowFromNextFromThisWeek) {
  const auto in = gas_crew("S S . S . . . . S", "S S . S . . . . S");
  const auto seen = look_ahead(in, {}, at("2027-03-01T23:30:00+08:00"), 20);
  std::vector<urgency> posts;
  for (const auto& each : seen.gaps)
    if (each.about.post) posts.push_back(each.when);
  // The morning of the first is over; that of the second comes after the night that is next.
  EXPECT_THAT(posts, ElementsAre(urgency::this_week, urgency::this_week, urgency::later));
  const auto during = look_ahead(in, {}, at("2027-03-02T08:00:00+08:00"), 20);
  EXPECT_EQ(during.gaps.at(0).when, urgency::now);
  EXPECT_EQ(during.gaps.at(0).date, on(2));
}

TEST(LookAhead, LooksAtTheNightThatIsBookedOnTheDateBefore) {
  const auto in = drawn("crew A 3\nli A - -");
  // 02:00 on the fourth lies in the night of the third.
  const auto seen = look_ahead(in, {}, at("2027-03-04T02:00:00+08:00"), 3);
  ASSERT_FALSE(seen.gaps.empty());
  EXPECT_EQ(seen.gaps[0].date, on(3));
  EXPECT_EQ(seen.gaps[0].when, urgency::now);
}

TEST(LookAhead, KnowsAGapThatWasAccepted) {
  const std::vector<accepted_gap> accepted{{post_key("gas", 1), {4}}};
  const auto seen = look_ahead(gas_crew(". . . S"), {{march, li_all_month(), accepted}},
                               at("2027-03-03T09:00:00+08:00"), 20);
  ASSERT_THAT(seen.gaps, SizeIs(1));
  EXPECT_TRUE(seen.gaps[0].accepted);
}

TEST(LookAhead, SaysAMonthAheadWhoseCertificateEndsAndWhatThatUncovers) {
  const auto in = drawn(R"(
    crew A 1
    post gas A gas_inspection
    li   A member gas gas_inspection=2027-03-14
    wang A member gas gas_inspection : . . . . . . . . . . . . . . . L L
  )");
  const auto seen = look_ahead(in, {}, at("2027-02-26T09:00:00+08:00"), days_ahead);
  ASSERT_THAT(seen.expiring, SizeIs(1));
  EXPECT_EQ(seen.expiring[0].person, person("li"));
  EXPECT_EQ(seen.expiring[0].expires, on(14));
  EXPECT_EQ(seen.expiring[0].first_uncovered, on(16));
}

TEST(LookAhead, WatchesOverCoreTechnologies) {
  auto in = gas_crew(". . . L", ". . . L");
  technology_rule bolting;
  bolting.code = "bolting";
  bolting.zh = "锚杆支护";
  bolting.en = "Bolting";
  bolting.masters = {person("li"), person("wang")};
  in.rules.technologies = {bolting};
  const auto is_technology = [](const gap_item& each) {
    return each.about.kind == demand_kind::technology;
  };
  auto gaps = look_ahead(in, {}, at("2027-03-03T09:00:00+08:00"), 20).gaps;
  std::erase_if(gaps, std::not_fn(is_technology));
  ASSERT_THAT(gaps, SizeIs(1));
  EXPECT_EQ(gaps[0].date, on(4));
  EXPECT_FALSE(gaps[0].shift);
  in.rules.technologies[0].masters.pop_back();
  gaps = look_ahead(in, {}, at("2027-03-03T09:00:00+08:00"), 20).gaps;
  std::erase_if(gaps, std::not_fn(is_technology));
  ASSERT_THAT(gaps, SizeIs(2));
  EXPECT_FALSE(gaps[0].date) << "too few who master it, the whole time";
}

TEST(LookAhead, SaysWhereARotationItselfLeavesTooLittleRest) {
  const auto in = drawn("crew A 3 1\nli A member -");
  const auto seen = look_ahead(in, {}, at("2027-03-01T09:00:00+08:00"), 20);
  ASSERT_THAT(seen.rotation, SizeIs(1));
  EXPECT_EQ(seen.rotation[0].flaw, rotation_flaw::rest);
  EXPECT_EQ(seen.rotation[0].found, 0) << "the night ends when the morning begins";
}

TEST(JudgeAMonth, AgreesWithTheIndependentChecker) {
  const auto in = gas_crew("L . . S . . 2 . . . 0", ". . L L . . . . . . .");
  auto of = statement_of(in, {.first = march.first, .days = march.days});
  const auto stands = standing(in, of, li_all_month());
  std::vector<std::string> ours, theirs;
  for (const auto& cell : cells_of(of, stands.plan))
    if (cell.is_gap())
      ours.push_back(cell.what->key.value + cell.date.text() + std::to_string(cell.present()));
  for (const auto& gap : planner::check(of.problem, stands.plan).gaps)
    theirs.push_back(demand_of(of, gap.demand).key.value + gap.date.text() +
                     std::to_string(gap.present));
  EXPECT_THAT(ours, ::testing::UnorderedElementsAreArray(theirs));
  EXPECT_FALSE(ours.empty());
}

TEST(JudgeAMonth, NamesWhatIsUncoveredFromToday) {
  const auto in = gas_crew("L . . L");
  const auto judged = judge(in, in, march, li_all_month(), on(3));
  ASSERT_THAT(judged.uncovered, SizeIs(1)) << "the first is past";
  EXPECT_EQ(judged.uncovered[0].date, on(4));
  ASSERT_THAT(judged.breaches, SizeIs(1)) << "a duty of somebody who is away";
  EXPECT_EQ(judged.breaches[0].person, person("li"));
}

TEST(JudgeAMonth, BlamesASwapThatLeavesTooLittleRest) {
  const auto in = gas_crew();
  const auto swapped = with_swaps(in, {{person("li"), on(4), 3}});
  auto duties = li_all_month();
  std::erase(duties[0].days, 4);
  duties.push_back({post_key("gas", 1), person("wang"), {4}});
  const auto judged = judge(in, swapped, march, duties, on(1));
  ASSERT_THAT(judged.breaches, SizeIs(1)) << "from the night of the fourth into the morning";
  EXPECT_EQ(judged.breaches[0].date, on(5));
}

TEST(JudgeAMonth, BlamesTwoDutiesAtOnce) {
  const auto in = gas_crew();
  auto duties = li_all_month();
  duties.push_back({post_key("gas", 1), person("li"), {9}});
  EXPECT_THAT(judge(in, in, march, duties, on(1)).breaches, SizeIs(1));
}

}  // namespace
}  // namespace headway::coverage
