// The policy of inspections and rounds: what is refused and where, and what holds in any order.
#include "inspections/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "inspections/period.hpp"

namespace headway::inspections {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const person_id leader{named_uuid("leader")}, chief{named_uuid("chief")};
const section_id section{named_uuid("section")};
const zone_id zone{named_uuid("zone")};
const crew_id crew{named_uuid("crew")};
const place_id place{named_uuid("place")};
const instant start = *parse_instant("2026-11-22T09:00:00+08:00");
const people::shift_calendar calendar(time_zone{}, people::three_shift_system());

journal::fact_header header(const subject_id& subject, instant at, person_id by = leader) {
  static std::int64_t seq = 0;
  return {{},      ++seq,   journal::clock_reading(to_unix_ms(at) << 16),
          section, subject, {by, {}, at, command_id(make_uuid(seq))},
          at};
}

// ---- recording an inspection --------------------------------------------------------------------

class Inspect : public ::testing::Test {
 protected:
  record_inspection spot() const {
    record_inspection asked;
    asked.id = inspection_id(named_uuid("inspection"));
    asked.kind = inspection_kind::spot;
    asked.place = place;
    asked.checklist = heading_checklist_id();
    asked.began = start;
    asked.finished = start + minutes(40);
    asked.marks = {{"E1", verdict::good, {}, {}, {}, {}}};
    return asked;
  }
  record_inspection whole(const char* rhythm) const {
    auto asked = spot();
    asked.kind = inspection_kind::periodic;
    asked.rhythm = rhythm_code(rhythm);
    asked.marks.clear();
    for (const auto& item : heading_checklist().items)
      asked.marks.push_back({item.code, verdict::good, {}, {}, {}, {}});
    return asked;
  }
  inspection_decision decided(const record_inspection& asked) const {
    return decide(inspection(), asked,
                  {roles, own_crew, default_rulebook(), list, calendar, {zone}, holders});
  }
  std::string refused(const record_inspection& asked) const {
    const auto done = decided(asked);
    if (done) return "accepted";
    return std::string(done.error().code()) + " " + done.error().pointer;
  }
  inspected recorded(const record_inspection& asked) const {
    const auto done = decided(asked);
    EXPECT_TRUE(done) << done.error().code();
    return done ? std::get<inspected>(done->front()) : inspected();
  }

