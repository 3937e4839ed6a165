#include "imports/reader.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/limits.hpp"
#include "imports/headers.hpp"
#include "support/data_files.hpp"
#include "support/zip_file.hpp"

namespace headway::imports {
namespace {

const std::vector<field> person_fields{
    {.name = "number", .zh = "工号", .en = "Number", .required = true, .most_characters = 8},
    {.name = "name", .zh = "姓名", .en = "Name", .required = true, .most_characters = 20},
    {.name = "post",
     .zh = "岗位",
     .en = "Post",
     .kind = field_kind::code,
     .codes = {{"driver", "掘进机司机", "Roadheader driver"}, {"bolter", "支护工", "Bolter"}}},
    {.name = "hired", .zh = "入矿日期", .en = "Hired", .kind = field_kind::date}};

struct import {
  outcome seen;
  std::vector<std::string> rows;  // number and name of the good ones
  // "C3 import.date_wrong" for each error, in order.
  std::vector<std::string> errors;
};

import read(std::string_view file, const std::vector<field> & fields = person_fields, std::string_view mapping_text = ""){import made;
const mapping rules = parse_mapping(mapping_text, fields).value();
auto table = documents::open_table(file).value();
made.seen = read_rows(*table, fields, rules, {}, [&](const typed_row& row, row_errors&) {
  made.rows.push_back(row.text(0) + " " + row.text(1));
});
for (const import_error& each : made.seen.errors.listed)
  made.errors.push_back(each.column + std::to_string(each.row) + " " +
                        std::string(each.what.code()));
return made;
}  // namespace

using texts = std::vector<std::string>;

TEST(ImportRows, NeedsNoMappingForItsOwnHeaders) {
  const auto zh = read("工 号*,姓名,岗位,入矿日期\n007,张三,支护工,2020-1-5\n008,李四,,\n");
  EXPECT_EQ(zh.rows, (texts{"007 张三", "008 李四"}));
  EXPECT_EQ(zh.seen.errors.total, 0u);
  EXPECT_EQ(zh.seen.good, 2u);
  EXPECT_EQ(read("name;NUMBER\n张三;7\n").rows, (texts{"7 张三"}));
}

TEST(ImportRows, NamesRowColumnAndHeaderOfEveryError) {
  const auto made = read(
      "工号,姓名,岗位,入矿日期\n"
      "1,张三,司机,2020-02-30\n"
      "2,李四,支护工,2020-01-01\n"
      "123456789,,支护工,\n");
  EXPECT_EQ(made.errors, (texts{"C2 import.code_unknown", "D2 import.date_wrong",
                                "A4 import.too_long", "B4 import.cell_empty"}));
  EXPECT_EQ(made.seen.errors.listed[1].header, "入矿日期");
  EXPECT_EQ(made.seen.errors.listed[1].what.text(language::zh),
            "“2020-02-30”不是正确的日期，应写成 2026-01-31");
  EXPECT_EQ(made.rows, (texts{"2 李四"}));
  EXPECT_EQ(made.seen.rows, 3u);
  EXPECT_EQ(made.seen.good, 1u);
}

TEST(ImportRows, RefusesMissingRepeatedAndUnknownColumns) {
  EXPECT_EQ(read("工号,岗位\n1,支护工\n").errors, (texts{"1 import.column_missing"}));
  EXPECT_EQ(read("工号,姓名,Number\n1,张三,2\n").errors, (texts{"C1 import.column_repeated"}));
  EXPECT_EQ(read("工号,姓名,备注\n1,张三,x\n").errors, (texts{"C1 import.column_unknown"}));
  EXPECT_EQ(read("工号,姓名\n1,张三,x\n2,李四,y\n").errors,
            (texts{"C2 import.column_without_header"}));
  EXPECT_EQ(read("工号,姓名\n").seen.errors.total, 0u);
  EXPECT_EQ(read("\n\n1,2\n").errors, (texts{"1 import.header_missing"}));
}

TEST(ImportRows, CarriesWhatTheSliceFindsWrong) {
  const mapping none;
  auto table = documents::open_table("工号,姓名\n1,张三\n1,李四\n").value();
  std::set<std::string> numbers;
  const auto seen =
      read_rows(*table, person_fields, none, {}, [&](const typed_row& row, row_errors& errors) {
        if (!numbers.insert(row.text(0)).second) errors.refuse(0, headway::problems::not_found);
      });
  EXPECT_EQ(seen.good, 1u);
  ASSERT_EQ(seen.errors.total, 1u);
  EXPECT_EQ(seen.errors.listed[0].row, 3u);
  EXPECT_EQ(seen.errors.listed[0].column, "A");
  EXPECT_EQ(seen.errors.listed[0].header, "工号");
}

TEST(ImportRows, ListsTheFirstThousandErrorsAndCountsAll) {
  std::string file = "工号,姓名\n";
  for (int i = 0; i < 2'500; ++i)
    file += "1,\n";
  const auto made = read(file);
  EXPECT_EQ(made.seen.errors.listed.size(), limits::import_errors_listed);
  EXPECT_EQ(made.seen.errors.total, 2'500u);
}

TEST(ImportRows, ReportsEveryMergedRangeBelowTheTitle) {
  const std::string sheet =
      "<worksheet><sheetData>"
      "<row r=\"1\"><c t=\"str\"><v>掘进一队花名册</v></c></row>"
      "<row r=\"2\"><c t=\"str\"><v>工号</v></c><c t=\"str\"><v>姓名</v></c></row>"
      "<row r=\"3\"><c t=\"str\"><v>1</v></c><c t=\"str\"><v>张三</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/>"
      "</mergeCells></worksheet>";
  const auto made = read(tests::make_xlsx(sheet), person_fields, "header_row = 2");
  EXPECT_EQ(made.errors, (texts{"A3:A43 table.merged_cells", "B3:B43 table.merged_cells"}));
  EXPECT_EQ(made.seen.errors.listed[0].sheet, "Sheet1");
  const auto accepted =
      read(tests::make_xlsx(sheet), person_fields, "header_row = 2\nmerged_cells = \"accept\"");
  EXPECT_EQ(accepted.seen.errors.total, 0u);
}

TEST(ImportRows, CountsWhatIsWrongWithTheFileAsAnError) {
  std::string file = "工号,姓名\n";
  for (std::size_t i = 1; i <= limits::import_rows; ++i)
    file += "1,x\n";
  const auto made = read(file);
  EXPECT_EQ(made.errors, (texts{"1000001 table.too_many_rows"}));
  EXPECT_EQ(read("工号,姓名\n1,\"张三").errors, (texts{"B2 table.quote_open"}));
}

TEST(ImportRows, FollowsTheMapping) {
  const auto made = read(
      "职工档案\n"
      "编号,名字,职务,进矿,电话,\n"
      "A1,张三,司机,05/01/2020,138,x\n"
      "A2,李四,,,139,\n"
      ",,,,,合计 2 人\n",
      person_fields, R"(
header_row = 2
date_format = "DD/MM/YYYY"
ignore = ["电话", "#F"]
skip_if_empty = "number"
[columns]
number = ["工号", "编号"]
name = "名字"
post = "#C"
hired = "进矿"
[constants]
post = "bolter"
[values.post]
"司机" = "driver"
)");
  EXPECT_EQ(made.errors, texts{});
  EXPECT_EQ(made.rows, (texts{"A1 张三", "A2 李四"}));
  EXPECT_EQ(made.seen.skipped, 1u);
}

TEST(ImportRows, RefusesASheetThatIsNotThere) {
  const auto made = read(tests::make_xlsx("<worksheet/>"), person_fields, "sheet = \"职工\"");
  EXPECT_EQ(made.errors, (texts{"0 import.sheet_missing"}));
}

TEST(ImportRows, FoldsHeadersAsPeopleVaryThem) {
  EXPECT_EQ(folded_header(" 深 度\n（M）＊"), "深度(m)");
  EXPECT_EQ(folded_header("*工号"), "工号");
}

TEST(ParseMapping, NamesWhatIsWrong) {
  const auto refusal = [](std::string_view text) {
    const auto made = parse_mapping(text, person_fields);
    return made ? nullptr : made.error().kind;
  };
  EXPECT_EQ(refusal("sheet = "), &problems::mapping_malformed);
  EXPECT_EQ(refusal("sheets = \"x\""), &problems::mapping_unknown_key);
  EXPECT_EQ(refusal("[columns]\nnmae = \"x\""), &problems::mapping_unknown_field);
  EXPECT_EQ(refusal("skip_if_empty = [\"nmae\"]"), &problems::mapping_unknown_field);
  EXPECT_EQ(refusal("header_row = 0"), &problems::mapping_wrong_value);
  EXPECT_EQ(refusal("header_row = \"2\""), &problems::mapping_wrong_value);
  EXPECT_EQ(refusal("merged_cells = \"yes\""), &problems::mapping_wrong_value);
  EXPECT_EQ(refusal("date_format = \"DD/MM\""), &problems::mapping_wrong_value);
  EXPECT_EQ(refusal("[values]\npost = 1"), &problems::mapping_wrong_value);
  EXPECT_EQ(refusal(std::string(limits::import_mapping_bytes + 1, '#')),
            &problems::mapping_too_large);
}

TEST(ImportRows, ReadsTheAccidentDatabaseWithAMapping) {
  const std::vector<field> hazard_fields{
      {.name = "description",
       .zh = "隐患描述",
       .en = "Description",
       .required = true,
       .most_characters = 4000},
      {.name = "place", .zh = "地点", .en = "Place", .required = true},
      {.name = "found",
       .zh = "发现日期",
       .en = "Found",
       .kind = field_kind::date,
       .required = true},
      {.name = "level",
       .zh = "等级",
       .en = "Level",
       .kind = field_kind::code,
       .required = true,
       .codes = {{"major", "重大", {}}, {"A", {}, {}}, {"B", {}, {}}, {"C", {}, {}}}}};
  const auto file = tests::real_data(
      "industrial_safety_ihm/"
      "IHMStefanini_industrial_safety_and_health_database_with_accidents_description.csv");
  const auto mapping_text = tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) /
                                            "tests/data/industrial_safety_ihm/mapping.toml");
  const auto made = read(file.bytes, hazard_fields, mapping_text);
  EXPECT_EQ(made.errors, texts{});
  EXPECT_EQ(made.seen.good, file.excerpt ? 12u : 425u);
}

TEST(ImportRows, ReadsTheCausationSetFromBothItsFiles) {
  const std::vector<field> phrase_fields{
      {.name = "phrase", .zh = "表述", .en = "Phrase", .required = true},
      {.name = "class",
       .zh = "类别",
       .en = "Class",
       .kind = field_kind::integer,
       .required = true,
       .least = 0,
       .most = 5}};
  for (const char* name : {"causation.csv", "test.xlsx"}) {
    const auto file = tests::real_data(std::string("cn_mine_accident_causation/") + name);
    auto table = documents::open_table(file.bytes).value();
    const auto rules = parse_mapping(
        "[columns]\nphrase = [\"text\", \"test\"]\nclass = [\"class\", \"target\"]", phrase_fields);
    std::int64_t sum = 0;
    const auto seen =
        read_rows(*table, phrase_fields, rules.value(), {},
                  [&](const typed_row& row, row_errors&) { sum += *row.get<std::int64_t>(1); });
    EXPECT_EQ(seen.errors.total, 0u) << name;
    EXPECT_EQ(seen.good, file.excerpt ? 40u : 6'261u) << name;
    EXPECT_GT(sum, 0) << name;
  }
}

}  // namespace headway::imports
}  // namespace headway::imports
