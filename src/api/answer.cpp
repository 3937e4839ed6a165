#include "api/answer.hpp"

#include <charconv>

#include "base/codec.hpp"

namespace headway::api {
namespace {

struct phrase {
  int status;
  std::string_view zh, en;
};
constexpr phrase phrases[] = {
    {400, "请求有误", "Bad request"},
    {401, "尚未登录", "Not signed in"},
    {403, "没有权限", "Forbidden"},
    {404, "没有找到", "Not found"},
    {405, "不支持的操作", "Method not allowed"},
    {409, "与现状冲突", "Conflict"},
    {412, "记录已更新", "Precondition failed"},
    {413, "内容过大", "Content too large"},
    {415, "内容格式不支持", "Unsupported media type"},
    {422, "内容不符合要求", "Unprocessable content"},
    {423, "已锁定", "Locked"},
    {429, "请求过于频繁", "Too many requests"},
    {503, "暂时不可用", "Service unavailable"},
};

double weight_of(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == parameters.npos) return 1;
  double weight = 0;
  const auto number = parameters.substr(q + 2);
  std::from_chars(number.data(), number.data() + number.size(), weight);
  return weight;
}

}  // namespace

std::string_view title_of(int status, language in) {
  for (const auto& each : phrases)
    if (each.status == status) return in == language::zh ? each.zh : each.en;
  return in == language::zh ? "服务器内部错误" : "Internal error";
}

std::optional<language> accepted_language(std::string_view header) {
  std::optional<language> best;
  double best_weight = 0;
  while (!header.empty()) {
    auto item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(item.size() + 1, header.size()));
    while (item.starts_with(' '))
      item.remove_prefix(1);
    const auto name = item.substr(0, 2);
    const bool zh = name == "zh" || name == "ZH";
    if (!zh && name != "en" && name != "EN") continue;
    const auto semicolon = item.find(';');
    const double weight = semicolon == item.npos ? 1 : weight_of(item.substr(semicolon));
    if (weight <= best_weight) continue;
    best_weight = weight;
    best = zh ? language::zh : language::en;
  }
  return best;
}

http::response problem_answer(const problem& of, language in, std::uint64_t request_number) {
  const int status = of.kind->status;
  std::string body = R"({"type":"urn:headway:problem:)";
  body += of.code();
  body += R"(","title":)";
  codec::append_quoted(body, title_of(status, in));
  body += R"(,"status":)" + std::to_string(status) + R"(,"detail":)";
  const std::string detail = of.text(in);
  codec::append_quoted(body, detail);
  body += R"(,"code":)";
  codec::append_quoted(body, of.code());
  body += R"(,"request_id":")" + std::to_string(request_number) + '"';
  if (!of.pointer.empty()) {
    body += R"(,"errors":[{"code":)";
    codec::append_quoted(body, of.code());
    body += R"(,"pointer":)";
    codec::append_quoted(body, of.pointer);
    body += R"(,"detail":)";
    codec::append_quoted(body, detail);
    body += "}]";
  }
  body += '}';
  http::response answer{
      .status = status, .content_type = "application/problem+json", .body = std::move(body)};
  answer.headers.emplace_back("Content-Language", in == language::zh ? "zh-CN" : "en");
  if (status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (status == 503) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

std::string security_headers() {
  // wasm: the reader of QR codes; blob: pictures and voice notes not yet sent.
  return "Content-Security-Policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
         "img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'; "
         "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'\r\n"
         "Permissions-Policy: camera=(self), microphone=(self), geolocation=()\r\n"
         "X-Content-Type-Options: nosniff\r\n"
         "Referrer-Policy: no-referrer\r\n";
}

bool is_from_foreign_origin(const http::request& in) {
  const auto origin = in.header("origin");
  if (origin.empty()) return false;
  const auto scheme = origin.find("://");
  return scheme == origin.npos || origin.substr(scheme + 3) != in.header("host");
}

bool is_from_loopback(const http::request& in) {
  return (in.peer == "127.0.0.1" || in.peer == "::1" || in.peer == "::ffff:127.0.0.1") &&
         in.header("x-forwarded-for").empty() && in.header("forwarded").empty();
}

}  // namespace headway::api
