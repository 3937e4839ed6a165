// What a connection promises, on both engines.
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "base/ensure.hpp"
#include "support/both_engines.hpp"

namespace headway::sql {
namespace {

using tests::test_store;

const statement put(
    "INSERT INTO things (id, number, ratio, name, body) "
    "VALUES ($1, $2, $3, $4, $5)");
const statement get("SELECT number, ratio, name, body FROM things WHERE id = $1");
const statement count("SELECT count(*) FROM things");

class Connection : public ::testing::TestWithParam<engine> {
 protected:
  Connection() {
    writer->script(
        "CREATE TABLE things (id INT64 PRIMARY KEY, number INT64 UNIQUE, ratio REAL64, "
        "name TEXT, body BYTES, CHECK (number IS NULL OR number <> 13)) STRICT");
  }
  std::int64_t things(connection& on) {
    std::int64_t found = -1;
    on.one(count, {}, [&](const row& r) { found = r.integer(0); });
    return found;
  }
  template <class Action>
  static failure failure_of(Action action) {
    try {
      action();
    } catch (const error& failed) {
      return failed.why();
    }
    ADD_FAILURE() << "nothing was thrown";
    return failure::other;
  }

  test_store store{GetParam()};
  std::unique_ptr<connection> writer = store.database().connect(access::write);
};

bytes_view as_bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

TEST_P(Connection, GivesBackExtremeValues) {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const std::string zeros("\0\xff\0x", 4);
  writer->run(put, {1, least, 1e308, "掘进工作面 \"北翼\" O'Brien; --", as_bytes(zeros)});
  writer->run(put, {2, most, -0.1, "", as_bytes("")});
  EXPECT_TRUE(writer->one(get, {1}, [&](const row& r) {
    EXPECT_EQ(r.integer(0), least);
    EXPECT_EQ(r.real(1), 1e308);
    EXPECT_EQ(r.text(2), "掘进工作面 \"北翼\" O'Brien; --");
    EXPECT_TRUE(std::ranges::equal(r.bytes(3), as_bytes(zeros)));
  }));
  EXPECT_TRUE(writer->one(get, {2}, [&](const row& r) {
    EXPECT_EQ(r.integer(0), most);
    EXPECT_EQ(r.real(1), -0.1);
    EXPECT_FALSE(r.is_null(2));
    EXPECT_EQ(r.text(2), "");
    EXPECT_FALSE(r.is_null(3));
    EXPECT_TRUE(r.bytes(3).empty());
  }));
}

TEST_P(Connection, TellsNullFromEmpty) {
  writer->run(put, {1, nullptr, nullptr, nullptr, nullptr});
  writer->one(get, {1}, [&](const row& r) {
    for (int column = 0; column < 4; ++column)
      EXPECT_TRUE(r.is_null(column)) << column;
    EXPECT_EQ(r.integer(0), 0);
    EXPECT_EQ(r.real(1), 0);
    EXPECT_EQ(r.text(2), "");
    EXPECT_TRUE(r.bytes(3).empty());
  });
}

TEST_P(Connection, TakesEmptyViewsThatPointNowhere) {
  writer->run(put, {1, 1, 1.0, std::string_view(), bytes_view()});
  writer->one(get, {1}, [&](const row& r) {
    EXPECT_FALSE(r.is_null(2));
    EXPECT_FALSE(r.is_null(3));
  });
}

TEST_P(Connection, KeepsIdentifiersAndInstants) {
  const uuid id = make_uuid(1'700'000'000'000);
  const instant when = from_unix_ms(1'700'000'000'123);
  writer->run(put, {1, when, nullptr, nullptr, id});
  writer->one(get, {1}, [&](const row& r) {
    EXPECT_EQ(r.when(0), when);
    EXPECT_EQ(r.identifier<hazard_id>(3), hazard_id(id));
  });
}

TEST_P(Connection, RefusesToReadAColumnAsAnotherType) {
  writer->run(put, {1, 1, 1.0, "7", as_bytes("7")});
  EXPECT_THROW(writer->one(get, {1}, [](const row& r) { r.integer(2); }), error);
  EXPECT_THROW(writer->one(get, {1}, [](const row& r) { r.text(3); }), error);
  EXPECT_THROW(writer->one(get, {1}, [](const row& r) { r.text(9); }), error);
}

TEST_P(Connection, RefusesAWrongNumberOfParameters) {
  EXPECT_THROW(writer->run(get, {}), error);
  EXPECT_THROW(writer->run(get, {1, 2}), error);
}

TEST_P(Connection, RefusesToBeUsedWhileItGivesRows) {
  writer->run(put, {1, 1, 1.0, "", as_bytes("")});
  EXPECT_THROW(writer->one(get, {1}, [&](const row&) { things(*writer); }), broken_invariant);
  EXPECT_EQ(things(*writer), 1);
}

TEST_P(Connection, ClassifiesAConflict) {
  writer->run(put, {1, 1, nullptr, nullptr, nullptr});
  EXPECT_EQ(failure_of([&] {
              writer->run(put, {1, 2, nullptr, nullptr, nullptr});
            }),
            failure::conflict);
  EXPECT_EQ(failure_of([&] {
              writer->run(put, {2, 1, nullptr, nullptr, nullptr});
            }),
            failure::conflict);
}

TEST_P(Connection, ClassifiesOtherConstraints) {
  EXPECT_EQ(failure_of([&] {
              writer->run(put, {1, 13, nullptr, nullptr, nullptr});
            }),
            failure::constraint);
}

TEST_P(Connection, ClassifiesABrokenForeignKey) {
  writer->script("CREATE TABLE parts (thing INT64 NOT NULL REFERENCES things (id)) STRICT");
  const statement orphan("INSERT INTO parts (thing) VALUES ($1)");
  EXPECT_EQ(failure_of([&] { writer->run(orphan, {99}); }), failure::constraint);
}

TEST_P(Connection, ClassifiesNonsenseAsOther) {
  const statement nonsense("SELECT nothing FROM nowhere");
  EXPECT_EQ(failure_of([&] { writer->run(nonsense, {}); }), failure::other);
  EXPECT_EQ(things(*writer), 0) << "the connection is usable afterwards";
}

TEST_P(Connection, CountsChangedRows) {
  for (int id = 1; id <= 3; ++id)
    EXPECT_EQ(writer->run(put, {id, id, 0.5, "a", nullptr}), 1);
  const statement rename("UPDATE things SET name = $1 WHERE id >= $2");
  EXPECT_EQ(writer->run(rename, {"b", 2}), 2);
  EXPECT_EQ(writer->run(rename, {"b", 9}), 0);
  EXPECT_EQ(writer->run(count, {}), 0) << "reading changes nothing";
}

TEST_P(Connection, UpdatesOnConflict) {
  const statement upsert(
      "INSERT INTO things (id, number, name) VALUES ($1, $2, $3) "
      "ON CONFLICT (id) DO UPDATE SET name = excluded.name, number = things.number + 1");
  EXPECT_EQ(writer->run(upsert, {1, 1, "first"}), 1);
  EXPECT_EQ(writer->run(upsert, {1, 1, "second"}), 1);
  writer->one(get, {1}, [](const row& r) {
    EXPECT_EQ(r.integer(0), 2);
    EXPECT_EQ(r.text(2), "second");
  });
  const statement once("INSERT INTO things (id) VALUES ($1) ON CONFLICT DO NOTHING");
  EXPECT_EQ(writer->run(once, {1}), 0);
  EXPECT_EQ(writer->run(once, {2}), 1);
}

TEST_P(Connection, ReturnsWhatItInserted) {
  const statement returning(
      "INSERT INTO things (id, number) VALUES ($1, $2) "
      "RETURNING id, number + 1");
  std::vector<std::int64_t> seen;
  EXPECT_TRUE(writer->one(returning, {7, 41}, [&](const row& r) {
    seen = {r.integer(0), r.integer(1)};
  }));
  EXPECT_EQ(seen, (std::vector<std::int64_t>{7, 42}));
  EXPECT_EQ(things(*writer), 1);
}

TEST_P(Connection, OrdersBytesAndTextBytewise) {
  const std::vector<std::string> ascending = {
      "", std::string("\0", 1), "A", "B", "a", "b", "é", "一", "丁", "\xf0\x9f\x91\xb7"};
  for (std::size_t i = ascending.size(); i-- > 0;) {
    const auto text = i == 1 ? std::string_view("\x01") : std::string_view(ascending[i]);
    writer->run(put,
                {static_cast<int>(i), static_cast<int>(i), nullptr, text, as_bytes(ascending[i])});
  }
  for (const auto* by : {"body", "name"}) {
    const statement ordered("SELECT id FROM things ORDER BY " + std::string(by));
    std::int64_t next = 0;
    writer->each(ordered, {}, [&](const row& r) {
      EXPECT_EQ(r.integer(0), next++) << by;
      return true;
    });
    EXPECT_EQ(next, 10);
  }
}

TEST_P(Connection, MindsTheCaseInLike) {
  writer->run(put, {1, 1, nullptr, "Roof", nullptr});
  const statement like("SELECT count(*) FROM things WHERE name LIKE $1");
  const auto matches = [&](const char* pattern) {
    std::int64_t found = 0;
    writer->one(like, {pattern}, [&](const row& r) { found = r.integer(0); });
    return found;
  };
  EXPECT_EQ(matches("Ro%"), 1);
  EXPECT_EQ(matches("ro%"), 0);
}

TEST_P(Connection, FiltersByAParameterThatMayBeNull) {
  for (int id = 1; id <= 3; ++id)
    writer->run(put, {id, id, nullptr, nullptr, nullptr});
  const statement filter(
      "SELECT count(*) FROM things WHERE ($1 IS NULL OR id = $1) AND ($2 IS NULL OR name = $2)");
  const auto found = [&](value id) {
    std::int64_t rows = 0;
    writer->one(filter, {id, nullptr}, [&](const row& r) { rows = r.integer(0); });
    return rows;
  };
  EXPECT_EQ(found(nullptr), 3);
  EXPECT_EQ(found(2), 1);
}

TEST_P(Connection, SumsAndComputesInTheNeutralTypes) {
  for (int id = 1; id <= 3; ++id)
    writer->run(put, {id, id * 10, 0.5, nullptr, nullptr});
  const statement sums(
      "SELECT CAST(sum(number) AS INT64), avg(ratio), "
      "CAST(avg(number) AS REAL64), max(number) > 5, $1 + 1, CAST($2 AS BYTES) "
      "FROM things LIMIT $3");
  EXPECT_TRUE(writer->one(sums, {1, as_bytes("x"), 1}, [](const row& r) {
    EXPECT_EQ(r.integer(0), 60);
    EXPECT_EQ(r.real(1), 0.5);
    EXPECT_EQ(r.real(2), 20.0);
    EXPECT_EQ(r.integer(3), 1);
    EXPECT_EQ(r.integer(4), 2);
    EXPECT_EQ(r.bytes(5).size(), 1u);
  }));
}

TEST_P(Connection, StopsGivingRowsWhenTold) {
  for (int id = 0; id < 100; ++id)
    writer->run(put, {id, id + 100, nullptr, nullptr, nullptr});
  const statement all("SELECT id FROM things ORDER BY id");
  int seen = 0;
  writer->each(all, {}, [&](const row&) { return ++seen < 10; });
  EXPECT_EQ(seen, 10);
  EXPECT_EQ(things(*writer), 100);
}

TEST_P(Connection, ForgetsWhatWasNotCommitted) {
  {
    const transaction within(*writer, access::write);
    writer->run(put, {1, 1, nullptr, nullptr, nullptr});
    EXPECT_EQ(things(*writer), 1);
  }
  EXPECT_EQ(things(*writer), 0);
  transaction within(*writer, access::write);
  writer->run(put, {1, 1, nullptr, nullptr, nullptr});
  within.commit();
  EXPECT_EQ(things(*writer), 1);
}

TEST_P(Connection, RefusesATransactionWithinATransaction) {
  EXPECT_THROW(writer->commit(), broken_invariant) << "none has begun";
  const transaction within(*writer, access::write);
  EXPECT_THROW(writer->begin(access::read), broken_invariant);
  EXPECT_EQ(things(*writer), 0) << "the first goes on";
}

TEST_P(Connection, LeavesOnlyRollbackAfterAFailure) {
  writer->run(put, {1, 1, nullptr, nullptr, nullptr});
  {
    transaction within(*writer, access::write);
    writer->run(put, {2, 2, nullptr, nullptr, nullptr});
    EXPECT_THROW(writer->run(put, {1, 3, nullptr, nullptr, nullptr}), error);
    EXPECT_THROW(writer->run(put, {3, 3, nullptr, nullptr, nullptr}), error);
    EXPECT_THROW(within.commit(), error);
  }
  EXPECT_EQ(things(*writer), 1);
}

TEST_P(Connection, ReadsOneSnapshot) {
  const auto reader = store.database().connect(access::read);
  {
    const transaction reading(*reader, access::read);
    EXPECT_EQ(things(*reader), 0);
    transaction within(*writer, access::write);
    writer->run(put, {1, 1, nullptr, nullptr, nullptr});
    EXPECT_EQ(things(*reader), 0) << "not what is uncommitted";
    within.commit();
    EXPECT_EQ(things(*reader), 0) << "nor what was committed later";
  }
  EXPECT_EQ(things(*reader), 1);
}

TEST_P(Connection, RefusesToWriteInAReadTransaction) {
  const auto reader = store.database().connect(access::read);
  const transaction reading(*reader, access::read);
  EXPECT_THROW(reader->run(put, {1, 1, nullptr, nullptr, nullptr}), error);
}

TEST_P(Connection, UnderstandsLockingReads) {
  writer->run(put, {1, 5, nullptr, nullptr, nullptr});
  const statement locking("SELECT number FROM things WHERE id = $1 FOR UPDATE");
  transaction within(*writer, access::write);
  EXPECT_TRUE(writer->one(locking, {1}, [](const row& r) { EXPECT_EQ(r.integer(0), 5); }));
  within.commit();
}

INSTANTIATE_TEST_SUITE_P(Engines, Connection, tests::both_engines, tests::engine_name);

}  // namespace
}  // namespace headway::sql
