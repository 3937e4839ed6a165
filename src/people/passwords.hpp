// Hashing of passwords, argon2id. Slow by intent (some 15 ms and 19 MiB each): never on the event
// loop.
#pragma once

#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>

namespace headway::people {

// Thread-safe. At most two hashes are computed at a time; others wait for their turn.
class password_hasher {
 public:
  password_hasher();
  std::string hash(std::string_view password);
  bool matches(const std::string& hash, std::string_view password);
  // Takes as long as `matches` and says no: what answers for an account that does not exist.
  bool matches_nobody(std::string_view password);

 private:
  std::counting_semaphore<2> turns_{2};
  std::once_flag nobody_made_;
  std::string nobody_;
};

}  // namespace headway::people
