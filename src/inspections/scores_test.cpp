// Zones and inspections together, on both engines: whose score an inspection moves, who held the
// place at that minute, and what is shown of a zone that nobody has looked at for long.
#include <gtest/gtest.h>

#include "support/both_engines.hpp"
#include "support/inspecting.hpp"
#include "zones/commands.hpp"

namespace headway::inspections {
namespace {

using api::role;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using tests::expect;
using tests::send;
using tests::side;
using tests::spot_check;

class ZoneScores : public ::testing::TestWithParam<sql::engine> {
 protected:
  zone_id draw(const char* code) {
    zones::draw_zone asked;
    asked.id = zone_id(named_uuid(code));
    asked.basis = zones::zone_basis::heading;
    asked.kind = zones::zone_kind::zone;
    asked.name = code;
    asked.code = code;
    asked.places = {mine.place(side::a)};
    asked.duties = {"班班查顶板"};
    asked.from = mine.clock.now() - days(90);
    expect(chief.post("/api/v1/zones", encode(asked))).gives(201);
    return asked.id;
  }
  uuid appoint(zone_id zone, person_id whom, days ago) {
    zones::appoint_holder asked;
    asked.tenure = zones::tenure_id(make_uuid(to_unix_ms(mine.clock.now())));
    asked.person = whom;
    asked.from = mine.clock.now() - ago;
    expect(chief.post("/api/v1/zones/" + zone.text() + "/appoint", encode(asked))).gives(200);
    return asked.tenure;
  }
  // E3 is worth five points, one lost by each find.
  record_inspection inspected(days ago, int finds, std::optional<zone_id> zone = {}) {
    auto asked = spot_check(mine, mine.clock.now() - ago - minutes(30));
    asked.zone = zone;
    asked.marks[0] = {"E3", finds > 0 ? verdict::poor : verdict::good, {}, {}, {}, {}};
    if (finds > 0) asked.marks[0].finds = finds;
    expect(send(worker, asked)).gives(201);
    return asked;
  }
  void pass(days time) {
    mine.clock.advance(time);
    worker = mine.as(role::worker);  // a session lasts for a shift
  }
  boost::json::object score_of(zone_id zone) {
    const auto all = expect(worker.get("/api/v1/inspections/scores")).gives(200).json();
    for (const auto& each : all.at("items").as_array())
      if (each.at("zone").as_string() == zone.text()) return each.as_object();
    ADD_FAILURE() << "the zone is not in the list";
    return {};
  }

