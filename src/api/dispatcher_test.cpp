#include "api/dispatcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/json.hpp"
#include "support/both_engines.hpp"
#include "support/note_api.hpp"

namespace headway::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* one = "018f0000-0000-7000-8000-000000000001";
constexpr const char* key = "018f0000-0000-7000-8000-0000000000aa";

std::string note(const std::string& words, const std::string& id = one) {
  return R"({"id":")" + id + R"(","words":")" + words + R"("})";
}
const std::string at_one = std::string("/api/v1/notes/") + one;

class Dispatcher : public ::testing::TestWithParam<sql::engine> {
 protected:
  tests::note_api notes{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Dispatcher, tests::both_engines, tests::engine_name);

TEST_P(Dispatcher, AnswersACommandWithItsRecordOnceItIsStored) {
  const auto made = notes.post("anna", "/api/v1/notes", note("roof checked"));
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.body, R"({"version":1,"contested":[],"words":"roof checked","changes":1})");
  EXPECT_EQ(made.header("etag"), "\"1\"");
  EXPECT_EQ(made.header("headway-recorded-at"), "2026-11-22T02:10:00.000Z");
  EXPECT_EQ(made.header("headway-replayed"), "");

  const auto read = notes.get("bert", at_one);
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, made.body);
  EXPECT_EQ(read.header("etag"), "\"1\"");
}

TEST_P(Dispatcher, AnswersACommandThatIsSentAgainWithoutRunningItAgain) {
  const auto first = notes.post("anna", "/api/v1/notes", note("roof checked"), key);
  notes.clock.advance(std::chrono::hours(3));
  const auto again = notes.post("anna", "/api/v1/notes", note("roof checked"), key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("headway-replayed"), "true");
  EXPECT_EQ(again.header("headway-recorded-at"), "2026-11-22T02:10:00.000Z");
  EXPECT_EQ(notes.facts(), 1);
}

TEST_P(Dispatcher, KeepsACommandFromSomebodyElse) {
  notes.post("anna", "/api/v1/notes", note("roof checked"), key);
  const auto stolen = notes.post("bert", "/api/v1/notes", note("mine"), key);
  EXPECT_EQ(stolen.status, 409);
  EXPECT_THAT(stolen.body, HasSubstr("command.of_another"));
  EXPECT_THAT(stolen.body, Not(HasSubstr("roof checked")));
  EXPECT_EQ(notes.facts(), 1);
}

