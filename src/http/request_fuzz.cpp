// However the bytes of a client are cut up on their way, the same requests come out of them, and
// what is let through is unambiguous.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/ensure.hpp"
#include "http/request_parser.hpp"
#include "http/target.hpp"

namespace {

using headway::http::parser_bounds;
using headway::http::request_parser;

// What came of the bytes, as text: every request, then how it ended.
std::string read_in_pieces(std::string_view bytes, const parser_bounds& bounds, std::size_t piece) {
  std::string read;
  std::string input;
  request_parser parser(bounds);
  while (!bytes.empty()) {
    input += bytes.substr(0, piece);
    bytes.remove_prefix(std::min(piece, bytes.size()));
    for (bool more = !input.empty(); more;) {
      auto outcome = parser.feed(input);
      ENSURE(outcome.used <= input.size());
      input.erase(0, outcome.used);
      if (outcome.state == request_parser::verdict::refused)
        return read + "refused " + std::string(outcome.refused->code());
      if (outcome.state == request_parser::verdict::need_more) break;
      const bool kept = parser.keep_alive();
      const auto got = parser.take();
      ENSURE(got->body.size() <= bounds.body_bytes);
      ENSURE(headway::http::origin_form(got->target).has_value());
      ENSURE(got->header("content-length").empty() || got->header("transfer-encoding").empty());
      read += std::to_string(static_cast<int>(got->method)) + ' ' + got->target + '\n';
      for (const auto& [name, value] : got->headers)
        read += name + ": " + value + '\n';
      read += '\n' + got->body + '\n';
      if (!kept) return read + "closed";
      more = !input.empty();
    }
  }
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const parser_bounds bounds{.body_bytes = 256};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read_in_pieces(bytes, bounds, std::max<std::size_t>(size, 1));
  for (const std::size_t piece : {1, 7})
    ENSURE(read_in_pieces(bytes, bounds, piece) == whole);
  ENSURE(bounds.bodies->used == 0);
  return 0;
}
