#include "hazards/similar.hpp"

#include <algorithm>

namespace headway::hazards {
namespace {

// The code point at `at` of valid UTF-8, moving past it.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  std::uint32_t code = more == 3   ? first & 7u
                       : more == 2 ? first & 15u
                       : more == 1 ? first & 31u
                                   : first;
  for (; more > 0 && at < text.size(); --more)
    code = code << 6 | (static_cast<unsigned char>(text[at++]) & 63u);
  return code;
}

bool counts(std::uint32_t code) {
  if (code < 128) return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
  const bool cjk_punctuation = code >= 0x3000 && code <= 0x303f;
  const bool full_width_punctuation = code >= 0xff00 && code <= 0xff0f;
  return !cjk_punctuation && !full_width_punctuation && code != 0xff1a && code != 0xff1b &&
         code != 0xff1f;
}

}  // namespace

fingerprint::fingerprint(std::string_view text) {
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto code = next_code_point(text, at);
    if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
    if (!counts(code)) continue;
    if (before != 0) pairs_.push_back(static_cast<std::uint64_t>(before) << 32 | code);
    before = code;
  }
  std::sort(pairs_.begin(), pairs_.end());
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
}

double fingerprint::likeness(const fingerprint& other) const {
  std::size_t shared = 0;
  for (auto a = pairs_.begin(), b = other.pairs_.begin();
       a != pairs_.end() && b != other.pairs_.end();) {
    if (*a == *b) {
      ++shared;
      ++a;
      ++b;
    } else if (*a < *b) {
      ++a;
    } else {
      ++b;
    }
  }
  const auto all = pairs_.size() + other.pairs_.size() - shared;
  return all == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace headway::hazards
