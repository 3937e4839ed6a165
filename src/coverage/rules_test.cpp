#include "coverage/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coverage/drawn_section_test.hpp"

namespace headway::coverage {
namespace {

using namespace drawing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

journal::fact_header header(std::int64_t seq, instant at = {}) {
  return {node_id(named_uuid("node")),
          seq,
          journal::clock_reading(seq << 16),
          section,
          named_uuid("subject"),
          {person("chief"), {}, at, command_id(make_uuid(seq))},
          at};
}

template <class State, class Fact>
void take(State& to, const std::vector<Fact>& happened) {
  for (const auto& each : happened)
    std::visit([&](const auto& one) { EXPECT_FALSE(fold(to, header(1), one)); }, each);
}

template <class Fact>
std::string refused(const decision<Fact>& of) {
  return of ? "accepted" : std::string(of.error().code());
}

publish_month whole_march() {
  publish_month asked;
  asked.month = "2027-03";
  asked.duties = {{post_key("gas", 1), person("li"), {1, 2, 3}},
                  {post_key("gas", 1), person("wang"), {4, 5}}};
  return asked;
}
month_plan published_march() {
  month_plan made;
  take(made, decide(made, whole_march(), {}).value());
  return made;
}

TEST(PublishMonth, RefusesAnUncoveredHardDemandUnlessItIsAcceptedByNameAndWithAReason) {
  const month_judgement judged{{{post_key("gas", 1), on(6)}, {post_key("gas", 1), on(7)}}, {}};
  auto asked = whole_march();
  const auto refusal = decide(month_plan(), asked, judged);
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().code(), "coverage.uncovered");
  EXPECT_EQ(refusal.error().pointer, "/gaps_accepted");
  asked.gaps_accepted = {{post_key("gas", 1), {6}}};
  EXPECT_EQ(refused(decide(month_plan(), asked, judged)), "coverage.uncovered") << "the seventh";
  asked.gaps_accepted = {{post_key("gas", 1), {6, 7}}};
  EXPECT_EQ(refused(decide(month_plan(), asked, judged)), "coverage.reason_missing");
  asked.reason = "复训未结束";
  EXPECT_EQ(refused(decide(month_plan(), asked, judged)), "accepted");
}

TEST(PublishMonth, RefusesToAcceptWhatIsNoGap) {
  auto asked = whole_march();
  asked.gaps_accepted = {{post_key("gas", 1), {6}}};
  asked.reason = "以防万一";
  EXPECT_EQ(refused(decide(month_plan(), asked, {})), "coverage.not_a_gap");
}

TEST(PublishMonth, RefusesWhatBreaksAPersonsRest) {
  EXPECT_EQ(refused(decide(month_plan(), whole_march(), {{}, {{person("li"), on(5)}}})),
            "coverage.breaks_rules");
}

TEST(PublishMonth, NamesADayThatTheMonthDoesNotHave) {
  for (const std::vector<int>& days :
       {std::vector<int>{0}, {32}, {3, 3}, {5, 4}, std::vector<int>()}) {
    auto asked = whole_march();
    asked.duties[1].days = days;
    const auto refusal = decide(month_plan(), asked, {});
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().code(), "coverage.bad_day");
    EXPECT_EQ(refusal.error().pointer, "/duties/1/days");
  }
}

TEST(PublishMonth, HappensOnce) {
  const auto march = published_march();
  EXPECT_EQ(refused(decide(march, whole_march(), {})), "coverage.already_published");
  auto again = march;
  EXPECT_EQ(fold(again, header(2), month_published{whole_march()}), "already_published");
}

change_month wang_for_li() {
  change_month asked;
  const occupation duty{1, post_key("gas", 1)};
  asked.changes = {{person("li"), on(3), duty, std::nullopt},
                   {person("wang"), on(3), occupation{1, std::nullopt}, duty}};
  asked.reason = "李请病假";
  return asked;
}
judged_change judged(const change_month& asked, month_judgement before = {},
                     month_judgement after = {}) {
  judged_change made{{}, std::move(before), std::move(after)};
  for (const auto& each : asked.changes) {
    month_change change;
    static_cast<asked_change&>(change) = each;
    made.changes.push_back(change);
  }
  return made;
}

