// The plates of places over HTTP, on a whole system.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/both_engines.hpp"
#include "support/printed.hpp"
#include "support/world.hpp"

namespace headway::places {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using tests::side;

class PlateRoutes : public ::testing::TestWithParam<sql::engine> {
 protected:
  std::string plate(side of) { return "/api/v1/places/" + mine.place(of).text() + "/plate.pdf"; }
  std::string plates(side of) {
    return "/api/v1/sections/" + mine.section(of).text() + "/plates.pdf";
  }
  tests::world mine{GetParam()};
  tests::visitor worker = mine.as(api::role::worker);
};
INSTANTIATE_TEST_SUITE_P(Engines, PlateRoutes, tests::both_engines, tests::engine_name);

TEST_P(PlateRoutes, PrintAPlateThatThePlacesAreListedWith) {
  const auto shown = worker.get(plate(side::a) + "?size=a6");
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.header("content-type"), "application/pdf");
  EXPECT_THAT(std::string(shown.header("content-disposition")),
              StartsWith("inline; filename=\"plate-"));
  const auto page = tests::printed(shown.body).at(0);
  const auto codes = tests::qr_codes_on(page);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_THAT(codes[0], StartsWith("HW1:"));
  EXPECT_NEAR(page.width_mm(), 105, 0.5);

  // The name of the file is the code that stands in the list, and on the plate.
  const std::string file(shown.header("content-disposition"));
  const auto code = file.substr(file.find("plate-") + 6, 10);
  EXPECT_THAT(worker.get("/api/v1/places").body, HasSubstr(R"("plate_code":")" + code + '"'));
  EXPECT_THAT(tests::text_in(shown.body), HasSubstr(code.substr(0, 3) + ' ' + code.substr(3, 3)));
}

TEST_P(PlateRoutes, PrintAllPlatesOfASection) {
  const auto shown = worker.get(plates(side::a) + "?size=label");
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(tests::qr_codes_on(tests::printed(shown.body, 200).at(0)).size(), 1U);
}

TEST_P(PlateRoutes, SpeakTheLanguageAskedFor) {
  EXPECT_THAT(tests::text_in(worker.get(plate(side::a) + "?language=en").body),
              HasSubstr("Scan and report"));
  EXPECT_THAT(tests::text_in(worker.get(plate(side::a) + "?language=zh").body),
              HasSubstr("扫码就报"));
  const auto english =
      worker.send({.target = plate(side::a), .headers = {{"Accept-Language", "en"}}});
  EXPECT_THAT(tests::text_in(english.body), HasSubstr("Scan and report"));
}

TEST_P(PlateRoutes, HideThoseOfTheNeighbours) {
  EXPECT_EQ(worker.get(plate(side::b)).status, 404);
  EXPECT_EQ(worker.get(plates(side::b)).status, 404);
  EXPECT_EQ(mine.nobody().get(plate(side::a)).status, 401);
  EXPECT_EQ(mine.as(api::role::mine_office).get(plates(side::b)).status, 200);
}

TEST_P(PlateRoutes, RefuseSizesAndLanguagesTheyDoNotKnow) {
  const auto size = worker.get(plate(side::a) + "?size=a3");
  EXPECT_EQ(size.status, 422);
  EXPECT_THAT(size.body, AllOf(HasSubstr("field.unknown_code"), HasSubstr(R"("pointer":"?size")")));
  EXPECT_EQ(worker.get(plate(side::a) + "?language=fr").status, 422);
}

TEST_P(PlateRoutes, GiveThePublicKeyToWhoeverIsSignedIn) {
  const auto key = worker.get("/api/v1/plates/key").body;
  EXPECT_THAT(
      key, ::testing::MatchesRegex(R"(\{"name":"[A-Z2-7]{8}","public_key":"[A-Za-z0-9_-]{43}"\})"));
  const auto code = tests::qr_codes_on(tests::printed(worker.get(plate(side::a)).body).at(0));
  EXPECT_THAT(code, ElementsAre(StartsWith("HW1:" + key.substr(9, 8) + ":P")));
  EXPECT_EQ(mine.nobody().get("/api/v1/plates/key").status, 401);
}

TEST_P(PlateRoutes, AreNoneForASectionThatIsNotThere) {
  const auto empty = mine.as(api::role::mine_office)
                         .get("/api/v1/sections/" + named_uuid("nowhere").text() + "/plates.pdf");
  EXPECT_EQ(empty.status, 404);
  EXPECT_THAT(empty.body, Not(HasSubstr("server.internal")));
}

}  // namespace
}  // namespace headway::places
