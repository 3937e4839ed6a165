// Devices over HTTP, on both engines: enrolled, used, revoked, and what their tokens are worth
// then.
#include "people/devices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sealing/sealing.hpp"
#include "support/both_engines.hpp"
#include "support/scenario.hpp"

namespace headway::people {
namespace {

using api::role;
using std::chrono::days;
using std::chrono::hours;
using tests::expect;

class Devices : public ::testing::TestWithParam<sql::engine> {
 protected:
  static std::string new_key() { return sealing::to_base64url(sealing::make_key_pair().point); }
  static tests::http_response enrol(const tests::visitor& who, const std::string& device,
                                    const std::string& key = new_key()) {
    return who.post(
        "/api/v1/devices",
        R"({"device":")" + device + R"(","name":"三号矿灯柜手机","public_key":")" + key + "\"}");
  }
  // Somebody who shows the token of a device that he enrolled.
  tests::visitor on_device(const tests::visitor& who, const std::string& id) {
    const auto made = expect(enrol(who, id)).gives(201).json();
    return {mine.system().port(), std::string(made.at("token").as_string()), who.person()};
  }
  static tests::http_response revoke(const tests::visitor& who, const std::string& id,
                                     const std::string& body = "{}") {
    return who.post("/api/v1/devices/" + id + "/revoke", body);
  }

  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(role::worker);
  tests::visitor leader = mine.as(role::crew_leader);
  const std::string device = make_uuid(1).text(), other_device = make_uuid(2).text();
};
INSTANTIATE_TEST_SUITE_P(Engines, Devices, tests::both_engines, tests::engine_name);

TEST_P(Devices, SpeakForThePersonWhoEnrolledThem) {
  const auto phone = on_device(worker, device);
  expect(phone.get("/api/v1/session")).gives(200).with(worker.person().text());
  const auto id = mine.report(phone, tests::side::a, "设备令牌上报");
  expect(phone.get("/api/v1/hazards/" + id + "/timeline")).with(R"("device":")" + device + '"');
}

TEST_P(Devices, KeepNoTokenButItsHash) {
  const auto phone = on_device(worker, device);
  expect(worker.get("/api/v1/devices"))
      .gives(200)
      .with(device)
      .with("三号矿灯柜手机")
      .without(phone.token())
      .without("token");
}

TEST_P(Devices, AreRefusedAfterRevocationWithACodeOfItsOwn) {
  const auto phone = on_device(worker, device), same_phone = on_device(leader, device);
  expect(phone.get("/api/v1/session")).gives(200);
  expect(revoke(worker, device)).gives(204);
  expect(phone.get("/api/v1/session")).gives(401).refuses("device_revoked");
  expect(same_phone.get("/api/v1/session")).gives(200);
  expect(worker.get("/api/v1/devices")).with("revoked_at");
  expect(revoke(worker, device)).gives(404);
  // A new enrolment after signing in again is another matter.
  expect(on_device(worker, device).get("/api/v1/session")).gives(200);
  expect(phone.get("/api/v1/session")).gives(401).refuses("device_revoked");
}

TEST_P(Devices, AreRevokedForOthersOnlyByWhoManagesAccounts) {
  const auto phone = on_device(worker, device), same_phone = on_device(leader, device);
  const auto of_worker = R"({"person":")" + worker.person().text() + "\"}";
  expect(revoke(leader, device, of_worker)).gives(403);
  expect(phone.get("/api/v1/session")).gives(200);
  const auto admin = mine.as(role::administrator);
  expect(revoke(admin, device, of_worker)).gives(204);
  expect(phone.get("/api/v1/session")).gives(401);
  expect(same_phone.get("/api/v1/session")).gives(200);
  expect(revoke(admin, device)).gives(204);
  expect(same_phone.get("/api/v1/session")).gives(401).refuses("device_revoked");
  expect(revoke(admin, make_uuid(9).text())).gives(404);
}

TEST_P(Devices, AreSeenByTheirOwnersAndWhoManagesAccounts) {
  on_device(worker, device);
  mine.clock.advance(std::chrono::seconds(1));
  on_device(leader, other_device);
  expect(worker.get("/api/v1/devices")).with(device).without(other_device);
  const auto admin = mine.as(role::administrator);
  const auto all = expect(admin.get("/api/v1/devices")).with(device).with(other_device).json();
  EXPECT_FALSE(all.contains("next"));
  const auto first = expect(admin.get("/api/v1/devices?limit=1")).with(other_device).json();
  const auto next = std::string(first.at("next").as_string());
  expect(admin.get("/api/v1/devices?limit=1&cursor=" + next)).with(device).without(other_device);
  expect(admin.get("/api/v1/devices?cursor=5")).gives(400);
}

