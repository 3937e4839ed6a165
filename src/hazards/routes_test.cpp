// Hazards over HTTP, on both engines: the whole way from the report to the closing, and what each
// answer must not show.
#include "hazards/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/codec.hpp"
#include "journal/journal.hpp"
#include "support/both_engines.hpp"
#include "support/world.hpp"

namespace headway::hazards {
namespace {

using api::role;
using ::testing::HasSubstr;
using ::testing::Not;
using tests::side;

class Hazards : public ::testing::TestWithParam<sql::engine> {
 protected:
  static boost::json::object body_of(const tests::http_response& answer) {
    return boost::json::parse(answer.body).as_object();
  }
  std::string fixes() const {
    return R"({"responsible":")" + mine.person(role::worker).text() +
           R"(","measure":"补打锚杆","funds":120000,"deadline":"2026-11-23T02:00:00Z",)" +
           R"("contingency":"先打临时支护","stop_work":true})";
  }
  static std::string at(const std::string& id, const std::string& step) {
    return "/api/v1/hazards/" + id + "/" + step;
  }

  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(role::worker);
  tests::visitor leader = mine.as(role::crew_leader);
  tests::visitor inspector = mine.as(role::inspector);
};
INSTANTIATE_TEST_SUITE_P(Engines, Hazards, tests::both_engines, tests::engine_name);

TEST_P(Hazards, GoFromTheReportToTheClosing) {
  const auto id = mine.report(worker, side::a, "迎头顶板锚杆间距超过规定");
  EXPECT_EQ(leader.post(at(id, "assign"), fixes()).status, 200);
  EXPECT_EQ(worker.post(at(id, "start"), "{}").status, 200);
  EXPECT_EQ(worker.post(at(id, "rectify"), R"({"measures":"已补打","photos":[]})").status, 200);
  const auto own = leader.post(at(id, "close"), "{}");
  EXPECT_EQ(own.status, 403);
  EXPECT_EQ(inspector.post(at(id, "accept"), R"({"photos":[]})").status, 200);
  const auto closed = inspector.post(at(id, "close"), "{}");
  EXPECT_EQ(closed.status, 200);
  EXPECT_EQ(body_of(closed).at("state").as_string(), "closed");
  const auto timeline = worker.get(at(id, "timeline"));
  for (const char* step : {"hazard.reported", "hazard.assigned", "hazard.started",
                           "hazard.rectified", "hazard.accepted", "hazard.closed"})
    EXPECT_THAT(timeline.body, HasSubstr(step));
  EXPECT_THAT(timeline.body, HasSubstr("observed_at"));
}

TEST_P(Hazards, RefuseTheAcceptanceOfTheRectifier) {
  const auto id = mine.report(worker, side::a, "皮带机尾积煤");
  ASSERT_EQ(leader.post(at(id, "rectify"), R"({"measures":"已清理","photos":[]})").status, 200);
  const auto answer = leader.post(at(id, "accept"), R"({"photos":[]})");
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("hazard.acceptor_is_rectifier"));
}

TEST_P(Hazards, AnswerACommandSentTwiceOnceOnly) {
  const auto id = mine.report(worker, side::a, "水泵不启动");
  const auto key = make_uuid(1).text();
  EXPECT_EQ(inspector.post(at(id, "verify"), "{}", key).status, 200);
  const auto again = inspector.post(at(id, "verify"), "{}", key);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.header("headway-replayed"), "true");
  EXPECT_EQ(body_of(again).at("version").as_int64(), 2);
}

TEST_P(Hazards, NameTheFieldThatIsWrong) {
  const auto id = mine.report(worker, side::a, "风筒破口");
  const auto answer = leader.post(at(id, "assign"), R"({"responsible":5})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("\"/responsible\""));
  const auto gone = leader.post(
      at(id, "assign"), R"({"responsible":")" + make_uuid(1).text() +
                            R"(","measure":"补","funds":0,"deadline":"2026-11-23T02:00:00Z",)"
                            R"("contingency":"停","stop_work":false})");
  EXPECT_THAT(gone.body, HasSubstr("hazard.no_such_person"));
}