TEST_P(Dispatcher, LeavesNoTraceOfACommandThatWasRefusedTooLate) {
  const auto refused = notes.post("anna", "/api/v1/notes", note("rude"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr(R"("pointer":"/words")"));
  EXPECT_EQ(notes.get("anna", at_one).status, 404);
  EXPECT_EQ(notes.facts(), 0);
}

TEST_P(Dispatcher, RecordsManyCommandsAtOnceAndRefusesOnlyTheBadOnes) {
  std::vector<std::thread> senders;
  std::atomic<int> made = 0, refused = 0;
  for (int i = 0; i < 16; ++i)
    senders.emplace_back([&, i] {
      for (int j = 0; j < 8; ++j) {
        const auto id = named_uuid(std::to_string(i) + "/" + std::to_string(j)).text();
        const auto answer = notes.post("anna", "/api/v1/notes", note(j == 3 ? "rude" : "ok", id));
        answer.status == 201 ? ++made : ++refused;
      }
    });
  for (auto& each : senders)
    each.join();
  EXPECT_EQ(made, 112);
  EXPECT_EQ(refused, 16);
  EXPECT_EQ(notes.facts(), 112);
}

TEST_P(Dispatcher, RefusesToChangeAVersionThatIsNoMore) {
  notes.post("anna", "/api/v1/notes", note("first"));
  const auto change = [&](const char* version) {
    return notes.send("anna", {.verb = "POST",
                               .target = "/api/v1/notes",
                               .headers = {{"If-Match", version}},
                               .body = note("second")});
  };
  EXPECT_EQ(change("\"1\"").status, 200);
  const auto late = change("\"1\"");
  EXPECT_EQ(late.status, 412);
  EXPECT_THAT(late.body, HasSubstr("request.version_changed"));
  EXPECT_EQ(notes.facts(), 2);
}

TEST_P(Dispatcher, SpareTheBodyOfWhatTheClientHas) {
  notes.post("anna", "/api/v1/notes", note("first"));
  const auto same =
      notes.send("anna", {.target = at_one, .headers = {{"If-None-Match", "W/\"9\", \"1\""}}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
  EXPECT_EQ(notes.send("anna", {.target = at_one, .headers = {{"If-None-Match", "\"2\""}}}).status,
            200);
}

TEST_P(Dispatcher, HidesAnotherSectionAsIfItWereNotThere) {
  notes.post("anna", "/api/v1/notes", note("of section A"));
  const auto hidden = notes.get("cara", at_one);
  const auto missing = notes.get("cara", "/api/v1/notes/018f0000-0000-7000-8000-0000000000ff");
  EXPECT_EQ(hidden.status, 404);
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(hidden.body, Not(HasSubstr("of section A")));
}

TEST_P(Dispatcher, AsksWhoThatIsAndWhetherTheyMay) {
  EXPECT_EQ(notes.get("", at_one).status, 401);
  EXPECT_EQ(notes.get("mallory", at_one).status, 401);
  EXPECT_EQ(notes.get("", at_one).header("www-authenticate"), "Bearer");
  const auto refused = notes.post("dora", "/api/v1/notes", note("x"));
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("request.not_permitted"));
  EXPECT_EQ(notes.facts(), 0);
}

TEST_P(Dispatcher, NamesTheHeaderThatMakesNoSense) {
  for (const char* header : {"Idempotency-Key", "Headway-Device", "Headway-Observed-At"}) {
    const auto refused = notes.send("anna", {.verb = "POST",
                                             .target = "/api/v1/notes",
                                             .headers = {{header, "yesterday"}},
                                             .body = note("x")});
    EXPECT_EQ(refused.status, 400) << header;
    EXPECT_THAT(refused.body, HasSubstr(header));
  }
}

class SmallApi : public ::testing::Test {
 protected:
  tests::note_api notes{sql::engine::sqlite};
};

TEST_F(SmallApi, SpeaksTheLanguageThatIsAskedFor) {
  const auto ask = [&](const char* languages) {
    return notes.send("", {.target = at_one, .headers = {{"Accept-Language", languages}}}).body;
  };
  EXPECT_THAT(notes.get("", at_one).body, HasSubstr("请先登录"));
  EXPECT_THAT(ask("de, en-GB;q=0.8, zh;q=0.7"), HasSubstr("Sign in first"));
  EXPECT_THAT(ask("en;q=0.1, zh-CN"), HasSubstr("请先登录"));
}

TEST_F(SmallApi, SaysWhereABodyIsWrong) {
  const auto wrong = notes.post("anna", "/api/v1/notes", R"({"id":"x","words":"y"})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.header("content-type"), "application/problem+json");
  EXPECT_THAT(wrong.body, HasSubstr(R"("pointer":"/id")"));
  EXPECT_THAT(wrong.body, HasSubstr(R"("code":"field.wrong_type")"));
}

TEST_F(SmallApi, RefusesABodyThatIsNotJson) {
  const auto form = notes.send("anna", {.verb = "POST",
                                        .target = "/api/v1/notes",
                                        .headers = {{"Content-Type", "text/plain"}},
                                        .body = note("x")});
  EXPECT_EQ(form.status, 415);
}

TEST_F(SmallApi, RefusesCommandsThatAnotherSiteMadeTheBrowserSend) {
  const auto from = [&](const char* origin) {
    return notes.send("", {.verb = "POST",
                           .target = "/api/v1/notes",
                           .headers = {{"Origin", origin}, {"Cookie", "headway=anna"}},
                           .body = note("x")});
  };
  EXPECT_THAT(from("http://evil.example").body, HasSubstr("request.foreign_origin"));
  EXPECT_THAT(from("null").body, HasSubstr("request.foreign_origin"));
  EXPECT_THAT(from("http://127.0.0.1").body, HasSubstr("request.not_signed_in"));
}

TEST_F(SmallApi, KeepsTheInsideOfAFailureToItself) {
  const auto broken = notes.get("", "/api/v1/broken");
  EXPECT_EQ(broken.status, 500);
  EXPECT_THAT(broken.body, HasSubstr("request_id"));
  EXPECT_THAT(broken.body, Not(HasSubstr("secret")));
}

TEST_F(SmallApi, TellsWhichMethodsAPathHas) {
  const auto wrong = notes.send("anna", {.verb = "DELETE", .target = "/api/v1/notes"});
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "POST");
  EXPECT_EQ(notes.get("anna", "/api/v1/nothing").status, 404);
}

TEST_F(SmallApi, DecodesParametersAndBoundsTheirPages) {
  EXPECT_EQ(notes.get("", "/api/v1/echo?say=a%2Bb+%E7%8E%B0&limit=200").body,
            R"({"items":["a+b 现",200],"next":"x"})");
  for (const char* limit : {"0", "201", "-1", "5x", "99999999999"})
    EXPECT_THAT(notes.get("", std::string("/api/v1/echo?limit=") + limit).body,
                HasSubstr("?limit"));
}

TEST_F(SmallApi, TellsBrowsersToTrustNothingElse) {
  for (const char* path : {"/api", "/healthz", "/api/v1/notes/x", "/nothing.js"}) {
    const auto answer = notes.get("", path);
    EXPECT_THAT(answer.header("content-security-policy"), HasSubstr("default-src 'self'")) << path;
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << path;
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer") << path;
  }
}

TEST_F(SmallApi, DescribesItself) {
  const auto document = notes.get("", "/openapi.json");
  ASSERT_EQ(document.status, 200);
  const auto parsed = boost::json::parse(document.body);
  const auto& post = parsed.at("paths").at("/api/v1/notes").at("post");
  EXPECT_EQ(post.at("summary").as_string(), "Write a note");
  EXPECT_EQ(post.at("x-summary-zh").as_string(), "写便条");
  EXPECT_EQ(post.at("x-permission").as_string(), "report_hazard");
  EXPECT_TRUE(post.at("responses").as_object().contains("201"));
  EXPECT_TRUE(parsed.at("components").at("schemas").as_object().contains("write_note"));
  const auto& record = parsed.at("components").at("schemas").at("note_record").at("properties");
  EXPECT_TRUE(record.as_object().contains("version"));
  EXPECT_TRUE(record.as_object().contains("words"));
  EXPECT_THAT(notes.get("", "/api").body, HasSubstr("写便条"));
}

TEST_F(SmallApi, CountsWhatItDoes) {
  notes.post("anna", "/api/v1/notes", note("x"));
  EXPECT_EQ(notes.get("", "/healthz").body, "ok\n");
  EXPECT_EQ(notes.get("", "/readyz").status, 200);
  const auto numbers = notes.get("", "/metrics").body;
  EXPECT_THAT(numbers, HasSubstr("headway_writer_tasks_total 1\n"));
  EXPECT_THAT(numbers, HasSubstr("headway_http_requests_total{status=\"2xx\"} 3\n"));
  EXPECT_THAT(numbers, HasSubstr("headway_http_connections 1\n"));
  // Not to those who come through a proxy on this machine.
  const auto outside =
      notes.send("", {.target = "/metrics", .headers = {{"X-Forwarded-For", "10.0.0.9"}}});
  EXPECT_EQ(outside.status, 401);
}

TEST(PaceLimit, MakesAHastyClientWait) {
  tests::note_api notes(sql::engine::sqlite, 3);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(notes.get("anna", at_one).status, 404);
  const auto slowed = notes.get("anna", at_one);
  EXPECT_EQ(slowed.status, 429);
  EXPECT_GE(std::stoi(slowed.header("retry-after")), 1);
  EXPECT_EQ(notes.get("cara", at_one).status, 404) << "another account is not slowed";
}

class Events : public SmallApi {
 protected:
  // An open stream, its first event (the delay for coming back) read.
  std::unique_ptr<tests::http_client> listen(const std::string& who, const std::string& last = {}) {
    auto client = std::make_unique<tests::http_client>(notes.port());
    client->send_raw("GET /api/v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + who +
                     "\r\n" + (last.empty() ? "" : "Last-Event-ID: " + last + "\r\n") + "\r\n");
    EXPECT_EQ(client->read_head().header("content-type"), "text/event-stream");
    EXPECT_EQ(client->read_event(), "retry: 3000");
    return client;
  }
};

TEST_F(Events, TellThoseWhoMaySee) {
  const auto anna = listen("anna"), cara = listen("cara");
  notes.post("bert", "/api/v1/notes", note("of A"));
  notes.post("cara", "/api/v1/notes", note("of B", "018f0000-0000-7000-8000-000000000002"));
  const auto told = anna->read_event();
  ASSERT_TRUE(told);
  EXPECT_THAT(*told, HasSubstr("event: change\ndata: {\"subject_kind\":\"note\",\"subject\":\"" +
                               std::string(one) + "\",\"version\":1,"));
  const auto other = cara->read_event();
  ASSERT_TRUE(other);
  EXPECT_THAT(*other, HasSubstr("000000000002"));
  EXPECT_THAT(*other, Not(HasSubstr(one)));
}

TEST_F(Events, TellWhatWasMissed) {
  const auto first = listen("anna");
  notes.post("anna", "/api/v1/notes", note("first"));
  const auto seen = *first->read_event();
  const auto id = seen.substr(4, seen.find('\n') - 4);
  notes.post("anna", "/api/v1/notes", note("second"));
  const auto back = listen("anna", id);
  EXPECT_THAT(*back->read_event(), HasSubstr("\"version\":2"));
}

TEST_F(Events, TellSomebodyFromAnotherRunToFetchEverything) {
  const auto back = listen("anna", "otherrun-5");
  EXPECT_EQ(back->read_event(), "event: reload\ndata: {}");
}

}  // namespace
}  // namespace headway::api
