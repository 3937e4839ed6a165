#include "api/worker_pool.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "base/ensure.hpp"

namespace headway::api {

struct worker_pool::state {
  std::size_t most_waiting;
  mutable std::mutex guard;
  std::condition_variable filled;
  std::deque<std::function<void()>> queue;
  bool stopping = false;
  std::vector<std::thread> threads;

  void work() {
    std::unique_lock held(guard);
    for (;;) {
      filled.wait(held, [&] { return stopping || !queue.empty(); });
      if (queue.empty()) return;
      auto job = std::move(queue.front());
      queue.pop_front();
      held.unlock();
      job();
      job = nullptr;
      held.lock();
    }
  }
};

worker_pool::worker_pool(unsigned threads, std::size_t most_waiting)
    : state_(std::make_unique<state>()) {
  ENSURE(threads > 0);
  state_->most_waiting = most_waiting;
  for (unsigned i = 0; i < threads; ++i)
    state_->threads.emplace_back([this] { state_->work(); });
}

worker_pool::~worker_pool() {
  {
    const std::lock_guard held(state_->guard);
    state_->stopping = true;
  }
  state_->filled.notify_all();
  for (auto& thread : state_->threads)
    thread.join();
}

bool worker_pool::submit(std::function<void()> job) {
  {
    const std::lock_guard held(state_->guard);
    if (state_->stopping || state_->queue.size() >= state_->most_waiting) return false;
    state_->queue.push_back(std::move(job));
  }
  state_->filled.notify_one();
  return true;
}

std::size_t worker_pool::waiting() const {
  const std::lock_guard held(state_->guard);
  return state_->queue.size();
}

}  // namespace headway::api
