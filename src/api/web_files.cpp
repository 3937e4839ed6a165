#include "api/web_files.hpp"

#include <algorithm>

#include "api/assets.hpp"
#include "http/target.hpp"

namespace headway::api {
namespace {

const asset* find(std::string_view path) {
  const auto all = embedded_assets();
  const auto place =
      std::lower_bound(all.begin(), all.end(), path,
                       [](const asset& a, std::string_view wanted) { return a.path < wanted; });
  return place != all.end() && place->path == path ? &*place : nullptr;
}

// "br" also of "br;q=0.5", not of "br;q=0" nor of "brx".
bool takes(std::string_view accept_encoding, std::string_view name) {
  const auto at = accept_encoding.find(name);
  if (at == accept_encoding.npos) return false;
  const auto rest = accept_encoding.substr(at + name.size());
  if (rest.starts_with(";q=0")) return rest.size() > 4 && rest[4] == '.';
  return rest.empty() || rest.front() == ',' || rest.front() == ';' || rest.front() == ' ';
}

struct encoded {
  std::string_view bytes, name;
};
encoded best_encoding(const asset& of, std::string_view accept_encoding) {
  if (!of.brotli.empty() && takes(accept_encoding, "br")) return {of.brotli, "br"};
  if (!of.gzip.empty() && takes(accept_encoding, "gzip")) return {of.gzip, "gzip"};
  return {of.identity, {}};
}

}  // namespace

result<http::response> web_file(const http::request& in) {
  const auto path = http::percent_decode(in.path());
  if (!path) return problem(problems::not_found);
  const asset* file = find(*path);
  const bool has_extension = path->find('.', path->rfind('/') + 1) != path->npos;
  if (!file && !has_extension) file = find("/index.html");
  if (!file) return problem(problems::not_found);

  const auto body = best_encoding(*file, in.header("accept-encoding"));
  std::string etag =
      '"' + std::string(file->hash) + (body.name.empty() ? "" : "-" + std::string(body.name)) + '"';
  http::response answer;
  if (in.header("if-none-match").find(etag) != std::string_view::npos) {
    answer.status = 304;
  } else {
    answer.content_type = file->content_type;
    answer.fixed_body = body.bytes;
    if (!body.name.empty()) answer.headers.emplace_back("Content-Encoding", body.name);
  }
  answer.headers.emplace_back("ETag", std::move(etag));
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  answer.headers.emplace_back("Cache-Control",
                              file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  return answer;
}

}  // namespace headway::api
