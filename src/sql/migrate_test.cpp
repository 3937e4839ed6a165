// What migrate promises, on both engines.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/ensure.hpp"
#include "support/both_engines.hpp"

namespace headway::sql {
namespace {

using tests::test_store;

const migration make_places{
    "places", 1, "make places",
    "CREATE TABLE places (id BYTES PRIMARY KEY, name TEXT NOT NULL) STRICT"};
const migration add_length{"places", 2, "add length",
                           "ALTER TABLE places ADD COLUMN length REAL64;"
                           "CREATE INDEX places_by_length ON places (length)"};
const migration make_hazards{"hazards", 1, "make hazards",
                             "CREATE TABLE hazards (id INT64 PRIMARY KEY) STRICT"};
const instant now = from_unix_ms(1'700'000'000'000);

class Migrate : public ::testing::TestWithParam<engine> {
 protected:
  result<int> apply(const std::vector<migration>& steps) { return migrate(*on, steps, now); }
  bool is_there(const std::string& table) {
    const statement any("SELECT count(*) FROM " + table);
    try {
      return on->one(any, {}, [](const row&) {});
    } catch (const error&) {
      return false;
    }
  }

  test_store store{GetParam()};
  std::unique_ptr<connection> on = store.database().connect(access::write);
};

TEST_P(Migrate, AppliesEachStepOnce) {
  EXPECT_EQ(apply({make_places, make_hazards}).value(), 2);
  EXPECT_EQ(apply({make_places, make_hazards}).value(), 0);
  EXPECT_EQ(apply({make_places, add_length, make_hazards}).value(), 1);
  EXPECT_TRUE(is_there("places"));
  EXPECT_TRUE(is_there("hazards"));
}

TEST_P(Migrate, RecordsWhatItApplied) {
  apply({make_places}).value();
  const statement steps("SELECT slice, number, name, checksum, applied_at FROM schema_steps");
  EXPECT_TRUE(on->one(steps, {}, [](const row& r) {
    EXPECT_EQ(r.text(0), "places");
    EXPECT_EQ(r.integer(1), 1);
    EXPECT_EQ(r.text(2), "make places");
    EXPECT_EQ(r.bytes(3).size(), 32u);
    EXPECT_EQ(r.when(4), now);
  }));
}

TEST_P(Migrate, RefusesADatabaseMadeByANewerProgram) {
  apply({make_places, add_length}).value();
  const auto refused = apply({make_places});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "store.newer");
  EXPECT_NE(refused.error().text(language::en).find("step 2 of places"), std::string::npos);
}

TEST_P(Migrate, RefusesAStepThatWasAltered) {
  apply({make_places}).value();
  migration altered = make_places;
  altered.sql = "CREATE TABLE places (id BYTES PRIMARY KEY) STRICT";
  const auto refused = apply({altered, add_length});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "store.altered_migration");
  EXPECT_EQ(apply({make_places}).value(), 0) << "nothing was applied";
}

TEST_P(Migrate, LeavesNothingOfAFailingStep) {
  const migration failing{"hazards", 1, "fails",
                          "CREATE TABLE hazards (id INT64 PRIMARY KEY) STRICT;"
                          "CREATE INDEX missing ON nowhere (id)"};
  EXPECT_THROW((void)apply({make_places, failing}), error);
  EXPECT_TRUE(is_there("places")) << "the step before it stays";
  EXPECT_FALSE(is_there("hazards"));
  EXPECT_EQ(apply({make_places, make_hazards}).value(), 1);
}

TEST_P(Migrate, DemandsNumbersWithoutGaps) {
  EXPECT_THROW((void)apply({add_length}), broken_invariant);
  EXPECT_THROW((void)apply({make_places, make_places}), broken_invariant);
}

TEST_P(Migrate, LetsTwoProcessesStartTogether) {
  const auto other = open({.location = store.location()}).value();
  const std::vector<migration> steps = {make_places, add_length, make_hazards};
  int theirs = 0;
  std::thread second([&] { theirs = migrate(*other->connect(access::write), steps, now).value(); });
  const int ours = apply(steps).value();
  second.join();
  EXPECT_EQ(ours + theirs, 3);
}

INSTANTIATE_TEST_SUITE_P(Engines, Migrate, tests::both_engines, tests::engine_name);

}  // namespace
}  // namespace headway::sql
