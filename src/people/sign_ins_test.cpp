#include "people/sign_ins.hpp"

#include <gtest/gtest.h>

#include "people/back_off.hpp"
#include "people/passwords.hpp"
#include "people/session_keeper.hpp"
#include "support/people_store.hpp"

namespace headway::people {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
constexpr site_id site = tests::people_store::site;

class settable_clock final : public clock_source {
 public:
  explicit settable_clock(instant start) : at(start) {}
  instant now() const override { return at; }
  instant at;
};

http::request with_cookie(std::string_view token) {
  http::request made;
  made.headers.emplace_back("cookie", "theme=dark; headway=" + std::string(token));
  return made;
}

class SignIn : public ::testing::TestWithParam<sql::engine>, protected tests::people_store {
 protected:
  SignIn() : people_store(GetParam()) {}
  // The token of a new sign-in.
  std::string sign_in(account_id of, instant at, std::optional<std::string> name = {}) {
    const auto token = make_token_text();
    sql::transaction within(*on, sql::access::write);
    insert_sign_in(*on, site, {make_uuid(to_unix_ms(at)), of, name, at, at + hours(24)},
                   hash_of_token(token));
    tidy_sign_ins(*on, site, of, 3, at);
    within.commit();
    return token;
  }
  bool works(const std::string& token, instant at) {
    return recognise(*on, site, hash_of_token(token), at).has_value();
  }