TEST_P(Devices, ReplaceTheirTokenWhenEnrolledAgain) {
  const auto first = on_device(worker, device);
  mine.clock.advance(std::chrono::seconds(1));
  const auto second = on_device(first, device);  // by its own token
  expect(first.get("/api/v1/session")).gives(401).refuses("request.not_signed_in");
  expect(second.get("/api/v1/session")).gives(200);
  EXPECT_EQ(expect(worker.get("/api/v1/devices")).json().at("items").as_array().size(), 1U);
  expect(enrol(second, other_device)).gives(403).refuses("device.sign_in_first");
}

TEST_P(Devices, AreNotEnrolledByTheTokenOfAProgram) {
  const auto made =
      expect(worker.post("/api/v1/tokens", R"({"name":"报表","expires":"2026-12-01"})"))
          .gives(201)
          .json();
  const tests::visitor program{mine.system().port(), std::string(made.at("token").as_string()),
                               worker.person()};
  expect(enrol(program, device)).gives(403).refuses("device.sign_in_first");
}

TEST_P(Devices, RefuseAKeyThatIsNone) {
  auto off = sealing::make_key_pair().point;
  off[40] = static_cast<char>(off[40] ^ 1);
  for (const std::string& key : {std::string(), std::string("AAAA"), std::string(88, 'A'),
                                 std::string(5'000, 'A'), sealing::to_base64url(off)})
    expect(enrol(worker, device, key)).gives(422).refuses("device.bad_key");
  expect(enrol(worker, uuid().text())).gives(422);
}

TEST_P(Devices, LastThirtyDaysUnlessTheyAreUsed) {
  const auto phone = on_device(worker, device), idle = on_device(leader, other_device);
  for (int i = 0; i < 3; ++i) {
    mine.clock.advance(days(20));
    expect(phone.get("/api/v1/session")).gives(200);
    mine.system().writer().run_and_wait([](sql::connection&) {});  // the renewal is written
  }
  expect(idle.get("/api/v1/session")).gives(401).refuses("request.not_signed_in");
  expect(mine.as(role::worker).get("/api/v1/devices"))
      .with(R"("last_seen_at":")" + to_text(mine.clock.now()));
}

TEST_P(Devices, AreWrittenDownAsSeenOnceAnHourAtMost) {
  const auto start = mine.clock.now();
  const auto phone = on_device(worker, device);
  for (int i = 0; i < 3; ++i) {
    mine.clock.advance(std::chrono::minutes(19));
    expect(phone.get("/api/v1/session")).gives(200);
  }
  mine.system().writer().run_and_wait([](sql::connection&) {});
  expect(worker.get("/api/v1/devices")).with(R"("last_seen_at":")" + to_text(start));
}

TEST_P(Devices, EndWithTheAccountThePasswordAndTheSignOut) {
  const auto admin = mine.as(role::administrator);
  const auto account = named_uuid("test account worker A").text();
  auto phone = on_device(worker, device);
  expect(
      admin.post("/api/v1/accounts/" + account + "/password", R"({"password":"新的密码八位以上"})"))
      .gives(204);
  expect(phone.get("/api/v1/session")).gives(401).refuses("request.not_signed_in");
  phone = on_device(mine.as(role::worker), device);
  expect(phone.send({.verb = "DELETE", .target = "/api/v1/session"})).gives(204);
  expect(phone.get("/api/v1/session")).gives(401).refuses("request.not_signed_in");
  phone = on_device(mine.as(role::worker), device);
  expect(admin.post("/api/v1/accounts/" + account + "/lock", "{}")).gives(200);
  expect(phone.get("/api/v1/session")).gives(401);
}

TEST_P(Devices, HaveABoundForEachPerson) {
  std::vector<tests::visitor> all;
  for (std::size_t i = 0; i <= limits::devices_per_person; ++i) {
    mine.clock.advance(std::chrono::seconds(1));
    all.push_back(on_device(worker, make_uuid(static_cast<std::int64_t>(100 + i)).text()));
  }
  expect(all.front().get("/api/v1/session")).gives(401);
  expect(all[1].get("/api/v1/session")).gives(200);
  expect(all.back().get("/api/v1/session")).gives(200);
}

}  // namespace
}  // namespace headway::people
