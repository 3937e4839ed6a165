#include "inspections/score.hpp"

#include <gtest/gtest.h>

#include <map>

#include "inspections/checklist.hpp"

namespace headway::inspections {
namespace {

using std::chrono::days;

valued_mark found(verdict as, int points, std::optional<int> finds = {}) {
  valued_mark m;
  m.item = "X";
  m.verdict = as;
  m.finds = finds;
  m.points = points;
  return m;
}
valued_mark found_zeroing(int points) {
  auto m = found(verdict::poor, points);
  m.zeroing = true;
  return m;
}

// ---- the checklist of a heading -----------------------------------------------------------------

TEST(HeadingChecklist, HasAHundredPointsInTheGroupsOfTheForm) {
  std::map<std::string, int> groups;
  for (const auto& item : heading_checklist().items)
    groups[item.group_en.value] += item.points;
  const std::map<std::string, int> of_the_form{
      {"Production organisation", 5}, {"Equipment", 15},          {"Technical support", 10},
      {"Post discipline", 10},        {"Quality and safety", 50}, {"Tidiness", 10}};
  EXPECT_EQ(groups, of_the_form);
  EXPECT_EQ(points_of(heading_checklist()), 100);
}

TEST(HeadingChecklist, CouldBePublishedByAMine) {
  publish_checklist asked;
  static_cast<checklist_description&>(asked) = heading_checklist();
  EXPECT_TRUE(decide(checklist(), asked));
}

TEST(HeadingChecklist, MakesAViolationAndUnsupportedRoofZero) {
  for (const char* code : {"D1", "E1"}) {
    const auto* item = find_item(heading_checklist(), code);
    ASSERT_NE(item, nullptr);
    EXPECT_TRUE(item->zeroing) << code;
  }
}

// ---- one inspection -----------------------------------------------------------------------------

TEST(Score, OfAllGoodIsAHundred) {
  std::vector<valued_mark> marks;
  for (const auto& item : heading_checklist().items)
    marks.push_back(found(verdict::good, item.points));
  EXPECT_EQ(score_of(marks), (inspection_score{100, 100, 100.0}));
}

TEST(Score, LosesPointsByEveryFindDownToNone) {
  EXPECT_EQ(earned_by(found(verdict::poor, 5)), 4);
  EXPECT_EQ(earned_by(found(verdict::poor, 5, 3)), 2);
  EXPECT_EQ(earned_by(found(verdict::poor, 5, 5)), 0);
  EXPECT_EQ(earned_by(found(verdict::poor, 5, 900)), 0);
  auto two_each = found(verdict::poor, 5, 2);
  two_each.lost_each = 2;
  EXPECT_EQ(earned_by(two_each), 1);
  two_each.finds = 3;
  EXPECT_EQ(earned_by(two_each), 0);
}

TEST(Score, LosesAnItemByOneFindWhereItIsZeroing) {
  const std::vector marks{found(verdict::good, 4), found_zeroing(6)};
  EXPECT_EQ(score_of(marks), (inspection_score{4, 10, 40.0}));
}

TEST(Score, LeavesOutWhatDoesNotApply) {
  const std::vector marks{found(verdict::good, 3), found(verdict::not_applicable, 50)};
  EXPECT_EQ(score_of(marks), (inspection_score{3, 3, 100.0}));
}

TEST(Score, IsNoneWhereNothingApplies) {
  EXPECT_EQ(score_of(std::vector{found(verdict::not_applicable, 5)}), std::nullopt);
  EXPECT_EQ(score_of({}), std::nullopt);
}

// ---- the live score of a zone -------------------------------------------------------------------

const instant now = *parse_instant("2026-11-22T12:00:00Z");

scored made(days ago, int earned, int possible = 100) {
  return {inspection_id(make_uuid(1)), now - ago, earned, possible};
}
std::optional<double> live(const std::vector<scored>& all, instant at = now) {
  const auto score = live_score_of(all, at, 7, 14);
  return score ? std::optional(score->percent) : std::nullopt;
}

TEST(LiveScore, OfOneInspectionIsItsOwn) { EXPECT_EQ(live({made(days(3), 88)}), 88.0); }

TEST(LiveScore, HalvesTheWeightWithEveryHalfLife) {
  // 1 × 100 and ½ × 40.
  EXPECT_EQ(live({made(days(7), 40), made(days(0), 100)}), 80.0);
  // 1 × 100 and ¼ × 50.
  EXPECT_EQ(live({made(days(14), 50), made(days(0), 100)}), 90.0);
}

TEST(LiveScore, IsMovedLessByASpotCheckOfFewPoints) {
  EXPECT_EQ(live({made(days(0), 90), made(days(0), 0, 5)}), 85.7);
}

TEST(LiveScore, IsNotMeasuredOnceTheNewestInspectionIsStale) {
  EXPECT_EQ(live({}), std::nullopt);
  EXPECT_EQ(live({made(days(14), 90)}), 90.0);
  EXPECT_EQ(live({made(days(15), 90)}), std::nullopt);
  EXPECT_EQ(live({made(days(15), 90), made(days(1), 0, 0)}), std::nullopt)
      << "an inspection that judged nothing measures nothing";
}

TEST(LiveScore, SeesNothingThatCameLater) {
  const std::vector all{made(days(10), 70), made(days(1), 100)};
  EXPECT_EQ(live(all, now - days(7)), 70.0);
  EXPECT_EQ(live_score_of(all, now, 7, 14)->inspections, 2);
}

}  // namespace
}  // namespace headway::inspections
