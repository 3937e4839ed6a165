#include "documents/text_setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headway::documents {
namespace {

using ::testing::ElementsAre;

// Chinese characters are 1 wide, others a half.
double width(char32_t c) { return c < 0x2E80 ? 0.5 : 1; }

TEST(TextSetting, BreaksChineseAnywhereAndWordsNowhere) {
  EXPECT_THAT(lines_of(U"三一零二运输顺槽", 4, width), ElementsAre(U"三一零二", U"运输顺槽"));
  EXPECT_THAT(lines_of(U"belt gateway of 3102", 6, width),
              ElementsAre(U"belt gateway", U"of 3102"));
  EXPECT_THAT(lines_of(U"在QTZ-3102处", 3, width), ElementsAre(U"在", U"QTZ-31", U"02处"));
}

TEST(TextSetting, LeavesNoClosingMarkAtTheStartOfALine) {
  EXPECT_THAT(lines_of(U"发现隐患，扫码就报", 4, width),
              ElementsAre(U"发现隐", U"患，扫码", U"就报"));
  EXPECT_THAT(lines_of(U"一二三（四", 4, width), ElementsAre(U"一二三", U"（四"));
}

TEST(TextSetting, LeavesTheNumberOfALineWithItsFirstWord) {
  EXPECT_THAT(lines_of(U"1.\u00A0开机鸣笛", 4, width), ElementsAre(U"1.\u00A0开机", U"鸣笛"));
  EXPECT_THAT(lines_of(U"一二 1.\u00A0开机", 4, width), ElementsAre(U"一二", U"1.\u00A0开机"));
  EXPECT_THAT(fit(U"1.\u00A0开机先鸣笛", {20, 14, 4, 3}, width).lines,
              ElementsAre(U"1.\u00A0开机", U"先鸣笛"));
}

TEST(TextSetting, PrefersLargeCharactersInTwoLinesOfOneLength) {
  const auto set = fit(U"三一零二运输顺槽", {100, 60, 40, 5}, width);
  EXPECT_THAT(set.lines, ElementsAre(U"三一零二", U"运输顺槽"));
  EXPECT_GT(set.size_mm, 24);
  EXPECT_LE(set.size_mm * 4, 100);
  EXPECT_FALSE(set.cut);
}

TEST(TextSetting, Parts3102FromItsGatewayRatherThanTheGateway) {
  EXPECT_THAT(fit(U"3102运输顺槽", {37, 18, 9, 3}, width).lines, ElementsAre(U"3102", U"运输顺槽"));
}

TEST(TextSetting, BreaksWhereItIsTold) {
  EXPECT_THAT(fit(U"发现隐患，扫码就报；\n扫不出，就输上面的号。", {174, 20, 11, 6}, width).lines,
              ElementsAre(U"发现隐患，扫码就报；", U"扫不出，就输上面的号。"));
}

TEST(TextSetting, ShrinksBeforeItBreaksAWord) {
  const auto set = fit(U"Electrical substation", {50, 60, 40, 2}, width);
  EXPECT_THAT(set.lines, ElementsAre(U"Electrical", U"substation"));
}

TEST(TextSetting, SaysSoWhenItMustCut) {
  const auto set = fit(U"一二三四五六七八九十", {20, 10, 10, 5}, width);
  EXPECT_TRUE(set.cut);
  EXPECT_EQ(set.size_mm, 5);
  EXPECT_THAT(set.lines, ElementsAre(U"一二三…"));
}

TEST(TextSetting, KeepsEveryCharacterOfUtf8) {
  const std::string all = "A é ₄ 顺 𠮷";
  EXPECT_EQ(utf8_of(code_points_of(all)), all);
  EXPECT_EQ(code_points_of(all).size(), 9U);
}

TEST(TextSetting, SetsNothingIntoNoLines) {
  EXPECT_TRUE(lines_of(U"", 4, width).empty());
  EXPECT_THAT(lines_of(U"上\n下", 4, width), ElementsAre(U"上", U"下"));
}

}  // namespace
}  // namespace headway::documents
