// Places from a file, over HTTP, on both engines.
#include "places/imports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "imports/routes.hpp"
#include "places/records.hpp"
#include "places/routes.hpp"
#include "support/both_engines.hpp"
#include "support/slice_api.hpp"

namespace headway::places {
namespace {

using ::testing::HasSubstr;

const std::string chief = "chief.section_chief.A";

api::route_table all_routes() {
  auto all = routes([](auto&&...) { return std::vector<open_hazards>(); });
  for (auto& table : {export_routes(), imports::routes({place_import()})})
    all.insert(all.end(), table.begin(), table.end());
  return all;
}

class ImportPlaces : public ::testing::TestWithParam<sql::engine> {
 protected:
  tests::http_response show(const std::string& file) {
    return api.send(chief, {.verb = "POST",
                            .target = "/api/v1/imports?kind=places&file_name=places.csv",
                            .headers = {{"Content-Type", "application/octet-stream"}},
                            .body = file});
  }
  tests::http_response accept(const tests::http_response& shown) {
    const auto at = shown.body.find(R"("id":")") + 6;
    return api.post(chief, "/api/v1/imports/" + shown.body.substr(at, 36) + "/accept", "{}");
  }
  tests::slice_api api{GetParam(),
                       {{migrations().begin(), migrations().end()}, add_models, all_routes()}};
};
INSTANTIATE_TEST_SUITE_P(Engines, ImportPlaces, tests::both_engines, tests::engine_name);

const std::string drawn =
    "编码,名称,类型,上级编码,长度（米）,起点X,起点Y,终点X,终点Y,双巷组\n"
    "H1,运输顺槽掘进工作面,掘进工作面,G1,,0,50,0,60,一组\n"
    "H2,辅运顺槽掘进工作面,掘进工作面,G1,,20,50,20,60,一组\n"
    "G1,运输顺槽,顺槽,,860.5,0,0,0,50,\n";

TEST_P(ImportPlaces, TakesChildrenBeforeTheirParents) {
  const auto shown = show(drawn);
  EXPECT_EQ(shown.status, 201) << shown.body;
  EXPECT_THAT(shown.body, HasSubstr(R"("added":3)"));
  const auto done = accept(shown);
  EXPECT_EQ(done.status, 200) << done.body;
  const auto places = api.get(chief, "/api/v1/places").body;
  EXPECT_THAT(places, HasSubstr(R"("name":"运输顺槽","code":"G1","length_m":860.5)"));
  EXPECT_THAT(places, HasSubstr(R"("joints":[{"at":{"x":0,"y":50})"));
}

TEST_P(ImportPlaces, ReadsItsOwnExportUnchanged) {
  ASSERT_EQ(accept(show(drawn)).status, 200);
  const auto exported = api.get(chief, "/api/v1/exports/places.csv");
  EXPECT_EQ(exported.status, 200);
  const auto shown = show(exported.body);
  EXPECT_THAT(shown.body, HasSubstr(R"("added":0,"changed":0,"unchanged":3)"));
  EXPECT_THAT(accept(shown).body, HasSubstr(R"("added":0,"changed":0,"unchanged":3)"));
}

TEST_P(ImportPlaces, NamesTheRowOfEveryErrorAndChangesNothing) {
  const auto shown = show(
      "编码,名称,类型,上级编码,长度（米）,起点X,起点Y,终点X,终点Y,双巷组\n"
      "G1,甲,顺槽,,-5,0,0,0,50,\n"
      "G2,乙,大厅,,1,0,0,0,50,\n"
      "G3,丙,顺槽,NO,1,0,0,0,50,\n"
      "G4,丁,顺槽,,1,0,,0,50,\n"
      "G3,戊,顺槽,,1,0,0,0,50,\n");
  for (const auto* wanted : {"place.bad_length", "import.code_unknown", "place.parent_unknown",
                             "place.half_a_point", "place.code_twice"})
    EXPECT_THAT(shown.body, HasSubstr(wanted));
  EXPECT_THAT(shown.body, HasSubstr(R"("errors_total":5)"));
  EXPECT_THAT(api.get(chief, "/api/v1/places").body, HasSubstr(R"("places":[])"));
}

TEST_P(ImportPlaces, RefusesParentsThatGoRoundInACircle) {
  const auto shown = show("编码,名称,类型,上级编码\nG1,甲,顺槽,G2\nG2,乙,顺槽,G1\n");
  const auto refused = accept(shown);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(refused.body, HasSubstr("place.parents_in_circle"));
  EXPECT_THAT(api.get(chief, "/api/v1/places").body, HasSubstr(R"("places":[])"));
}

}  // namespace
}  // namespace headway::places
