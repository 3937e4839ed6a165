#include "documents/csv.hpp"

#include <gtest/gtest.h>
#include <iconv.h>

#include "base/ensure.hpp"
#include "base/limits.hpp"
#include "documents/encoding.hpp"
#include "support/data_files.hpp"

namespace headway::documents {
namespace {

using rows = std::vector<std::vector<std::string>>;

// Row numbers are the first cell, so that a passed-over record shows.
result<rows> read_rows(std::string_view bytes) {
  auto source = open_table(bytes);
  if (!source) return source.error();
  rows all;
  const auto done = for_each_row(**source, 0, [&](const row& row) {
    auto& cells = all.emplace_back();
    cells.push_back(std::to_string(row.number));
    const std::size_t width = row.cells.back().column + 1;
    for (std::size_t i = 0; i < width; ++i)
      cells.emplace_back(row.at(i).text);
    return step::go_on;
  });
  if (!done) return done.error();
  return all;
}

std::string argument(const problem& of, std::string_view name) {
  for (const auto& [key, value] : of.arguments)
    if (key == name) return value;
  return {};
}

std::string encode(std::string_view utf8, const char* encoding) {
  const iconv_t converter = iconv_open(encoding, "UTF-8");
  std::string out(utf8.size() * 4 + 16, '\0');
  char* in = const_cast<char*>(utf8.data());
  char* to = out.data();
  std::size_t in_left = utf8.size(), out_left = out.size();
  ENSURE(iconv(converter, &in, &in_left, &to, &out_left) == 0 && in_left == 0);
  iconv_close(converter);
  out.resize(out.size() - out_left);
  return out;
}

const std::string miners = "姓名,工种\r\n张三,掘进机司机\r\n李四,瓦斯检查员\r\n";
const rows miners_rows = {
    {"1", "姓名", "工种"}, {"2", "张三", "掘进机司机"}, {"3", "李四", "瓦斯检查员"}};

TEST(ReadCsv, TakesEveryEncodingOfTheField) {
  EXPECT_EQ(read_rows(miners).value(), miners_rows);
  EXPECT_EQ(read_rows("\xEF\xBB\xBF" + miners).value(), miners_rows);
  EXPECT_EQ(read_rows(encode(miners, "GB18030")).value(), miners_rows);
  EXPECT_EQ(read_rows("\xFF\xFE" + encode(miners, "UTF-16LE")).value(), miners_rows);
  EXPECT_EQ(read_rows("\xFE\xFF" + encode(miners, "UTF-16BE")).value(), miners_rows);
}

TEST(ReadCsv, TakesRareNamesOfFourByteCharactersFromGb18030) {
  const std::string rare = "姓名\n王𠮷\n";
  EXPECT_EQ(read_rows(encode(rare, "GB18030")).value(), (rows{{"1", "姓名"}, {"2", "王𠮷"}}));
}

TEST(ReadCsv, KeepsQuotedSeparatorsQuotesAndLineBreaks) {
  EXPECT_EQ(read_rows("a,b\n\"1,5\",\"say \"\"stop\"\"\"\n\"two\r\nlines\",\"\"\n").value(),
            (rows{{"1", "a", "b"}, {"2", "1,5", "say \"stop\""}, {"3", "two\nlines"}}));
}

TEST(ReadCsv, EndsRecordsWithAnyLineEndAndCountsEmptyOnes) {
  EXPECT_EQ(read_rows("a\r\rb\n\n,,\nc").value(), (rows{{"1", "a"}, {"3", "b"}, {"6", "c"}}));
}

TEST(ReadCsv, FindsTheSeparatorInTheFirstRowOutsideQuotes) {
  EXPECT_EQ(read_rows("\"a,b,c\";d\n1;2,3\n").value(),
            (rows{{"1", "a,b,c", "d"}, {"2", "1", "2,3"}}));
  EXPECT_EQ(read_rows("a\tb,c\td\n").value(), (rows{{"1", "a", "b,c", "d"}}));
}

TEST(ReadCsv, NamesTheByteThatIsInNoEncoding) {
  const auto broken = read_rows("name\nx\xFFy\n");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, &problems::unknown_encoding);
  EXPECT_EQ(argument(broken.error(), "byte"), "7");
}

TEST(ReadCsv, RefusesDamagedUtf8InsteadOfShowingRubbish) {
  std::string damaged = miners;
  damaged.resize(damaged.size() - 3);  // a download that broke off within a character
  const auto read = read_rows(damaged);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, &problems::unknown_encoding);
  EXPECT_EQ(argument(read.error(), "byte"), std::to_string(damaged.size() - 1));
}

