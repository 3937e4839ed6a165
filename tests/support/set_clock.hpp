// A clock that stands still until it is told.
#pragma once

#include <atomic>

#include "base/time.hpp"

namespace headway::tests {

class set_clock final : public clock_source {
 public:
  explicit set_clock(instant at) : at_(to_unix_ms(at)) {}
  instant now() const override { return from_unix_ms(at_); }
  void advance(milliseconds by) { at_ += by.count(); }
  void set(instant at) { at_ = to_unix_ms(at); }

 private:
  std::atomic<std::int64_t> at_;
};

}  // namespace headway::tests
