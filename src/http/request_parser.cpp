#include "http/request_parser.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>

#include "http/chunked_body.hpp"
#include "http/problems.hpp"
#include "http/target.hpp"

namespace headway::http {

namespace {

namespace beast = boost::beast;
using beast::http::error;
using beast::http::field;

constexpr std::size_t reserved_body_bytes = 256 * 1024;

// A request that gives its share of the budget back.
struct counted_request : request {
  explicit counted_request(std::shared_ptr<body_budget> from) : budget(std::move(from)) {}
  counted_request(const counted_request&) = delete;
  counted_request& operator=(const counted_request&) = delete;
  ~counted_request() {
    if (claimed != 0) budget->used.fetch_sub(claimed, std::memory_order_relaxed);
  }
  bool claim(std::size_t bytes) {
    claimed += bytes;
    return budget->used.fetch_add(bytes, std::memory_order_relaxed) + bytes <= budget->most;
  }
  std::shared_ptr<body_budget> budget;
  std::size_t claimed = 0;
};

std::optional<verb> known(beast::http::verb method) {
  switch (method) {
    case beast::http::verb::get:
      return verb::get;
    case beast::http::verb::head:
      return verb::head;
    case beast::http::verb::post:
      return verb::post;
    case beast::http::verb::put:
      return verb::put;
    case beast::http::verb::patch:
      return verb::patch;
    case beast::http::verb::delete_:
      return verb::del;
    case beast::http::verb::options:
      return verb::options;
    default:
      return std::nullopt;
  }
}

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string_view plain(beast::string_view value) { return {value.data(), value.size()}; }

// A name or address with an optional port; the bytes only, not whether it exists.
bool is_host(std::string_view value) {
  return !value.empty() && value.size() <= 255 &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::strchr(".-_:[]%~", c) != nullptr;
         });
}

struct head_scan {
  enum { unfinished, finished, folded_or_bare } state;
  std::size_t at;  // finished: the end of the head; unfinished: where to look on
};

// Looks for the empty line. Refuses line feeds without carriage return and folded lines, which the
// parser would forgive. `from` is 0 or the `at` of the scan before.
head_scan scan_head(std::string_view input, std::size_t from) {
  for (std::size_t at = from;;) {
    const auto line_end = input.find('\n', at);
    if (line_end == std::string_view::npos) return {head_scan::unfinished, at};
    if (line_end == 0 || input[line_end - 1] != '\r') return {head_scan::folded_or_bare, at};
    if (line_end - 1 == at) return {head_scan::finished, line_end + 1};
    if (input[at] == ' ' || input[at] == '\t') return {head_scan::folded_or_bare, at};
    at = line_end + 1;
  }
}

}  // namespace

// Beast's grammar of a head, filling our request. It never sees a body.
class request_parser::reader final : public beast::http::basic_parser<true> {
 public:
  explicit reader(const parser_bounds& bounds)
      : made_(std::make_shared<counted_request>(bounds.bodies)), bounds_(bounds) {
    header_limit(static_cast<std::uint32_t>(bounds.head_bytes));
  }

  const problem_kind* refused = nullptr;
  std::shared_ptr<counted_request> made_;
  bool continue_wanted = false;
  bool is_http10 = false;
  std::size_t body_most = 0;
  std::uint64_t body_left = 0;  // when the length is told; otherwise:
  chunked_body chunks;

 private:
  using code = beast::error_code;

  void refuse(const problem_kind& kind, code& ec) {
    refused = &kind;
    ec = error::bad_value;
  }

  void on_request_impl(beast::http::verb method, beast::string_view, beast::string_view target,
                       int version, code& ec) override {
    const auto wanted = known(method);
    if (!wanted) return refuse(problems::bad_method, ec);
    const auto origin = origin_form(plain(target));
    if (!origin || (*origin == "*" && *wanted != verb::options))
      return refuse(problems::bad_target, ec);
    made_->method = *wanted;
    made_->target = *origin;
    made_->headers.reserve(16);
    is_http10 = version == 10;
    body_most = bounds_.body_bytes;
    if (bounds_.body_bytes_for)
      body_most = bounds_.body_bytes_for(*wanted, made_->path()).value_or(bounds_.body_bytes);
    body_limit(body_most);
  }

  void on_response_impl(int, beast::string_view, int, code&) override {}  // requests only

  void on_field_impl(field name, beast::string_view text, beast::string_view value,
                     code& ec) override {
    if (made_->headers.size() == limits::request_headers)
      return refuse(problems::head_too_large, ec);
    switch (name) {
      case field::host:
        if (++hosts_ > 1 || !is_host(plain(value))) return refuse(problems::bad_host, ec);
        break;
      case field::content_length:
        // Twice the same would be harmless today; a proxy in front may see it differently.
        if (++lengths_ > 1 || plain(value).find(',') != std::string_view::npos)
          return refuse(problems::bad_framing, ec);
        break;
      case field::transfer_encoding:
        if (++codings_ > 1 || is_http10) return refuse(problems::bad_framing, ec);
        if (!beast::iequals(value, "chunked")) return refuse(problems::bad_coding, ec);
        break;
      case field::expect:
        if (is_http10) break;
        if (!beast::iequals(value, "100-continue")) return refuse(problems::bad_expectation, ec);
        continue_wanted = true;
        break;
      default:
        break;
    }
    if (lengths_ != 0 && codings_ != 0) return refuse(problems::bad_framing, ec);
    made_->headers.emplace_back(lower_case(plain(text)), plain(value));
  }

