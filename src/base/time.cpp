#include "base/time.hpp"

#include <charconv>

namespace headway {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

void append_number(std::string& out, int value, int width) {
  char text[8];
  for (int i = width - 1; i >= 0; --i) {
    text[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(text, static_cast<std::size_t>(width));
}

// Reads exactly `width` digits at `at` and moves past them; nullopt otherwise.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const char c = text[at + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += width;
  return value;
}

bool literal(std::string_view text, std::size_t& at, std::string_view allowed) {
  if (at >= text.size() || allowed.find(text[at]) == allowed.npos) return false;
  ++at;
  return true;
}

std::optional<sys_days> date(std::string_view text, std::size_t& at) {
  const auto y = digits(text, at, 4);
  if (!y || !literal(text, at, "-")) return std::nullopt;
  const auto m = digits(text, at, 2);
  if (!m || !literal(text, at, "-")) return std::nullopt;
  const auto d = digits(text, at, 2);
  if (!d) return std::nullopt;
  const year_month_day ymd{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                           std::chrono::day(static_cast<unsigned>(*d))};
  if (!ymd.ok() || *y < 1970) return std::nullopt;
  return sys_days(ymd);
}

// The fraction of a second after the point, in milliseconds; further digits are cut off.
std::optional<int> fraction(std::string_view text, std::size_t& at) {
  int value = 0;
  std::size_t count = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count)
    if (count < 3) value = value * 10 + (text[at] - '0');
  if (count == 0 || count > 9) return std::nullopt;
  for (; count < 3; ++count)
    value *= 10;
  return value;
}

// "Z" or "+08:00", as minutes east of UTC.
std::optional<minutes> zone(std::string_view text, std::size_t& at) {
  if (literal(text, at, "Zz")) return minutes(0);
  if (at >= text.size()) return std::nullopt;
  const int sign = text[at] == '-' ? -1 : 1;
  if (!literal(text, at, "+-")) return std::nullopt;
  const auto h = digits(text, at, 2);
  if (!h || *h > 23 || !literal(text, at, ":")) return std::nullopt;
  const auto m = digits(text, at, 2);
  if (!m || *m > 59) return std::nullopt;
  return minutes(sign * (*h * 60 + *m));
}

}  // namespace

void append_text(std::string& out, instant at) {
  const auto day = std::chrono::floor<days>(at);
  const year_month_day ymd(day);
  auto left = (at - day).count();
  append_number(out, static_cast<int>(ymd.year()), 4);
  out += '-';
  append_number(out, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
  out += '-';
  append_number(out, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
  out += 'T';
  append_number(out, static_cast<int>(left / 3'600'000), 2);
  out += ':';
  append_number(out, static_cast<int>(left / 60'000 % 60), 2);
  out += ':';
  append_number(out, static_cast<int>(left / 1000 % 60), 2);
  out += '.';
  append_number(out, static_cast<int>(left % 1000), 3);
  out += 'Z';
}

std::string to_text(instant at) {
  std::string out;
  append_text(out, at);
  return out;
}

std::optional<instant> parse_instant(std::string_view text) {
  std::size_t at = 0;
  const auto day = date(text, at);
  if (!day || !literal(text, at, "Tt ")) return std::nullopt;
  const auto h = digits(text, at, 2);
  if (!h || *h > 23 || !literal(text, at, ":")) return std::nullopt;
  const auto m = digits(text, at, 2);
  if (!m || *m > 59 || !literal(text, at, ":")) return std::nullopt;
  const auto s = digits(text, at, 2);
  if (!s || *s > 59) return std::nullopt;
  int ms = 0;
  if (literal(text, at, ".")) {
    const auto part = fraction(text, at);
    if (!part) return std::nullopt;
    ms = *part;
  }
  const auto offset = zone(text, at);
  if (!offset || at != text.size()) return std::nullopt;
  return instant(*day) + hours(*h) + minutes(*m) + seconds(*s) + milliseconds(ms) - *offset;
}

std::optional<local_date> local_date::parse(std::string_view text) {
  std::size_t at = 0;
  const auto day = date(text, at);
  if (!day || at != text.size()) return std::nullopt;
  return local_date{*day};
}

std::string local_date::text() const {
  std::string out;
  const year_month_day ymd(days);
  append_number(out, static_cast<int>(ymd.year()), 4);
  out += '-';
  append_number(out, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
  out += '-';
  append_number(out, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
  return out;
}

}  // namespace headway
