#include "api/path.hpp"

#include <gtest/gtest.h>

#include "base/ensure.hpp"

namespace headway::api {
namespace {

using http::verb;

class PathIndex : public ::testing::Test {
 protected:
  void SetUp() override {
    index.add(verb::get, "/hazards", 0);
    index.add(verb::get, "/hazards/{id}", 1);
    index.add(verb::get, "/hazards/board", 2);
    index.add(verb::post, "/hazards/{id}/verify", 3);
    index.add(verb::del, "/hazards/{id}", 4);
    index.add(verb::get, "/{kind}/list", 5);
  }
  int number(verb method, std::string_view path) {
    captured.clear();
    return index.find(method, path, captured).number;
  }
  path_index index;
  std::vector<std::string> captured;
};

TEST_F(PathIndex, PrefersTheWordToThePlace) {
  EXPECT_EQ(number(verb::get, "/hazards/board"), 2);
  EXPECT_TRUE(captured.empty());
  EXPECT_EQ(number(verb::get, "/hazards/x"), 1);
  EXPECT_EQ(captured, std::vector<std::string>{"x"});
}

TEST_F(PathIndex, TakesAnotherWayWhenTheWordLeadsNowhere) {
  EXPECT_EQ(number(verb::get, "/hazards/list"), 1);
  EXPECT_EQ(number(verb::get, "/zones/list"), 5);
  EXPECT_EQ(captured, std::vector<std::string>{"zones"});
}

TEST_F(PathIndex, DecodesWhatItCaptures) {
  EXPECT_EQ(number(verb::get, "/hazards/%E7%8E%B0%2Fa"), 1);
  EXPECT_EQ(captured, std::vector<std::string>{"现/a"});
  EXPECT_EQ(number(verb::get, "/hazards/%zz"), -1);
  EXPECT_EQ(number(verb::get, "/hazards/%00"), -1);
}

TEST_F(PathIndex, TellsAWrongMethodFromAWrongPath) {
  EXPECT_TRUE(index.find(verb::post, "/hazards", captured).known_path);
  EXPECT_EQ(number(verb::post, "/hazards"), -1);
  for (const char* path : {"/", "", "/hazards/", "/hazards//verify", "/hazards/x/verify/", "//"})
    EXPECT_FALSE(index.find(verb::get, path, captured).known_path) << path;
}

TEST_F(PathIndex, DoesNotTakeTheSameRouteTwice) {
  EXPECT_THROW(index.add(verb::get, "/hazards/{other}", 9), broken_invariant);
}

}  // namespace
}  // namespace headway::api
