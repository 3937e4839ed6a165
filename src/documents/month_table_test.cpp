// A month as paper shows it: each test looks at ink.
#include "documents/month_table.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/printed.hpp"

namespace headway::documents {
namespace {

using ::testing::HasSubstr;

const pdf::about made_now{"排班", *parse_instant("2027-02-25T00:00:00Z")};

month_table march(int persons) {
  month_table made{"综掘一队 2027 年 3 月", "第 1 版", "姓名", "班数", {}, {}, {"1 瓦检员"}};
  for (int d = 1; d <= 31; ++d)
    made.columns.push_back({fmt::format("{}", d), "一", d % 7 == 6 || d % 7 == 0});
  for (int p = 0; p < persons; ++p) {
    month_row row{fmt::format("王建国{}", p + 1), "一班", {}, "22"};
    row.cells.resize(31);
    row.cells[0] = {"早", "1", false};
    row.cells[30] = {"夜", "", true};
    made.rows.push_back(std::move(row));
  }
  return made;
}

class MonthTable : public ::testing::Test {
 protected:
  std::string print(const std::vector<month_table>& tables) {
    return print_months(*fonts, tables, made_now).value();
  }
  std::unique_ptr<typefaces> fonts = typefaces::open().value();
};

TEST_F(MonthTable, PutsEachShiftUnderItsDate) {
  const auto page = tests::printed(print({march(1)})).at(0);
  EXPECT_NEAR(page.width_mm(), 297, 0.5);
  const double column = (297.0 - 20 - 32 - 10) / 31, top = 10 + 17 + 9;
  EXPECT_GT(page.ink(42 + 1, top, column - 2, 7), 0.05) << "the first date's early shift";
  EXPECT_LT(page.ink(42 + column + 1, top + 1, column - 2, 5), 0.01) << "free on the second";
  EXPECT_GT(page.ink(42 + 30 * column + 1, top + 1, column - 2, 5), 0.5) << "a night is dark";
}

TEST_F(MonthTable, GoesOnOverPagesWithItsHeadsAndCountsThem) {
  const auto made = print({march(60)});
  const auto text = tests::text_in(made);
  EXPECT_THAT(text, HasSubstr("3/3"));
  EXPECT_THAT(text, HasSubstr("王建国60"));
  const auto pages = tests::printed(made, 60);
  ASSERT_EQ(pages.size(), 3U);
  for (const auto& page : pages)
    EXPECT_GT(page.ink(42, 27, 235, 9), 0.01) << "the dates stand on every page";
}

TEST_F(MonthTable, BeginsEveryMonthOnAPageOfItsOwn) {
  EXPECT_EQ(tests::printed(print({march(1), march(2)}), 60).size(), 2U);
}

TEST_F(MonthTable, KeepsLongNotesWithTheirCount) {
  auto many = march(20);
  for (int i = 0; i < 40; ++i)
    many.notes.push_back(fmt::format("{} 岗位", i + 2));
  const auto made = print({many});
  EXPECT_THAT(tests::text_in(made), HasSubstr("41 岗位"));
  EXPECT_THAT(tests::text_in(made), HasSubstr("2/2"));
  EXPECT_EQ(tests::printed(made, 60).size(), 2U);
}

}  // namespace
}  // namespace headway::documents
