// Hazards from files, over HTTP, on both engines: what is planted wrong is named and changes
// nothing; what had closed elsewhere is history.
#include "hazards/exchange.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "support/both_engines.hpp"
#include "support/importing.hpp"
#include "support/store_contents.hpp"
#include "support/zip_file.hpp"

namespace headway::hazards {
namespace {

using api::role;
using ::testing::HasSubstr;
using ::testing::Not;
using tests::side;

const std::string header = "地点,隐患内容,发现时间,隐患等级,专业,整改期限,销号时间,销号人\n";

// An xlsx sheet with the headers 地点 and 隐患内容 and then `rows`, and what follows the cells.
std::string workbook(const std::string& rows, const std::string& after = {}) {
  return tests::make_xlsx(
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>地点</t></is></c>"
      "<c r=\"B1\" t=\"inlineStr\"><is><t>隐患内容</t></is></c></row>" +
      rows + "</sheetData>" + after + "</worksheet>");
}

class ImportHazards : public ::testing::TestWithParam<sql::engine> {
 protected:
  auto contents() {
    const sql::transaction snapshot(*reader, sql::access::read);
    return tests::store_contents(*reader);
  }
  tests::shown_import show(const std::string& bytes, const std::string& language = "zh") {
    return tests::show_import(chief, "kind=hazards&file_name=planted", bytes, language);
  }
  // The file shows one error, there, in both languages, and cannot be accepted.
  void refuses(const std::string& bytes, const std::string& code, const std::string& sheet,
               std::int64_t row, const std::string& column) {
    SCOPED_TRACE(code);
    const auto zh = show(bytes, "zh"), en = show(bytes, "en");
    ASSERT_EQ(zh.status, 201) << boost::json::serialize(zh.body);
    EXPECT_EQ(zh.id(), "");
    ASSERT_GE(zh.errors(), 1);
    const auto error = zh.error(0);
    EXPECT_EQ(error.code, code) << error.detail;
    EXPECT_EQ(error.sheet, sheet);
    EXPECT_EQ(error.row, row);
    EXPECT_EQ(error.column, column);
    EXPECT_NE(error.detail, en.error(0).detail);
    EXPECT_THAT(error.detail, Not(HasSubstr("{")));
    EXPECT_THAT(en.error(0).detail, Not(HasSubstr("{")));
  }
  // The file is none that could be read.
  void refuses_whole(const std::string& bytes, const std::string& code, int status) {
    SCOPED_TRACE(code);
    const auto zh = show(bytes, "zh"), en = show(bytes, "en");
    EXPECT_EQ(zh.status, status) << boost::json::serialize(zh.body);
    EXPECT_EQ(zh.body.at("code").as_string(), code);
    EXPECT_NE(zh.body.at("detail").as_string(), en.body.at("detail").as_string());
  }

