// Chance that is the same for a seed on every machine and with every library: the generator is
// std::mt19937_64, whose output is fixed by the standard; the standard's distributions are not.
#pragma once

#include <cstdint>
#include <random>
#include <span>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace headway::demo {

class chance {
 public:
  explicit chance(std::uint64_t seed) : bits_(seed) {}

  // 0 … bound - 1; `bound` is small against 2^64, so that the remainder is even enough.
  std::uint64_t below(std::uint64_t bound) { return bits_() % bound; }
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least) + 1));
  }
  bool happens(int times, int of = 100) { return between(1, of) <= times; }
  std::chrono::minutes minutes(int least, int most) {
    return std::chrono::minutes(between(least, most));
  }
  template <class List>
  const auto& pick(const List& from) {
    return from[below(std::size(from))];
  }

  // A UUID of version 7, made at `at`.
  uuid id(instant at) {
    uuid made;
    const auto ms = static_cast<std::uint64_t>(to_unix_ms(at));
    const auto high = bits_(), low = bits_();
    for (int i = 0; i < 6; ++i)
      made.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    for (int i = 0; i < 2; ++i)
      made.bytes[6 + i] = static_cast<std::uint8_t>(high >> (8 * i));
    for (int i = 0; i < 8; ++i)
      made.bytes[8 + i] = static_cast<std::uint8_t>(low >> (8 * i));
    made.bytes[6] = static_cast<std::uint8_t>(0x70 | (made.bytes[6] & 0x0f));
    made.bytes[8] = static_cast<std::uint8_t>(0x80 | (made.bytes[8] & 0x3f));
    return made;
  }

 private:
  std::mt19937_64 bits_;
};

}  // namespace headway::demo
