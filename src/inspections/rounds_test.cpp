// Rounds over time, on both engines: opened by the calendar, done, late, missed, excused; and a
// ladder that never falls silent.
#include <gtest/gtest.h>

#include <algorithm>

#include "inspections/period.hpp"
#include "support/both_engines.hpp"
#include "support/inspecting.hpp"

namespace headway::inspections {
namespace {

using api::role;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using tests::expect;
using tests::inspection_by;
using tests::send;
using tests::side;

// Begins on 2026-11-22 at 10:10 of the mine's time, in the morning shift (08:00–16:00).
class Rounds : public ::testing::TestWithParam<sql::engine> {
 protected:
  // A mine that inspects by these rhythms of the program's rule set only.
  void only(std::initializer_list<const char*> codes) {
    auto rules = default_rulebook();
    rules.rhythms.clear();
    for (const auto* code : codes)
      rules.rhythms.push_back(*find_rhythm(default_rulebook(), code));
    wanted_.assign(codes.begin(), codes.end());
    expect(chief.post("/api/v1/rules/inspections", encode(rules))).gives(200);
  }
  // The crew works mornings, afternoons or nights (1, 2, 3) on every date.
  void crew_works(int shift) {
    expect(chief.post("/api/v1/roster/rotation",
                      R"({"crew":")" + mine.crew(side::a).text() +
                          R"(","rotation":{"from":"2026-11-01","pattern":[)" +
                          std::to_string(shift) + "]}}"))
        .gives(200);
  }
  void until(instant when) {
    mine.clock.set(when);
    tests::tend_rounds(mine);
    chief = mine.as(role::section_chief);  // a session lasts for a shift
    leader = mine.as(role::crew_leader);
    office = mine.as(role::mine_office);
  }
  void until(const char* local) { until(at(local)); }
  boost::json::array rounds(const std::string& month) {
    return wanted(expect(chief.get("/api/v1/inspections/rounds?month=" + month)).gives(200));
  }
  // The only round of this rhythm and period.
  boost::json::object round(const char* rhythm, const char* period) {
    for (const auto& each : rounds(std::string(period).substr(0, 7)))
      if (each.at("rhythm").as_string() == rhythm && each.at("period").as_string() == period)
        return expect(chief.get("/api/v1/inspections/rounds/" +
                                std::string(each.at("id").as_string())))
            .gives(200)
            .json();
    ADD_FAILURE() << "no round " << rhythm << " of " << period;
    return {};
  }
  std::string state(const char* rhythm, const char* period) {
    return std::string(round(rhythm, period).at("state").as_string());
  }
  boost::json::array due(const tests::visitor& who) {
    return wanted(expect(who.get("/api/v1/inspections/due")).gives(200));
  }
  static instant at(const char* local) { return *parse_instant(std::string(local) + ":00+08:00"); }

  // The scheduler of the system may have opened rounds by the program's rules before.
  boost::json::array wanted(const expect& answer) const {
    auto items = answer.json().at("items").as_array();
    boost::json::array kept;
    for (const auto& each : items)
      if (std::ranges::find(wanted_, std::string(each.at("rhythm").as_string())) != wanted_.end())
        kept.push_back(each);
    return kept;
  }

