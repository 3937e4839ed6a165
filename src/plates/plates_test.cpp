// Plates: their figures, their signature, and how they look on paper.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <set>

#include "documents/qr.hpp"
#include "plates/base32.hpp"
#include "plates/code.hpp"
#include "plates/records.hpp"
#include "plates/sheet.hpp"
#include "support/both_engines.hpp"
#include "support/printed.hpp"
#include "support/test_store.hpp"

namespace headway::plates {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

const instant noon = *parse_instant("2026-11-22T04:00:00Z");

TEST(PlateCode, IsTheSameOnEveryNode) {
  const auto code = code_of(named_uuid("3102 运输顺槽"));
  EXPECT_EQ(code, "6822304523");
  EXPECT_TRUE(is_code(code));
  EXPECT_EQ(in_groups(code), "682 230 4523");
}

TEST(PlateCode, ShowsEveryWrongFigureAndEveryExchangeOfNeighbours) {
  for (int n = 0; n < 50; ++n) {
    const auto code = code_of(named_uuid("place " + std::to_string(n)));
    ASSERT_TRUE(is_code(code));
    for (std::size_t i = 0; i < code.size(); ++i) {
      for (char wrong = '0'; wrong <= '9'; ++wrong) {
        auto mistyped = code;
        mistyped[i] = wrong;
        EXPECT_EQ(is_code(mistyped), wrong == code[i]);
      }
      if (i == 0 || code[i] == code[i - 1]) continue;
      auto exchanged = code;
      std::swap(exchanged[i], exchanged[i - 1]);
      EXPECT_FALSE(is_code(exchanged)) << code;
    }
  }
  EXPECT_FALSE(is_code("682230452"));
  EXPECT_FALSE(is_code("68223045ab"));
}

TEST(PlateCode, HardlyEverMeetsAnother) {
  std::set<std::string> seen;
  for (int n = 0; n < 10'000; ++n)
    seen.insert(code_of(named_uuid("place " + std::to_string(n))));
  EXPECT_GE(seen.size(), 9'998U);
}

TEST(Base32, IsThatOfTheStandard) {
  const auto of = [](std::string_view text) { return base32(std::as_bytes(std::span(text))); };
  EXPECT_EQ(of(""), "");
  EXPECT_EQ(of("f"), "MY");
  EXPECT_EQ(of("foobar"), "MZXW6YTBOI");
}

// What is signed is what docs/plates.md says, checked by libsodium.
bool is_signed_by(const signing_key& key, const std::string& line) {
  const auto end = line.rfind(':');
  const auto message = "headway plate\n" + line.substr(0, end);
  const auto signature = key.sign(line.substr(0, end));
  EXPECT_EQ(base32(std::as_bytes(std::span(signature))), line.substr(end + 1));
  return crypto_sign_verify_detached(
             reinterpret_cast<const unsigned char*>(signature.data()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(),
             reinterpret_cast<const unsigned char*>(key.shown().data())) == 0;
}

TEST(PlateLine, NamesKindAndSubjectAndIsSigned) {
  const auto key = signing_key::make();
  const auto line = line_of(key, plate_kind::place, named_uuid("顺槽"), "");
  EXPECT_THAT(line, MatchesRegex("HW1:[A-Z2-7]{8}:P[A-Z2-7]{26}:[A-Z2-7]{103}"));
  EXPECT_THAT(line, HasSubstr(key.name()));
  EXPECT_TRUE(is_signed_by(key, line));
  EXPECT_THAT(line_of(key, plate_kind::zone, named_uuid("顺槽"), ""), HasSubstr(":Z"));
}

TEST(PlateLine, LeadsToTheSiteWhenItHasAnAddress) {
  const auto key = signing_key::make();
  const auto line =
      line_of(key, plate_kind::place, named_uuid("顺槽"), "https://headway.example:8443");
  EXPECT_THAT(line, MatchesRegex("HTTPS://HEADWAY\\.EXAMPLE:8443/P/HW1:.*"));
  EXPECT_LE(documents::qr_of(line, documents::qr_correction::medium)->side, 49);
}

class PlateKey : public ::testing::TestWithParam<sql::engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, PlateKey, tests::both_engines, tests::engine_name);

TEST_P(PlateKey, IsMadeOnceForASite) {
  tests::test_store store(GetParam());
  const auto on = store.database().connect(sql::access::write);
  sql::migrate(*on, migrations(), noon).value();
  sql::transaction within(*on, sql::access::write);
  const auto first = own_key(*on, site_id{1}, noon);
  const auto again = own_key(*on, site_id{1}, noon);
  EXPECT_EQ(first.name(), again.name());
  EXPECT_EQ(again.sign("x"), first.sign("x"));
  EXPECT_NE(own_key(*on, site_id{2}, noon).name(), first.name());
}

class PlateSheet : public ::testing::Test {
 protected:
  plate plate_of(const std::string& name) const {
    const auto id = named_uuid(name);
    return {"综掘一队", name, "QTZ-3102", code_of(id), line_of(key, plate_kind::place, id, "")};
  }
  std::string print_one(plate_size size, const plate& of) const {
    return print(*fonts, std::span(&of, 1),
                 {size, laid_out::one_by_one, language::zh, of.name, noon, {}})
        .value();
  }

  signing_key key = signing_key::make();
  std::unique_ptr<documents::typefaces> fonts = documents::typefaces::open().value();
};

TEST_F(PlateSheet, CanBeReadByCamerasAndByPeopleAtEverySize) {
  const auto of = plate_of("3102运输顺槽");
  for (const auto size : {plate_size::a4, plate_size::a6, plate_size::label}) {
    const auto made = print_one(size, of);
    const auto pages = tests::printed(made);
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_THAT(tests::qr_codes_on(pages[0]), ElementsAre(of.line));
    EXPECT_THAT(tests::text_in(made), AllOf(HasSubstr(in_groups(of.code)), HasSubstr("综掘一队")));
  }
}

TEST_F(PlateSheet, ShowsTheNameOfThePlaceFromAfar) {
  const auto page = tests::printed(print_one(plate_size::a4, plate_of("迎头"))).at(0);
  EXPECT_GT(page.ink(60, 50, 90, 40), 0.2) << "two characters of four centimetres";
  EXPECT_GT(page.ink(12, 12, 186, 2), 0.99) << "the band of the section is black";
  EXPECT_EQ(page.ink(14, 108, 30, 116), 0) << "white beside the code";
  EXPECT_EQ(page.ink(166, 108, 30, 116), 0);
}

TEST_F(PlateSheet, IsBlackAndWhiteOnly) {
  const auto page = tests::printed(print_one(plate_size::a4, plate_of("迎头")), 50).at(0);
  const auto grey = std::count_if(page.pixels.begin(), page.pixels.end(), [](char shade) {
    const auto value = static_cast<unsigned char>(shade);
    return value > 60 && value < 200;
  });
  EXPECT_LT(static_cast<double>(grey), 0.06 * static_cast<double>(page.pixels.size()))
      << "only the edges of letters, blurred by the coarse view";
}

TEST_F(PlateSheet, LaysASectionOnSheetsThatAreCut) {
  std::vector<plate> all;
  for (int i = 0; i < 23; ++i)
    all.push_back(plate_of("联络巷 " + std::to_string(i)));
  const auto pages = [&](plate_size size, int dots_per_inch) {
    return tests::printed(
        print(*fonts, all, {size, laid_out::on_sheets, language::en, "综掘一队", noon, {}}).value(),
        dots_per_inch);
  };
  EXPECT_EQ(pages(plate_size::a6, 100).size(), 6U);
  EXPECT_EQ(pages(plate_size::a4, 100).size(), 23U);
  // At 200 dots the reader misses one of ten small codes on one sheet in five; phones look closer.
  const auto labels = pages(plate_size::label, 400);
  ASSERT_EQ(labels.size(), 3U);
  EXPECT_EQ(tests::qr_codes_on(labels[0]).size(), 10U);
  EXPECT_THAT(tests::qr_codes_on(labels[2]),
              ::testing::UnorderedElementsAre(all[20].line, all[21].line, all[22].line));
}

TEST_F(PlateSheet, FitsTheLongestNameAPlaceCanHave) {
  std::string longest;
  for (int i = 0; i < 60; ++i)
    longest += i % 2 == 0 ? "运" : "输";
  for (const auto size : {plate_size::a4, plate_size::label}) {
    const auto of = plate_of(longest);
    const auto page = tests::printed(print_one(size, of)).at(0);
    EXPECT_THAT(tests::qr_codes_on(page), ElementsAre(of.line));
  }
}

}  // namespace
}  // namespace headway::plates
