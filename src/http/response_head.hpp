// The bytes of an answer up to its body. Knows nothing of sockets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "http/server.hpp"

namespace headway::http {

enum class framing : std::uint8_t {
  content_length,  // `length` bytes follow (or would, for HEAD)
  chunked,         // HTTP/1.1 stream
  until_close,     // HTTP/1.0 stream
  none             // 204
};

struct head_form {
  framing body = framing::content_length;
  std::uint64_t length = 0;
  bool keep_alive = true;
  bool http10 = false;
  std::string_view standing_headers = {};  // whole lines
};

// Whether all headers can be written without breaking the message apart.
bool is_writable(const response& answer);
// Status line, date, framing and headers, with the empty line at the end. Any thread.
void append_head(std::string& out, const response& answer, const head_form& form);
// Whether an answer of this status has a body at all.
bool has_body(int status);
// A small problem document with the text of `about` in both languages, for what is refused before
// a handler could know the language.
response refusal(const problem& about);

}  // namespace headway::http
