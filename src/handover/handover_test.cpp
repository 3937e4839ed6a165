// Sealed commands handed in for their authors, over HTTP on both engines. They were sealed by
// WebCrypto, as browsers do it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "handover/site_keys.hpp"
#include "support/both_engines.hpp"
#include "support/scenario.hpp"
#include "support/sealed_entries.hpp"

namespace headway::handover {
namespace {

using api::role;
using tests::expect;
using tests::side;

class Handover : public ::testing::TestWithParam<sql::engine> {
 protected:
  Handover() {
    static const sql::statement use_key(
        "UPDATE site_keys SET id = $1, public_key = $2, private_key = $3 WHERE site_id = $4");
    const auto key = sealed.site_key();
    mine.system().writer().run_and_wait([&](sql::connection& store) {
      store.run(use_key, {uuid::parse(sealed.site_key_id()).value(), view(key.point),
                          view(key.scalar), mine.system().settings().site});
    });
  }
  static sql::bytes_view view(const std::string& bytes) { return std::as_bytes(std::span(bytes)); }
  void enrol(const tests::visitor& who, const char* key) {
    expect(who.post("/api/v1/devices", R"({"device":")" + sealed.device() +
                                           R"(","name":"合用手机","public_key":")" +
                                           sealed.public_key(key) + "\"}"))
        .gives(201);
  }
  static tests::http_response hand_in(const tests::visitor& bearer,
                                      const boost::json::object& entry) {
    return bearer.post("/api/v1/handover", boost::json::serialize(entry));
  }
  tests::http_response hand_in(const tests::visitor& bearer, const char* name) {
    return hand_in(bearer, sealed.sealed(name));
  }
  std::string hazard_path() const { return "/api/v1/hazards/" + sealed.hazard(); }

