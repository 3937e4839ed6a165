// What the one writer promises, on both engines.
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/limits.hpp"
#include "support/both_engines.hpp"

namespace headway::sql {
namespace {

using tests::test_store;

const statement put("INSERT INTO steps (number) VALUES ($1)");
const statement all("SELECT number FROM steps ORDER BY place");
const statement add("UPDATE sums SET total = total + $1 WHERE id = 1");
const statement set("UPDATE sums SET total = $1 WHERE id = 1");
const statement total("SELECT total FROM sums WHERE id = 1");

class Writer : public ::testing::TestWithParam<engine> {
 protected:
  Writer() {
    const auto on = store.database().connect(access::write);
    on->script(GetParam() == engine::sqlite
                   ? "CREATE TABLE steps (place INTEGER PRIMARY KEY, number INT64 UNIQUE) STRICT"
                   : "CREATE TABLE steps (place bigserial PRIMARY KEY, number INT64 UNIQUE)");
    on->script(
        "CREATE TABLE sums (id INT64 PRIMARY KEY, total INT64 NOT NULL) STRICT;"
        "INSERT INTO sums (id, total) VALUES (1, 0)");
  }
  std::vector<std::int64_t> numbers() {
    std::vector<std::int64_t> found;
    store.database().connect(access::read)->each(all, {}, [&](const row& r) {
      found.push_back(r.integer(0));
      return true;
    });
    return found;
  }

  test_store store{GetParam()};
};

// Holds the writer's thread within a task until told, so that a batch gathers behind it.
class gate {
 public:
  explicit gate(writer& of) {
    // The task may outlive the gate: what it needs, it holds.
    const auto arrived = std::make_shared<std::promise<void>>();
    of.submit(
        [opened = opened_, arrived, first = true](connection&) mutable {
          if (std::exchange(first, false)) arrived->set_value();
          opened.wait();
        },
        [](std::exception_ptr) {});
    arrived->get_future().wait();
  }
  void open() { open_.set_value(); }