TEST_P(Hazards, AreNotShownToAnotherSection) {
  const auto id = mine.report(worker, side::a, "只有本区能看");
  const auto stranger = mine.as(role::section_chief, side::b);
  EXPECT_EQ(stranger.get("/api/v1/hazards/" + id).status, 404);
  EXPECT_EQ(stranger.get(at(id, "timeline")).status, 404);
  EXPECT_EQ(stranger.post(at(id, "comment"), R"({"text":"看看","photos":[]})").status, 404);
  EXPECT_THAT(stranger.get("/api/v1/hazards").body, Not(HasSubstr(id)));
  EXPECT_THAT(stranger.get("/api/v1/hazards/board").body, Not(HasSubstr(id)));
  EXPECT_EQ(stranger.get("/api/v1/hazards?section=" + mine.section(side::a).text()).status, 404);
  EXPECT_EQ(mine.as(role::mine_office).get("/api/v1/hazards/" + id).status, 200);
}

TEST_P(Hazards, PageThroughTheListWithoutLossOrRepeat) {
  std::set<std::string> made, seen;
  for (int i = 0; i < 7; ++i)
    made.insert(mine.report(worker, side::a, "第" + std::to_string(i) + "条"));
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const auto answer = body_of(worker.get("/api/v1/hazards?limit=3&cursor=" + cursor));
    for (const auto& item : answer.at("items").as_array())
      EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second);
    const auto* next = answer.if_contains("next");
    if (!next) break;
    cursor = std::string(next->as_string());
  }
  EXPECT_EQ(seen, made);
}

TEST_P(Hazards, AreFoundByWordsAndByLikeness) {
  const auto id = mine.report(worker, side::a, "掘进机电缆破皮漏电");
  mine.report(worker, side::a, "巷道底板积水");
  const auto found = worker.get("/api/v1/hazards?text=%E7%94%B5%E7%BC%86");  // 电缆
  EXPECT_THAT(found.body, HasSubstr(id));
  EXPECT_THAT(found.body, Not(HasSubstr("积水")));
  const auto alike =
      worker.get("/api/v1/hazards/similar?text=%E7%94%B5%E7%BC%86%E7%A0%B4%E7%9A%AE");  // 电缆破皮
  EXPECT_THAT(alike.body, HasSubstr(id));
  EXPECT_THAT(alike.body, Not(HasSubstr("积水")));
}

TEST_P(Hazards, GiveTheLedgerOfTheirSectionOnly) {
  mine.report(worker, side::a, "台账里要有这一条");
  const auto ledger = inspector.get("/api/v1/exports/hazards.csv");
  EXPECT_EQ(ledger.status, 200);
  EXPECT_THAT(ledger.body, HasSubstr("隐患内容"));
  EXPECT_THAT(ledger.body, HasSubstr("台账里要有这一条"));
  EXPECT_EQ(worker.get("/api/v1/exports/hazards.csv").status, 403);
  EXPECT_THAT(mine.as(role::inspector, side::b).get("/api/v1/exports/hazards.csv").body,
              Not(HasSubstr("台账里要有这一条")));
  const auto workbook = inspector.get("/api/v1/exports/hazards.xlsx?state=reported");
  EXPECT_EQ(workbook.status, 200);
  EXPECT_EQ(workbook.body.substr(0, 2), "PK");
}

TEST_P(Hazards, TellWhatIsToBeDone) {
  const auto id = mine.report(worker, side::a, "支架缺螺栓");
  ASSERT_EQ(leader.post(at(id, "assign"), fixes()).status, 200);
  EXPECT_THAT(worker.get("/api/v1/my").body, HasSubstr("\"rectify\""));
  mine.clock.advance(std::chrono::hours(30));
  EXPECT_THAT(mine.as(role::worker).get("/api/v1/my").body, HasSubstr("\"overdue\":true"));
}