  section_id section = found_section("掘进一队");
  person_id wang = join(section, "王大山", "1");
  account_id account = open_account(wang, "wang", {api::role::worker, api::role::inspector});
};
INSTANTIATE_TEST_SUITE_P(Engines, SignIn, tests::both_engines, tests::engine_name);

TEST_P(SignIn, GivesTheRightsOfAllRolesUntilItExpires) {
  const auto token = sign_in(account, now);
  const auto found = recognise(*on, site, hash_of_token(token), now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->who->person, wang);
  EXPECT_EQ(found->who->section, section);
  EXPECT_TRUE(found->who->may(api::permission::close_hazard));
  EXPECT_FALSE(found->who->may(api::permission::manage_accounts));
  EXPECT_FALSE(found->who->session.is_nil());
  EXPECT_TRUE(works(token, now + hours(24) - milliseconds(1)));
  EXPECT_FALSE(works(token, now + hours(24)));
  EXPECT_FALSE(works(make_token_text(), now));
}

TEST_P(SignIn, EndsTheOldestBeyondTheMostButNoToken) {
  const auto token_of_program = sign_in(account, now, "ledger");
  std::vector<std::string> all;
  for (int i = 0; i < 5; ++i)
    all.push_back(sign_in(account, now + seconds(i)));
  EXPECT_FALSE(works(all[0], now));
  EXPECT_FALSE(works(all[1], now));
  for (int i = 2; i < 5; ++i)
    EXPECT_TRUE(works(all[static_cast<std::size_t>(i)], now)) << i;
  EXPECT_TRUE(works(token_of_program, now));
  ASSERT_EQ(tokens_of(*on, site, account, now).size(), 1u);
  EXPECT_EQ(tokens_of(*on, site, account, now)[0].name, "ledger");
}

TEST_P(SignIn, EndsWhenTheAccountIsLockedOrThePersonLeaves) {
  const auto token = sign_in(account, now);
  ASSERT_EQ(execute(account, lock_account{}), "");
  EXPECT_FALSE(works(token, now));
  ASSERT_EQ(execute(account, unlock_account{}), "");
  EXPECT_FALSE(works(token, now));
  const auto again = sign_in(account, now);
  ASSERT_EQ(execute(wang, leave_person{}), "");
  EXPECT_FALSE(works(again, now));
}

TEST_P(SignIn, EndsOnAnotherPasswordOfTheAccount) {
  const auto token = sign_in(account, now);
  ASSERT_EQ(run([&](auto& work) { return set_password_hash(work, account, "another hash"); }), "");
  EXPECT_FALSE(works(token, now));
  EXPECT_EQ(find_credential(*on, site, "wang")->password_hash, "another hash");
}

TEST_P(SignIn, IsRememberedForAWhileAndForgottenOnAChange) {
  using found = api::authenticator::found;
  settable_clock clock(now);
  session_keeper keeper(site, clock);
  const auto request = with_cookie(sign_in(account, now));
  std::shared_ptr<const api::principal> who;
  EXPECT_EQ(keeper.recall(request, who), found::ask_store);
  ASSERT_TRUE(keeper.look_up(request, *on));
  EXPECT_EQ(keeper.recall(request, who), found::yes);
  EXPECT_EQ(who->person, wang);
  clock.at += seconds(16);
  EXPECT_EQ(keeper.recall(request, who), found::ask_store);

  // While a change of the account is on its way, nothing is remembered.
  ASSERT_TRUE(keeper.look_up(request, *on));
  keeper.forget(account);
  EXPECT_EQ(keeper.recall(request, who), found::ask_store);
  ASSERT_TRUE(keeper.look_up(request, *on));
  EXPECT_EQ(keeper.recall(request, who), found::ask_store);
  clock.at += seconds(31);
  ASSERT_TRUE(keeper.look_up(request, *on));
  EXPECT_EQ(keeper.recall(request, who), found::yes);
  EXPECT_EQ(keeper.recall(http::request{}, who), found::no);
}

TEST(Token, IsReadFromTheCookieOrTheBearerHeader) {
  EXPECT_EQ(token_in(with_cookie("abc")), "abc");
  http::request program;
  program.headers.emplace_back("authorization", "Bearer xyz");
  EXPECT_EQ(token_in(program), "xyz");
  http::request other;
  other.headers.emplace_back("cookie", "headwayx=1; xheadway=2");
  EXPECT_EQ(token_in(other), "");
  EXPECT_EQ(make_token_text().size(), 43u);
  EXPECT_NE(make_token_text(), make_token_text());
}

TEST(Password, MatchesOnlyItself) {
  password_hasher hasher;
  const auto hash = hasher.hash("掘进队的密码");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(hasher.matches(hash, "掘进队的密码"));
  EXPECT_FALSE(hasher.matches(hash, "掘进队的密码 "));
  EXPECT_FALSE(hasher.matches("", ""));
  EXPECT_FALSE(hasher.matches_nobody("nobody"));
  EXPECT_NE(hasher.hash("same"), hasher.hash("same"));
}

TEST(BackOff, DoublesTheWaitAfterTheFreeFailures) {
  back_off waits({.free_failures = 2, .first = seconds(2), .most = seconds(10)});
  instant now = from_unix_ms(1'000'000);
  waits.failed("wang", now);
  waits.failed("wang", now);
  EXPECT_EQ(waits.wait("wang", now), seconds(0));
  for (const int expected : {2, 4, 8, 10, 10}) {
    waits.failed("wang", now);
    EXPECT_EQ(waits.wait("wang", now), seconds(expected));
    EXPECT_EQ(waits.wait("li", now), seconds(0));
    now += seconds(expected);
    EXPECT_EQ(waits.wait("wang", now), seconds(0));
  }
  waits.succeeded("wang");
  waits.failed("wang", now);
  EXPECT_EQ(waits.wait("wang", now), seconds(0));
}

TEST(BackOff, ForgetsAfterAnHourAndStaysBounded) {
  back_off waits({.free_failures = 0, .first = seconds(2), .most = seconds(300)});
  instant now = from_unix_ms(1'000'000);
  for (int i = 0; i < 30; ++i)
    waits.failed("wang", now);
  EXPECT_EQ(waits.wait("wang", now), seconds(300));
  now += hours(1);
  waits.failed("wang", now);
  EXPECT_EQ(waits.wait("wang", now), seconds(2));
  for (int i = 0; i < 50'000; ++i)
    waits.failed(std::to_string(i), now);
  EXPECT_EQ(waits.wait("49999", now), seconds(2));
}

}  // namespace
}  // namespace headway::people
