// The lists that phones keep for days without contact are asked for again at every contact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/both_engines.hpp"
#include "support/world.hpp"

namespace headway::tests {
namespace {

class KeptLists : public ::testing::TestWithParam<sql::engine> {
 protected:
  http_response again(const std::string& target, const std::string& tag) {
    return worker.send({.target = target, .headers = {{"If-None-Match", tag}}});
  }
  world mine{GetParam()};
  visitor worker = mine.as(api::role::worker);
};
INSTANTIATE_TEST_SUITE_P(Engines, KeptLists, both_engines, engine_name);

TEST_P(KeptLists, AreNotSentTwice) {
  for (const std::string target :
       {"/api/v1/places", "/api/v1/places/colours", "/api/v1/directory", "/api/v1/codes",
        "/api/v1/people/codes", "/api/v1/my", "/api/v1/roster"}) {
    const auto first = worker.get(target);
    EXPECT_EQ(first.status, 200) << target;
    EXPECT_EQ(first.header("cache-control"), "private, no-cache") << target;
    mine.clock.advance(std::chrono::seconds(30));
    const auto same = again(target, std::string(first.header("etag")));
    EXPECT_EQ(same.status, 304) << target;
    EXPECT_EQ(same.body, "") << target;
    EXPECT_EQ(same.header("etag"), first.header("etag")) << target;
    EXPECT_EQ(again(target, "W/" + std::string(first.header("etag"))).status, 304) << target;
    EXPECT_EQ(again(target, "\"other\"").status, 200) << target;
  }
}

TEST_P(KeptLists, AreSentWhenSomethingInThemHasChanged) {
  const auto my = worker.get("/api/v1/my"), colours = worker.get("/api/v1/places/colours");
  mine.report(worker, side::a, "皮带跑偏");
  EXPECT_EQ(again("/api/v1/my", std::string(my.header("etag"))).status, 200);
  EXPECT_EQ(again("/api/v1/places/colours", std::string(colours.header("etag"))).status, 200);
}

}  // namespace
}  // namespace headway::tests
