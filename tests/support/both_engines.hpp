// A suite of tests that runs on SQLite and on PostgreSQL:
//
//   class Journal : public ::testing::TestWithParam<sql::engine> {
//    protected:
//     tests::test_store store{GetParam()};
//   };
//   INSTANTIATE_TEST_SUITE_P(Engines, Journal, tests::both_engines, tests::engine_name);
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "support/test_store.hpp"

namespace headway::tests {

inline const auto both_engines = ::testing::Values(sql::engine::sqlite, sql::engine::postgres);

inline std::string engine_name(const ::testing::TestParamInfo<sql::engine>& of) {
  return of.param == sql::engine::sqlite ? "SQLite" : "PostgreSQL";
}

}  // namespace headway::tests
