// The server's disk runs full under the writer: whoever writes is told so, reading goes on, and
// with room again so does everything.
#include <gtest/gtest.h>

#include "support/scenario.hpp"

namespace headway::app {
namespace {

using tests::expect;
using tests::side;

class DataOnAFullDisk : public ::testing::Test {
 protected:
  void allow_pages(const char* count) {
    mine.system().writer().run_and_wait(
        [&](sql::connection& on) { on.script("PRAGMA max_page_count=" + std::string(count)); });
  }
  tests::http_response report(const char* language) {
    const auto id = make_uuid(to_unix_ms(mine.clock.now())).text();
    return worker.send(
        {.verb = "POST",
         .target = "/api/v1/hazards",
         .headers = {{"Content-Type", "application/json"}, {"Accept-Language", language}},
         .body = R"({"id":")" + id + R"(","place":")" + mine.place(side::a).text() +
                 R"(","profession":"tunnelling","inspection_type":"post","photos":[],)"
                 R"("description":")" +
                 std::string(3'000, 'x') + R"("})"});
  }
  tests::world mine{sql::engine::sqlite};
  tests::visitor worker = mine.as(api::role::worker);
};

TEST_F(DataOnAFullDisk, IsSaidInBothLanguagesAndPassesWithRoom) {
  allow_pages("1");  // no more than there are
  auto answer = report("zh");
  for (int i = 0; i < 50 && answer.status == 201; ++i)
    answer = report("zh");
  expect(answer).gives(503).refuses("store.full").with("磁盘满了");
  EXPECT_EQ(answer.header("retry-after"), "1");
  expect(report("en")).gives(503).with("The server's disk is full");
  expect(worker.get("/api/v1/hazards")).gives(200);
  allow_pages("1000000");
  expect(report("zh")).gives(201);
}

}  // namespace
}  // namespace headway::app
