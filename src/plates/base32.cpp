#include "plates/base32.hpp"

#include <cstdint>
#include <string_view>

namespace headway::plates {

std::string base32(std::span<const std::byte> bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string made;
  std::uint32_t waiting = 0;
  int bits = 0;
  for (const auto byte : bytes) {
    waiting = waiting << 8 | std::to_integer<std::uint32_t>(byte);
    bits += 8;
    for (; bits >= 5; bits -= 5)
      made += alphabet[waiting >> (bits - 5) & 31U];
  }
  if (bits > 0) made += alphabet[waiting << (5 - bits) & 31U];
  return made;
}

}  // namespace headway::plates