  std::vector<api::role> roles{api::role::crew_leader};
  std::optional<crew_id> own_crew{crew};
  const checklist_description* list = &heading_checklist();
  const std::vector<zone_holding> holders{{zone, named_uuid("tenure"), chief}};
};

TEST_F(Inspect, ASpotCheckLooksAtAsMuchAsOneLikes) {
  const auto made = recorded(spot());
  EXPECT_EQ(made.items, 41);
  EXPECT_EQ(made.points, 100);
  ASSERT_EQ(made.marks.size(), 1U);
  EXPECT_EQ(made.marks[0].points, 6);
  EXPECT_TRUE(made.marks[0].zeroing);
  EXPECT_EQ(made.zones, std::vector{zone});
  EXPECT_EQ(made.holders, holders);
  auto none = spot();
  none.marks.clear();
  EXPECT_EQ(refused(none), "inspection.nothing_looked_at /marks");
}

TEST_F(Inspect, APeriodicInspectionLooksAtAllOfIt) {
  auto asked = whole("crew_shift");
  EXPECT_EQ(recorded(asked).marks.size(), 41U);
  asked.marks.erase(asked.marks.begin() + 3);
  EXPECT_EQ(refused(asked), "inspection.items_left /marks");
}

TEST_F(Inspect, ItemsAreNamedByPointerWhenTheyAreWrong) {
  auto asked = spot();
  asked.marks.push_back({"Z9", verdict::good, {}, {}, {}, {}});
  EXPECT_EQ(refused(asked), "inspection.unknown_item /marks/1/item");
  asked.marks[1].item = "E1";
  EXPECT_EQ(refused(asked), "inspection.item_twice /marks/1/item");
  asked.marks[1] = {"E3", verdict::good, 2, {}, {}, {}};
  EXPECT_EQ(refused(asked), "inspection.finds_of_good /marks/1/finds");
  asked.marks[1] = {"E3", verdict::poor, 0, {}, {}, {}};
  EXPECT_EQ(refused(asked), "field.out_of_range /marks/1/finds");
  asked.marks[1].finds = 2;
  EXPECT_EQ(refused(asked), "accepted");
}

TEST_F(Inspect, ARhythmIsInspectedByThoseWhoseDutyItIs) {
  EXPECT_EQ(refused(whole("section_shift")), "inspection.not_your_rhythm /rhythm");
  EXPECT_EQ(refused(whole("no_such")), "inspection.unknown_rhythm /rhythm");
  auto without = whole("crew_shift");
  without.rhythm.reset();
  EXPECT_EQ(refused(without), "field.missing /rhythm");
  auto with = spot();
  with.rhythm = "crew_shift";
  EXPECT_EQ(refused(with), "inspection.rhythm_of_spot /rhythm");
  roles = {api::role::technician};
  EXPECT_EQ(refused(whole("section_shift")), "accepted");
  roles = {api::role::worker};
  auto any = whole("post_any");
  EXPECT_EQ(refused(any), "inspection.zone_needed /zone");
  any.zone = zone;
  EXPECT_EQ(refused(any), "accepted");
}

TEST_F(Inspect, ACrewsRoundIsThatOfTheInspectorsCrewUnlessHeNamesAnother) {
  EXPECT_EQ(recorded(whole("crew_shift")).as.crew, crew);
  auto for_another = whole("crew_shift");
  for_another.crew = crew_id(named_uuid("another"));
  EXPECT_EQ(recorded(for_another).as.crew, for_another.crew);
  own_crew.reset();
  EXPECT_EQ(refused(whole("crew_shift")), "inspection.crew_needed /crew");
  EXPECT_EQ(recorded(spot()).as.crew, std::nullopt);
}

TEST_F(Inspect, IsRefusedWithoutAChecklistOrWithImpossibleTimes) {
  auto backwards = spot();
  backwards.finished = backwards.began - minutes(1);
  EXPECT_EQ(refused(backwards), "inspection.finished_first /finished");
  auto endless = spot();
  endless.finished = endless.began + hours(25);
  EXPECT_EQ(refused(endless), "inspection.too_long /finished");
  list = nullptr;
  EXPECT_EQ(refused(spot()), "inspection.no_checklist /checklist_edition");
}

TEST_F(Inspect, TheScanOfAPlateProvesPresenceOnlyThereAndThen) {
  auto asked = spot();
  EXPECT_EQ(recorded(asked).proof, presence_proof::none);
  asked.presence = plate_scan{place, start + minutes(5)};
  EXPECT_EQ(recorded(asked).proof, presence_proof::proved);
  asked.presence->plate = zone;
  EXPECT_EQ(recorded(asked).proof, presence_proof::proved) << "the plate of the zone hangs there";
  asked.presence->plate = named_uuid("another place");
  EXPECT_EQ(recorded(asked).proof, presence_proof::elsewhere);
  asked.presence = plate_scan{place, start - hours(3)};
  EXPECT_EQ(recorded(asked).proof, presence_proof::other_time);
}

TEST_F(Inspect, BelongsToTheShiftInWhichItBegan) {
  auto asked = spot();
  asked.began = *parse_instant("2026-11-22T23:50:00+08:00");
  asked.finished = asked.began + minutes(30);
  EXPECT_EQ(recorded(asked).shift, (shift_ref{*local_date::parse("2026-11-22"), 2}));
  asked.began += minutes(15);
  EXPECT_EQ(recorded(asked).shift, (shift_ref{*local_date::parse("2026-11-22"), 3}));
}

// ---- the device's clock -------------------------------------------------------------------------

TEST_F(Inspect, MomentsArePutRightByTheMeasuredErrorOfTheClock) {
  auto asked = spot();
  asked.presence = plate_scan{place, asked.began};
  const auto right = put_right(asked, {hours(-3), start + days(30)});
  EXPECT_EQ(right.began, asked.began - hours(3));
  EXPECT_EQ(right.finished, asked.finished - hours(3));
  EXPECT_EQ(right.presence->at, asked.began - hours(3));
}

TEST_F(Inspect, AClockBeyondBeliefTellsHowLongItTookAndNotWhen) {
  const auto ahead = put_right(spot(), {std::nullopt, start - days(1)});
  EXPECT_EQ(ahead.finished, start - days(1));
  EXPECT_EQ(ahead.finished - ahead.began, minutes(40));
  const auto far_behind = put_right(spot(), {std::nullopt, start + days(9)});
  EXPECT_EQ(far_behind.finished, start + days(9));
  // Days offline are believed, and with a measured clock any number of them.
  EXPECT_EQ(put_right(spot(), {std::nullopt, start + days(6)}).began, start);
  EXPECT_EQ(put_right(spot(), {milliseconds(0), start + days(60)}).began, start);
}

// ---- an inspection's life -----------------------------------------------------------------------

TEST_F(Inspect, IsRecordedOnceAndVoidedOnce) {
  inspection i;
  const auto id = spot().id;
  ASSERT_FALSE(fold(i, header(id, start), recorded(spot())));
  EXPECT_EQ(i.score, (inspection_score{6, 6, 100.0}));
  const inspection_circumstances with{roles, own_crew, default_rulebook(), list, calendar, {}, {}};
  EXPECT_EQ(decide(i, spot(), with).error().code(), "inspection.already_recorded");
  ASSERT_TRUE(decide(i, void_inspection{"写错地点"}));
  ASSERT_FALSE(fold(i, header(id, start + minutes(1), chief), voided{"写错地点"}));
  EXPECT_EQ(decide(i, void_inspection{"再来"}).error().code(), "inspection.already_voided");
  // Somebody else had voided it too, apart.
  EXPECT_FALSE(fold(i, header(id, start + minutes(2)), voided{"另一理由"}));
  EXPECT_EQ(i.voided->reason.value, "写错地点");
}

// ---- a round ------------------------------------------------------------------------------------

class Round : public ::testing::Test {
 protected:
  Round() { happens(opening(by, in, {}, in.from, rules.shift_minutes), in.from); }