  std::vector<std::string_view> wanted_;
  tests::world mine{GetParam()};
  tests::visitor chief = mine.as(role::section_chief);
  tests::visitor leader = mine.as(role::crew_leader);
  tests::visitor office = mine.as(role::mine_office);
};
INSTANTIATE_TEST_SUITE_P(Engines, Rounds, tests::both_engines, tests::engine_name);

TEST_P(Rounds, ATenDayInspectionThatNobodyMakesClimbsAndNeverFallsSilent) {
  only({"deputy_ten_day"});
  // The third ten days of November end on 1 December at 08:00, with their last shift.
  struct told {
    std::string to;
    instant at;
  };
  std::vector<told> all;
  int raised = 0;
  const auto end = at("2026-12-20T08:00");
  for (instant now = mine.clock.now(); now < end; now += hours(6)) {
    until(now);
    const auto one = round("deputy_ten_day", "2026-11-21");
    if (one.at("alarms_raised").as_int64() == raised) continue;
    EXPECT_EQ(one.at("alarms_raised").as_int64(), ++raised) << "each rung is told of by itself";
    all.push_back({std::string(one.at("last_alarm").at("to").as_string()), now});
  }
  ASSERT_GE(all.size(), 20U);
  EXPECT_EQ(all[0].to, "responsible");
  EXPECT_EQ(all[1].to, "deputy_mine_head");
  for (std::size_t i = 2; i < all.size(); ++i) {
    EXPECT_EQ(all[i].to, "mine_head");
    EXPECT_LE(all[i].at - all[i - 1].at, hours(30)) << "a day went by in silence";
  }
  EXPECT_LE(end - all.back().at, hours(30));
  EXPECT_EQ(state("deputy_ten_day", "2026-11-21"), "missed");
}

TEST_P(Rounds, ALateInspectionEndsTheLadderAndSaysThatItWasLate) {
  only({"deputy_ten_day"});
  until("2026-11-22T10:10");
  until("2026-12-03T09:00");
  EXPECT_EQ(state("deputy_ten_day", "2026-11-21"), "missed");
  expect(send(office, inspection_by(mine, "deputy_ten_day", at("2026-12-03T08:00")))).gives(201);
  const auto late = round("deputy_ten_day", "2026-11-21");
  EXPECT_EQ(late.at("state").as_string(), "late");
  EXPECT_TRUE(late.at("alarms").as_array().empty());
  EXPECT_EQ(state("deputy_ten_day", "2026-12-01"), "done") << "and it is that of its own period";
  const auto before = late.at("alarms_raised").as_int64();
  until("2026-12-30T09:00");
  EXPECT_EQ(round("deputy_ten_day", "2026-11-21").at("alarms_raised").as_int64(), before);
}

TEST_P(Rounds, AnInspectionBelongsToTheShiftInWhichItBeganAlsoAroundMidnight) {
  only({"crew_shift"});
  crew_works(2);  // 16:00 to 24:00
  until("2026-11-22T17:00");
  crew_works(3);  // from 00:00, booked on the 22nd as well
  until("2026-11-23T00:20");
  const auto before = inspection_by(mine, "crew_shift", at("2026-11-22T23:50"));
  expect(send(leader, before)).gives(201);
  EXPECT_EQ(state("crew_shift", "2026-11-22/2"), "done");
  EXPECT_EQ(state("crew_shift", "2026-11-22/3"), "open");
  expect(send(leader, inspection_by(mine, "crew_shift", at("2026-11-23T00:05")))).gives(201);
  EXPECT_EQ(state("crew_shift", "2026-11-22/3"), "done");
}

TEST_P(Rounds, APhoneThatComesBackLateHasStillInspectedInTime) {
  only({"crew_shift"});
  crew_works(1);
  until("2026-11-22T10:10");
  until("2026-11-24T12:00");
  EXPECT_EQ(state("crew_shift", "2026-11-22/1"), "missed");
  expect(send(leader, inspection_by(mine, "crew_shift", at("2026-11-22T11:00")))).gives(201);
  EXPECT_EQ(state("crew_shift", "2026-11-22/1"), "done");
  EXPECT_EQ(state("crew_shift", "2026-11-23/1"), "missed");
}

TEST_P(Rounds, ABoxThatWasOffOpensWhatHasPassedMeanwhile) {
  only({"crew_shift", "deputy_ten_day"});
  crew_works(1);
  until("2026-11-22T10:10");
  until("2026-11-26T10:10");
  for (const char* shift : {"2026-11-22/1", "2026-11-23/1", "2026-11-24/1", "2026-11-25/1"})
    EXPECT_EQ(state("crew_shift", shift), "missed") << shift;
  EXPECT_EQ(state("crew_shift", "2026-11-26/1"), "open");
  EXPECT_EQ(rounds("2026-11").size(), 6U) << "nothing twice, nothing from before the beginning";
}

TEST_P(Rounds, AreDoneBeforeTheBoxHasOpenedThem) {
  only({"deputy_ten_day"});
  expect(send(office, inspection_by(mine, "deputy_ten_day", at("2026-11-22T09:00")))).gives(201);
  EXPECT_EQ(state("deputy_ten_day", "2026-11-21"), "done");
  until("2026-11-22T12:00");
  EXPECT_EQ(rounds("2026-11").size(), 1U);
}

TEST_P(Rounds, AVoidedInspectionHasNotDoneItsRound) {
  only({"deputy_ten_day"});
  const auto asked = inspection_by(mine, "deputy_ten_day", at("2026-11-22T09:00"));
  expect(send(office, asked)).gives(201);
  expect(office.post("/api/v1/inspections/" + asked.id.text() + "/void", R"({"reason":"误记"})"))
      .gives(200);
  const auto open = round("deputy_ten_day", "2026-11-21");
  EXPECT_EQ(open.at("state").as_string(), "open");
  EXPECT_FALSE(open.at("alarms").as_array().empty());
  until("2026-12-02T09:00");
  EXPECT_EQ(state("deputy_ten_day", "2026-11-21"), "missed");
}

TEST_P(Rounds, AreExcusedByThoseWhoManageThemAndThenSilent) {
  only({"deputy_ten_day"});
  until("2026-11-22T10:10");
  const auto id = std::string(round("deputy_ten_day", "2026-11-21").at("id").as_string());
  const auto excuse = "/api/v1/inspections/rounds/" + id + "/excuse";
  const auto reason = R"({"reason":"全矿停产检修"})";
  expect(leader.post(excuse, reason)).gives(403);
  expect(mine.as(role::section_chief, side::b).post(excuse, reason)).gives(404);
  expect(chief.post(excuse, "{}")).gives(422).with(R"("/reason")");
  expect(chief.post(excuse, reason)).gives(200).with("全矿停产检修");
  expect(chief.post(excuse, reason)).gives(409).refuses("round.over");
  until("2026-12-10T10:10");
  const auto excused = round("deputy_ten_day", "2026-11-21");
  EXPECT_EQ(excused.at("state").as_string(), "excused");
  EXPECT_EQ(excused.at("alarms_raised").as_int64(), 0);
}

TEST_P(Rounds, ThePlanOfAMonthCanBeWrittenBeforeItBegins) {
  only({"mine_head_month"});
  until("2026-11-27T12:00");
  const auto id = std::string(round("mine_head_month", "2026-12").at("id").as_string());
  const auto plan = "/api/v1/inspections/rounds/" + id + "/plan";
  expect(leader.post(plan, R"({"text":"查"})")).gives(403);
  expect(office.post(plan, R"({"text":"十二月全面检查方案"})")).gives(200);
  expect(office.get("/api/v1/inspections/rounds/" + id)).with("十二月全面检查方案");
  expect(office.get("/api/v1/inspections/rounds?month=2026-12&section=" +
                    mine.section(side::a).text()))
      .gives(200)
      .with(R"("planned":true)");
  expect(office.get("/api/v1/inspections/rounds")).gives(422).with(R"("?section")");
}

TEST_P(Rounds, AreListedAsOverdueNowAndSoonToThoseWhoseDutyTheyAre) {
  only({"deputy_ten_day", "crew_shift"});
  crew_works(1);
  until("2026-11-22T10:10");
  until("2026-11-23T10:10");
  const auto mine_of_leader = due(leader);
  ASSERT_EQ(mine_of_leader.size(), 4U);
  const std::pair<const char*, const char*> expected[] = {
      {"overdue", "2026-11-22/1"}, {"now", "2026-11-23/1"}, {"now", "2026-11-21"}};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(mine_of_leader[i].at("due").as_string(), expected[i].first);
    EXPECT_EQ(mine_of_leader[i].at("period").as_string(), expected[i].second);
  }
  EXPECT_TRUE(mine_of_leader[0].at("mine").as_bool());
  EXPECT_FALSE(mine_of_leader[2].at("mine").as_bool());
  EXPECT_TRUE(due(office)[2].at("mine").as_bool());
  EXPECT_GT(mine_of_leader[0].at("alarms_raised").as_int64(), 0);
  EXPECT_GE(expect(leader.get("/api/v1/inspections/due")).json().at("overdue").as_int64(), 1);
  for (const auto& each : due(mine.as(role::section_chief, side::b)))
    EXPECT_EQ(each.at("section").as_string(), mine.section(side::b).text());
}

}  // namespace
}  // namespace headway::inspections
