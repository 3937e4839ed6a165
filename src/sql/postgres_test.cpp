// What only PostgreSQL has: a server that goes away, sessions beside ours.
#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <string>

#include "support/test_store.hpp"

namespace headway::sql {
namespace {

using tests::test_store;

const statement session("SELECT pg_backend_pid()");
const statement end_session("SELECT pg_terminate_backend($1)");
const statement read_total("SELECT total FROM sums WHERE id = 1 FOR UPDATE");
const statement peek_total("SELECT total FROM sums WHERE id = 1");
const statement write_total("UPDATE sums SET total = $1 WHERE id = 1");

class Postgres : public ::testing::Test {
 protected:
  Postgres() {
    on->script(
        "CREATE TABLE sums (id INT64 PRIMARY KEY, total INT64 NOT NULL) STRICT;"
        "INSERT INTO sums (id, total) VALUES (1, 0)");
  }
  static std::int64_t number(connection& of, const statement& what) {
    std::int64_t found = -1;
    of.one(what, {}, [&](const row& r) { found = r.integer(0); });
    return found;
  }

  test_store store{engine::postgres};
  std::unique_ptr<connection> on = store.database().connect(access::write);
};

TEST_F(Postgres, IsUnreachableWhereNoServerListens) {
  const auto refused = open({.location = "postgresql:///x?host=/nowhere&connect_timeout=1"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "store.unreachable");
}

TEST_F(Postgres, ConnectsAgainAtTheNextTransaction) {
  const auto victim = store.database().connect(access::write);
  EXPECT_EQ(number(*victim, read_total), 0) << "prepared in the first session";
  on->one(end_session, {number(*victim, session)}, [](const row&) {});
  transaction within(*victim, access::write);
  EXPECT_EQ(number(*victim, read_total), 0) << "and again in the second";
  victim->run(write_total, {5});
  within.commit();
  EXPECT_EQ(number(*on, read_total), 5);
}

TEST_F(Postgres, TellsThatTheSessionEndedWithinATransaction) {
  const auto victim = store.database().connect(access::write);
  const transaction within(*victim, access::write);
  on->one(end_session, {number(*victim, session)}, [](const row&) {});
  try {
    victim->run(write_total, {5});
    FAIL() << "the session is gone";
  } catch (const error& failed) {
    EXPECT_EQ(failed.why(), failure::disconnected);
  }
}

TEST_F(Postgres, FailsASecondWriterOfTheSameRowAsSerialization) {
  const auto other = store.database().connect(access::write);
  transaction ours(*on, access::write), theirs(*other, access::write);
  EXPECT_NE(number(*other, session), number(*on, session)) << "both snapshots are taken";
  EXPECT_EQ(number(*on, read_total), 0);
  auto waiting = std::async(std::launch::async, [&] { return number(*other, read_total); });
  on->run(write_total, {1});
  ours.commit();
  try {
    waiting.get();
    FAIL() << "the row has changed since the snapshot";
  } catch (const error& failed) {
    EXPECT_EQ(failed.why(), failure::serialization);
  }
}

TEST_F(Postgres, RunsATaskAgainWhenAnotherNodeWasFirst) {
  const auto other = store.database().connect(access::write);
  writer one(store.database(), {});
  int runs = 0;
  one.run_and_wait([&](connection& mine) {
    const auto was = number(mine, peek_total);
    if (++runs == 1) other->run(write_total, {was + 10});
    mine.run(write_total, {was + 1});
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(number(*on, read_total), 11);
}

TEST_F(Postgres, KeepsTheWriterAliveWhenItsSessionEnds) {
  writer one(store.database(), {});
  std::optional<failure> met;
  try {
    one.run_and_wait([&](connection& mine) {
      on->one(end_session, {number(mine, session)}, [](const row&) {});
      mine.run(write_total, {5});
    });
  } catch (const error& failed) {
    met = failed.why();
  }
  EXPECT_EQ(met, failure::disconnected);
  one.run_and_wait([&](connection& mine) { mine.run(write_total, {6}); });
  EXPECT_EQ(number(*on, read_total), 6);
}

TEST_F(Postgres, RefusesAParameterThatItsTypeCannotHold) {
  const statement untyped("SELECT $1");
  EXPECT_THROW(on->run(untyped, {5}), error);
  const statement narrow("SELECT 1 + $1");
  EXPECT_THROW(on->run(narrow, {std::int64_t{1} << 40}), error);
}

}  // namespace
}  // namespace headway::sql