TEST(ReadCsv, NamesTheCellWhoseQuoteIsWrong) {
  const auto after = read_rows("a,b\n1,\"2\"3\n");
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().kind, &problems::quote_misplaced);
  EXPECT_EQ(argument(after.error(), "row"), "2");
  EXPECT_EQ(argument(after.error(), "column"), "B");
  const auto open = read_rows("a,b\n1,\"2\n3,4\n");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().kind, &problems::quote_open);
  EXPECT_EQ(argument(open.error(), "row"), "2");
}

TEST(ReadCsv, RefusesWhatIsNoText) {
  EXPECT_EQ(read_rows(std::string_view("\x89PNG\r\n\x1a\n\0\0", 10)).error().kind,
            &problems::not_a_table);
  EXPECT_EQ(read_rows("\xD0\xCF\x11\xE0\xA1\xB1").error().kind, &problems::old_or_locked_workbook);
  EXPECT_EQ(read_rows("").error().kind, &problems::file_empty);
}

TEST(ReadCsv, RefusesRowOneMillionAndOne) {
  std::string file;
  for (std::size_t i = 0; i < limits::import_rows; ++i)
    file += "1\n";
  std::size_t last = 0;
  const auto count = [&](const row& row) {
    last = row.number;
    return step::go_on;
  };
  EXPECT_TRUE(for_each_row(*open_table(file).value(), 0, count));
  EXPECT_EQ(last, limits::import_rows);
  file += "1\n";
  const auto beyond = for_each_row(*open_table(file).value(), 0, count);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().kind, &problems::too_many_rows);
  EXPECT_EQ(argument(beyond.error(), "row"), "1000001");
}

TEST(ReadCsv, BoundsCellsRowsAndColumns) {
  const std::string long_cell(limits::import_cell_bytes + 1, 'x');
  EXPECT_EQ(read_rows(long_cell).error().kind, &problems::cell_too_large);
  std::string long_row;
  for (std::size_t size = 0; size <= limits::import_row_bytes; size += 1000)
    long_row += std::string(1000, 'x') + ",";
  EXPECT_EQ(read_rows(long_row).error().kind, &problems::row_too_large);
  EXPECT_EQ(read_rows(std::string(limits::import_columns + 1, ',')).error().kind,
            &problems::too_many_columns);
}

TEST(ReadCsv, StopsWhenTheCallerHasEnough) {
  std::size_t seen = 0;
  EXPECT_TRUE(for_each_row(*open_table("a\nb\nc\n").value(), 0,
                           [&](const row&) { return ++seen == 2 ? step::stop : step::go_on; }));
  EXPECT_EQ(seen, 2u);
}

TEST(WriteCsv, ReadsBackWhatItWroteAndNeverWritesAFormula) {
  const rows cells = {{"1", "=1+1", "+86 138", "-5", "@x", "'=quoted", "\tx"},
                      {"2", "a,b", "say \"stop\"", "two\nlines", "", "张三;李四"}};
  std::string file;
  csv_writer writer(file);
  for (const auto& cells_of_row : cells) {
    for (std::size_t i = 1; i < cells_of_row.size(); ++i)
      writer.text(cells_of_row[i]);
    writer.end_row();
  }
  EXPECT_EQ(read_rows(file).value(), cells);
  for (const std::string_view formula : {",=", ",+", ",-", ",@", "\"=", "\n=", "\xBF="})
    EXPECT_EQ(file.find(formula), file.npos) << formula;
  EXPECT_TRUE(file.starts_with("\xEF\xBB\xBF"));
}

TEST(WriteCsv, WritesNumbersPlainly) {
  std::string file;
  csv_writer writer(file, {.separator = ';', .byte_order_mark = false});
  writer.number(std::int64_t{-7}).number(25.2).blank().text("x").end_row();
  EXPECT_EQ(file, "-7;25.2;;x\r\n");
}

TEST(ReadCsv, ReadsAllRecordsOfTheAccidentDatabase) {
  const auto file = tests::real_data(
      "industrial_safety_ihm/"
      "IHMStefanini_industrial_safety_and_health_database_with_accidents_description.csv");
  const auto all = read_rows(file.bytes).value();
  EXPECT_EQ(all.size(), file.excerpt ? 13u : 426u);
  for (const auto& each : all)
    EXPECT_EQ(each.size(), 12u) << each[0];
  EXPECT_EQ(all[1][2], "01-01-2016 00:00");
  EXPECT_EQ(all[2][10], "Pressurized Systems");
}

TEST(ReadCsv, ReadsAllPhrasesOfTheCausationSet) {
  const auto file = tests::real_data("cn_mine_accident_causation/causation.csv");
  const auto all = read_rows(file.bytes).value();
  EXPECT_EQ(all.size(), file.excerpt ? 41u : 6262u);
  EXPECT_EQ(all[2], (std::vector<std::string>{"3", "发现顶板松动后未报告", "1"}));
  EXPECT_EQ(read_rows(encode(file.bytes, "GB18030")).value(), all);
}

}  // namespace
}  // namespace headway::documents
