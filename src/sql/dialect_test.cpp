#include "sql/dialect.hpp"

#include <gtest/gtest.h>

namespace headway::sql {
namespace {

TEST(Dialect, PutsTheEnginesWordsForNeutralTypes) {
  const auto neutral =
      "CREATE TABLE t (a INT64 PRIMARY KEY, b BYTES, c REAL64, d TEXT NOT NULL) STRICT;";
  EXPECT_EQ(in_dialect(engine::sqlite, neutral),
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB, c REAL, d TEXT NOT NULL) STRICT;");
  EXPECT_EQ(in_dialect(engine::postgres, neutral),
            "CREATE TABLE t (a bigint PRIMARY KEY, b bytea, c double precision, "
            "d text COLLATE \"C\" NOT NULL) ;");
}

TEST(Dialect, LeavesQuotesCommentsAndLongerWordsAlone) {
  const auto text =
      "SELECT 'INT64 it''s BYTES', \"TEXT\", INT64S, bytes FROM t -- REAL64 'open\n"
      "/* STRICT\nTEXT */ WHERE a = 'FOR UPDATE'";
  EXPECT_EQ(in_dialect(engine::sqlite, text), text);
  EXPECT_EQ(in_dialect(engine::postgres, text), text);
}

TEST(Dialect, CastsToTextWithoutCollation) {
  EXPECT_EQ(in_dialect(engine::postgres, "SELECT CAST(a AS TEXT)"), "SELECT CAST(a AS text)");
}

TEST(Dialect, DropsTableOptionsOfSqliteOnPostgres) {
  const auto table = "CREATE TABLE t (a INT64, PRIMARY KEY (a)) STRICT, WITHOUT ROWID; SELECT 1";
  EXPECT_EQ(in_dialect(engine::postgres, table),
            "CREATE TABLE t (a bigint, PRIMARY KEY (a)) ; SELECT 1");
  EXPECT_EQ(in_dialect(engine::sqlite, table),
            "CREATE TABLE t (a INTEGER, PRIMARY KEY (a)) STRICT, WITHOUT ROWID; SELECT 1");
}

TEST(Dialect, DropsRowLocksOnSqlite) {
  const auto locking = "SELECT a FROM t WHERE b = $1 FOR\n  UPDATE";
  EXPECT_EQ(in_dialect(engine::postgres, locking), locking);
  EXPECT_EQ(in_dialect(engine::sqlite, locking), "SELECT a FROM t WHERE b = $1");
}

TEST(Dialect, MakesNullTestsOfParametersTrue) {
  EXPECT_EQ(without_null_tests("($1 IS NULL OR a = $1) AND $12 IS NOT NULL AND b IS NULL"),
            "(TRUE OR a = $1) AND TRUE AND b IS NULL");
}

TEST(Dialect, SurvivesUnendedTokens) {
  for (const auto* text : {"", "'", "\"a", "--", "/*", "$", "a'"})
    EXPECT_EQ(in_dialect(engine::postgres, text), text);
}

}  // namespace
}  // namespace headway::sql