  tests::world mine{GetParam()};
  tests::visitor chief = mine.as(role::section_chief);
  tests::visitor worker = mine.as(role::worker);
};
INSTANTIATE_TEST_SUITE_P(Engines, ZoneScores, tests::both_engines, tests::engine_name);

TEST_P(ZoneScores, AreThoseOfEveryZoneThatHeldThePlace) {
  const auto whole = draw("3105"), half = draw("3105-2");
  inspected(days(0), 1);
  EXPECT_EQ(score_of(whole).at("percent").to_number<double>(), 80);
  EXPECT_EQ(score_of(half).at("percent").to_number<double>(), 80);
  inspected(days(0), 3, half);
  EXPECT_EQ(score_of(whole).at("percent").to_number<double>(), 80) << "only one zone was meant";
  EXPECT_EQ(score_of(half).at("percent").to_number<double>(), 60);
  EXPECT_EQ(score_of(half).at("inspections").as_int64(), 2);
}

TEST_P(ZoneScores, AreNotMeasuredWithoutAFreshInspectionAndNeverZeroForThat) {
  const auto zone = draw("3105");
  EXPECT_FALSE(score_of(zone).contains("percent"));
  EXPECT_FALSE(score_of(zone).contains("newest"));
  inspected(days(0), 1);
  pass(days(13));
  auto aged = score_of(zone);
  EXPECT_EQ(aged.at("percent").to_number<double>(), 80);
  EXPECT_EQ(aged.at("age_hours").as_int64(), 13 * 24);
  pass(days(2));
  aged = score_of(zone);
  EXPECT_FALSE(aged.contains("percent"));
  EXPECT_EQ(aged.at("inspections").as_int64(), 0);
  EXPECT_EQ(aged.at("age_hours").as_int64(), 15 * 24) << "but it is said how long ago it was";
}

TEST_P(ZoneScores, SayHowTheyHaveChangedInAWeek) {
  const auto zone = draw("3105");
  inspected(days(0), 5);
  EXPECT_FALSE(score_of(zone).contains("change")) << "a week ago it was not measured";
  pass(days(7));
  inspected(days(0), 0);
  // A week ago 0 %; now 100 % with whole weight and 0 % with half of it.
  const auto score = score_of(zone);
  EXPECT_EQ(score.at("percent").to_number<double>(), 66.7);
  EXPECT_EQ(score.at("change").to_number<double>(), 66.7);
  const auto& recent = score.at("recent").as_array();
  ASSERT_EQ(recent.size(), 2U);
  EXPECT_EQ(recent[0].at("percent").to_number<double>(), 0);
}

TEST_P(ZoneScores, ForgetAnInspectionThatWasVoided) {
  const auto zone = draw("3105");
  const auto bad = inspected(days(1), 5);
  EXPECT_EQ(score_of(zone).at("percent").to_number<double>(), 0);
  expect(chief.post("/api/v1/inspections/" + bad.id.text() + "/void", R"({"reason":"误记"})"))
      .gives(200);
  EXPECT_FALSE(score_of(zone).contains("percent"));
  expect(worker.get("/api/v1/inspections?zone=" + zone.text()))
      .gives(200)
      .with(bad.id.text())
      .with(R"("voided":true)");
}

TEST_P(ZoneScores, AreAskedForOneSection) {
  const auto zone = draw("3105");
  inspected(days(0), 1);
  expect(mine.as(role::section_chief, side::b).get("/api/v1/inspections/scores"))
      .gives(200)
      .without(zone.text());
  const auto office = mine.as(role::mine_office);
  expect(office.get("/api/v1/inspections/scores")).gives(422).with("?section");
  expect(office.get("/api/v1/inspections/scores?section=" + mine.section(side::a).text()))
      .gives(200)
      .with(zone.text());
}

TEST_P(ZoneScores, AnInspectionNamesWhoHeldThePlaceAtThatMinute) {
  const auto zone = draw("3105");
  const auto first = mine.person(role::holder), second = mine.person(role::worker);
  const auto tenure = appoint(zone, first, days(20));
  zones::end_tenure over;
  over.tenure = zones::tenure_id(tenure);
  over.at = mine.clock.now() - days(5);
  over.reason = "调出";
  expect(chief.post("/api/v1/zones/" + zone.text() + "/end-tenure", encode(over))).gives(200);
  appoint(zone, second, days(5));
  const auto holder_of = [&](const record_inspection& asked) {
    const auto record = expect(worker.get("/api/v1/inspections/" + asked.id.text())).json();
    const auto& holders = record.at("holders").as_array();
    EXPECT_EQ(holders.size(), 1U);
    return std::string(holders.at(0).at("person").as_string());
  };
  EXPECT_EQ(holder_of(inspected(days(6), 1)), first.text());
  EXPECT_EQ(holder_of(inspected(days(1), 1)), second.text());
}

TEST_P(ZoneScores, ThePlateOfTheZoneProvesPresenceToo) {
  const auto zone = draw("3105");
  auto asked = spot_check(mine, mine.clock.now() - minutes(30));
  asked.presence = plate_scan{zone, asked.began};
  expect(send(worker, asked)).gives(201).with(R"("proof":"proved")");
  asked = spot_check(mine, mine.clock.now() - minutes(30));
  asked.zone = zone_id(named_uuid("no zone of ours"));
  expect(send(worker, asked)).gives(422).refuses("inspection.no_such_zone").with(R"("/zone")");
}

}  // namespace
}  // namespace headway::inspections
