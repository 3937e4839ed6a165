// Session, accounts, directory, roster and administration over HTTP, on both engines.
#include "people/routes.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "support/both_engines.hpp"
#include "support/world.hpp"

namespace headway::people {
namespace {

using api::role;
using tests::http_response;
using tests::side;

boost::json::object body_of(const http_response& answer) {
  return boost::json::parse(answer.body).as_object();
}
std::string code_of(const http_response& answer) {
  return std::string(body_of(answer).at("code").as_string());
}
std::string fresh_id() { return make_uuid(1'760'000'000'000).text(); }

// The cookie that an answer sets, as a browser sends it back.
std::string cookie_in(const http_response& answer) {
  const auto set = answer.header("set-cookie");
  return set.substr(0, set.find(';'));
}

class PeopleApi : public ::testing::TestWithParam<sql::engine> {
 protected:
  // Opens an account for the worker of section A under the name "wang".
  std::string open_wang(const std::string& roles = R"(["worker"])") {
    const auto id = fresh_id();
    const auto answer = administrator.post(
        "/api/v1/accounts",
        R"({"id":")" + id + R"(","person":")" + mine.person(role::worker).text() +
            R"(","account":"wang","password":"four words long enough","roles":)" + roles + "}");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return id;
  }
  http_response sign_in(const std::string& account, const std::string& password) {
    return nobody.post("/api/v1/session",
                       R"({"account":")" + account + R"(","password":")" + password + R"("})");
  }
  http_response get_with(const std::string& cookie, const std::string& target) {
    return nobody.send({.target = target, .headers = {{"Cookie", cookie}}});
  }

  tests::world mine{GetParam()};
  tests::visitor administrator = mine.as(role::administrator);
  tests::visitor chief = mine.as(role::section_chief);
  tests::visitor worker = mine.as(role::worker);
  tests::visitor nobody = mine.nobody();
};
INSTANTIATE_TEST_SUITE_P(Engines, PeopleApi, tests::both_engines, tests::engine_name);

TEST_P(PeopleApi, SignsInByCookieAndOutAgain) {
  open_wang();
  const auto answer = sign_in("wang", "four words long enough");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto set = answer.header("set-cookie");
  for (const auto* part : {"HttpOnly", "SameSite=Strict", "Path=/"})
    EXPECT_NE(set.find(part), set.npos) << set;
  EXPECT_EQ(set.find("Secure"), set.npos);
  const auto cookie = cookie_in(answer);
  const auto me = get_with(cookie, "/api/v1/session");
  EXPECT_EQ(me.status, 200);
  EXPECT_EQ(me.body, answer.body);
  EXPECT_EQ(body_of(me).at("name").as_string(), "worker of A");
  EXPECT_EQ(body_of(me).at("account").as_string(), "wang");
  EXPECT_EQ(
      nobody.send({.verb = "DELETE", .target = "/api/v1/session", .headers = {{"Cookie", cookie}}})
          .status,
      204);
  EXPECT_EQ(get_with(cookie, "/api/v1/session").status, 401);
}

TEST_P(PeopleApi, TellsNobodyWhetherAnAccountExists) {
  open_wang();
  const auto wrong = sign_in("wang", "guessed"), unknown = sign_in("nobody", "guessed");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(code_of(wrong), "account.wrong_password");
  EXPECT_EQ(code_of(unknown), code_of(wrong));
}

TEST_P(PeopleApi, MakesGuessersWaitLongerAndLonger) {
  open_wang();
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(sign_in("wang", "guessed").status, 401);
  const auto refused = sign_in("wang", "four words long enough");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("retry-after"), "2");
  EXPECT_EQ(code_of(refused), "account.too_many_failures");
  mine.clock.advance(std::chrono::seconds(2));
  EXPECT_EQ(sign_in("wang", "guessed").status, 401);
  EXPECT_EQ(sign_in("wang", "guessed").header("retry-after"), "4");
  mine.clock.advance(std::chrono::seconds(4));
  EXPECT_EQ(sign_in("wang", "four words long enough").status, 201);
}

