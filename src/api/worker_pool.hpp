// A few threads for what must not run on the event loop: slow reads, passwords, documents.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace headway::api {

class worker_pool {
 public:
  worker_pool(unsigned threads, std::size_t most_waiting);
  ~worker_pool();  // runs what waits, then joins
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;

  // false when `most_waiting` jobs are waiting. A job must not throw. Thread-safe.
  bool submit(std::function<void()> job);
  std::size_t waiting() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace headway::api