  tests::sealed_entries sealed;
  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(role::worker);
  tests::visitor inspector = mine.as(role::inspector);
  // Of another section: whatever he carries, he must not see it.
  tests::visitor bearer = mine.as(role::worker, side::b);
};
INSTANTIATE_TEST_SUITE_P(Engines, Handover, tests::both_engines, tests::engine_name);

TEST_P(Handover, RunsTheCommandAsItsAuthorAndTellsTheBearerNothing) {
  enrol(worker, "worker");
  const auto told = hand_in(bearer, "report");
  expect(told).gives(200);
  EXPECT_EQ(told.body, R"({"state":"accepted"})");
  EXPECT_EQ(told.header("etag"), "");
  expect(bearer.get(hazard_path())).gives(404);
  const auto record = expect(worker.get(hazard_path())).gives(200).json();
  EXPECT_EQ(record.at("reported").at("by").as_string(), worker.person().text());
  EXPECT_EQ(record.at("description").as_string(), "封存的顶板隐患");
  const auto photo = std::string(record.at("photos").as_array().at(0).as_string());
  expect(worker.get("/api/v1/attachments/" + photo)).gives(200);
  expect(bearer.get("/api/v1/attachments/" + photo)).gives(404);
}

TEST_P(Handover, KeepsBothClocksTheDeviceAndWhoHandedItIn) {
  enrol(worker, "worker");
  expect(hand_in(bearer, "report")).gives(200);
  const auto timeline = expect(worker.get(hazard_path() + "/timeline")).json();
  const auto& fact = timeline.at("items").as_array().at(0).as_object();
  EXPECT_EQ(fact.at("actor").as_string(), worker.person().text());
  EXPECT_EQ(fact.at("handed_in_by").as_string(), bearer.person().text());
  EXPECT_EQ(fact.at("device").as_string(), sealed.device());
  EXPECT_EQ(fact.at("observed_at").as_string(), "2026-11-23T02:05:00.000Z");
  EXPECT_EQ(fact.at("clock_offset_ms").as_int64(), -86'400'000);
  EXPECT_EQ(fact.at("acted_at").as_string(), "2026-11-22T02:05:00.000Z");
  expect(inspector.get("/api/v1/journal/verification")).with(R"("clean":true)");
}

TEST_P(Handover, SaysNothingOfABearerWhoIsTheAuthorHimself) {
  enrol(worker, "worker");
  expect(hand_in(worker, "report")).gives(200);
  expect(worker.get(hazard_path() + "/timeline")).without("handed_in_by");
}

TEST_P(Handover, DoesNoHarmTwiceByTwoBearers) {
  enrol(worker, "worker");
  expect(hand_in(bearer, "report")).gives(200).with("accepted");
  expect(hand_in(inspector, "report")).gives(200).with("accepted");
  expect(worker.get(hazard_path())).gives(200).with(R"("version":1)");
}

TEST_P(Handover, KeepsWhatWasDecidedApartForAPersonToSettle) {
  enrol(worker, "worker");
  enrol(inspector, "inspector");
  expect(hand_in(bearer, "report")).with("accepted");
  const auto leader = mine.as(role::crew_leader);
  expect(leader.post(hazard_path() + "/rectify", R"({"measures":"已补打","photos":[]})"))
      .gives(200);
  const auto told = hand_in(bearer, "rejection");
  EXPECT_EQ(told.body, R"({"state":"accepted"})");
  expect(worker.get(hazard_path())).with(R"("state":"rectified")").with(R"("step":"rejected")");
}

TEST_P(Handover, TellsWhyTheAuthorWasRefusedWithoutSayingWhatStands) {
  enrol(worker, "worker");
  enrol(inspector, "inspector");
  expect(hand_in(bearer, "report")).with("accepted");
  const auto not_permitted = expect(hand_in(bearer, "not_permitted")).gives(200).json();
  EXPECT_EQ(not_permitted.at("state").as_string(), "refused");
  EXPECT_EQ(not_permitted.at("code").as_string(), "request.not_permitted");
  EXPECT_EQ(not_permitted.at("title").as_string(), "没有权限");
  const auto stale = expect(hand_in(bearer, "stale")).gives(200).json();
  EXPECT_EQ(stale.at("code").as_string(), "request.version_changed");
  EXPECT_EQ(stale.size(), 3U);
}

TEST_P(Handover, NeedsSomebodySignedInAndAnAuthorWhoIsActive) {
  enrol(worker, "worker");
  expect(hand_in(mine.nobody(), "report")).gives(401);
  const auto account = named_uuid("test account worker A").text();
  expect(mine.as(role::administrator).post("/api/v1/accounts/" + account + "/lock", "{}"))
      .gives(200);
  expect(hand_in(bearer, "report")).gives(422).refuses("handover.author_not_active");
  expect(inspector.get(hazard_path())).gives(404);
}

TEST_P(Handover, AsksForTheAuthorsRightsAsTheyAreNow) {
  enrol(worker, "worker");
  const auto account = named_uuid("test account worker A").text();
  expect(mine.as(role::administrator)
             .post("/api/v1/accounts/" + account + "/roles", R"({"roles":["administrator"]})"))
      .gives(200);
  expect(hand_in(bearer, "report")).gives(200).with("refused").with("request.not_permitted");
}

TEST_P(Handover, TakesFromARevokedDeviceWhatWasDoneBefore) {
  enrol(worker, "worker");
  // Now it is 02:10. The report is of 02:05 by the corrected clock, the comment of 02:09.
  static const sql::statement revoked_at("UPDATE enrolments SET revoked_at = $1");
  mine.system().writer().run_and_wait([&](sql::connection& store) {
    store.run(revoked_at, {*parse_instant("2026-11-22T02:07:00Z")});
  });
  expect(hand_in(bearer, "report")).gives(200).with("accepted");
  expect(hand_in(bearer, "comment")).gives(422).refuses("handover.device_ended");
  // He signs in on it again with the same key: then it is his device at any time.
  enrol(worker, "worker");
  expect(hand_in(bearer, "comment")).gives(200).with("accepted");
}

TEST_P(Handover, RefusesWhatIsForgedOrMeantForOthers) {
  expect(hand_in(bearer, "report")).gives(422).refuses("handover.unknown_device");
  enrol(worker, "worker");
  expect(hand_in(bearer, "signed_by_another")).gives(422).refuses("handover.bad_signature");
  expect(hand_in(bearer, "for_another_site")).gives(422).refuses("handover.unreadable");
  expect(hand_in(bearer, "no_plain_command")).gives(422).refuses("handover.unreadable");
  auto entry = sealed.sealed("report");
  entry["key_id"] = make_uuid(5).text();
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.unknown_key");
  // In the name of somebody whose device it is not.
  entry = sealed.sealed("report");
  entry["person"] = inspector.person().text();
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.unknown_device");
  enrol(inspector, "inspector");
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.bad_signature");
}

TEST_P(Handover, RunsNothingButCommands) {
  enrol(worker, "worker");
  expect(hand_in(bearer, "no_command")).gives(200).with("refused").with("handover.no_command");
  expect(hand_in(bearer, "no_such_attachment")).gives(422).refuses("handover.unreadable");
  expect(hand_in(bearer, "not_a_picture")).gives(415).refuses("picture.unknown_format");
}

// One bit of every field that holds bytes.
TEST_P(Handover, RefusesEveryAlteration) {
  enrol(worker, "worker");
  const auto flip = [](boost::json::value& text, std::size_t at) {
    auto bytes = tests::sealed_entries::bytes(std::string(text.as_string()));
    bytes[at % bytes.size()] = static_cast<char>(bytes[at % bytes.size()] ^ 4);
    text = sealing::to_base64url(bytes);
  };
  for (const char* field : {"ephemeral", "wrapped_key", "body", "signature"})
    for (const std::size_t at : {1U, 20U, 59U}) {
      auto entry = sealed.sealed("report");
      flip(entry.at(field), at);
      expect(hand_in(bearer, entry)).gives(422).with(R"("code":"handover.)");
    }
  auto entry = sealed.sealed("report");
  flip(entry.at("attachments").as_array()[0].as_object().at("data"), 100);
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.bad_signature");
  entry = sealed.sealed("report");
  entry.at("attachments").as_array()[0].as_object()["key"] = "photo-2";
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.bad_signature");
  entry = sealed.sealed("report");
  entry.at("attachments").as_array().clear();
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.bad_signature");
  entry = sealed.sealed("report");
  entry["command"] = make_uuid(7).text();
  expect(hand_in(bearer, entry)).gives(422).refuses("handover.bad_signature");
  expect(worker.get(hazard_path())).gives(404);
}

TEST_P(Handover, NamesTheFieldThatIsMalformed) {
  enrol(worker, "worker");
  for (const char* field : {"ephemeral", "wrapped_key", "body", "signature"})
    for (const char* text : {"AAAA", "*"}) {
      auto entry = sealed.sealed("report");
      entry[field] = text;
      expect(hand_in(bearer, entry))
          .gives(422)
          .refuses("handover.malformed")
          .with(std::string(R"("pointer":"/)") + field);
    }
  auto entry = sealed.sealed("report");
  auto& attachments = entry.at("attachments").as_array();
  attachments.push_back(boost::json::value(attachments[0]));
  expect(hand_in(bearer, entry)).gives(422).with("/attachments/1/key");
  while (attachments.size() <= limits::handover_attachments)
    attachments.push_back(boost::json::value(attachments[0]));
  expect(hand_in(bearer, entry)).gives(422).refuses("field.too_long");
  EXPECT_EQ(mine.system().dispatcher().body_bytes_for(http::verb::post, "/api/v1/handover"),
            limits::handover_bytes);
}

TEST_P(Handover, GivesTheSiteKeyToAnybody) {
  const auto key = expect(mine.nobody().get("/api/v1/site-key")).gives(200).json();
  EXPECT_EQ(key.at("key_id").as_string(), sealed.site_key_id());
  EXPECT_EQ(key.at("public_key").as_string(), sealing::to_base64url(sealed.site_key().point));
  EXPECT_EQ(key.size(), 2U);
}

TEST_P(Handover, MakesOneSiteKeyHoweverOftenItIsAsked) {
  const sql::reader_pool::lease store(mine.system().readers());
  const auto site = mine.system().settings().site;
  const auto before = current_site_key(*store, site).value();
  mine.system().writer().run_and_wait(
      [&](sql::connection& on) { ensure_site_key(on, site, mine.clock.now()); });
  const sql::reader_pool::lease again(mine.system().readers());
  EXPECT_EQ(current_site_key(*again, site)->id, before.id);
  EXPECT_FALSE(find_site_key(*again, site, make_uuid(3)));
}

}  // namespace
}  // namespace headway::handover
