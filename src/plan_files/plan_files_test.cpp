#include "plan_files/plan_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "documents/xlsx_reader.hpp"
#include "support/printed.hpp"

namespace headway::plan_files {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

local_date on(std::string_view date) { return *local_date::parse(date); }

class PlanFiles : public ::testing::Test {
 protected:
  PlanFiles() {
    of.first = on("2027-02-27");
    of.days = 4;
    of.shifts = {{"m", "早班", 6 * 60, 480, false, {}}, {"n", "夜班", 22 * 60, 480, true, {}}};
    planner::person li, wang;
    li.id = "p1";
    li.name = "李卫国";
    li.crew = "一班";
    wang.id = "p2";
    wang.name = "王建军";
    of.persons = {li, wang};
    planner::demand post;
    post.id = "gas";
    post.what = {"post_at_place", {"瓦检员", "3102 顺槽"}};
    post.when = {of.first, on("2027-03-03")};
    post.shift = "n";
    post.place = "3102 顺槽";
    post.occupies = true;
    of.demands = {post};
    made.assignments = {{"p1", on("2027-02-28"), "n", "gas"},
                        {"p1", on("2027-03-02"), "m", std::nullopt}};
  }
  plan_view view(language words = language::zh) const {
    return {of,
            made,
            "综掘一队",
            words,
            {},
            *parse_instant("2027-02-20T01:00:00Z"),
            [](const planner::demand& what) { return what.what.names[0]; }};
  }
  planner::problem_statement of;
  planner::plan made;
};

TEST_F(PlanFiles, GiveAPersonTheirOwnShiftsAcrossMidnight) {
  const auto text = calendar_of(view(), "p1");
  EXPECT_THAT(text, AllOf(HasSubstr("UID:2027-02-28-p1@headway\r\n"),
                          HasSubstr("DTSTART:20270228T140000Z\r\nDTEND:20270228T220000Z\r\n"),
                          HasSubstr("SUMMARY:夜班 · 瓦检员\r\n"), HasSubstr("LOCATION:3102 顺槽"),
                          HasSubstr("DTSTART:20270301T220000Z")));
  EXPECT_THAT(calendar_of(view(), "p2"), Not(HasSubstr("VEVENT")));
}

TEST_F(PlanFiles, SetATableForEachCalendarMonth) {
  const auto tables = months_of(view());
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].title, "综掘一队 2027 年 2 月排班");
  ASSERT_EQ(tables[0].columns.size(), 2U);
  EXPECT_EQ(tables[0].columns[0].title, "27");
  EXPECT_EQ(tables[0].columns[0].under, "六");
  EXPECT_TRUE(tables[0].columns[1].marked);
  const auto& li = tables[0].rows[0];
  EXPECT_EQ(li.cells[1].text, "夜");
  EXPECT_EQ(li.cells[1].under, "1");
  EXPECT_TRUE(li.cells[1].dark);
  EXPECT_EQ(li.total, "1");
  EXPECT_THAT(tables[0].notes,
              ElementsAre("早＝早班（06:00–14:00）", "夜＝夜班（22:00–06:00）", "1 瓦检员"));
  EXPECT_EQ(tables[1].columns[0].title, "1");
  EXPECT_EQ(tables[1].rows[0].cells[1].text, "早");
  EXPECT_EQ(tables[1].notes.size(), 2U);  // no duty is held in March
}

TEST_F(PlanFiles, SpeakEnglishToo) {
  of.shifts[0].name = "morning";
  of.shifts[1].name = "night";
  const auto tables = months_of(view(language::en));
  EXPECT_EQ(tables[0].title, "综掘一队: plan of 2027-02");
  EXPECT_EQ(tables[0].names_title, "Name");
  EXPECT_EQ(tables[0].columns[1].under, "Su");
  EXPECT_EQ(tables[0].rows[0].cells[1].text, "n");
}

TEST_F(PlanFiles, TellShiftsApartByAsFewCharactersAsTheyNeed) {
  const auto named = [](const char* name) {
    return planner::shift_kind{name, name, 0, 480, false, {}};
  };
  EXPECT_THAT(signs_of({named("早班"), named("中班"), named("夜班")}),
              ElementsAre("早", "中", "夜"));
  EXPECT_THAT(signs_of({named("morning"), named("maintenance"), named("night")}),
              ElementsAre("mo", "ma", "n"));
}

TEST_F(PlanFiles, PrintWhatIsHeld) {
  const auto fonts = documents::typefaces::open().value();
  const auto bytes = printed(view(), *fonts).value();
  EXPECT_EQ(tests::printed(bytes, 60).size(), 2U);
  EXPECT_THAT(tests::text_in(bytes), AllOf(HasSubstr("李卫国"), HasSubstr("瓦检员")));
}

TEST_F(PlanFiles, FillAWorkbook) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("headway-plan-" + std::to_string(::getpid()) + ".xlsx");
  ASSERT_TRUE(write_workbook(view(), path));
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::filesystem::remove(path);
  std::vector<std::string> rows;
  ASSERT_TRUE(documents::for_each_row(*documents::open_xlsx(bytes).value(), 0, [&](auto& row) {
    std::string line;
    for (const auto& cell : row.cells)
      line += "|" + std::string(cell.text);
    rows.push_back(line);
    return documents::step::go_on;
  }));
  EXPECT_THAT(rows, ElementsAre("|姓名|班组|2027-02-27|2027-02-28|2027-03-01|2027-03-02|班数",
                                "|李卫国|一班|夜班 瓦检员|早班|2", "|王建军|0"));
}

}  // namespace
}  // namespace headway::plan_files
