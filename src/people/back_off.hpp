// How long somebody who typed wrong passwords has to wait: a few attempts are free, then each
// further failure doubles the wait, up to a most. In memory: a restart forgives, and no attempt
// costs a write.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.hpp"

namespace headway::people {

struct back_off_rule {
  int free_failures = 5;
  std::chrono::seconds first{2};
  std::chrono::seconds most{300};
};

// Thread-safe. Remembers a bounded number of keys; those that have waited are forgotten first.
class back_off {
 public:
  explicit back_off(back_off_rule rule) : rule_(rule) {}
  // Zero: may try now.
  std::chrono::seconds wait(const std::string& key, instant now) const;
  void failed(const std::string& key, instant now);
  void succeeded(const std::string& key);

 private:
  struct trouble {
    int failures = 0;
    instant until{};
    instant forgotten_at{};
  };
  void make_room(instant now);

  back_off_rule rule_;
  mutable std::mutex guard_;
  std::unordered_map<std::string, trouble> troubles_;
};

}  // namespace headway::people
