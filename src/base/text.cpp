#include "base/text.hpp"

namespace headway {
namespace {

// Length of the UTF-8 sequence that begins at `at`, or 0 when it is not a valid one.
std::size_t sequence_length(std::string_view value, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(value[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length == 0 || first > 0xf4 || at + length > value.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  const unsigned char second = byte(at + 1);
  if (first == 0xe0 && second < 0xa0) return 0;  // overlong
  if (first == 0xed && second > 0x9f) return 0;  // surrogates
  if (first == 0xf0 && second < 0x90) return 0;  // overlong
  if (first == 0xf4 && second > 0x8f) return 0;  // past U+10FFFF
  return length;
}

}  // namespace

bool is_clean_text(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const auto length = sequence_length(value, at);
    if (length == 0) return false;
    const auto c = static_cast<unsigned char>(value[at]);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) return false;
    at += length;
  }
  return true;
}

std::size_t code_points(std::string_view value) {
  std::size_t count = 0;
  for (const char c : value)
    count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

}  // namespace headway
