#include "http/target.hpp"

#include <gtest/gtest.h>

#include "base/ensure.hpp"

namespace headway::http {

TEST(PercentDecode, TurnsEscapesIntoBytes) {
  EXPECT_EQ(percent_decode("%E7%8e%B0%20a"), "现 a");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
  EXPECT_EQ(percent_decode(""), "");
}

TEST(PercentDecode, RefusesBrokenEscapesAndNul) {
  for (const auto* broken : {"%", "%4", "%zz", "a%2", "%00", "a%0"})
    EXPECT_EQ(percent_decode(broken), std::nullopt) << broken;
}

TEST(QueryValue, FindsTheFirstOfAName) {
  EXPECT_EQ(query_value("limit=5&limit=6", "limit"), "5");
  EXPECT_EQ(query_value("a=1&&text=%E7%8E%B0+x&b", "text"), "现 x");
  EXPECT_EQ(query_value("a=1&b", "b"), "");
  EXPECT_EQ(query_value("a=b=c", "a"), "b=c");
  EXPECT_EQ(query_value("li%6Dit=5", "limit"), "5");
  EXPECT_EQ(query_value("limits=5", "limit"), std::nullopt);
  EXPECT_EQ(query_value("", "limit"), std::nullopt);
  request from;
  from.target = "/api/v1/hazards?limit=7";
  EXPECT_EQ(query_value(from, "limit"), "7");
  EXPECT_EQ(from.path(), "/api/v1/hazards");
}

TEST(QueryPairs, KeepsOrderAndRepetition) {
  const std::vector<std::pair<std::string, std::string>> expected{
      {"state", "open"}, {"state", "late"}, {"x", ""}};
  EXPECT_EQ(query_pairs("state=open&state=late&x&=%zz"), expected);
}

TEST(OriginForm, AcceptsPathsAndWhatProxiesSend) {
  EXPECT_EQ(origin_form("/a/b?c=%20"), "/a/b?c=%20");
  EXPECT_EQ(origin_form("http://host:80/a?b"), "/a?b");
  EXPECT_EQ(origin_form("https://host"), "/");
  EXPECT_EQ(origin_form("*"), "*");
  for (const auto* bad : {"", "a", "http:///a", "http://host?a", "ftp://host/a", "/a#b", "/a\\b",
                          "/%", "/%4", "/\x7f", "/\xe7"})
    EXPECT_EQ(origin_form(bad), std::nullopt) << bad;
}

TEST(PathPattern, CapturesDecodedSegments) {
  const path_pattern verify("/api/v1/hazards/{id}/verify");
  const auto found = verify.matches("/api/v1/hazards/a%2Fb/verify");
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)["id"], "a/b");
  EXPECT_EQ((*found)["other"], "");
  for (const auto* other :
       {"/api/v1/hazards/5", "/api/v1/hazards//verify", "/api/v1/hazards/5/verify/",
        "/api/v1/hazards/5/6/verify", "/api/v1/hazards/5/close", "api/v1/hazards/5/verify", "", "/",
        "/api/v1/hazards/%00/verify"})
    EXPECT_FALSE(verify.matches(other)) << other;
}

TEST(PathPattern, TakesSeveralPlacesAndNone) {
  const path_pattern two("/sections/{section}/crews/{crew}");
  const auto found = two.matches("/sections/s1/crews/c2");
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)["section"], "s1");
  EXPECT_EQ((*found)["crew"], "c2");
  EXPECT_EQ(two.parameters(), 2u);
  EXPECT_TRUE(path_pattern("/").matches("/"));
  EXPECT_TRUE(path_pattern("/healthz").matches("/healthz"));
  EXPECT_FALSE(path_pattern("/healthz").matches("/healthz/"));
}

TEST(PathPattern, RefusesToBeWrittenWrongly) {
  for (const auto* wrong : {"", "a/b", "/a/{}", "/{id}/{id}"})
    EXPECT_THROW(path_pattern{wrong}, broken_invariant) << wrong;
}

}  // namespace headway::http
