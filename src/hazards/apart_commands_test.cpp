// What people did to one hazard while they were apart, over HTTP on both engines: nobody's work is
// refused because somebody else was faster, and a person settles what does not fit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/both_engines.hpp"
#include "support/scenario.hpp"

namespace headway::hazards {
namespace {

using api::role;
using tests::expect;
using tests::side;

class HazardsApart : public ::testing::TestWithParam<sql::engine> {
 protected:
  struct deed {
    std::string id, step, body;
    int version = 0;  // that the person had seen
    std::string key = {};
  };
  static tests::http_response apart(const tests::visitor& who, const deed& what) {
    tests::http_request request{.verb = "POST",
                                .target = "/api/v1/hazards/" + what.id + "/" + what.step,
                                .headers = {{"Content-Type", "application/json"},
                                            {"Headway-Apart", std::to_string(what.version)}},
                                .body = what.body};
    if (!what.key.empty()) request.headers.emplace_back("Idempotency-Key", what.key);
    return who.send(std::move(request));
  }
  static tests::http_response present(const tests::visitor& who, const deed& what) {
    return who.post("/api/v1/hazards/" + what.id + "/" + what.step, what.body);
  }
  void expect_clean() {
    expect(mine.as(role::section_chief).get("/api/v1/journal/verification"))
        .gives(200)
        .with(R"("clean":true)");
  }

  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(role::worker);
  tests::visitor leader = mine.as(role::crew_leader);
  tests::visitor inspector = mine.as(role::inspector);
  const std::string rectified = R"({"measures":"已补打","photos":[]})";
  const std::string rejected = R"({"reason":"不是隐患"})";
};
INSTANTIATE_TEST_SUITE_P(Engines, HazardsApart, tests::both_engines, tests::engine_name);

TEST_P(HazardsApart, KeepBothStepsOfTwoPeopleAndLetAPersonSettleThem) {
  const auto id = mine.report(worker, side::a, "迎头顶板锚杆间距超过规定");
  expect(apart(leader, {id, "rectify", rectified, 1})).gives(200);
  expect(present(inspector, {id, "reject", rejected})).gives(409).refuses("hazard.wrong_state");
  const auto kept = apart(inspector, {id, "reject", rejected, 1});
  const auto record = expect(kept).gives(200).json();
  EXPECT_EQ(kept.header("headway-contested"), "true");
  EXPECT_EQ(record.at("state").as_string(), "rectified");
  EXPECT_EQ(record.at("version").as_int64(), 3);
  ASSERT_EQ(record.at("contested").as_array().size(), 1U);
  EXPECT_EQ(record.at("contested").as_array()[0].at("reason").as_string(), "wrong_state");
  const auto& dispute = record.at("disputes").as_array().at(0).as_object();
  EXPECT_EQ(dispute.at("by").as_string(), inspector.person().text());
  EXPECT_EQ(dispute.at("step").as_string(), "rejected");
  const auto timeline = expect(worker.get("/api/v1/hazards/" + id + "/timeline")).json();
  const auto& last = timeline.at("items").as_array().at(2).as_object();
  EXPECT_EQ(last.at("contested").as_string(), "wrong_state");
  EXPECT_EQ(last.at("decided_on").as_int64(), 1);
  expect_clean();

  const auto settlement = R"({"node":")" + std::string(dispute.at("node").as_string()) +
                          R"(","seq":)" + std::to_string(dispute.at("seq").as_int64()) +
                          R"(,"outcome":"kept","reason":"现场已看"})";
  expect(present(mine.as(role::section_chief), {id, "settle", settlement}))
      .gives(200)
      .with(R"("outcome":"kept")");
  expect_clean();
}

TEST_P(HazardsApart, AreSentAgainWithoutASecondContest) {
  const auto id = mine.report(worker, side::a, "皮带机尾积煤");
  expect(present(leader, {id, "rectify", rectified})).gives(200);
  const deed twice{id, "reject", rejected, 1, make_uuid(1).text()};
  expect(apart(inspector, twice)).gives(200);
  const auto again = apart(inspector, twice);
  expect(again).gives(200).with(R"("version":3)");
  EXPECT_EQ(again.header("headway-replayed"), "true");
}

TEST_P(HazardsApart, ArePassedOnWhenTheyFitStill) {
  const auto id = mine.report(worker, side::a, "水泵不启动");
  expect(present(inspector, {id, "comment", R"({"text":"看过","photos":[]})"})).gives(200);
  const auto fits = apart(inspector, {id, "verify", "{}", 1});
  expect(fits).gives(200).with(R"("contested":[])");
  EXPECT_EQ(fits.header("headway-contested"), "");
}

TEST_P(HazardsApart, AreRefusedAsEverForAnotherReasonThanTheState) {
  const auto id = mine.report(worker, side::a, "支架缺螺栓");
  expect(present(leader, {id, "rectify", rectified})).gives(200);
  // Who may not do it; whose section it is not; what cannot be read; who accepts his own work.
  expect(apart(worker, {id, "reject", rejected, 1})).gives(403);
  expect(apart(mine.as(role::inspector, side::b), {id, "reject", rejected, 1})).gives(404);
  expect(apart(inspector, {id, "reject", R"({"reason":5})", 1})).gives(422);
  expect(apart(leader, {id, "accept", R"({"photos":[]})", 1}))
      .gives(409)
      .refuses("hazard.acceptor_is_rectifier");
  // What did not fit what he had seen either.
  expect(apart(inspector, {id, "close", "{}", 1})).gives(409).refuses("hazard.wrong_state");
  expect(inspector.get("/api/v1/hazards/" + id)).gives(200).with(R"("version":2)");
}

TEST_P(HazardsApart, AreRefusedWhenTheirPermissionIsGoneByNow) {
  const auto id = mine.report(worker, side::a, "风筒破口");
  const auto admin = mine.as(role::administrator);
  const auto account = named_uuid("test account inspector A").text();
  expect(present(leader, {id, "rectify", rectified})).gives(200);
  expect(admin.post("/api/v1/accounts/" + account + "/roles", R"({"roles":["worker"]})"))
      .gives(200);
  expect(apart(inspector, {id, "reject", rejected, 1})).gives(403);
}

TEST_P(HazardsApart, RefuseAVersionThatIsNoNumber) {
  const auto id = mine.report(worker, side::a, "护栏松动");
  for (const char* version : {"-1", "1.5", "first", "99999999999999999999"}) {
    const auto answer = inspector.send(
        {.verb = "POST",
         .target = "/api/v1/hazards/" + id + "/verify",
         .headers = {{"Content-Type", "application/json"}, {"Headway-Apart", version}},
         .body = "{}"});
    expect(answer).gives(400).refuses("request.bad_header").with("Headway-Apart");
  }
}

}  // namespace
}  // namespace headway::hazards
