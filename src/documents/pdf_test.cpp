// Documents as paper shows them: each test looks at ink.
#include "documents/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "support/printed.hpp"

namespace headway::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const instant noon = *parse_instant("2026-11-22T04:00:00.123Z");

class Pdf : public ::testing::Test {
 protected:
  std::string one_line(std::string_view words, weight how = weight::regular) {
    pdf made(*fonts, {"试印", noon});
    made.page(a6);
    made.text({10, 10, 80, 20}, words, {.size_mm = 10, .strength = how});
    return made.finish().value();
  }
  std::unique_ptr<typefaces> fonts = typefaces::open().value();
};

TEST_F(Pdf, PutsInkWhereEveryCharacterStands) {
  // Ten millimetres each: common characters, a rare one of place names, figures and letters.
  const auto page = tests::printed(one_line("顺槽掘进迎头峁瓦")).at(0);
  for (int i = 0; i < 8; ++i)
    EXPECT_GT(page.ink(10 + i * 10, 15, 10, 10), 0.08) << "character " << i;
  EXPECT_EQ(page.ink(0, 40, 100, 100), 0);
}

TEST_F(Pdf, FindsInAnotherFontWhatTheChineseOneLacks) {
  const auto page = tests::printed(one_line("CH₄")).at(0);
  const double four =
      fonts->find(U'C', weight::regular).advance + fonts->find(U'H', weight::regular).advance;
  EXPECT_NE(fonts->find(U'₄', weight::regular).index, fonts->find(U'□', weight::regular).index);
  EXPECT_GT(page.ink(10 + four * 10, 18, 5, 8), 0.03);
}

TEST_F(Pdf, ShowsAHollowSquareForWhatNoFontHas) {
  EXPECT_EQ(fonts->find(char32_t{0xE123}, weight::bold).index,
            fonts->find(U'□', weight::bold).index);
}

TEST_F(Pdf, PrintsBoldDarker) {
  const auto regular = tests::printed(one_line("综掘一队")).at(0);
  const auto bold = tests::printed(one_line("综掘一队", weight::bold)).at(0);
  EXPECT_GT(bold.ink(10, 15, 40, 10), 1.3 * regular.ink(10, 15, 40, 10));
}

TEST_F(Pdf, KeepsTextThatCanBeSearched) {
  EXPECT_THAT(tests::text_in(one_line("3102运输顺槽 CH₄")), HasSubstr("3102运输顺槽 CH₄"));
}

TEST_F(Pdf, HasPagesOfTheirOwnSizes) {
  pdf made(*fonts, {"试印", noon});
  made.page(a4);
  made.fill({0, 0, 210, 297}, black);
  made.page(lying(a6));
  const auto pages = tests::printed(made.finish().value(), 100);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_NEAR(pages[0].height_mm(), 297, 0.5);
  EXPECT_NEAR(pages[1].width_mm(), 148, 0.5);
  EXPECT_EQ(pages[0].ink(1, 1, 208, 295), 1);
  EXPECT_EQ(pages[1].ink(1, 1, 146, 103), 0);
}

TEST_F(Pdf, IsTheSameForTheSameContentAndTime) {
  EXPECT_EQ(one_line("综掘一队"), one_line("综掘一队"));
}

TEST_F(Pdf, LetsThreadsWaitForOneAnother) {
  std::vector<std::thread> all;
  std::vector<std::string> made(4);
  for (auto& each : made)
    all.emplace_back([&] { each = one_line("运输顺槽"); });
  for (auto& each : all)
    each.join();
  for (const auto& each : made)
    EXPECT_EQ(each, made[0]);
}

TEST_F(Pdf, DrawsCodesThatCamerasRead) {
  const std::string text =
      "HW1:ABCDEFGH:PABCDEFGHIJKLMNOPQRSTUVWXYZ:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  pdf made(*fonts, {"试印", noon});
  made.page(a6);
  made.qr({20, 20, 40, 40}, qr_of(text, qr_correction::quartile).value());
  const auto page = tests::printed(made.finish().value()).at(0);
  EXPECT_THAT(tests::qr_codes_on(page), ElementsAre(text));
  EXPECT_GT(page.ink(20.1, 20.1, 1, 5), 0.9) << "a corner square";
}

TEST(Qr, RefusesWhatDoesNotFit) {
  EXPECT_EQ(qr_of(std::string(8000, 'A'), qr_correction::medium).error().kind,
            &problems::qr_too_long);
}

TEST(Typefaces, SaysWhenThereIsNoChineseFont) {
  font_files none = distribution_fonts();
  none.chinese_bold = {"/nowhere.ttc"};
  EXPECT_EQ(typefaces::open(none).error().kind, &problems::no_font);
}

TEST(Typefaces, DoesWithoutTheOthers) {
  font_files none = distribution_fonts();
  none.others_regular = none.others_bold = {};
  const auto fonts = typefaces::open(none).value();
  EXPECT_EQ(fonts->find(U'₄', weight::regular).index, fonts->find(U'□', weight::regular).index);
}

}  // namespace
}  // namespace headway::documents
