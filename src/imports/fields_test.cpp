#include "imports/fields.hpp"

#include <gtest/gtest.h>

namespace headway::imports {
namespace {

using documents::cell;
using documents::cell_kind;

field of_kind(field_kind kind) { return {.name = "x", .zh = "字段", .en = "Field", .kind = kind}; }

result<value> read(const field& field, std::string_view text, cell_kind kind = cell_kind::text,
                   std::vector<std::string> formats = {}) {
  return convert(field, cell{0, kind, text}, {time_zone{}, std::move(formats)});
}

const problem_kind* refusal(const field& field, std::string_view text,
                            cell_kind kind = cell_kind::text) {
  const auto made = read(field, text, kind);
  return made ? nullptr : made.error().kind;
}

TEST(ConvertCell, TakesDatesAsPeopleWriteThem) {
  const auto day = value(*local_date::parse("2026-01-05"));
  for (const char* text : {"2026-01-05", "2026-1-5", "2026/1/5", "2026.01.05", "2026年1月5日",
                           "20260105", " 2026-01-05 ", "2026-01-05T00:00:00", "2026/1/5 0:00"})
    EXPECT_EQ(read(of_kind(field_kind::date), text).value(), day) << text;
  for (const char* text :
       {"2026-02-30", "05/01/2026", "1969-12-31", "2026-1-5 8:30", "昨天", "26-1-5"})
    EXPECT_EQ(refusal(of_kind(field_kind::date), text), &problems::date_wrong) << text;
}

TEST(ConvertCell, TakesDatesAsTheMappingSaysAndNotOtherwise) {
  const std::vector<std::string> formats{"DD-MM-YYYY hh:mm"};
  const auto date = of_kind(field_kind::date);
  EXPECT_EQ(read(date, "02-01-2016 00:00", cell_kind::text, formats).value(),
            value(*local_date::parse("2016-01-02")));
  EXPECT_FALSE(read(date, "2016/1/2", cell_kind::text, formats));
  EXPECT_EQ(
      read(of_kind(field_kind::instant), "02-01-2016 08:30", cell_kind::text, formats).value(),
      value(*parse_instant("2016-01-02T08:30:00+08:00")));
}

TEST(ConvertCell, TakesTimesInTheZoneOfTheMine) {
  const auto at = value(*parse_instant("2026-11-22T10:30:00Z"));
  const auto moment = of_kind(field_kind::instant);
  for (const char* text : {"2026-11-22 18:30", "2026-11-22T18:30:00", "2026年11月22日18时30分",
                           "2026-11-22T10:30:00.000Z"})
    EXPECT_EQ(read(moment, text).value(), at) << text;
  EXPECT_EQ(read(moment, "2026-11-22T18:30:00", cell_kind::date).value(), at);
  EXPECT_EQ(refusal(moment, "18:30:00", cell_kind::date), &problems::date_wrong);
  EXPECT_EQ(refusal(moment, "2026-11-22 24:30"), &problems::date_wrong);
}

TEST(ConvertCell, TakesCodesByAnyOfTheirNames) {
  auto post = of_kind(field_kind::code);
  post.codes = {{"roadheader", "掘进机司机", "Roadheader driver"}, {"gas", "瓦斯检查员", {}}};
  for (const char* text : {"roadheader", "掘进机司机", "roadheader DRIVER"})
    EXPECT_EQ(read(post, text).value(), value(std::string("roadheader"))) << text;
  const auto unknown = read(post, "司机");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().text(language::zh),
            "“字段”没有“司机”这一项，可填：掘进机司机、瓦斯检查员");
  EXPECT_EQ(unknown.error().text(language::en),
            "\"Field\" has no \"司机\"; allowed: Roadheader driver, gas");
}

TEST(ConvertCell, RefusesTextThatIsTooLongOrUnclean) {
  auto name = of_kind(field_kind::text);
  name.most_characters = 3;
  EXPECT_EQ(read(name, "\u3000王小虎 ").value(), value(std::string("王小虎")));
  EXPECT_EQ(refusal(name, "王小虎子"), &problems::too_long);
  EXPECT_EQ(refusal(name, "a\x01"), &problems::bad_text);
}

TEST(ConvertCell, NoticesDigitsThatTheSpreadsheetLost) {
  const auto number = of_kind(field_kind::text);
  EXPECT_EQ(refusal(number, "370102199001011000", cell_kind::number), &problems::digits_lost);
  EXPECT_EQ(refusal(number, "370102199001011234", cell_kind::text), nullptr);
  EXPECT_EQ(read(number, "13800138000", cell_kind::number).value(),
            value(std::string("13800138000")));
}

TEST(ConvertCell, TakesNumbersWithinTheirRange) {
  auto metres = of_kind(field_kind::decimal);
  metres.least = 0;
  metres.most = 100;
  EXPECT_EQ(read(metres, "12.5").value(), value(12.5));
  EXPECT_EQ(refusal(metres, "-1"), &problems::number_out_of_range);
  for (const char* text : {"twelve", "1,2", "nan", "inf", "12m"})
    EXPECT_EQ(refusal(metres, text), &problems::number_wrong) << text;
  EXPECT_EQ(read(of_kind(field_kind::integer), "12").value(), value(std::int64_t{12}));
  EXPECT_EQ(refusal(of_kind(field_kind::integer), "12.5"), &problems::number_not_whole);
}

TEST(ConvertCell, TakesYesAndNo) {
  for (const char* text : {"是", "有", "Yes", "true", "1"})
    EXPECT_EQ(read(of_kind(field_kind::boolean), text).value(), value(true)) << text;
  for (const char* text : {"否", "无", "no", "FALSE", "0"})
    EXPECT_EQ(read(of_kind(field_kind::boolean), text).value(), value(false)) << text;
  EXPECT_EQ(refusal(of_kind(field_kind::boolean), "也许"), &problems::boolean_wrong);
}

TEST(ConvertCell, TellsEmptyFromMissing) {
  auto name = of_kind(field_kind::text);
  EXPECT_EQ(read(name, " ").value(), value());
  name.required = true;
  EXPECT_EQ(refusal(name, " "), &problems::cell_empty);
  EXPECT_EQ(refusal(name, "#N/A", cell_kind::error), &problems::formula_failed);
}

TEST(DateFormat, NamesYearMonthAndDayOnce) {
  for (const char* format :
       {"YYYY-MM-DD", "D.M.YYYY", "DD-MM-YYYY hh:mm", "YYYY年M月D日h时mm分ss秒"})
    EXPECT_TRUE(is_date_format(format)) << format;
  for (const char* format : {"", "YY-MM-DD", "YYYY-MM", "YYYY-MM-DD DD", "YYYY-MMM-DD", "DD hh:mm"})
    EXPECT_FALSE(is_date_format(format)) << format;
}

}  // namespace
}  // namespace headway::imports
