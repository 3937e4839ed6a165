// Places over HTTP, on both engines.
#include "places/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "places/records.hpp"
#include "places/rules.hpp"
#include "support/both_engines.hpp"
#include "support/slice_api.hpp"

namespace headway::places {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string chief = "chief.section_chief.A", neighbour = "chief.section_chief.B";
const std::string worker = "wang.worker.A", office = "office.mine_office.none";
const std::string admin = "admin.administrator.none";

std::string id_of(std::string_view name) { return named_uuid(name).text(); }

// Three C and one B at the gateway: as if hazards/ had been asked.
std::vector<open_hazards> planted(sql::connection&, site_id, std::optional<section_id>) {
  return {{place_id(named_uuid("顺槽")), {0, 0, 0, 1, 3, 0}}};
}

class PlacesApi : public ::testing::TestWithParam<sql::engine> {
 protected:
  int open(const std::string& who, std::string_view name, const std::string& more) {
    const auto body =
        R"({"id":")" + id_of(name) + R"(","name":")" + std::string(name) + "\"," + more + "}";
    return api.post(who, "/api/v1/places", body).status;
  }
  void draw_section() {
    ASSERT_EQ(open(admin, "矿", R"("kind":"mine","code":"M")"), 201);
    ASSERT_EQ(open(chief, "大巷",
                   R"("kind":"roadway","code":"R1","length_m":820.5,)"
                   R"("from":{"x":0,"y":0},"to":{"x":100,"y":0},"parent":")" +
                       id_of("矿") + '"'),
              201);
    ASSERT_EQ(open(chief, "顺槽",
                   R"("kind":"gateway","code":"G1",)"
                   R"("from":{"x":40,"y":0},"to":{"x":40,"y":60})"),
              201);
  }

  tests::slice_api api{GetParam(),
                       {{migrations().begin(), migrations().end()}, add_models, routes(planted)}};
};
INSTANTIATE_TEST_SUITE_P(Engines, PlacesApi, tests::both_engines, tests::engine_name);

TEST_P(PlacesApi, ShowsTheDrawingWithItsJoints) {
  draw_section();
  const auto shown = api.get(worker, "/api/v1/places");
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.body, HasSubstr(R"("name":"大巷","code":"R1","length_m":820.5)"));
  EXPECT_THAT(shown.body, HasSubstr(R"("at":{"x":40,"y":0},"places":[)"));
  const auto elsewhere = api.get(neighbour, "/api/v1/places");
  EXPECT_THAT(elsewhere.body, HasSubstr(R"("code":"M")"));
  EXPECT_THAT(elsewhere.body, Not(HasSubstr("大巷")));
  EXPECT_THAT(api.get(office, "/api/v1/places").body, HasSubstr("大巷"));
}

TEST_P(PlacesApi, ColoursPlacesByRiskAndOpenHazards) {
  draw_section();
  const auto risk = R"({"id":")" + id_of("顶板") + R"(","place":")" + id_of("大巷") +
                    R"(","name":"顶板离层","risk_level":4})";
  ASSERT_EQ(api.post(chief, "/api/v1/places/risk-points", risk).status, 201);
  const auto shown = api.get(worker, "/api/v1/places/colours").body;
  EXPECT_THAT(shown, HasSubstr(R"({"place":")" + id_of("大巷") + R"(","colour":"red","open":0})"));
  EXPECT_THAT(shown,
              HasSubstr(R"({"place":")" + id_of("顺槽") + R"(","colour":"yellow","open":4})"));
  EXPECT_EQ(
      api.post(chief, "/api/v1/places/risk-points/" + id_of("顶板") + "/withdraw", "{}").status,
      200);
  EXPECT_THAT(api.get(worker, "/api/v1/places/colours").body, Not(HasSubstr("red")));
}

TEST_P(PlacesApi, HidesASectionFromItsNeighbour) {
  draw_section();
  const auto one = "/api/v1/places/" + id_of("大巷");
  EXPECT_EQ(api.get(worker, one).status, 200);
  EXPECT_EQ(api.get(neighbour, one).status, 404);
  EXPECT_EQ(api.post(neighbour, one + "/retire", "{}").status, 404);
  EXPECT_EQ(api.get(neighbour, "/api/v1/places?section=" + tests::section_a.text()).status, 404);
  EXPECT_EQ(api.get(office, "/api/v1/places?section=" + tests::section_a.text()).status, 200);
  EXPECT_EQ(api.get(worker, "/api/v1/places?section=nonsense").status, 422);
}

TEST_P(PlacesApi, LetsOnlyThoseInChargeDraw) {
  EXPECT_EQ(open(worker, "大巷", R"("kind":"roadway","code":"R1")"), 403);
  EXPECT_EQ(open(chief, "大巷",
                 R"("kind":"roadway","code":"R1","section":")" + tests::section_b.text() + '"'),
            403);
  EXPECT_EQ(open(admin, "大巷",
                 R"("kind":"roadway","code":"R1","section":")" + tests::section_b.text() + '"'),
            201);
  ASSERT_EQ(open(admin, "矿", R"("kind":"mine","code":"M")"), 201);
  // Everybody sees the mine; a section does not change it.
  EXPECT_EQ(api.post(chief, "/api/v1/places/" + id_of("矿") + "/retire", "{}").status, 403);
}

TEST_P(PlacesApi, ChangesTheVersionThatWasLookedAt) {
  draw_section();
  const auto target = "/api/v1/places/" + id_of("大巷") + "/change";
  const auto body = R"({"kind":"roadway","name":"运输大巷","code":"R1"})";
  const auto change = [&](const char* version) {
    return api.send(chief,
                    {.verb = "POST",
                     .target = target,
                     .headers = {{"Content-Type", "application/json"}, {"If-Match", version}},
                     .body = body});
  };
  EXPECT_EQ(change("\"7\"").status, 412);
  const auto changed = change("\"1\"");
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.header("etag"), "\"2\"");
  EXPECT_THAT(changed.body, HasSubstr("运输大巷"));
}

TEST_P(PlacesApi, PointsAtWhatIsWrong) {
  draw_section();
  const auto body =
      R"({"id":")" + id_of("新巷") + R"(","name":"新巷","kind":"roadway","code":"R1"})";
  const auto refused = api.post(chief, "/api/v1/places", body);
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("place.code_taken"));
  EXPECT_THAT(refused.body, HasSubstr(R"("pointer":"/code")"));
  EXPECT_EQ(api.post(chief, "/api/v1/places", "{}").status, 422);
}

}  // namespace
}  // namespace headway::places