TEST(ChangeMonth, MovesTheDutyAndKeepsTheReason) {
  auto march = published_march();
  const auto asked = wang_for_li();
  take(march, decide(march, asked, judged(asked)).value());
  ASSERT_THAT(march.duties, SizeIs(2));
  EXPECT_EQ(duty_of(march, person("li"), on(3)), std::nullopt);
  EXPECT_EQ(duty_of(march, person("wang"), on(3)), post_key("gas", 1));
  ASSERT_THAT(march.changes, SizeIs(1));
  EXPECT_EQ(march.changes[0].reason.value, "李请病假");
}

TEST(ChangeMonth, RefusesWhenThePlanHasMovedOn) {
  auto march = published_march();
  const auto asked = wang_for_li();
  take(march, decide(march, asked, judged(asked)).value());
  EXPECT_EQ(refused(decide(march, asked, judged(asked))), "coverage.moved_on");
  month_changed apart{judged(asked).changes, {}, "别处也改了", {}};
  EXPECT_EQ(fold(march, header(3), apart), "stands_otherwise") << "kept, for a person to settle";
  EXPECT_THAT(march.changes, SizeIs(1));
}

TEST(ChangeMonth, RefusesAGapThatItOpensButNotOneThatWasThere) {
  const auto march = published_march();
  const auto asked = wang_for_li();
  const month_judgement open{{{post_key("gas", 1), on(3)}}, {}};
  EXPECT_EQ(refused(decide(march, asked, judged(asked, {}, open))), "coverage.uncovered");
  EXPECT_EQ(refused(decide(march, asked, judged(asked, open, open))), "accepted");
}

TEST(ChangeMonth, BlamesOnlyTheBreachThatItBrings) {
  const auto march = published_march();
  const auto asked = wang_for_li();
  const month_judgement breach{{}, {{person("li"), on(3)}}};
  EXPECT_EQ(refused(decide(march, asked, judged(asked, {}, breach))), "coverage.breaks_rules");
  EXPECT_EQ(refused(decide(march, asked, judged(asked, breach, breach))), "accepted");
}

TEST(ChangeMonth, NeedsAPublishedMonth) {
  const auto asked = wang_for_li();
  EXPECT_EQ(refused(decide(month_plan(), asked, judged(asked))), "coverage.not_published");
}

TEST(CoverageGap, ClimbsUntilItIsCovered) {
  coverage_gap gap;
  const instant begins = *parse_instant("2027-03-04T00:00:00Z");
  gap_noticed noticed{
      post_key("gas", 1), {}, on(4), 1, begins, begins + std::chrono::hours(8), 0, 1, {}};
  noticed.alarms =
      people::alarms_of(default_rules().ladder, begins, begins - std::chrono::hours(30), 480);
  EXPECT_FALSE(fold(gap, header(1, begins - std::chrono::hours(30)), noticed));
  std::vector<people::addressee> told;
  for (auto now = begins - std::chrono::hours(30); now < begins + std::chrono::hours(30);
       now += std::chrono::hours(1))
    for (const auto& each : raise_alarms(gap, now)) {
      told.push_back(std::get<gap_alarm_raised>(each).due.to);
      EXPECT_FALSE(fold(gap, header(2, now), std::get<gap_alarm_raised>(each)));
    }
  using enum people::addressee;
  EXPECT_THAT(told, ElementsAre(section_chief, section_chief, deputy_mine_head, deputy_mine_head))
      << "the rung three days before is past; the last comes again a day later";
  EXPECT_FALSE(fold(gap, header(9), gap_covered()));
  EXPECT_EQ(gap.state, gap_state::covered);
  EXPECT_THAT(raise_alarms(gap, begins + std::chrono::days(30)), IsEmpty());
}

