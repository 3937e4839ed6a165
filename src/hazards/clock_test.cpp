// Device clocks that are wrong, over HTTP on both engines: kept as they were, corrected where it
// matters, and shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "support/both_engines.hpp"
#include "support/scenario.hpp"

namespace headway::hazards {
namespace {

using api::role;
using std::chrono::hours;
using tests::expect;
using tests::side;

class DeviceClock : public ::testing::TestWithParam<sql::engine> {
 protected:
  struct clocks {
    std::string observed_at, offset_ms;  // an empty offset is not sent
  };
  tests::http_response send_report(const std::string& id, const clocks& by) {
    tests::http_request request{
        .verb = "POST",
        .target = "/api/v1/hazards",
        .headers = {{"Content-Type", "application/json"}, {"Headway-Observed-At", by.observed_at}},
        .body = R"({"id":")" + id + R"(","place":")" + mine.place(side::a).text() +
                R"(","profession":"tunnelling","inspection_type":"daily","description":"顶板",)"
                R"("photos":[]})"};
    if (!by.offset_ms.empty()) request.headers.emplace_back("Headway-Clock-Offset", by.offset_ms);
    return worker.send(std::move(request));
  }
  boost::json::object report(const std::string& id, const clocks& by) {
    return expect(send_report(id, by)).gives(201).json();
  }
  boost::json::object first_fact(const std::string& id) {
    const auto timeline = expect(worker.get("/api/v1/hazards/" + id + "/timeline")).json();
    return timeline.at("items").as_array().at(0).as_object();
  }
  static std::string text(const boost::json::object& of, const char* member) {
    return std::string(of.at(member).as_string());
  }

  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(role::worker);
  const std::string id = make_uuid(1).text();
  const instant now = mine.clock.now();
};
INSTANTIATE_TEST_SUITE_P(Engines, DeviceClock, tests::both_engines, tests::engine_name);

TEST_P(DeviceClock, IsMeasuredByTheTimeOnEveryAnswer) {
  EXPECT_EQ(worker.get("/api/v1/session").header("headway-time"), to_text(now));
  EXPECT_EQ(worker.get("/api/v1/nothing").header("headway-time"), to_text(now));
  EXPECT_EQ(mine.nobody().get("/api/v1/session").header("headway-time"), to_text(now));
  EXPECT_EQ(mine.nobody().get("/healthz").header("headway-time"), "");
}

TEST_P(DeviceClock, ADayAheadIsKeptCorrectedAndShown) {
  const auto record = report(id, {to_text(now + hours(24)), "-86400000"});
  const auto& reported = record.at("reported").as_object();
  EXPECT_EQ(text(reported, "observed_at"), to_text(now + hours(24)));
  EXPECT_EQ(reported.at("clock_offset_ms").as_int64(), -86'400'000);
  const auto fact = first_fact(id);
  EXPECT_EQ(text(fact, "observed_at"), to_text(now + hours(24)));
  EXPECT_EQ(fact.at("clock_offset_ms").as_int64(), -86'400'000);
  EXPECT_EQ(text(fact, "acted_at"), to_text(now));
  const auto chief = mine.as(role::section_chief);
  expect(chief.get("/api/v1/journal?subject=" + id))
      .with(R"("clock_offset_ms":-86400000)")
      .with(R"("acted_at":")" + to_text(now) + '"');
  expect(chief.get("/api/v1/journal/verification")).with(R"("clean":true)");
}

TEST_P(DeviceClock, ADayBehindDecidesTheShiftByTheCorrectedMoment) {
  const auto acted = now - hours(2);
  const auto wrong = to_text(acted - hours(24));
  const auto record = report(id, {wrong, "86400000"});
  const auto straight = report(make_uuid(2).text(), {to_text(acted), "0"});
  EXPECT_EQ(record.at("shift"), straight.at("shift"));
  EXPECT_EQ(text(first_fact(id), "acted_at"), to_text(acted));
  // Without the offset it counts into yesterday's shift.
  const auto uncorrected = report(make_uuid(3).text(), {wrong, ""});
  EXPECT_NE(uncorrected.at("shift"), straight.at("shift"));
}

TEST_P(DeviceClock, ThatForgotItsDateStillTellsTheShiftWhenItWasMeasured) {
  const auto acted = now - std::chrono::days(9);
  const auto error = acted - *parse_instant("1970-01-01T00:05:00Z");
  const auto record = report(id, {"1970-01-01T00:05:00.000Z", std::to_string(error.count())});
  const auto straight = report(make_uuid(2).text(), {to_text(acted), "0"});
  EXPECT_EQ(record.at("shift"), straight.at("shift"));
}

TEST_P(DeviceClock, OfUnknownErrorSaysSo) {
  report(id, {to_text(now - hours(1)), ""});
  const auto fact = first_fact(id);
  EXPECT_FALSE(fact.contains("clock_offset_ms"));
  EXPECT_EQ(text(fact, "acted_at"), to_text(now - hours(1)));
}

TEST_P(DeviceClock, IsRefusedWhenItsErrorCannotBe) {
  for (const char* offset : {"soon", "1.5", "+5", "3200000000000", "-9223372036854775809"})
    expect(send_report(id, {to_text(now), offset}))
        .gives(400)
        .refuses("request.bad_header")
        .with("Headway-Clock-Offset");
  // A corrected moment before there was time.
  expect(send_report(id, {"1970-01-02T00:00:00Z", "-999999999"})).gives(400);
}

}  // namespace
}  // namespace headway::hazards
