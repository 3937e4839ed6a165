// What happens by the clock alone: alarms of hazards that are due, repeats found, coverage gaps
// noticed, climbing and ended.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/time.hpp"

namespace headway::app {

class system;

class scheduler {
 public:
  // Looks every `every`, by the wall; what is due is decided by `clock`. Both outlive it.
  scheduler(system& of, const clock_source& clock,
            std::chrono::milliseconds every = std::chrono::seconds(5));
  ~scheduler();
  scheduler(const scheduler&) = delete;
  scheduler& operator=(const scheduler&) = delete;

 private:
  void work();
  void run_once();
  void watch_hazards();
  void watch_coverage();

  system& of_;
  const clock_source& clock_;
  std::chrono::milliseconds every_;
  instant repeats_from_;
  std::int64_t facts_looked_at_ = -1;
  instant gaps_looked_for_{};
  std::mutex guard_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace headway::app
