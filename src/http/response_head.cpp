#include "http/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/codec.hpp"

namespace headway::http {

namespace {

struct reason {
  int status;
  std::string_view text;
};
constexpr reason reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

std::string_view reason_of(int status) {
  for (const auto& each : reasons)
    if (each.status == status) return each.text;
  return "";  // RFC 9112 allows an empty reason
}

void append_decimal(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_two(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
std::string date_line(std::chrono::sys_seconds at) {
  constexpr std::array<std::string_view, 7> day_names{"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  std::string line = "Date: ";
  line += day_names[std::chrono::weekday(day).c_encoding()];
  line += ", ";
  append_two(line, static_cast<unsigned>(date.day()));
  line += ' ';
  line += month_names[static_cast<unsigned>(date.month()) - 1];
  line += ' ';
  append_decimal(line, static_cast<std::uint64_t>(static_cast<int>(date.year())));
  line += ' ';
  append_two(line, static_cast<unsigned>(time.hours().count()));
  line += ':';
  append_two(line, static_cast<unsigned>(time.minutes().count()));
  line += ':';
  append_two(line, static_cast<unsigned>(time.seconds().count()));
  line += " GMT\r\n";
  return line;
}

// Written once a second and thread.
std::string_view current_date_line() {
  struct cached {
    std::chrono::sys_seconds at;
    std::string line;
  };
  thread_local cached last;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (last.line.empty() || last.at != now) last = {now, date_line(now)};
  return last.line;
}

bool has_control(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 32 && c != '\t') || byte == 127;
  });
}

}  // namespace

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

bool is_writable(const response& answer) {
  if (answer.status < 200 || answer.status > 599 || has_control(answer.content_type)) return false;
  return std::none_of(answer.headers.begin(), answer.headers.end(), [](const auto& header) {
    return header.first.empty() || has_control(header.first) || has_control(header.second);
  });
}

void append_head(std::string& out, const response& answer, const head_form& form) {
  if (answer.status == 200) {
    out += "HTTP/1.1 200 OK\r\n";
  } else {
    out += "HTTP/1.1 ";
    append_decimal(out, static_cast<std::uint64_t>(answer.status));
    out += ' ';
    out += reason_of(answer.status);
    out += "\r\n";
  }
  out += current_date_line();
  if (form.body == framing::content_length) {
    out += "Content-Length: ";
    append_decimal(out, form.length);
    out += "\r\n";
  } else if (form.body == framing::chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  }
  if (!answer.content_type.empty()) {
    out += "Content-Type: ";
    out += answer.content_type;
    out += "\r\n";
  }
  for (const auto& [name, value] : answer.headers) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  out += form.standing_headers;
  if (!form.keep_alive)
    out += "Connection: close\r\n";
  else if (form.http10)
    out += "Connection: keep-alive\r\n";
  out += "\r\n";
}

response refusal(const problem& about) {
  response made;
  made.status = about.kind->status;
  made.content_type = "application/problem+json";
  made.body = "{\"type\":\"about:blank\",\"title\":";
  codec::append_quoted(made.body, about.text(language::zh) + " / " + about.text(language::en));
  made.body += ",\"status\":";
  append_decimal(made.body, static_cast<std::uint64_t>(made.status));
  made.body += ",\"code\":";
  codec::append_quoted(made.body, about.code());
  made.body += '}';
  if (made.status == 405)
    made.headers.emplace_back("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  if (made.status == 503) made.headers.emplace_back("Retry-After", "1");
  return made;
}

}  // namespace headway::http