TEST(CoverageGap, SeenByTwoBoxesIsOneGap) {
  coverage_gap gap;
  const gap_noticed noticed{post_key("gas", 1),
                            {},
                            on(4),
                            1,
                            {},
                            {},
                            0,
                            1,
                            {{instant(std::chrono::hours(5)), people::addressee::mine_head}}};
  EXPECT_FALSE(fold(gap, header(1), noticed));
  EXPECT_FALSE(fold(gap, header(2), noticed));
  EXPECT_FALSE(fold(gap, header(3), gap_covered()));
  EXPECT_FALSE(fold(gap, header(4), gap_lapsed())) << "adds nothing";
  EXPECT_EQ(gap.state, gap_state::covered);
  EXPECT_FALSE(fold(gap, header(5), noticed)) << "and may come again";
  EXPECT_EQ(gap.state, gap_state::open);
}

TEST(SpecialPeriod, EndsBeforeItsTime) {
  special_period period;
  declare_period asked;
  asked.kind = period_kind::fault_crossing;
  asked.from = on(5);
  asked.until = on(20);
  asked.reason = "过断层";
  EXPECT_EQ(refused(decide(period, asked)), "coverage.no_demands");
  asked.demands = {{extra_who::post, {}, {}, 1, need_kind::hard, {}}};
  EXPECT_EQ(refused(decide(period, asked)), "coverage.rule_incomplete");
  asked.demands = {{extra_who::cadre, {}, {}, 1, need_kind::hard, {}}};
  take(period, decide(period, asked).value());
  EXPECT_EQ(refused(decide(period, end_period{on(25), "已过"})), "coverage.end_outside");
  take(period, decide(period, end_period{on(9), "已过"}).value());
  EXPECT_EQ(period.until, on(9));
  EXPECT_EQ(refused(decide(period, end_period{on(8), "再结束"})), "coverage.period_over");
}

TEST(MeasuredSeries, KeepsTheLaterReadingOfAShift) {
  measured_series series;
  EXPECT_FALSE(fold(series, header(1), measured{"ch4", {{on(2), 1, 0.4}, {on(1), 2, 0.3}}}));
  EXPECT_FALSE(fold(series, header(2), measured{"ch4", {{on(2), 1, 0.6}}}));
  EXPECT_THAT(series.readings, ElementsAre(reading{on(1), 2, 0.3}, reading{on(2), 1, 0.6}));
}

std::string wrong_at(const coverage_rules& rules) {
  const auto checked = check(rules);
  return checked ? "good" : checked.error().pointer + " " + std::string(checked.error().code());
}

TEST(CoverageRules, AreBoundedAndSayWhatIsWrongWhere) {
  EXPECT_EQ(wrong_at(default_rules()), "good");
  auto rules = default_rules();
  rules.limits.rest_minutes = 5'000;
  EXPECT_EQ(wrong_at(rules), "/limits/rest_minutes field.out_of_range");
  rules = default_rules();
  rules.crews.except = {{crew("A"), need_kind::soft, 1}, {crew("A"), need_kind::hard, 2}};
  EXPECT_EQ(wrong_at(rules), "/crews/except/1 coverage.repeated_rule");
  rules = default_rules();
  rules.triggers[1].colour.reset();
  EXPECT_EQ(wrong_at(rules), "/triggers/1/colour coverage.rule_incomplete");
  rules = default_rules();
  rules.triggers[0].at_least = 1.0;
  EXPECT_EQ(wrong_at(rules), "/triggers/0/at_least coverage.rule_superfluous");
  rules = default_rules();
  rules.triggers[0].code = "a/b";
  EXPECT_EQ(wrong_at(rules), "/triggers/0/code coverage.bad_code");
  rules = default_rules();
  rules.holidays = {{on(3), on(3), "元旦", "New Year"}};
  EXPECT_EQ(wrong_at(rules), "/holidays/0/until coverage.empty_range");
  rules = default_rules();
  rules.ladder.clear();
  EXPECT_EQ(wrong_at(rules), "/ladder rulebook.empty_ladder");
}

TEST(Months, AreReadAndWritten) {
  EXPECT_EQ(month::parse("2027-02")->days, 28);
  EXPECT_EQ(month::parse("2028-02")->days, 29);
  EXPECT_EQ(month::parse("2026-12")->next().code(), "2027-01");
  for (const auto* wrong : {"2027-13", "2027-2", "2027/02", "", "2027-00"})
    EXPECT_FALSE(month::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace headway::coverage
