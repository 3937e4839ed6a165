// `headway plan` as people run it: a file in, words and files out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/verbs.hpp"
#include "base/codec.hpp"
#include "planner/planner.hpp"
#include "support/data_files.hpp"
#include "support/invented_section.hpp"
#include "support/printed.hpp"
#include "support/test_store.hpp"

namespace headway::app {
namespace {

using ::testing::HasSubstr;
using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

class PlanVerb : public ::testing::Test {
 protected:
  static planner::problem_statement section(std::int32_t holders_percent) {
    return tests::invented_section({.seed = 3,
                                    .days = 6,
                                    .workers = 20,
                                    .members = 8,
                                    .headings = 1,
                                    .posts_per_heading = 2,
                                    .holders_percent = holders_percent});
  }
  plan_request asking(const planner::problem_statement& of) {
    plan_request made;
    made.file = folder / "section.json";
    std::ofstream(made.file) << encode(of);
    made.moves = 50'000;
    made.rounds = 2;
    return made;
  }
  int run(const plan_request& wanted) {
    CaptureStdout();
    CaptureStderr();
    const int status = plan(wanted);
    printed = GetCapturedStdout();
    said = GetCapturedStderr();
    return status;
  }
  tests::temporary_folder folder;
  std::string printed, said;
};

TEST_F(PlanVerb, PrintsThePlanAndWritesWhatPeopleTakeAlong) {
  const auto of = section(50);
  auto wanted = asking(of);
  wanted.workbook = folder / "month.xlsx";
  wanted.printed = folder / "month.pdf";
  wanted.calendars = folder / "calendars";
  EXPECT_EQ(run(wanted), 0);
  const auto made = decode<planner::plan_outcome>(printed);
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->covered);
  EXPECT_THAT(tests::read_all(wanted.workbook).substr(0, 2), "PK");
  EXPECT_EQ(tests::printed(tests::read_all(wanted.printed), 60).size(), 1U);
  std::size_t calendars = 0;
  for (const auto& each : std::filesystem::directory_iterator(wanted.calendars)) {
    ++calendars;
    EXPECT_THAT(tests::read_all(each.path()), HasSubstr("BEGIN:VCALENDAR\r\n"));
  }
  EXPECT_EQ(calendars, of.persons.size());
}

TEST_F(PlanVerb, SaysInWordsWhatStaysOpen) {
  EXPECT_EQ(run(asking(section(4))), 1);
  const auto made = decode<planner::plan_outcome>(printed);
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->explained);
  ASSERT_FALSE(made->conflicts.empty());
  EXPECT_THAT(said, HasSubstr(made->conflicts[0].demands.at(0).demand));
}

TEST_F(PlanVerb, NamesThePlaceOfAMistake) {
  auto of = section(50);
  of.persons[2].wishes = {{of.first, "dusk", true, 1}};
  EXPECT_EQ(run(asking(of)), 2);
  EXPECT_THAT(said, HasSubstr("/persons/2/wishes"));
}

TEST_F(PlanVerb, RefusesAFileThatIsNotThere) {
  plan_request wanted;
  wanted.file = folder / "nothing.json";
  EXPECT_EQ(run(wanted), 2);
}

}  // namespace
}  // namespace headway::app
