#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/ensure.hpp"
#include "base/limits.hpp"
#include "sql/database.hpp"

namespace headway::sql {
namespace {

// Another node changed the same rows: how often we try anew, and how long we wait in between.
constexpr int serialization_attempts = 10;
constexpr milliseconds longest_back_off{64};
// How long a commit waits for those who shared the last one, at most.
constexpr std::chrono::microseconds longest_gathering{2'000};

using steady = std::chrono::steady_clock;

struct item {
  writer::task run;
  writer::completion done;
};

std::optional<failure> failure_in(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const error& failed) {
    return failed.why();
  } catch (...) {
    return std::nullopt;
  }
}

// Not the fault of one task: the whole batch would meet it again.
bool is_the_stores(failure why) {
  return why == failure::busy || why == failure::full || why == failure::io ||
         why == failure::corrupt || why == failure::disconnected;
}

// Grows twofold, and differs between nodes so that two of them do not meet again and again.
void back_off(int attempt) {
  const auto most = std::min(milliseconds(1 << attempt), longest_back_off);
  const auto jitter = std::hash<std::thread::id>()(std::this_thread::get_id()) % 7;
  std::this_thread::sleep_for(most + std::chrono::microseconds(150 * jitter * (attempt + 1)));
}

}  // namespace

struct writer::state {
  observer told;
  std::unique_ptr<connection> on;
  mutable std::mutex guard;
  std::condition_variable filled;  // waited for by the thread
  std::condition_variable room;    // waited for by run_and_wait
  std::deque<item> queue;
  bool stopping = false;
  std::size_t awaited = 1;   // the thread is woken when so many are waiting
  std::size_t expected = 1;  // so many may come before `gathers_until`
  steady::time_point gathers_until{};
  std::atomic<std::uint64_t> commits = 0, tasks = 0, failed = 0;
  std::thread thread;

  // How a transaction over some tasks ended: `failed` is null when it was committed; else the task
  // number `at` threw it, or, past the last one, the commit.
  struct outcome {
    std::exception_ptr failed;
    std::size_t at = 0;
    std::optional<failure> why() const { return failure_in(failed); }
  };

  outcome attempt(std::span<item> some) {
    outcome met;
    bool begun = false;
    try {
      on->begin(access::write);
      begun = true;
      if (told.begun) told.begun();
      for (; met.at < some.size(); ++met.at)
        some[met.at].run(*on);
      on->commit();
    } catch (...) {
      met.failed = std::current_exception();
    }
    if (!met.failed) {
      ++commits;
      if (told.committed) told.committed();
    } else if (begun) {
      on->rollback();
      if (told.rolled_back) told.rolled_back();
    }
    return met;
  }

  outcome attempt_repeatedly(std::span<item> some) {
    outcome met = attempt(some);
    for (int again = 1; met.failed && again < serialization_attempts; ++again) {
      if (met.why() != failure::serialization) break;
      back_off(again);
      met = attempt(some);
    }
    return met;
  }

  void complete(std::span<item> some, const std::exception_ptr& thrown) noexcept {
    tasks += some.size();
    if (thrown) failed += some.size();
    for (auto& each : some)
      if (each.done) each.done(thrown);
  }

  void run_singly(std::span<item> some) {
    for (std::size_t i = 0; i < some.size(); ++i)
      complete(some.subspan(i, 1), attempt_repeatedly(some.subspan(i, 1)).failed);
  }

  // A task that throws is run again alone: what it met may have come from its batch, and on
  // PostgreSQL from a commit that its snapshot did not show. Those before and after it share
  // commits.
  void run_batch(std::span<item> some) {
    while (!some.empty()) {
      const auto met = attempt_repeatedly(some);
      const auto why = met.failed ? met.why() : std::nullopt;
      if (!met.failed || (why && is_the_stores(*why))) return complete(some, met.failed);
      if (met.at == some.size() || why == failure::serialization) return run_singly(some);
      const auto innocent = some.first(met.at);
      if (!innocent.empty()) {
        if (attempt_repeatedly(innocent).failed)
          run_singly(innocent);
        else
          complete(innocent, nullptr);
      }
      run_singly(some.subspan(met.at, 1));
      some = some.subspan(met.at + 1);
    }
  }

  // Waits for tasks and moves up to a commit's worth of them; false when stopping and empty.
  bool take(std::vector<item>& batch) {
    {
      std::unique_lock held(guard);
      awaited = 1;
      filled.wait(held, [&] { return stopping || !queue.empty(); });
      awaited = std::min(expected, limits::commands_per_commit);
      filled.wait_until(held, gathers_until, [&] { return stopping || queue.size() >= awaited; });
      const auto count = std::min(queue.size(), limits::commands_per_commit);
      std::move(queue.begin(), queue.begin() + count, std::back_inserter(batch));
      queue.erase(queue.begin(), queue.begin() + count);
    }
    room.notify_all();
    return !batch.empty();
  }

  // Those who shared a commit come back with their next command as soon as they have the answer. To
  // wait for them a moment, not longer than half of what they cost, is cheaper than a flush for the
  // first of them alone. Who is alone never waits.
  void expect_again(std::size_t ended, steady::duration took) {
    const std::lock_guard held(guard);
    expected = ended + queue.size();
    gathers_until = steady::now() + std::min<steady::duration>(took / 2, longest_gathering);
  }

  void work() {
    std::vector<item> batch;
    batch.reserve(limits::commands_per_commit);
    while (take(batch)) {
      const auto begun = steady::now();
      run_batch(batch);
      expect_again(batch.size(), steady::now() - begun);
      batch.clear();
    }
  }

  // Under the guard.
  bool put(item&& one) {
    if (stopping || queue.size() >= limits::writer_queue) return false;
    queue.push_back(std::move(one));
    return true;
  }
};

writer::writer(database& on, observer told) : state_(std::make_unique<state>()) {
  state_->told = std::move(told);
  state_->on = on.connect(access::write);
  state_->thread = std::thread([this] { state_->work(); });
}

writer::~writer() {
  {
    const std::lock_guard held(state_->guard);
    state_->stopping = true;
  }
  state_->filled.notify_all();
  state_->room.notify_all();
  state_->thread.join();
}

bool writer::submit(task run, completion done) {
  bool enough = false;
  {
    const std::lock_guard held(state_->guard);
    if (!state_->put({std::move(run), std::move(done)})) return false;
    enough = state_->queue.size() >= state_->awaited;
  }
  if (enough) state_->filled.notify_one();
  return true;
}

void writer::run_and_wait(task run) {
  ENSURE(std::this_thread::get_id() != state_->thread.get_id());
  // Shared: the waiter may be gone while the writer's thread is still inside set_value.
  const auto finished = std::make_shared<std::promise<void>>();
  auto future = finished->get_future();
  auto done = [finished](std::exception_ptr thrown) {
    thrown ? finished->set_exception(thrown) : finished->set_value();
  };
  bool enough = false;
  {
    std::unique_lock held(state_->guard);
    state_->room.wait(
        held, [&] { return state_->stopping || state_->queue.size() < limits::writer_queue; });
    if (!state_->put({std::move(run), std::move(done)}))
      throw error(failure::other, "the writer is stopping");
    enough = state_->queue.size() >= state_->awaited;
  }
  if (enough) state_->filled.notify_one();
  future.get();
}

std::size_t writer::waiting() const {
  const std::lock_guard held(state_->guard);
  return state_->queue.size();
}

writer::counts writer::counted() const { return {state_->commits, state_->tasks, state_->failed}; }

}  // namespace headway::sql
