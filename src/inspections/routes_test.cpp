// Inspections over HTTP, on both engines: what is recorded, what is refused and by which pointer,
// and what each answer must not show.
#include "inspections/routes.hpp"

#include <gtest/gtest.h>

#include <set>

#include "support/both_engines.hpp"
#include "support/inspecting.hpp"

namespace headway::inspections {
namespace {

using api::role;
using std::chrono::hours;
using std::chrono::minutes;
using tests::expect;
using tests::send;
using tests::side;
using tests::spot_check;

constexpr const char* here = "/api/v1/inspections";

class Inspections : public ::testing::TestWithParam<sql::engine> {
 protected:
  static std::string at(const inspection_id& id, const char* step = "") {
    return std::string(here) + "/" + id.text() + step;
  }
  record_inspection spot() const { return spot_check(mine, mine.clock.now() - minutes(30)); }

  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(role::worker);
  tests::visitor leader = mine.as(role::crew_leader);
  tests::visitor chief = mine.as(role::section_chief);
};
INSTANTIATE_TEST_SUITE_P(Engines, Inspections, tests::both_engines, tests::engine_name);

TEST_P(Inspections, ASpotCheckGoesByTheSameChecklist) {
  expect(worker.get("/api/v1/checklists"))
      .gives(200)
      .with(heading_checklist_id().text())
      .with("锚杆间排距误差不超过 ±100 mm");
  auto asked = spot();
  asked.marks.push_back({"E3", verdict::poor, 3, line_text("左帮三根间距 950"), {}, {}});
  asked.presence = plate_scan{asked.place, asked.began};
  const auto record = expect(send(worker, asked)).gives(201).json();
  EXPECT_EQ(record.at("score").at("earned").as_int64(), 8);
  EXPECT_EQ(record.at("score").at("possible").as_int64(), 11);
  EXPECT_EQ(record.at("proof").as_string(), "proved");
  EXPECT_EQ(record.at("poor").as_int64(), 1);
  expect(leader.get(at(asked.id))).gives(200).with("左帮三根间距 950");
  expect(leader.get(here)).gives(200).with(asked.id.text()).with(R"("looked_at":2,"items":41)");
}

TEST_P(Inspections, SayThatNobodyProvedToHaveBeenThere) {
  auto asked = spot();
  expect(send(worker, asked)).gives(201).with(R"("proof":"none")");
  asked = spot();
  asked.presence = plate_scan{named_uuid("a plate carried elsewhere"), asked.began};
  expect(send(worker, asked)).gives(201).with(R"("proof":"elsewhere")");
}

TEST_P(Inspections, AnswerACommandSentTwiceOnceOnly) {
  const auto asked = spot();
  const auto key = make_uuid(1).text();
  expect(send(worker, asked, key)).gives(201);
  const auto again = send(worker, asked, key);
  expect(again).gives(201).with(asked.id.text());
  EXPECT_EQ(again.header("headway-replayed"), "true");
  expect(send(worker, asked)).gives(409).refuses("inspection.already_recorded");
  EXPECT_EQ(expect(worker.get(here)).json().at("items").as_array().size(), 1U);
}

TEST_P(Inspections, NameTheItemThatIsWrong) {
  auto asked = spot();
  asked.marks.push_back({"E99", verdict::good, {}, {}, {}, {}});
  expect(send(worker, asked))
      .gives(422)
      .refuses("inspection.unknown_item")
      .with(R"("pointer":"/marks/1/item")");
  expect(worker.get(at(asked.id))).gives(404);
}

TEST_P(Inspections, NameTheHazardsOfTheirMarksWhetherTheyHaveArrivedOrNot) {
  const auto arrived = hazard_id(*uuid::parse(mine.report(worker, side::a, "锚杆间距超差")));
  const auto on_its_way = hazard_id(make_uuid(5));
  auto asked = spot();
  asked.marks = {{"E3", verdict::poor, {}, {}, {}, arrived},
                 {"E4", verdict::poor, {}, {}, {}, on_its_way}};
  expect(send(worker, asked)).gives(201);
  const auto all =
      expect(worker.get(at(asked.id, "/findings"))).gives(200).json().at("items").as_array();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].at("arrived").as_bool());
  EXPECT_FALSE(all[1].at("arrived").as_bool());
  expect(worker.get(here)).with(R"("hazards":2)");
  asked = spot();
  asked.marks[0].hazard = hazard_id(mine.section(side::a));
  expect(send(worker, asked))
      .gives(422)
      .refuses("inspection.not_a_hazard")
      .with(R"("/marks/0/hazard")");
}

TEST_P(Inspections, AreVoidedByTheirAuthorOrByThoseWhoManageThem) {
  const auto by_chief = spot(), by_worker = spot();
  expect(send(chief, by_chief)).gives(201);
  expect(send(worker, by_worker)).gives(201);
  const auto reason = R"({"reason":"地点选错了"})";
  expect(worker.post(at(by_chief.id, "/void"), reason)).gives(403).refuses("inspection.not_yours");
  expect(chief.post(at(by_worker.id, "/void"), reason)).gives(200).with("地点选错了");
  expect(chief.post(at(by_worker.id, "/void"), reason))
      .gives(409)
      .refuses("inspection.already_voided");
  expect(chief.post(at(by_chief.id, "/void"), R"({"reason":""})")).gives(422).with(R"("/reason")");
}