TEST_P(Hazards, TellTheShiftsOfDaysWithoutANetwork) {
  const auto chief = mine.as(role::section_chief);
  const std::string crew = mine.crew(side::a).text();
  ASSERT_EQ(
      chief
          .post("/api/v1/roster/rotation",
                R"({"crew":")" + crew + R"(","rotation":{"from":"2026-11-01","pattern":[1]}})")
          .status,
      200);
  ASSERT_EQ(
      chief
          .post("/api/v1/roster/exception", R"({"date":"2026-11-24","kind":"leave","person":")" +
                                                worker.person().text() + R"("})")
          .status,
      200);
  const auto said = body_of(worker.get("/api/v1/my"));
  auto ends = said.at("shift").at("ends").as_string();
  for (const auto& one : said.at("ahead").as_array()) {
    EXPECT_EQ(one.at("shift").at("begins").as_string(), ends) << "a gap between two shifts";
    ends = one.at("shift").at("ends").as_string();
    const bool morning = one.at("shift").at("number").as_int64() == 1;
    EXPECT_EQ(one.at("crews").as_array().size(), morning ? 1U : 0U);
    const bool away = one.at("shift").at("date").as_string() == "2026-11-24";
    EXPECT_EQ(one.at("on_shift").as_bool(), morning && !away);
  }
  EXPECT_EQ(ends, "2026-11-30T00:00:00.000Z") << "seven days are told, to the last shift's end";
}

TEST_P(Hazards, RefuseAStepOnAVersionThatHasPassed) {
  const auto id = mine.report(worker, side::a, "护栏松动");
  const auto answer =
      inspector.send({.verb = "POST",
                      .target = at(id, "verify"),
                      .headers = {{"Content-Type", "application/json"}, {"If-Match", "\"9\""}},
                      .body = "{}"});
  EXPECT_EQ(answer.status, 412);
}

TEST_P(Hazards, AreNotShownBeforeTheirReportHasArrived) {
  const hazard_id id(named_uuid("reported on another box"));
  mine.system().writer().run_and_wait([&](sql::connection& store) {
    journal::fact verified;
    verified.section = mine.section(side::a);
    verified.subject = id;
    verified.kind = "hazard.verified";
    verified.body = "{}";
    verified.by = {inspector.person(), {}, mine.clock.now(), command_id(make_uuid(1))};
    auto& system = mine.system();
    journal::chain other(system.settings().site, node_id(named_uuid("another box")), {});
    other.seal(verified, mine.clock.now());
    journal::merge(store, system.chain(), system.store().models(), {&verified, 1}, mine.clock.now())
        .value();
  });
  const auto answer = worker.get("/api/v1/hazards/" + id.text());
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, HasSubstr("hazard.report_not_here"));
  EXPECT_EQ(worker.get("/api/v1/hazards/" + id.text() + "?known_at=2026-11-23T00:00:00Z").status,
            404);
  EXPECT_THAT(worker.get("/api/v1/hazards").body, Not(HasSubstr(id.text())));
  EXPECT_THAT(worker.get(at(id.text(), "timeline")).body, HasSubstr("hazard.verified"));
  EXPECT_EQ(inspector.post(at(id.text(), "comment"), R"({"text":"看看","photos":[]})").status, 404);
}

TEST_P(Hazards, ShowTheChiefWhoseCertificateAPostMisses) {
  const auto chief = mine.as(role::section_chief);
  const auto post = make_uuid(7).text();
  ASSERT_EQ(chief
                .post("/api/v1/people/posts",
                      R"({"id":")" + post + R"(","section":")" + mine.section(side::a).text() +
                          R"(","code":"electro_fitter","name":"电钳工",)" +
                          R"("key":true,"certificates":)" + R"(["underground_electrical"]})")
                .status,
            201);
  const auto person = "/api/v1/people/persons/" + worker.person().text();
  ASSERT_EQ(chief
                .post(person + "/change", R"({"name":"工人","number":"workerA","posts":[")" + post +
                                              R"("],"member":false})")
                .status,
            200);
  EXPECT_THAT(chief.get("/api/v1/my").body, HasSubstr("\"standing\":\"missing\""));
  EXPECT_THAT(worker.get("/api/v1/my").body, HasSubstr("\"standing\":\"missing\""));
  EXPECT_THAT(leader.get("/api/v1/my").body, HasSubstr("\"certificates\":[]"));
  // The last day in the mine's zone is thirty days ahead.
  ASSERT_EQ(chief
                .post(person + "/certificates/grant",
                      R"({"code":"underground_electrical","expires":"2026-12-22"})")
                .status,
            200);
  EXPECT_THAT(mine.as(role::technician).get("/api/v1/my").body,
              HasSubstr("\"standing\":\"expiring\",\"expires\":\"2026-12-22\""));
  EXPECT_THAT(mine.as(role::section_chief, side::b).get("/api/v1/my").body,
              HasSubstr("\"certificates\":[]"));
}

}  // namespace
}  // namespace headway::hazards