  void happens(const round_fact& f, instant at, person_id who = {}) {
    std::visit([&](const auto& one) { EXPECT_FALSE(fold(r, header(id, at, who), one)); }, f);
  }
  void done_at(instant at, instant recorded) {
    happens(round_done{inspection_id(make_uuid(to_unix_ms(at))), at}, recorded, chief);
  }

  const inspection_rulebook& rules = default_rulebook();
  const rhythm& by = *find_rhythm(rules, "deputy_ten_day");
  const period in = period_at(period_kind::ten_day, calendar, start);
  const round_id id = round_id_of(section, by.code, in.code, {});
  inspection_round r;
};

TEST_F(Round, IsDoneWithinItsPeriodAndItsLadderEnds) {
  EXPECT_EQ(r.state, round_state::open);
  EXPECT_FALSE(r.alarms.empty());
  done_at(in.until - minutes(1), in.until - minutes(1));
  EXPECT_EQ(r.state, round_state::done);
  EXPECT_TRUE(r.alarms.empty());
}

TEST_F(Round, IsLateAfterItsPeriod) {
  happens(round_missed{}, in.until);
  EXPECT_EQ(r.state, round_state::missed);
  EXPECT_FALSE(r.alarms.empty());
  done_at(in.until, in.until + minutes(1));
  EXPECT_EQ(r.state, round_state::late);
  EXPECT_TRUE(r.alarms.empty());
}

TEST_F(Round, IsNotMissedAfterAllWhenThePhoneComesBackWithTheInspection) {
  happens(round_missed{}, in.until);
  done_at(in.until + days(1), in.until + days(1));
  EXPECT_EQ(r.state, round_state::late);
  done_at(in.until - hours(5), in.until + days(2));
  EXPECT_EQ(r.state, round_state::done);
  EXPECT_EQ(r.done.front().at, in.until - hours(5));
}

TEST_F(Round, IsTheSameInWhateverOrderBoxesTellOfIt) {
  const std::vector<round_fact> facts{round_missed{}, round_excused{"停产检修"},
                                      round_done{inspection_id(make_uuid(1)), in.until - hours(1)},
                                      round_done{inspection_id(make_uuid(2)), in.until + hours(1)}};
  std::vector<std::size_t> order{0, 1, 2, 3};
  do {
    r = {};
    happens(opening(by, in, {}, in.from, rules.shift_minutes), in.from);
    for (const auto each : order)
      happens(facts[each], in.until + days(1));
    EXPECT_EQ(r.state, round_state::done);
    EXPECT_EQ(r.done.size(), 2U);
    EXPECT_TRUE(r.alarms.empty());
  } while (std::ranges::next_permutation(order).found);
}

TEST_F(Round, IsOpenedOnceByAllBoxes) {
  happens(round_excused{"停产检修"}, in.from + hours(1), chief);
  happens(opening(by, in, {}, in.from + hours(2), rules.shift_minutes), in.from + hours(2));
  EXPECT_EQ(r.state, round_state::excused);
  EXPECT_TRUE(r.alarms.empty());
}

TEST_F(Round, IsExcusedOrPlannedOnlyWhileItIsNotDone) {
  EXPECT_EQ(decide(r, write_plan{"方案"}).error().code(), "round.plan_not_asked");
  EXPECT_TRUE(decide(r, excuse_round{"停产检修"}));
  done_at(in.from + hours(1), in.from + hours(1));
  EXPECT_EQ(decide(r, excuse_round{"停产检修"}).error().code(), "round.over");
}

TEST_F(Round, GoesBackToMissedWhenItsInspectionIsVoided) {
  happens(round_missed{}, in.until);
  const auto inspection = inspection_id(make_uuid(7));
  happens(round_done{inspection, in.until - hours(2)}, in.until + hours(1), chief);
  const instant now = in.until + days(5);
  happens(
      round_undone{inspection, people::alarms_of(by.ladder, in.until, now, rules.shift_minutes)},
      now, chief);
  EXPECT_EQ(r.state, round_state::missed);
  ASSERT_EQ(r.alarms.size(), 1U);
  EXPECT_EQ(r.alarms.front().to, addressee::mine_head) << "not from the lowest rung again";
}

// ---- the rule set -------------------------------------------------------------------------------

std::string fault_of(const inspection_rulebook& rules) {
  const auto good = check(rules);
  return good ? "good" : std::string(good.error().code()) + " " + good.error().pointer;
}

TEST(InspectionRules, OfTheProgramAreGood) { EXPECT_EQ(fault_of(default_rulebook()), "good"); }

TEST(InspectionRules, MustNotLetALadderFallSilent) {
  auto rules = default_rulebook();
  rules.rhythms[1].ladder.clear();
  EXPECT_EQ(fault_of(rules), "rulebook.empty_ladder /rhythms/1/ladder");
  rules = default_rulebook();
  std::ranges::reverse(rules.rhythms[0].ladder);
  EXPECT_EQ(fault_of(rules), "rulebook.unordered_ladder /rhythms/0/ladder");
}

TEST(InspectionRules, RefuseWhatContradictsItself) {
  auto rules = default_rulebook();
  rules.rhythms[2].code = rules.rhythms[0].code;
  EXPECT_EQ(fault_of(rules), "inspection_rules.bad_rhythms /rhythms/2/code");
  rules = default_rulebook();
  rules.rhythms.back().written_plan = true;
  EXPECT_EQ(fault_of(rules), "inspection_rules.any_is_no_period /rhythms/6/period");
  rules = default_rulebook();
  rules.half_life_days = 0;
  EXPECT_EQ(fault_of(rules), "field.out_of_range /half_life_days");
  rules = default_rulebook();
  rules.stale_days = 0;
  EXPECT_EQ(fault_of(rules), "field.out_of_range /stale_days");
}

// ---- checklists ---------------------------------------------------------------------------------

std::string fault_of(const publish_checklist& asked) {
  const auto good = decide(checklist(), asked);
  return good ? "good" : std::string(good.error().code()) + " " + good.error().pointer;
}

TEST(PublishChecklist, NamesTheItemThatIsWrong) {
  publish_checklist asked;
  asked.name_zh = asked.name_en = "x";
  EXPECT_EQ(fault_of(asked), "checklist.no_items /items");
  asked.items = {{"A", "组", "Group", "项", "Item", 5, {}, false},
                 {"B", "组", "Group", "项", "Item", 5, {}, true}};
  EXPECT_EQ(fault_of(asked), "good");
  asked.items[1].lost_each = 1;
  EXPECT_EQ(fault_of(asked), "checklist.lost_of_zeroing /items/1/lost_each");
  asked.items[1] = {"B", "组", "Group", "项", "Item", 5, 6, false};
  EXPECT_EQ(fault_of(asked), "field.out_of_range /items/1/lost_each");
  asked.items[1].points = 0;
  EXPECT_EQ(fault_of(asked), "field.out_of_range /items/1/points");
  asked.items[1].code = "A";
  EXPECT_EQ(fault_of(asked), "checklist.code_twice /items/1/code");
}

TEST(PublishChecklist, CountsEditionsAndBringsARetiredOneBack) {
  checklist c;
  const auto id = named_uuid("list");
  const checklist_description as{"表", "List", {{"A", "组", "Group", "项", "Item", 5, {}, false}}};
  EXPECT_FALSE(fold(c, header(id, start), checklist_published{as}));
  EXPECT_FALSE(fold(c, header(id, start), checklist_retired{}));
  EXPECT_EQ(decide(c, retire_checklist{}).error().code(), "checklist.retired");
  EXPECT_FALSE(fold(c, header(id, start), checklist_published{as}));
  EXPECT_EQ(c.edition, 2);
  EXPECT_FALSE(c.retired);
}

}  // namespace
}  // namespace headway::inspections