  void on_header_impl(code& ec) override {
    if (hosts_ == 0 && !is_http10) refuse(problems::bad_host, ec);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, code&) override {}
  std::size_t on_body_impl(beast::string_view, code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, code&) override { return 0; }
  void on_finish_impl(code&) override {}

  const parser_bounds& bounds_;
  unsigned hosts_ = 0, lengths_ = 0, codings_ = 0;
};

request_parser::request_parser(const parser_bounds& bounds) : bounds_(bounds) {}
request_parser::~request_parser() = default;

bool request_parser::keep_alive() const { return reader_ && reader_->keep_alive(); }
bool request_parser::http10() const { return reader_ && reader_->is_http10; }
bool request_parser::wants_continue() const {
  return in_body_ && reader_->continue_wanted && reader_->made_->body.empty();
}
std::size_t request_parser::body_bytes_read() const {
  return in_body_ ? reader_->made_->body.size() : 0;
}

std::shared_ptr<request> request_parser::take() {
  in_body_ = false;
  return std::move(reader_->made_);
}

// The connection may live on for a while; what came of the request does not.
request_parser::outcome request_parser::refuse(problem about) {
  if (reader_) reader_->made_.reset();
  in_body_ = false;
  return {verdict::refused, 0, std::move(about)};
}

request_parser::outcome request_parser::feed(std::string_view input) {
  return in_body_ ? feed_body(input, 0) : feed_head(input);
}

request_parser::outcome request_parser::feed_head(std::string_view input) {
  // An empty line before the request is left over from careless clients (RFC 9112, 2.2).
  std::size_t skipped = 0;
  if (scanned_ == 0)
    while (input.substr(skipped).starts_with("\r\n"))
      skipped += 2;
  input.remove_prefix(skipped);
  const auto head = scan_head(input, scanned_);
  if (head.state == head_scan::folded_or_bare) return refuse(problems::malformed);
  if (head.state == head_scan::unfinished) {
    if (input.size() >= bounds_.head_bytes) return refuse(problems::head_too_large);
    scanned_ = head.at;
    return {verdict::need_more, skipped};
  }
  if (head.at > bounds_.head_bytes) return refuse(problems::head_too_large);
  scanned_ = 0;
  reader_ = std::make_unique<reader>(bounds_);
  beast::error_code ec;
  reader_->put({input.data(), head.at}, ec);
  if (reader_->refused) return refuse(*reader_->refused);
  if (ec == error::body_limit) return refuse(too_large());
  if (ec == error::bad_version) return refuse(problems::bad_version);
  if (ec == error::bad_target) return refuse(problems::bad_target);
  if (ec == error::bad_content_length || ec == error::multiple_content_length ||
      ec == error::bad_transfer_encoding)
    return refuse(problems::bad_framing);
  if (ec && ec != error::need_more) return refuse(problems::malformed);
  if (!reader_->is_header_done()) return refuse(problems::malformed);
  if (reader_->is_done()) return {verdict::complete, skipped + head.at};
  in_body_ = true;
  if (!reader_->chunked()) {
    reader_->body_left = reader_->content_length().value_or(0);
    reader_->made_->body.reserve(std::min<std::uint64_t>(reader_->body_left, reserved_body_bytes));
  }
  return feed_body(input.substr(head.at), skipped + head.at);
}

request_parser::outcome request_parser::feed_body(std::string_view input, std::size_t used) {
  while (!input.empty()) {
    if (!reader_->chunked()) {
      const auto count =
          static_cast<std::size_t>(std::min<std::uint64_t>(reader_->body_left, input.size()));
      reader_->body_left -= count;
      if (auto refused = append(input.substr(0, count))) return *refused;
      return {reader_->body_left == 0 ? verdict::complete : verdict::need_more, used + count};
    }
    const auto piece = reader_->chunks.next(input);
    if (piece.what == chunked_body::found::malformed) return refuse(problems::malformed);
    if (auto refused = append(piece.data)) return *refused;
    used += piece.used;
    input.remove_prefix(piece.used);
    if (piece.what == chunked_body::found::end) return {verdict::complete, used};
  }
  return {verdict::need_more, used};
}

std::optional<request_parser::outcome> request_parser::append(std::string_view bytes) {
  auto& body = reader_->made_->body;
  if (bytes.size() > reader_->body_most - body.size()) return refuse(too_large());
  if (!reader_->made_->claim(bytes.size())) return refuse(headway::problems::too_busy);
  body += bytes;
  return std::nullopt;
}

problem request_parser::too_large() const {
  return problem(headway::problems::body_too_large, {},
                 {{"most", std::to_string(reader_->body_most)}});
}

}  // namespace headway::http
