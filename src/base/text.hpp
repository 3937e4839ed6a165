// Bounded text as people type it.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace headway {

// Whether `value` is valid UTF-8 without control characters (line feed and tab are allowed).
bool is_clean_text(std::string_view value);
// Number of Unicode code points of valid UTF-8.
std::size_t code_points(std::string_view value);

// Text of `Least` to `Most` code points; the codec refuses anything else. White space at both ends
// is cut off before counting.
template <std::size_t Most, std::size_t Least = 1>
struct text {
  static constexpr std::size_t most = Most;
  static constexpr std::size_t least = Least;
  std::string value;

  text() = default;
  text(std::string value_) : value(std::move(value_)) {}
  text(const char* value_) : value(value_) {}
  operator std::string_view() const { return value; }
  bool empty() const { return value.empty(); }
  friend auto operator<=>(const text&, const text&) = default;
};

using short_text = text<80>;
using line_text = text<200>;
using long_text = text<4000>;

}  // namespace headway
