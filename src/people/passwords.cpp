#include "people/passwords.hpp"

#include <sodium.h>

#include <array>

#include "base/ensure.hpp"

namespace headway::people {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

class turn {
 public:
  explicit turn(std::counting_semaphore<2>& of) : of_(of) { of_.acquire(); }
  turn(const turn&) = delete;
  turn& operator=(const turn&) = delete;
  ~turn() { of_.release(); }

 private:
  std::counting_semaphore<2>& of_;
};

}  // namespace

password_hasher::password_hasher() { ENSURE(sodium_init() >= 0); }

std::string password_hasher::hash(std::string_view password) {
  const turn mine(turns_);
  std::array<char, crypto_pwhash_STRBYTES> made;
  if (crypto_pwhash_str(made.data(), password.data(), password.size(), passes, memory_bytes) != 0)
    throw std::bad_alloc();  // the only way in which it fails
  return made.data();
}

bool password_hasher::matches(const std::string& hash, std::string_view password) {
  const turn mine(turns_);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool password_hasher::matches_nobody(std::string_view password) {
  // Not at the start: it would be half of the time until the first answer.
  std::call_once(nobody_made_, [this] { nobody_ = hash("nobody"); });
  matches(nobody_, password);
  return false;
}

}  // namespace headway::people
