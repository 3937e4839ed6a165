// What the pool of readers promises, on both engines.
#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

#include "support/both_engines.hpp"

namespace headway::sql {
namespace {

using tests::test_store;

const statement put("INSERT INTO steps (number) VALUES ($1)");
const statement count("SELECT count(*) FROM steps");

class ReaderPool : public ::testing::TestWithParam<engine> {
 protected:
  ReaderPool() { writer->script("CREATE TABLE steps (number INT64 PRIMARY KEY) STRICT"); }
  static std::int64_t steps(connection& on) {
    std::int64_t found = -1;
    on.one(count, {}, [&](const row& r) { found = r.integer(0); });
    return found;
  }

  test_store store{GetParam()};
  std::unique_ptr<connection> writer = store.database().connect(access::write);
};

TEST_P(ReaderPool, SeesOneSnapshotPerLease) {
  reader_pool pool(store.database(), 1);
  {
    const reader_pool::lease reader(pool);
    EXPECT_EQ(steps(*reader), 0);
    writer->run(put, {1});
    EXPECT_EQ(steps(*reader), 0);
  }
  const reader_pool::lease reader(pool);
  EXPECT_EQ(steps(*reader), 1);
}

TEST_P(ReaderPool, LetsTheNextWaitForAFreeConnection) {
  reader_pool pool(store.database(), 1);
  std::future<std::int64_t> next;
  {
    const reader_pool::lease reader(pool);
    next = std::async(std::launch::async, [&] { return steps(*reader_pool::lease(pool)); });
    EXPECT_EQ(next.wait_for(std::chrono::milliseconds(30)), std::future_status::timeout);
  }
  EXPECT_EQ(next.get(), 0);
}

TEST_P(ReaderPool, ServesMoreThreadsThanConnections) {
  reader_pool pool(store.database(), 2);
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        good += steps(*reader_pool::lease(pool)) == 0 ? 1 : 0;
    });
  for (auto& each : threads)
    each.join();
  EXPECT_EQ(good, 400);
}

TEST_P(ReaderPool, GivesAUsableConnectionAfterAFailure) {
  reader_pool pool(store.database(), 1);
  const statement nonsense("SELECT nothing FROM nowhere");
  {
    const reader_pool::lease reader(pool);
    EXPECT_THROW(reader->run(nonsense, {}), error);
  }
  EXPECT_EQ(steps(*reader_pool::lease(pool)), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, ReaderPool, tests::both_engines, tests::engine_name);

}  // namespace
}  // namespace headway::sql