  tests::world mine{GetParam()};
  tests::visitor chief = mine.as(role::section_chief);
  std::unique_ptr<sql::connection> reader =
      mine.system().store().database().connect(sql::access::read);
};
INSTANTIATE_TEST_SUITE_P(Engines, ImportHazards, tests::both_engines, tests::engine_name);

TEST_P(ImportHazards, NameEveryPlantedErrorInARowAndChangeNothing) {
  mine.report(chief, side::a, "已经在台账里的一条");
  const auto before = contents();
  const std::string good = "HA,支护不到位,2026-05-01 08:00,C,,,,\n";
  refuses(header + good + "HA,甲,2026-13-01,C,,,,\n", "import.date_wrong", "", 3, "C");
  refuses(header + good + "HA,甲,,C,飞行,,,\n", "import.code_unknown", "", 3, "E");
  refuses(header + good + "没有的巷道,甲,,C,,,,\n", "hazard.import_place_unknown", "", 3, "A");
  refuses(header + good + "HA,甲,,丁,,,,\n", "hazard.unknown_level", "", 3, "D");
  refuses(header + good + "HA,甲,,major,,,,\n", "hazard.import_category", "", 3, "");
  refuses(header + good + "HA,,,C,,,,\n", "import.cell_empty", "", 3, "B");
  std::string long_cell;
  for (int i = 0; i < 4001; ++i)
    long_cell += "长";
  refuses(header + good + "HA," + long_cell + ",,C,,,,\n", "import.too_long", "", 3, "B");
  refuses(header + good + "HA,甲,2027-01-01,C,,,,\n", "hazard.import_in_the_future", "", 3, "C");
  refuses(header + good + "HA,甲,2026-05-02,C,,,2027-01-01,\n", "hazard.import_in_the_future", "",
          3, "G");
  refuses(header + good + "HA,甲,2026-05-02,C,,,2026-05-01,\n", "hazard.import_before_found", "", 3,
          "G");
  refuses(header + good + "HA,甲,2026-05-02,C,,2026-05-01,,\n", "hazard.import_before_found", "", 3,
          "F");
  refuses(header + good + "HA,甲,2026-05-02,C,,,,老李\n", "hazard.import_closing_without_time", "",
          3, "G");
  EXPECT_EQ(contents(), before);
}

TEST_P(ImportHazards, NameEveryPlantedErrorOfTheTableAndChangeNothing) {
  const auto before = contents();
  refuses("地点,发现时间\nHA,2026-05-01\n", "import.column_missing", "", 1, "");
  refuses("地点,隐患内容,隐患内容\nHA,甲,乙\n", "import.column_repeated", "", 1, "C");
  refuses("地点,隐患内容,天气\nHA,甲,晴\n", "import.column_unknown", "", 1, "C");
  const std::string row =
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>HA</t></is></c>"
      "<c r=\"B2\" t=\"inlineStr\"><is><t>甲</t></is></c></row>";
  refuses(workbook(row, "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"),
          "table.merged_cells", "Sheet1", 2, "A2:A3");
  refuses(workbook("<row r=\"1000001\"><c r=\"A1000001\"><v>1</v></c></row>"),
          "table.too_many_rows", "Sheet1", 1'000'001, "");
  refuses(header + "HA," + std::string(140'000, 'x') + ",,C,,,,\n", "table.cell_too_large", "", 2,
          "B");
  refuses("地点,隐患内容\nHA,\"甲\n", "table.quote_open", "", 2, "B");
  EXPECT_EQ(contents(), before);
}

TEST_P(ImportHazards, RefuseAMillionAndOneRowsOfText) {
  const auto before = contents();
  std::string many = "地点,隐患内容\n";
  for (int i = 2; i <= 1'000'001; ++i)
    many += "HA,甲\n";
  refuses(many, "table.too_many_rows", "", 1'000'001, "");
  EXPECT_EQ(contents(), before);
}

TEST_P(ImportHazards, RefuseHostileAndForeignFilesWhole) {
  const auto before = contents();
  refuses_whole("", "table.file_empty", 422);
  refuses_whole("\x89PNG\r\n\x1a\n" + std::string(64, '\0'), "table.not_a_table", 415);
  refuses_whole("\xD0\xCF\x11\xE0 an old workbook", "table.old_or_locked_workbook", 415);
  const std::string bomb(64 * 1024 * 1024, ' ');
  refuses_whole(tests::make_xlsx("<worksheet/>", "<sst>" + bomb + "</sst>"),
                "table.unpacks_too_large", 413);
  refuses_whole(tests::make_xlsx("<worksheet/>",
                                 "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                                 "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>"),
                "table.xml_declares_entities", 422);
  EXPECT_EQ(contents(), before);
}

TEST_P(ImportHazards, ClosedElsewhereAreHistoryWithTheirOrigin) {
  const auto shown = tests::show_import(chief, "kind=hazards&file_name=ledger-2024.csv",
                                        header +
                                            "HA,风筒脱节,2024-03-05 10:00,A,ventilation,2024-03-06,"
                                            "2024-03-05,老李\n"
                                            "HA,水沟淤堵,2024-04-01 10:00,C,,2024-04-02,,\n");
  ASSERT_EQ(shown.errors(), 0) << boost::json::serialize(shown.body);
  EXPECT_EQ(tests::accept_import(chief, shown).value(), (imports::changes{2, 0, 0}));
  const auto closed = chief.get("/api/v1/hazards?state=archived").body;
  EXPECT_THAT(closed, HasSubstr("\"file\":\"ledger-2024.csv\""));
  EXPECT_THAT(closed, HasSubstr("\"closed_by\":\"老李\""));
  EXPECT_THAT(closed, Not(HasSubstr("水沟淤堵")));
  const auto open = chief.get("/api/v1/hazards?overdue=true").body;
  EXPECT_THAT(open, HasSubstr("水沟淤堵")) << "its deadline of elsewhere has passed";
  EXPECT_THAT(open, Not(HasSubstr("风筒脱节")));
  // Neither is counted among what was reported today, and only one is open.
  const auto counts = boost::json::parse(chief.get("/api/v1/my").body).at("counts").as_object();
  EXPECT_EQ(counts.at("open").as_int64(), 1);
  EXPECT_EQ(counts.at("overdue").as_int64(), 1);
  EXPECT_EQ(counts.at("reported_today").as_int64(), 0);
  const auto colours = chief.get("/api/v1/places/colours").body;
  EXPECT_THAT(colours, HasSubstr("\"open\":1"));
  const auto ledger = chief.get("/api/v1/exports/hazards.csv").body;
  EXPECT_THAT(ledger, HasSubstr("2024-03-05 00:00,老李,2024-03-05 10:00,ledger-2024.csv"));
}

}  // namespace
}  // namespace headway::hazards