TEST_P(PeopleApi, TakesRightsAwayAtOnce) {
  const auto account = open_wang(R"(["inspector"])");
  const auto cookie = cookie_in(sign_in("wang", "four words long enough"));
  EXPECT_EQ(get_with(cookie, "/api/v1/journal").status, 200);
  EXPECT_EQ(administrator.post("/api/v1/accounts/" + account + "/roles", R"({"roles":["worker"]})")
                .status,
            200);
  EXPECT_EQ(get_with(cookie, "/api/v1/journal").status, 403);
  EXPECT_EQ(administrator.post("/api/v1/accounts/" + account + "/lock", "{}").status, 200);
  EXPECT_EQ(get_with(cookie, "/api/v1/session").status, 401);
  EXPECT_EQ(code_of(sign_in("wang", "four words long enough")), "account.locked");
}

TEST_P(PeopleApi, LetsNoAdministratorLockHimselfOut) {
  std::string own;
  const auto all = body_of(administrator.get("/api/v1/accounts"));
  for (const auto& each : all.at("items").as_array())
    if (each.at("person").as_string() == mine.person(role::administrator).text())
      own = std::string(each.at("id").as_string());
  ASSERT_FALSE(own.empty());
  const auto target = "/api/v1/accounts/" + own;
  EXPECT_EQ(code_of(administrator.post(target + "/lock", "{}")), "account.own_account");
  EXPECT_EQ(code_of(administrator.post(target + "/roles", R"({"roles":["worker"]})")),
            "account.own_account");
}

TEST_P(PeopleApi, ChangesOnesOwnPasswordAndEndsOtherSignIns) {
  open_wang();
  const auto here = cookie_in(sign_in("wang", "four words long enough"));
  const auto elsewhere = cookie_in(sign_in("wang", "four words long enough"));
  const auto change = [&](const std::string& old_password) {
    return nobody.send(
        {.verb = "POST",
         .target = "/api/v1/session/password",
         .headers = {{"Cookie", here}, {"Content-Type", "application/json"}},
         .body = R"({"old_password":")" + old_password + R"(","password":"another four words"})"});
  };
  EXPECT_EQ(code_of(change("wrong")), "account.old_password_wrong");
  EXPECT_EQ(change("four words long enough").status, 204);
  EXPECT_EQ(get_with(here, "/api/v1/session").status, 200);
  EXPECT_EQ(get_with(elsewhere, "/api/v1/session").status, 401);
  EXPECT_EQ(sign_in("wang", "four words long enough").status, 401);
  EXPECT_EQ(sign_in("wang", "another four words").status, 201);
}

TEST_P(PeopleApi, ShowsATokenOnceAndEndsIt) {
  const auto made = worker.post("/api/v1/tokens", R"({"name":"ledger","expires":"2026-12-31"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto token = std::string(body_of(made).at("token").as_string());
  const auto bearer = [&] {
    return nobody.send(
        {.target = "/api/v1/session", .headers = {{"Authorization", "Bearer " + token}}});
  };
  EXPECT_EQ(bearer().status, 200);
  const auto listed = worker.get("/api/v1/tokens").body;
  EXPECT_NE(listed.find("ledger"), listed.npos);
  EXPECT_EQ(listed.find(token), listed.npos);
  const auto target = "/api/v1/tokens/" + std::string(body_of(made).at("id").as_string());
  EXPECT_EQ(chief.send({.verb = "DELETE", .target = target}).status, 404) << "another's token";
  EXPECT_EQ(worker.send({.verb = "DELETE", .target = target}).status, 204);
  EXPECT_EQ(bearer().status, 401);
  EXPECT_EQ(code_of(worker.post("/api/v1/tokens", R"({"name":"old","expires":"2026-11-21"})")),
            "account.token_expiry");
}

TEST_P(PeopleApi, SendsTheDirectoryAgainOnlyWhenItHasChanged) {
  const auto first = worker.get("/api/v1/directory");
  ASSERT_EQ(first.status, 200);
  EXPECT_NE(first.body.find("worker of A"), first.body.npos);
  EXPECT_EQ(first.body.find("worker of B"), first.body.npos);
  const auto known = [&] {
    return worker.send(
        {.target = "/api/v1/directory", .headers = {{"If-None-Match", first.header("etag")}}});
  };
  EXPECT_EQ(known().status, 304);
  // A name is no fact, and still the directory is another.
  const auto person = mine.person(role::holder).text();
  const auto renamed =
      chief.post("/api/v1/people/persons/" + person + "/change",
                 R"({"name":"renamed","number":"holderA","crew":")" + mine.crew(side::a).text() +
                     R"(","posts":[],"member":false})");
  ASSERT_EQ(renamed.status, 200) << renamed.body;
  EXPECT_EQ(known().status, 200);
}