TEST_P(Inspections, AreNotShownToAnotherSection) {
  auto asked = spot();
  asked.note = line_text("只有本区能看");
  expect(send(worker, asked)).gives(201);
  const auto stranger = mine.as(role::section_chief, side::b);
  expect(stranger.get(at(asked.id))).gives(404);
  expect(stranger.get(at(asked.id, "/findings"))).gives(404);
  expect(stranger.post(at(asked.id, "/void"), R"({"reason":"看看"})")).gives(404);
  expect(stranger.get(here)).gives(200).without(asked.id.text());
  expect(stranger.get(std::string(here) + "?place=" + asked.place.text()))
      .gives(200)
      .without(asked.id.text());
  expect(stranger.get(std::string(here) + "?section=" + mine.section(side::a).text())).gives(404);
  auto there = spot_check(mine, mine.clock.now() - hours(1), side::b);
  expect(send(worker, there)).gives(422).refuses("inspection.no_such_place");
  expect(mine.as(role::mine_office).get(here)).with(asked.id.text());
}

TEST_P(Inspections, PageThroughTheListWithoutLossOrRepeat) {
  std::set<std::string> made, seen;
  for (int i = 0; i < 7; ++i) {
    const auto asked = spot_check(mine, mine.clock.now() - hours(1 + i / 2));
    expect(send(worker, asked)).gives(201);
    made.insert(asked.id.text());
  }
  for (const auto& by : {std::string(), "&place=" + mine.place(side::a).text()}) {
    seen.clear();
    std::string cursor;
    for (int page = 0; page < 10; ++page) {
      const auto answer =
          expect(worker.get(std::string(here) + "?limit=3" + by + "&cursor=" + cursor)).json();
      for (const auto& item : answer.at("items").as_array())
        EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second);
      const auto* next = answer.if_contains("next");
      if (!next) break;
      cursor = std::string(next->as_string());
    }
    EXPECT_EQ(seen, made);
  }
  expect(worker.get(std::string(here) + "?cursor=yesterday")).gives(400);
}

TEST_P(Inspections, GoByTheEditionThatThePhoneHad) {
  publish_checklist own;
  own.id = heading_checklist_id();
  own.name_zh = "本矿掘进检查表";
  own.name_en = "Our own list";
  own.items = {{"K1", "顶板", "Roof", "无空顶", "No unsupported roof", 100, {}, true}};
  expect(worker.post("/api/v1/checklists", encode(own))).gives(403);
  const auto record = expect(chief.post("/api/v1/checklists", encode(own))).gives(201).json();
  EXPECT_EQ(record.at("edition").as_int64(), 1);
  auto old = spot();
  expect(send(worker, old)).gives(201).with(R"("items":41)");
  auto fresh = spot();
  fresh.checklist_edition = 1;
  expect(send(worker, fresh)).gives(422).with(R"("/marks/0/item")");
  fresh.marks[0].item = "K1";
  expect(send(worker, fresh)).gives(201).with(R"("items":1)");
  fresh = spot();
  fresh.checklist_edition = 2;
  expect(send(worker, fresh)).gives(422).refuses("inspection.no_checklist");
  const auto list = "/api/v1/checklists/" + own.id.text();
  expect(worker.get(list)).gives(200).with(R"("K1")").without(R"("E1")");
  expect(worker.get(list + "?edition=0")).gives(200).with(R"("E1")").without(R"("K1")");
  own.items[0].code = "K2";
  expect(chief.post("/api/v1/checklists", encode(own))).gives(201);
  expect(worker.get(list + "?edition=1")).gives(200).with(R"("K1")");
  expect(worker.get(list + "?edition=3")).gives(404);
}

TEST_P(Inspections, ARetiredChecklistIsNotOfferedAnyMore) {
  const auto list = "/api/v1/checklists/" + heading_checklist_id().text();
  expect(worker.post(list + "/retire", "{}")).gives(403);
  expect(chief.post(list + "/retire", "{}")).gives(200);
  expect(worker.get("/api/v1/checklists")).gives(200).without(heading_checklist_id().text());
  expect(worker.get(list)).gives(200).with(R"("retired":true)").with(R"("E1")");
  // What was inspected before the phone heard of it still counts.
  expect(send(worker, spot())).gives(201);
  expect(chief.post("/api/v1/checklists/" + make_uuid(3).text() + "/retire", "{}")).gives(404);
}

TEST_P(Inspections, AreRefusedByARhythmThatIsNotOnes) {
  auto asked = tests::inspection_by(mine, "section_shift", mine.clock.now() - minutes(30));
  expect(send(leader, asked)).gives(403).refuses("inspection.not_your_rhythm").with("区队每班检查");
  expect(send(chief, asked)).gives(201);
}

TEST_P(Inspections, RulesArePublishedOverThoseOfTheProgram) {
  auto rules = default_rulebook();
  rules.stale_days = 30;
  expect(worker.post("/api/v1/rules/inspections", encode(rules))).gives(403);
  expect(chief.post("/api/v1/rules/inspections", encode(rules))).gives(200);
  expect(worker.get("/api/v1/rules/inspections"))
      .gives(200)
      .with(R"("version":1)")
      .with(R"("stale_days":30)");
  rules.rhythms[0].ladder.clear();
  expect(chief.post("/api/v1/rules/inspections", encode(rules)))
      .gives(422)
      .refuses("rulebook.empty_ladder")
      .with(R"("/rhythms/0/ladder")");
}

}  // namespace
}  // namespace headway::inspections
