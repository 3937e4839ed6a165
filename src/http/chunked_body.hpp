// The chunked transfer coding (RFC 9112, 7.1), read byte for byte as it arrives. Our own, because
// Beast lets a quoted chunk extension run over the end of its line, which two readers of a
// connection can then understand differently. Extensions and trailers are read and dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace headway::http {

class chunked_body {
 public:
  // The longest line of sizes and extensions, and the longest trailer section.
  static constexpr std::size_t most_line_bytes = 256;
  static constexpr std::size_t most_trailer_bytes = 4 * 1024;

  enum class found : std::uint8_t { need_more, data, end, malformed };
  struct piece {
    found what;
    std::size_t used;            // bytes of the input that are done with
    std::string_view data = {};  // of the body; in the input
  };
  // The next piece of a non-empty input. Go on until `need_more`, `end` or `malformed`.
  piece next(std::string_view input);

 private:
  enum class expecting : std::uint8_t {
    first_digit,
    digits,
    extension,
    line_feed,  // after the size line
    data,
    data_return,
    data_feed,
    trailer_start,  // of a line
    trailer_text,
    trailer_feed,  // after a trailer line
    last_feed,
    nothing
  };
  found take(char byte);  // need_more: go on
  found take_size(char byte);
  found take_trailer(char byte);

  expecting expecting_ = expecting::first_digit;
  std::uint64_t left_ = 0;  // of this chunk
  std::size_t line_bytes_ = 0;
};

}  // namespace headway::http
