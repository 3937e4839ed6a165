// How alike two descriptions are, so that repeats are recognised and past fixes are shown.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace headway::hazards {

// The set of neighbouring pairs of code points of a text, blanks and punctuation left out; Chinese
// needs no splitting into words for that.
class fingerprint {
 public:
  explicit fingerprint(std::string_view text);
  // Jaccard index of the two sets, 0 (nothing shared) to 1 (the same pairs).
  double likeness(const fingerprint& other) const;

 private:
  std::vector<std::uint64_t> pairs_;  // sorted, unique
};

// From this likeness on a hazard in the same place counts as a repeat [our proposal].
inline constexpr double repeat_likeness = 0.6;
// From this on it is worth showing to somebody who is typing.
inline constexpr double similar_likeness = 0.15;

}  // namespace headway::hazards
