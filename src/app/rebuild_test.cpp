#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/store.hpp"
#include "app/verbs.hpp"
#include "support/both_engines.hpp"
#include "support/demo_mine.hpp"
#include "support/postgres_cluster.hpp"

namespace headway::app {
namespace {

using ::testing::HasSubstr;

class Rebuild : public ::testing::TestWithParam<sql::engine> {
 protected:
  Rebuild() {
    with.folder = folder / "data";
    if (GetParam() == sql::engine::postgres)
      with.postgres = tests::postgres_cluster::shared().make_database();
    tests::lay_demo(with, 5, *parse_instant("2026-11-22T12:40:00.000Z"));
  }
  ~Rebuild() override {
    if (!with.postgres.empty()) tests::postgres_cluster::shared().give_back(with.postgres);
  }
  void damage(const std::string& how) {
    const auto opened =
        store::open(with, store::purpose::writing, system_clock_source().now()).value();
    opened->database().connect(sql::access::write)->script(how);
  }

  tests::temporary_folder folder;
  configuration with;
};
INSTANTIATE_TEST_SUITE_P(Engines, Rebuild, tests::both_engines, tests::engine_name);

TEST_P(Rebuild, WritesDamagedRecordsAndStatesAnew) {
  damage("DELETE FROM hazards; UPDATE subjects SET document = '{}' WHERE kind = 'section'");
  EXPECT_EQ(verify(with), 1);
  EXPECT_EQ(rebuild(with), 0);
  EXPECT_EQ(verify(with), 0);
}

TEST_P(Rebuild, ChangesNothingWhenTheFactsThemselvesAreDamaged) {
  damage("DELETE FROM hazards; UPDATE facts SET recorded_at = recorded_at + 1 WHERE seq = 3");
  EXPECT_EQ(rebuild(with), 1);
  const auto opened =
      store::open(with, store::purpose::reading, system_clock_source().now()).value();
  const auto on = opened->database().connect(sql::access::read);
  static const sql::statement count("SELECT COUNT(*) FROM hazards");
  on->one(count, {}, [](const sql::row& row) { EXPECT_EQ(row.integer(0), 0); });
}

class Verify : public Rebuild {
 protected:
  // What it prints to somebody whose terminal speaks this language.
  std::string said_in(const char* locale) {
    ::setenv("LC_ALL", locale, 1);
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(verify(with), 1);
    ::unsetenv("LC_ALL");
    return ::testing::internal::GetCapturedStdout();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Verify, tests::both_engines, tests::engine_name);

TEST_P(Verify, NamesTheFactWithOneAlteredByteInBothLanguages) {
  damage("UPDATE facts SET recorded_at = recorded_at + 1 WHERE seq = 4");
  EXPECT_THAT(said_in("zh_CN.UTF-8"), HasSubstr("/4: 这条事实被改动过"));
  EXPECT_THAT(said_in("en_GB.UTF-8"), HasSubstr("/4: This fact was altered"));
}

}  // namespace
}  // namespace headway::app
