#include "documents/xlsx_writer.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "documents/table.hpp"
#include "support/data_files.hpp"

namespace headway::documents {
namespace {

class WriteXlsx : public testing::Test {
 protected:
  ~WriteXlsx() override { std::filesystem::remove(path); }
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("headway_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
       ".xlsx");
};

TEST_F(WriteXlsx, ReadsBackEveryTypeOfCell) {
  auto writer = xlsx_writer::create(path).value();
  ASSERT_TRUE(writer.begin_sheet(
      "职工", {{"姓名", 12}, {"工号", 10, true}, {"米数"}, {"日期"}, {"时刻", 18}, {"党员"}}));
  writer.text("=1+1").text("007").number(25.25).date(*local_date::parse("2026-11-22"));
  writer.moment(*parse_instant("2026-11-22T18:30:00+08:00")).boolean(true);
  ASSERT_TRUE(writer.end_row());
  writer.blank().text("两\n行").number(std::int64_t{-7});
  ASSERT_TRUE(writer.end_row());
  ASSERT_TRUE(writer.begin_sheet("工区", {{"名称"}}));
  ASSERT_TRUE(writer.finish());

  const auto bytes = tests::read_all(path);
  const auto source = open_table(bytes).value();
  ASSERT_EQ(source->sheets().size(), 2u);
  EXPECT_EQ(source->sheets()[0].name, "职工");
  EXPECT_EQ(source->sheets()[1].name, "工区");
  std::string seen;
  ASSERT_TRUE(for_each_row(*source, 0, [&](const row& row) {
    for (const cell& each : row.cells)
      seen += std::string(each.text) + (each.kind == cell_kind::text ? "|" : "/");
    seen += "\n";
    return step::go_on;
  }));
  EXPECT_EQ(seen,
            "姓名|工号|米数|日期|时刻|党员|\n"
            "=1+1|007|25.25/2026-11-22/2026-11-22T18:30:00/true/\n"
            "两\n行|-7/\n");
}

TEST_F(WriteXlsx, IsRefusedAtRowOneMillionAndOneWhenReadBack) {
  auto writer = xlsx_writer::create(path).value();
  ASSERT_TRUE(writer.begin_sheet("长表", {{"号"}}));
  for (std::size_t i = 0; i < limits::import_rows; ++i) {
    writer.number(std::int64_t{1});
    ASSERT_TRUE(writer.end_row());
  }
  ASSERT_TRUE(writer.finish());
  const auto bytes = tests::read_all(path);
  std::size_t rows = 0;
  const auto read = for_each_row(*open_table(bytes).value(), 0, [&](const row&) {
    ++rows;
    return step::go_on;
  });
  EXPECT_EQ(rows, limits::import_rows);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, &problems::too_many_rows);
  EXPECT_EQ(read.error().arguments[0], (std::pair<std::string, std::string>("row", "1000001")));
}

TEST_F(WriteXlsx, NamesTheRowWhoseTextIsTooLong) {
  auto writer = xlsx_writer::create(path).value();
  ASSERT_TRUE(writer.begin_sheet("职工", {{"姓名"}}));
  writer.text(std::string(40'000, 'x'));
  const auto ended = writer.end_row();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, &problems::row_not_writable);
  writer.text("后一行照写");
  EXPECT_TRUE(writer.end_row());
  EXPECT_TRUE(writer.finish());
}

TEST_F(WriteXlsx, RefusesSheetNamesThatSpreadsheetsRefuse) {
  auto writer = xlsx_writer::create(path).value();
  ASSERT_TRUE(writer.begin_sheet("职工", {{"姓名"}}));
  for (const char* name : {"", "职工", "a/b", "a name of more than thirty-one characters"})
    EXPECT_EQ(writer.begin_sheet(name, {{"x"}}).error().kind, &problems::sheet_not_writable)
        << name;
}

TEST_F(WriteXlsx, SaysSoWhenTheFileCannotBeWritten) {
  auto writer = xlsx_writer::create("/proc/nowhere/x.xlsx").value();
  ASSERT_TRUE(writer.begin_sheet("职工", {{"姓名"}}));
  EXPECT_EQ(writer.finish().error().kind, &problems::file_not_writable);
}

TEST_F(WriteXlsx, LeavesNothingBehindWhenGivenUp) {
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  const auto before = open_files();
  {
    auto writer = xlsx_writer::create(path).value();
    ASSERT_TRUE(writer.begin_sheet("职工", {{"姓名"}}));
    writer.text("张三");
  }
  EXPECT_EQ(open_files(), before);
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace headway::documents
