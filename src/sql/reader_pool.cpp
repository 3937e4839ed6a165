#include <condition_variable>
#include <mutex>
#include <vector>

#include "base/ensure.hpp"
#include "sql/database.hpp"

namespace headway::sql {

// A stack: the connection given back last has the warmest cache.
struct reader_pool::state {
  std::mutex guard;
  std::condition_variable freed;
  std::vector<std::unique_ptr<connection>> free;
  std::size_t all = 0;

  std::unique_ptr<connection> take() {
    std::unique_lock held(guard);
    freed.wait(held, [&] { return !free.empty(); });
    auto taken = std::move(free.back());
    free.pop_back();
    return taken;
  }

  void give_back(std::unique_ptr<connection> given) noexcept {
    {
      const std::lock_guard held(guard);
      free.push_back(std::move(given));  // room for all was reserved
    }
    freed.notify_one();
  }
};

reader_pool::reader_pool(database& on, std::size_t connections)
    : state_(std::make_unique<state>()) {
  ENSURE(connections > 0);
  state_->all = connections;
  state_->free.reserve(connections);
  for (std::size_t i = 0; i < connections; ++i)
    state_->free.push_back(on.connect(access::read));
}

reader_pool::~reader_pool() = default;

reader_pool::lease::lease(reader_pool& from) : from_(from), on_(from.state_->take()) {
  try {
    on_->begin(access::read);
  } catch (...) {
    from_.state_->give_back(std::move(on_));
    throw;
  }
}

reader_pool::lease::~lease() {
  on_->rollback();
  from_.state_->give_back(std::move(on_));
}

}  // namespace headway::sql
