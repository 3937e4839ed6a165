#include "http/chunked_body.hpp"

#include <algorithm>

namespace headway::http {

namespace {

constexpr std::uint64_t most_chunk_bytes = std::uint64_t{1} << 40;  // far over every body bound

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_line_text(char c) { return c == '\t' || (c >= ' ' && c != 127) || (c & 0x80) != 0; }

}  // namespace

chunked_body::piece chunked_body::next(std::string_view input) {
  std::size_t used = 0;
  while (used < input.size()) {
    if (expecting_ == expecting::data) {
      const auto count =
          static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size() - used));
      left_ -= count;
      if (left_ == 0) expecting_ = expecting::data_return;
      return {found::data, used + count, input.substr(used, count)};
    }
    const auto what = take(input[used++]);
    if (what != found::need_more) return {what, used};
  }
  return {found::need_more, used};
}

chunked_body::found chunked_body::take(char byte) {
  switch (expecting_) {
    case expecting::first_digit:
    case expecting::digits:
    case expecting::extension:
      return take_size(byte);
    case expecting::line_feed:
      if (byte != '\n') return found::malformed;
      expecting_ = left_ != 0 ? expecting::data : expecting::trailer_start;
      line_bytes_ = 0;
      return found::need_more;
    case expecting::data_return:
      if (byte != '\r') return found::malformed;
      expecting_ = expecting::data_feed;
      return found::need_more;
    case expecting::data_feed:
      if (byte != '\n') return found::malformed;
      expecting_ = expecting::first_digit;
      return found::need_more;
    case expecting::trailer_start:
    case expecting::trailer_text:
    case expecting::trailer_feed:
      return take_trailer(byte);
    case expecting::last_feed:
      if (byte != '\n') return found::malformed;
      expecting_ = expecting::nothing;
      return found::end;
    default:
      return found::malformed;
  }
}

chunked_body::found chunked_body::take_size(char byte) {
  if (++line_bytes_ > most_line_bytes) return found::malformed;
  const int digit = hex_digit(byte);
  if (expecting_ != expecting::extension && digit >= 0) {
    if (expecting_ == expecting::first_digit) left_ = 0;
    left_ = left_ * 16 + static_cast<unsigned>(digit);
    if (left_ > most_chunk_bytes) return found::malformed;
    expecting_ = expecting::digits;
    return found::need_more;
  }
  if (expecting_ == expecting::first_digit) return found::malformed;
  if (byte == '\r') {
    expecting_ = expecting::line_feed;
    return found::need_more;
  }
  const bool begins = expecting_ == expecting::digits;
  if (begins ? byte != ';' : !is_line_text(byte)) return found::malformed;
  expecting_ = expecting::extension;
  return found::need_more;
}

chunked_body::found chunked_body::take_trailer(char byte) {
  if (++line_bytes_ > most_trailer_bytes) return found::malformed;
  if (expecting_ == expecting::trailer_feed) {
    if (byte != '\n') return found::malformed;
    expecting_ = expecting::trailer_start;
  } else if (byte == '\r') {
    expecting_ =
        expecting_ == expecting::trailer_start ? expecting::last_feed : expecting::trailer_feed;
  } else {
    const bool folded = expecting_ == expecting::trailer_start && (byte == ' ' || byte == '\t');
    if (folded || !is_line_text(byte)) return found::malformed;
    expecting_ = expecting::trailer_text;
  }
  return found::need_more;
}

}  // namespace headway::http
