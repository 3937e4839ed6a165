#include <zlib.h>

#include <algorithm>

#include "api/answer.hpp"

namespace headway::api {
namespace {

// Below one packet nothing is won.
constexpr std::size_t smallest_bytes = 1300;
// Fast: two thirds of what the slowest level wins, for a tenth of its time.
constexpr int level = 3;
constexpr int gzip_window_bits = 15 + 16;
constexpr int memory_level = 8;

bool is_text(std::string_view content_type) {
  return content_type.starts_with("application/json") ||
         content_type.starts_with("application/problem+json") || content_type.starts_with("text/");
}

// `gzip` among the accepted encodings, and not with q=0.
bool takes_gzip(std::string_view accepted) {
  const auto at = accepted.find("gzip");
  if (at == accepted.npos) return false;
  auto rest = accepted.substr(at + 4);
  rest = rest.substr(0, rest.find(','));
  const auto quality = rest.find("q=");
  return quality == rest.npos || rest.find_first_of("123456789", quality) != rest.npos;
}

bool is_encoded(const http::response& answer) {
  return std::ranges::any_of(answer.headers,
                             [](const auto& one) { return one.first == "Content-Encoding"; });
}

}  // namespace

http::response compressed(http::response answer, const http::request& asked) {
  if (answer.body.size() < smallest_bytes || answer.file || !answer.fixed_body.empty() ||
      !is_text(answer.content_type) || is_encoded(answer))
    return answer;
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (!takes_gzip(asked.header("accept-encoding"))) return answer;

  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return answer;
  std::string small(deflateBound(&stream, static_cast<uLong>(answer.body.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(answer.body.data());
  stream.avail_in = static_cast<uInt>(answer.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(small.data());
  stream.avail_out = static_cast<uInt>(small.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  small.resize(small.size() - stream.avail_out);
  deflateEnd(&stream);
  if (!whole || small.size() >= answer.body.size()) return answer;
  answer.body = std::move(small);
  answer.headers.emplace_back("Content-Encoding", "gzip");
  return answer;
}

}  // namespace headway::api
