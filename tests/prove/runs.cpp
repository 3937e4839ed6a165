// How long a proof runs, and with which seed.
#include <charconv>
#include <cstdlib>
#include <random>
#include <string_view>

#include "base/ensure.hpp"
#include "prove/proofs.hpp"

namespace headway::prove {

std::uint64_t seed() {
  static const std::uint64_t chosen = [] {
    const char* given = std::getenv("HEADWAY_SEED");
    return given ? std::strtoull(given, nullptr, 10) : std::random_device()();
  }();
  return chosen;
}

int rounds(int full) {
  const char* given = std::getenv("HEADWAY_ROUNDS");
  if (!given) return full;
  const std::string_view text = given;
  int asked = 0;
  const auto read = std::from_chars(text.begin(), text.end(), asked);
  ENSURE(read.ec == std::errc{} && read.ptr == text.end());
  return asked;
}

}  // namespace headway::prove
