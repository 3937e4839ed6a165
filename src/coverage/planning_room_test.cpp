#include "coverage/planning_room.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/set_clock.hpp"

namespace headway::coverage {
namespace {

using ::testing::SizeIs;

class PlanningRoom : public ::testing::Test {
 protected:
  static plan_job job(const std::string& name, const char* section = "A") {
    plan_job made;
    made.id = named_uuid(name);
    made.section = section_id(named_uuid(section));
    made.month = "2027-03";
    return made;
  }
  // Goes on until it is told to stop, and gives what it has by then.
  planning_room::work endless() {
    return [this](planner::plan_watcher watcher) -> result<plan_result> {
      planner::plan_progress now;
      while (watcher(now)) {
        ++now.cost;
        ++looks;
        std::this_thread::yield();
      }
      plan_result best;
      best.cost = now.cost;
      return best;
    };
  }
  static planning_room::work quick() {
    return [](planner::plan_watcher) -> result<plan_result> { return plan_result(); };
  }
  plan_job ended(const uuid& id) {
    while (true) {
      auto found = room.find(id);
      if (!found || found->state != job_state::running) return found.value_or(plan_job());
      std::this_thread::yield();
    }
  }

  tests::set_clock clock{*parse_instant("2027-02-20T00:00:00Z")};
  std::atomic<int> looks{0};
  planning_room room{clock};
};

TEST_F(PlanningRoom, KeepsTheBestOfAPlanThatIsCancelled) {
  ASSERT_TRUE(room.start(job("one"), endless()));
  while (looks < 10)
    std::this_thread::yield();
  EXPECT_GT(room.find(named_uuid("one"))->cost, 0) << "progress can be seen";
  EXPECT_FALSE(room.find(named_uuid("one"))->result);
  EXPECT_TRUE(room.cancel(named_uuid("one")));
  const auto done = ended(named_uuid("one"));
  EXPECT_EQ(done.state, job_state::cancelled);
  ASSERT_TRUE(done.result);
  EXPECT_GT(done.result->cost, 0);
  EXPECT_EQ(done.ended_at, clock.now());
  EXPECT_FALSE(room.cancel(named_uuid("unknown")));
}

TEST_F(PlanningRoom, PlansASectionOnceAtATimeAndFewSectionsAtOnce) {
  ASSERT_TRUE(room.start(job("one"), endless()));
  EXPECT_EQ(room.start(job("two"), quick()).error().code(), "coverage.planning_already");
  EXPECT_TRUE(room.start(job("one"), quick())) << "the same again is the same plan";
  ASSERT_TRUE(room.start(job("other", "B"), endless()));
  EXPECT_EQ(room.start(job("third", "C"), quick()).error().code(), "coverage.planning_busy");
  room.cancel(named_uuid("other"));
  ended(named_uuid("other"));
  EXPECT_TRUE(room.start(job("third", "C"), quick()));
}

TEST_F(PlanningRoom, ForgetsTheOldestOfASection) {
  for (int i = 0; i < 10; ++i) {
    const auto name = "plan " + std::to_string(i);
    ASSERT_TRUE(room.start(job(name), quick()));
    EXPECT_EQ(ended(named_uuid(name)).state, job_state::done);
  }
  const auto kept = room.list(section_id(named_uuid("A")));
  ASSERT_THAT(kept, SizeIs(limits::plans_kept_of_section));
  EXPECT_EQ(kept.front().id, named_uuid("plan 9")) << "the newest first";
  EXPECT_FALSE(kept.front().result) << "lists are light";
  EXPECT_TRUE(room.find(named_uuid("plan 9"))->result);
  EXPECT_FALSE(room.find(named_uuid("plan 0")));
  EXPECT_THAT(room.list(section_id(named_uuid("B"))), SizeIs(0));
}

TEST_F(PlanningRoom, SaysThatAPlanFailed) {
  ASSERT_TRUE(room.start(job("one"), [](planner::plan_watcher) -> result<plan_result> {
    throw std::runtime_error("out of memory");
  }));
  EXPECT_EQ(ended(named_uuid("one")).state, job_state::failed);
}

TEST(PlanningRoomAtTheEnd, StopsWhatRuns) {
  tests::set_clock clock{instant()};
  std::atomic<bool> stopped = false;
  {
    planning_room room(clock);
    plan_job job;
    job.id = named_uuid("one");
    ASSERT_TRUE(room.start(job, [&](planner::plan_watcher watcher) -> result<plan_result> {
      while (watcher(planner::plan_progress()))
        std::this_thread::yield();
      stopped = true;
      return plan_result();
    }));
  }
  EXPECT_TRUE(stopped);
}

}  // namespace
}  // namespace headway::coverage
