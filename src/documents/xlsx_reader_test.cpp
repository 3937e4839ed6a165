#include "documents/xlsx_reader.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "documents/xlsx_values.hpp"
#include "documents/xml_stream.hpp"
#include "documents/zip_archive.hpp"
#include "support/data_files.hpp"
#include "support/zip_file.hpp"

namespace headway::documents {
namespace {

using rows = std::vector<std::vector<std::string>>;
using tests::make_xlsx;
using tests::make_zip;

const std::string sheet_begin = "<worksheet><sheetData>", sheet_end = "</sheetData></worksheet>";

// The row number, then the cells; what is no text carries the first letter of its kind.
result<rows> read_rows(std::string_view bytes) {
  auto source = open_table(bytes);
  if (!source) return source.error();
  rows all;
  const auto done = for_each_row(**source, 0, [&](const row& row) {
    auto& cells = all.emplace_back();
    cells.push_back(std::to_string(row.number));
    const std::size_t width = row.cells.back().column + 1;
    for (std::size_t i = 0; i < width; ++i) {
      const cell each = row.at(i);
      std::string text(each.text);
      if (each.kind == cell_kind::number) text = "n:" + text;
      if (each.kind == cell_kind::date) text = "d:" + text;
      if (each.kind == cell_kind::boolean) text = "b:" + text;
      if (each.kind == cell_kind::error) text = "e:" + text;
      cells.push_back(text);
    }
    return step::go_on;
  });
  if (!done) return done.error();
  return all;
}

const problem_kind* refusal(std::string_view bytes) {
  const auto read = read_rows(bytes);
  return read ? nullptr : read.error().kind;
}

std::string argument(const problem& of, std::string_view name) {
  for (const auto& [key, value] : of.arguments)
    if (key == name) return value;
  return {};
}

TEST(ReadXlsx, TakesSharedInlineAndRichText) {
  const auto file =
      make_xlsx(sheet_begin +
                    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" "
                    "t=\"inlineStr\"><is><r><t>掘进</t>"
                    "</r><r><t>一队</t></r><rPh><t>jue</t></rPh></is></c></row>"
                    "<row><c t=\"str\"><f>A2</f><v>公式</v></c></row>" +
                    sheet_end,
                "<sst><si><t>no</t></si><si><r><rPr><b/></rPr><t>张</t></r><r><t>三</t></r>"
                "<rPh><t>zhang</t></rPh></si></sst>");
  EXPECT_EQ(read_rows(file).value(), (rows{{"2", "张三", "", "掘进一队"}, {"3", "公式"}}));
}

TEST(ReadXlsx, TakesNumbersBooleansErrorsAndLineBreaks) {
  const auto file = make_xlsx(
      sheet_begin +
      "<row r=\"1\"><c r=\"A1\"><v>25.199999999999999</v></c><c r=\"B1\"><v>1.38E10</v></c>"
      "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c>"
      "<c r=\"E1\" t=\"str\"><v>a_x000D_\nb_x005F_c</v></c><c r=\"F1\" s=\"3\"/></row>" +
      sheet_end);
  EXPECT_EQ(read_rows(file).value(),
            (rows{{"1", "n:25.2", "n:13800000000", "b:true", "e:#N/A", "a\nb_c"}}));
}

TEST(ReadXlsx, TellsDatesByTheStyleOfTheCellInBothCalendars) {
  const std::string styles =
      "<styleSheet><numFmts><numFmt numFmtId=\"170\" "
      "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d"
      "\\日\"/><numFmt numFmtId=\"171\" formatCode=\"0.00&quot;m&quot;\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/>"
      "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>";
  const auto cells = [](std::string_view day) {
    std::string xml = sheet_begin + "<row r=\"1\">";
    for (const char* style : {"0", "1", "4", "5"})
      xml += "<c s=\"" + std::string(style) + "\"><v>" + std::string(day) + "</v></c>";
    return xml + "<c s=\"2\"><v>" + std::string(day) +
           ".75</v></c><c s=\"3\"><v>0.354166666666667" + "</v></c></row>" + sheet_end;
  };
  EXPECT_EQ(read_rows(make_xlsx(cells("46348"), {}, styles)).value(),
            (rows{{"1", "n:46348", "d:2026-11-22", "d:2026-11-22", "n:46348",
                   "d:2026-11-22T18:00:00", "d:08:30:00"}}));
  EXPECT_EQ(
      read_rows(make_xlsx(cells("44886"), {}, styles, "<workbookPr date1904=\"1\"/>")).value(),
      (rows{{"1", "n:44886", "d:2026-11-22", "d:2026-11-22", "n:44886", "d:2026-11-22T18:00:00",
             "d:08:30:00"}}));
}

TEST(ReadXlsx, KnowsFormatsThatPeopleSeeAsDates) {
  for (const char* code : {"yyyy\\-mm\\-dd", "[$-804]yyyy\"年\"m\"月\"", "m/d/yy h:mm", "mmm",
                           "aaaa", "[Red]dd/mm", "上午/下午yyyy"})
    EXPECT_EQ(look_of_format(code), number_look::moment) << code;
  for (const char* code : {"h:mm:ss AM/PM", "hh:mm", "mm:ss.0"})
    EXPECT_EQ(look_of_format(code), number_look::time_of_day) << code;
  for (const char* code :
       {"General", "0.00\"d\"", "[h]:mm", "#,##0_d;[Red]\\d", "0.0E+00", "@", "\"open", "[open"})
    EXPECT_EQ(look_of_format(code), number_look::plain) << code;
}

TEST(ReadXlsx, CountsDaysAroundTheOneThatNeverWas) {
  EXPECT_EQ(date_text(1, false, number_look::moment), "1900-01-01");
  EXPECT_EQ(date_text(59, false, number_look::moment), "1900-02-28");
  EXPECT_EQ(date_text(60, false, number_look::moment), std::nullopt);
  EXPECT_EQ(date_text(61, false, number_look::moment), "1900-03-01");
  EXPECT_EQ(date_text(0, true, number_look::moment), "1904-01-01");
  EXPECT_EQ(date_text(46348.999999, false, number_look::moment), "2026-11-23");
  EXPECT_EQ(date_text(-1, false, number_look::moment), std::nullopt);
  EXPECT_EQ(date_text(2958466, false, number_look::moment), std::nullopt);
}

TEST(ReadXlsx, NamesSheetAndRangeOfMergedCells) {
  const auto file = make_xlsx(
      "<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData><mergeCells>"
      "<mergeCell ref=\"B2:C4\"/></mergeCells></worksheet>");
  const auto read = read_rows(file);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, &problems::merged_cells);
  EXPECT_EQ(argument(read.error(), "sheet"), "Sheet1");
  EXPECT_EQ(argument(read.error(), "range"), "B2:C4");
}

TEST(ReadXlsx, AcceptsMergedCellsForAVisitorThatKnowsThem) {
  class accepting final : public row_visitor {
   public:
    step on_row(const row&) override { return step::go_on; }
    result<void> on_merged(std::string_view, const cell_range& range) override {
      ranges.push_back(range.text());
      return {};
    }
    std::vector<std::string> ranges;
  } visitor;
  const auto file = make_xlsx(
      "<worksheet><sheetData/><mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"A2:A3\"/>"
      "</mergeCells></worksheet>");
  EXPECT_TRUE(open_table(file).value()->read(0, visitor));
  EXPECT_EQ(visitor.ranges, (std::vector<std::string>{"A1:F1", "A2:A3"}));
}

TEST(ReadXlsx, RefusesAZipBombByWhatComesOutOfIt) {
  // 40 MB of blanks pack a thousandfold; no declared size is looked at.
  const auto file = make_xlsx(sheet_begin + std::string(40'000'000, ' ') + sheet_end);
  EXPECT_LT(file.size(), 400'000u);
  EXPECT_EQ(refusal(file), &problems::unpacks_too_large);
}

TEST(ReadXlsx, RefusesTooManyParts) {
  std::vector<tests::zip_part> parts;
  for (std::size_t i = 0; i <= limits::workbook_parts; ++i)
    parts.push_back({std::to_string(i), ""});
  EXPECT_EQ(refusal(make_zip(parts)), &problems::too_many_parts);
}

TEST(ReadXlsx, RefusesEntitiesThatExpand) {
  const auto file = make_xlsx(
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;\">]><worksheet>&b;</worksheet>");
  EXPECT_EQ(refusal(file), &problems::xml_declares_entities);
}

TEST(ReadXlsx, BoundsDepthAndTokens) {
  std::string deep;
  for (int i = 0; i < 200; ++i)
    deep += "<a>";
  EXPECT_EQ(refusal(make_xlsx(deep)), &problems::xml_malformed);
  std::string random_letters;
  for (std::uint32_t i = 0, seed = 7; i < 3'000'000; ++i) {
    seed = seed * 1664525 + 1013904223;
    random_letters += static_cast<char>('a' + (seed >> 24) % 26);
  }
  EXPECT_EQ(refusal(make_xlsx("<worksheet x=\"" + random_letters + "\"/>")),
            &problems::xml_malformed);
  EXPECT_EQ(refusal(make_xlsx(sheet_begin + "<row><c t=\"str\"><v>" + random_letters +
                              "</v></c></row>" + sheet_end)),
            &problems::cell_too_large);
}

TEST(ReadXlsx, RefusesCellsThatCannotBe) {
  const auto with_rows = [](std::string_view xml) {
    return make_xlsx(sheet_begin + std::string(xml) + sheet_end);
  };
  EXPECT_EQ(refusal(with_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>")),
            &problems::cell_malformed);
  EXPECT_EQ(refusal(with_rows("<row r=\"1\"><c r=\"A2\"><v>7</v></c></row>")),
            &problems::cell_malformed);
  EXPECT_EQ(refusal(with_rows("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>")),
            &problems::cell_malformed);
  EXPECT_EQ(refusal(with_rows("<row r=\"1\"><c><v>seven</v></c></row>")),
            &problems::cell_malformed);
  EXPECT_EQ(refusal(with_rows("<row r=\"2\"/><row r=\"1\"/>")), &problems::row_misplaced);
  EXPECT_EQ(refusal(with_rows("<row r=\"1000001\"><c><v>1</v></c></row>")),
            &problems::too_many_rows);
  // Rows that were only coloured in hold nothing and do no harm.
  EXPECT_EQ(refusal(with_rows("<row r=\"1048576\"><c s=\"1\"/></row>")), nullptr);
}

TEST(ReadXlsx, RefusesDamageAndOtherFormats) {
  const auto whole = make_xlsx(sheet_begin + "<row><c><v>1</v></c></row>" + sheet_end);
  ASSERT_EQ(refusal(whole), nullptr);
  EXPECT_EQ(refusal(whole.substr(0, whole.size() / 2)), &problems::archive_damaged);
  EXPECT_EQ(refusal(make_xlsx("<worksheet><sheetData>")), &problems::xml_malformed);
  EXPECT_EQ(refusal(make_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
            &problems::not_a_table);
  EXPECT_EQ(refusal(make_zip({{"_rels/.rels", "<Relationships/>"}, {"_RELS/.rels", "x"}})),
            &problems::archive_damaged);
  EXPECT_EQ(refusal(make_zip({{"_rels/.rels", "<Relationships/>", true}})),
            &problems::old_or_locked_workbook);
}

TEST(ReadXlsx, SurvivesEveryByteFlippedInASmallFile) {
  const auto whole = make_xlsx(sheet_begin + "<row><c t=\"s\"><v>0</v></c></row>" + sheet_end,
                               "<sst><si><t>a</t></si></sst>");
  std::size_t refused = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
    refused += refusal(flipped) != nullptr ? 1 : 0;
  }
  EXPECT_GT(refused, whole.size() / 2);
}

TEST(ReadXlsx, ReadsAllPhrasesOfTheCausationWorkbookAsInTheirCsv) {
  const auto workbook = tests::real_data("cn_mine_accident_causation/test.xlsx");
  const auto plain = tests::real_data("cn_mine_accident_causation/causation.csv");
  auto from_workbook = read_rows(workbook.bytes).value();
  EXPECT_EQ(from_workbook.size(), workbook.excerpt ? 41u : 6262u);
  for (auto& row : from_workbook)
    if (row[2].starts_with("n:")) row[2].erase(0, 2);
  EXPECT_EQ(from_workbook[0], (std::vector<std::string>{"1", "test", "target"}));
  from_workbook[0] = {"1", "text", "class"};
  EXPECT_EQ(from_workbook, read_rows(plain.bytes).value());
}

}  // namespace
}  // namespace headway::documents