 private:
  std::promise<void> open_;
  std::shared_future<void> opened_ = open_.get_future().share();
};

writer::task putting(int number) {
  return [number](connection& on) { on.run(put, {number}); };
}

TEST_P(Writer, KeepsTheOrderAndSharesCommits) {
  std::vector<std::int64_t> expected;
  {
    writer one(store.database(), {});
    gate held(one);
    for (int i = 0; i < 100; ++i) {
      expected.push_back(1000 - i);
      ASSERT_TRUE(
          one.submit(putting(1000 - i), [](std::exception_ptr failed) { EXPECT_FALSE(failed); }));
    }
    EXPECT_EQ(one.waiting(), 100u);
    held.open();
    one.run_and_wait([](connection&) {});
    EXPECT_EQ(one.counted().tasks, 102u);
    EXPECT_LE(one.counted().commits, 3u);
    EXPECT_EQ(one.counted().failed, 0u);
  }
  EXPECT_EQ(numbers(), expected);
}

TEST_P(Writer, FailsAPoisonousTaskAlone) {
  writer one(store.database(), {});
  std::mutex guard;
  std::vector<std::pair<int, bool>> completed;
  gate held(one);
  for (int i = 0; i < 20; ++i)
    one.submit(
        [i](connection& on) {
          on.run(put, {i});
          if (i == 7) throw std::runtime_error("poison");
          if (i == 12) on.run(put, {3});  // a conflict with what an earlier one wrote
        },
        [&, i](std::exception_ptr failed) {
          const std::lock_guard lock(guard);
          completed.emplace_back(i, static_cast<bool>(failed));
        });
  held.open();
  one.run_and_wait([](connection&) {});
  std::vector<std::int64_t> expected;
  ASSERT_EQ(completed.size(), 20u);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(completed[i], std::pair(i, i == 7 || i == 12));
    if (i != 7 && i != 12) expected.push_back(i);
  }
  EXPECT_EQ(numbers(), expected);
  EXPECT_EQ(one.counted().failed, 2u);
}

TEST_P(Writer, ThrowsWhatTheTaskThrew) {
  writer one(store.database(), {});
  EXPECT_THROW(one.run_and_wait([](connection&) { throw std::out_of_range("of the task"); }),
               std::out_of_range);
  one.run_and_wait(putting(1));
  EXPECT_EQ(numbers(), std::vector<std::int64_t>{1});
}

TEST_P(Writer, RefusesMoreThanTheQueueHolds) {
  std::atomic<std::size_t> done = 0;
  {
    writer one(store.database(), {});
    gate held(one);
    for (std::size_t i = 0; i < limits::writer_queue; ++i)
      ASSERT_TRUE(one.submit([](connection&) {}, [&](std::exception_ptr) { ++done; }));
    EXPECT_FALSE(one.submit([](connection&) {}, [&](std::exception_ptr) { ++done; }));
    held.open();
  }
  EXPECT_EQ(done, limits::writer_queue) << "drained at destruction";
}

TEST_P(Writer, WaitsForRoomWhenAskedTo) {
  writer one(store.database(), {});
  gate held(one);
  for (std::size_t i = 0; i < limits::writer_queue; ++i)
    one.submit([](connection&) {}, [](std::exception_ptr) {});
  auto late = std::async(std::launch::async, [&] { one.run_and_wait(putting(1)); });
  EXPECT_EQ(late.wait_for(std::chrono::milliseconds(30)), std::future_status::timeout);
  held.open();
  late.get();
  EXPECT_EQ(numbers(), std::vector<std::int64_t>{1});
}

TEST_P(Writer, CompletesAfterTheCommit) {
  std::vector<std::string> told;
  {
    writer one(store.database(), {.begun = [&] { told.push_back("begun"); },
                                  .committed = [&] { told.push_back("committed"); },
                                  .rolled_back = [&] { told.push_back("rolled back"); }});
    one.submit([&](connection&) { told.push_back("task"); },
               [&](std::exception_ptr) { told.push_back("done"); });
  }
  EXPECT_EQ(told, (std::vector<std::string>{"begun", "task", "committed", "done"}));
}

TEST_P(Writer, TellsOfEveryRollback) {
  std::vector<std::string> told;
  {
    writer one(store.database(), {.begun = [&] { told.push_back("begun"); },
                                  .committed = [&] { told.push_back("committed"); },
                                  .rolled_back = [&] { told.push_back("rolled back"); }});
    one.submit([](connection&) { throw std::runtime_error("poison"); },
               [&](std::exception_ptr failed) { told.push_back(failed ? "failed" : "done"); });
  }
  EXPECT_EQ(told,
            (std::vector<std::string>{"begun", "rolled back", "begun", "rolled back", "failed"}));
}

TEST_P(Writer, RunsTasksOfManyThreads) {
  writer one(store.database(), {});
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        one.run_and_wait([](connection& on) { on.run(add, {1}); });
    });
  for (auto& each : threads)
    each.join();
  store.database().connect(access::read)->one(total, {}, [](const row& r) {
    EXPECT_EQ(r.integer(0), 400);
  });
  EXPECT_LT(one.counted().commits, 401u);
}

// Two processes over one database: on PostgreSQL they run into serialisation failures, on SQLite
// they wait for the write lock. Nothing may be lost on either.
TEST_P(Writer, LosesNothingBesideAnotherWriter) {
  const auto other_database = open({.location = store.location()}).value();
  writer one(store.database(), {}), other(*other_database, {});
  const auto adding = [](writer& to) {
    for (int i = 0; i < 100; ++i)
      to.run_and_wait([](connection& on) {
        std::int64_t was = 0;
        on.one(total, {}, [&](const row& r) { was = r.integer(0); });
        on.run(set, {was + 1});
      });
  };
  std::thread second([&] { adding(other); });
  adding(one);
  second.join();
  store.database().connect(access::read)->one(total, {}, [](const row& r) {
    EXPECT_EQ(r.integer(0), 200);
  });
}

INSTANTIATE_TEST_SUITE_P(Engines, Writer, tests::both_engines, tests::engine_name);

}  // namespace
}  // namespace headway::sql
