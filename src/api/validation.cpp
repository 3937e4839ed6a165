#include "api/validation.hpp"

#include <sodium.h>

#include <array>

namespace headway::api {
namespace {

std::string tag_of(std::string_view content) {
  std::array<unsigned char, 16> digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                     nullptr, 0);
  std::array<char, digest.size() * 2 + 1> hex;
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return '"' + std::string(hex.data()) + '"';
}

}  // namespace

http::response validated(const call& c, std::string body) {
  const auto tag = tag_of(body);
  // Proxies that compress an answer weaken its tag to W/"…" and clients give that back.
  const bool known = c.in.header("if-none-match").find(tag) != std::string_view::npos;
  http::response answer = known ? http::response{.status = 304} : json(std::move(body));
  answer.headers.emplace_back("ETag", tag);
  answer.headers.emplace_back("Cache-Control", "private, no-cache");
  return answer;
}

http::response validated(const call& c, std::string body, std::string_view basis) {
  auto answer = validated(c, std::string(basis));
  if (answer.status != 304) answer.body = std::move(body);
  return answer;
}

}  // namespace headway::api
