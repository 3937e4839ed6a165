// Whole-number randomness: the same numbers from every compiler and library.
#pragma once

#include <array>
#include <cstdint>

namespace headway::planner {

// xoshiro256**, seeded by splitmix64.
class chance {
 public:
  explicit chance(std::uint64_t seed) {
    for (auto& word : state_) {
      seed += 0x9e3779b97f4a7c15u;
      std::uint64_t mixed = seed;
      mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
      word = mixed ^ (mixed >> 31);
    }
  }
  std::uint64_t next() {
    const auto rotated = [](std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
    const std::uint64_t made = rotated(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return made;
  }
  // 0 to `below` - 1; `below` is at least 1 and fits 32 bits.
  std::uint32_t under(std::uint32_t below) {
    return static_cast<std::uint32_t>(((next() >> 32) * below) >> 32);
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

// Draws of -ln(u) for a uniform u, in 1/65536: what an annealing step may cost per degree.
class patience {
 public:
  patience() {
    for (std::uint64_t i = 0; i < draws_.size(); ++i)
      draws_[i] = minus_ln(2 * i + 1);
  }
  std::int64_t draw(chance& by) const { return draws_[by.under(4096)]; }

 private:
  // -ln(numerator / 8192) in 1/65536, by squaring: one bit of the binary logarithm at a time.
  static std::int64_t minus_ln(std::uint64_t numerator) {
    std::int64_t log2 = 0;
    std::uint64_t value = numerator << 17;  // in [2^17, 2^30), of 2^30
    while (value < (1u << 29)) {
      value <<= 1;
      log2 += 65536;
    }
    std::int64_t bit = 32768;
    for (int i = 0; i < 16; ++i, bit >>= 1) {
      const std::uint64_t squared = (value * value) >> 30;
      if (squared < (1u << 29)) {
        value = squared << 1;
        log2 += bit;
      } else {
        value = squared;
      }
    }
    return log2 * 45426 / 65536;  // ln 2
  }

  std::array<std::int64_t, 4096> draws_{};
};

}  // namespace headway::planner
