#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/both_engines.hpp"
#include "support/role_matrix.hpp"

namespace headway::tests {
namespace {

using ::testing::IsEmpty;

class Roles : public ::testing::TestWithParam<sql::engine> {
 protected:
  world mine{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Roles, both_engines, engine_name);

TEST_P(Roles, MayDoWhatTheTableOfRoutesDeclaresAndNothingElse) {
  const auto tried = try_roles(mine);
  EXPECT_THAT(tried.breaches, IsEmpty());
  EXPECT_GT(tried.refused_403, tried.routes) << "the table refuses somebody";
  EXPECT_GT(tried.let_in, tried.routes);
}

TEST_P(Roles, SeeNothingOfAnotherSection) {
  const auto tried = try_isolation(mine);
  EXPECT_THAT(tried.breaches, IsEmpty());
  EXPECT_GT(tried.subjects, 10);
  EXPECT_GT(tried.hidden, tried.subjects);
}

}  // namespace
}  // namespace headway::tests
