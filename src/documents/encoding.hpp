// Text files in the encodings of the field: UTF-8 with or without mark, UTF-16 with mark (what
// Excel calls "Unicode text"), and GB18030 (what Chinese Windows calls "ANSI").
#pragma once

#include <iconv.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace headway::documents {

enum class text_encoding : unsigned char { utf8, utf16_little, utf16_big, gb18030 };

struct encoded_text {
  text_encoding encoding = text_encoding::utf8;
  std::string_view bytes;  // without the byte order mark
};

// Finds the encoding and proves that the whole text is valid in it. Text that is UTF-8 but for a
// few damaged bytes is refused rather than read as GB18030, which would turn it into rubbish.
// Problems: not_a_table (zero bytes: this is no text), unknown_encoding (names the byte, 1-based).
result<encoded_text> detect_encoding(std::string_view bytes);

// The offset of the first byte that is not part of valid UTF-8, npos when all is valid.
std::size_t first_invalid_utf8(std::string_view bytes);

// Gives proven text as UTF-8, a piece at a time; a piece may end within a character.
class utf8_pieces {
 public:
  explicit utf8_pieces(encoded_text text);
  ~utf8_pieces();
  utf8_pieces(const utf8_pieces&) = delete;
  utf8_pieces& operator=(const utf8_pieces&) = delete;

  // The next piece, valid until the next call; empty at the end and at a byte that is invalid.
  std::string_view next();
  // Bytes of the input consumed so far; less than its size after the last piece if it is invalid.
  std::size_t consumed() const { return consumed_; }

 private:
  encoded_text text_;
  iconv_t converter_;
  std::string buffer_;
  std::size_t consumed_ = 0;
};

}  // namespace headway::documents
