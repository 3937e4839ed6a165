#include "documents/encoding.hpp"

#include "base/ensure.hpp"
#include "documents/table.hpp"

namespace headway::documents {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

iconv_t no_converter() { return reinterpret_cast<iconv_t>(-1); }

iconv_t open_converter(text_encoding from) {
  switch (from) {
    case text_encoding::utf8:
      return no_converter();
    case text_encoding::utf16_little:
      return iconv_open("UTF-8", "UTF-16LE");
    case text_encoding::utf16_big:
      return iconv_open("UTF-8", "UTF-16BE");
    case text_encoding::gb18030:
      return iconv_open("UTF-8", "GB18030");
  }
  return no_converter();
}

// The length of the valid UTF-8 character at `at`, 0 when it is not one.
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) >= 0xA0;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool beyond = first == 0xF4 && byte(1) >= 0x90;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

// Whether text that is not valid UTF-8 was meant to be: characters of three and more bytes hardly
// ever come out of GB18030 by chance, so many of them and few bad places mean damage.
bool damaged_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  bool in_bad_place = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes, at);
    good += length >= 3 ? 1 : 0;
    bad += length == 0 && !in_bad_place ? 1 : 0;
    in_bad_place = length == 0;
    at += length == 0 ? 1 : length;
  }
  return good > 4 * bad;
}

problem unreadable_at(std::size_t offset) {
  return problem(problems::unknown_encoding, {}, {{"byte", std::to_string(offset + 1)}});
}

// Decodes everything once, keeping nothing.
result<encoded_text> prove(encoded_text text, std::size_t mark) {
  utf8_pieces pieces(text);
  for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next())
    if (piece.find('\0') != piece.npos) return problem(problems::not_a_table);
  if (pieces.consumed() < text.bytes.size()) return unreadable_at(mark + pieces.consumed());
  return text;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

result<encoded_text> detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE"))
    return prove({text_encoding::utf16_little, bytes.substr(2)}, 2);
  if (bytes.starts_with("\xFE\xFF")) return prove({text_encoding::utf16_big, bytes.substr(2)}, 2);
  const std::size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string_view text = bytes.substr(mark);
  if (text.find('\0') != text.npos) return problem(problems::not_a_table);
  const std::size_t invalid = first_invalid_utf8(text);
  if (invalid == text.npos) return encoded_text{text_encoding::utf8, text};
  if (mark != 0 || damaged_utf8(text)) return unreadable_at(mark + invalid);
  return prove({text_encoding::gb18030, text}, 0);
}

utf8_pieces::utf8_pieces(encoded_text text)
    : text_(text), converter_(open_converter(text.encoding)) {
  ENSURE(text_.encoding == text_encoding::utf8 || converter_ != no_converter());
}

utf8_pieces::~utf8_pieces() {
  if (converter_ != no_converter()) iconv_close(converter_);
}

std::string_view utf8_pieces::next() {
  const std::string_view rest = text_.bytes.substr(consumed_);
  if (text_.encoding == text_encoding::utf8) {
    const std::string_view piece = rest.substr(0, piece_bytes);
    consumed_ += piece.size();
    return piece;
  }
  buffer_.resize(piece_bytes);
  char* in = const_cast<char*>(rest.data());  // iconv's signature; it does not write there
  std::size_t in_left = rest.size();
  char* out = buffer_.data();
  std::size_t out_left = buffer_.size();
  // Ends at a full buffer, at the end, or at an invalid or cut character: in each case what was
  // consumed tells the story.
  (void)iconv(converter_, &in, &in_left, &out, &out_left);
  consumed_ += rest.size() - in_left;
  return std::string_view(buffer_.data(), buffer_.size() - out_left);
}

}  // namespace headway::documents
