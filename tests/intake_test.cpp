// Real files of other systems through the ordinary import, into the demonstration's section.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/both_engines.hpp"
#include "support/intake.hpp"

namespace headway::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Intake : public ::testing::TestWithParam<sql::engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, Intake, both_engines, engine_name);

TEST_P(Intake, TakesTheRealRecordsOfElsewhereOnceEach) {
  demo_mine mine(GetParam(), 14);
  const auto seen = take_in_real_records(mine);
  EXPECT_THAT(seen.breaches, IsEmpty());
  ASSERT_THAT(seen.files, SizeIs(4));
  EXPECT_GT(seen.subjects, seen.files[0].added + seen.files[1].added);
  const auto chief = mine.sign_in("chief");
  EXPECT_THAT(chief.get("/api/v1/hazards?text=Jumbo%2008").body, HasSubstr("drill rod"));
  // 顶板失稳冒顶
  const auto found = chief.get(
      "/api/v1/hazards?text=%E9%A1%B6%E6%9D%BF%E5%A4%B1%E7%A8%B3%E5%86%92%E9%A1%B6&limit=5");
  EXPECT_THAT(found.body, HasSubstr("\"file\":\"test.xlsx\""));
}

}  // namespace
}  // namespace headway::tests