TEST_P(PeopleApi, TellsTheShiftByTheMinesClock) {
  // 10:10 in China.
  const auto now = body_of(worker.get("/api/v1/shift"));
  EXPECT_EQ(now.at("shift").at("number").as_int64(), 1);
  EXPECT_EQ(now.at("shift").at("name_zh").as_string(), "早班");
  mine.clock.set(*parse_instant("2026-11-22T23:59:59.999Z"));
  const auto night = body_of(mine.as(role::worker).get("/api/v1/shift"));
  EXPECT_EQ(night.at("shift").at("date").as_string(), "2026-11-22");
  EXPECT_EQ(night.at("shift").at("number").as_int64(), 3);
  EXPECT_EQ(night.at("next").at("date").as_string(), "2026-11-23");
}

TEST_P(PeopleApi, KeepsAChiefWithinHisSection) {
  const auto crew_b = mine.crew(side::b).text();
  EXPECT_EQ(chief
                .post("/api/v1/people/crews/" + crew_b + "/change",
                      R"({"name":"taken","kind":"heading"})")
                .status,
            404);
  EXPECT_EQ(chief
                .post("/api/v1/people/crews", R"({"id":")" + fresh_id() + R"(","section":")" +
                                                  mine.section(side::b).text() +
                                                  R"(","name":"x","kind":"heading"})")
                .status,
            403);
  EXPECT_EQ(chief.get("/api/v1/roster?section=" + mine.section(side::b).text()).status, 404);
  EXPECT_EQ(chief.get("/api/v1/people/persons/" + mine.person(role::worker, side::b).text()).status,
            404);
  EXPECT_EQ(
      chief.post("/api/v1/people/sections", R"({"id":")" + fresh_id() + R"(","name":"third"})")
          .status,
      403);
  EXPECT_EQ(chief
                .post("/api/v1/people/persons",
                      R"({"id":")" + fresh_id() +
                          R"(","section":"00000000-0000-0000-0000-000000000000","name":"n",)"
                          R"("number":"n1","posts":[],"member":false})")
                .status,
            403)
      << "people of the mine are named by the mine";
}

TEST_P(PeopleApi, ErasesAPersonForGood) {
  const auto person = mine.person(role::worker).text();
  const auto target = "/api/v1/people/persons/" + person;
  const auto before = chief.get(target);
  EXPECT_EQ(body_of(before).at("identity").at("name").as_string(), "worker of A");
  EXPECT_EQ(worker.get("/api/v1/session").status, 200);
  const auto erased = chief.post(target + "/erase", "{}");
  ASSERT_EQ(erased.status, 200) << erased.body;
  EXPECT_FALSE(body_of(erased).contains("identity"));
  EXPECT_EQ(worker.get("/api/v1/session").status, 401);
  const auto everything = chief.get("/api/v1/directory").body + chief.get(target).body +
                          administrator.get("/api/v1/accounts").body;
  EXPECT_EQ(everything.find("worker of A"), everything.npos);
}

TEST_P(PeopleApi, RefusesAChangeOfAnOlderVersion) {
  const auto target = "/api/v1/people/crews/" + mine.crew(side::a).text();
  const auto version = chief.get(target).header("etag");
  const auto change = [&](const std::string& name) {
    return chief.send({.verb = "POST",
                       .target = target + "/change",
                       .headers = {{"Content-Type", "application/json"}, {"If-Match", version}},
                       .body = R"({"name":")" + name + R"(","kind":"heading"})"});
  };
  EXPECT_EQ(change("first").status, 200);
  EXPECT_EQ(change("second").status, 412);
}

}  // namespace
}  // namespace headway::people
