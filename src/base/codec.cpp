#include "base/codec.hpp"

#include <array>
#include <boost/json/src.hpp>  // the only place where Boost.JSON is compiled
#include <charconv>
#include <cmath>

namespace headway::codec {
namespace {

// Appends `name` as a reference token of a JSON pointer (RFC 6901).
void append_token(std::string& out, std::string_view name) {
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
}

void append_path(std::string& out, const path& at) {
  if (!at.parent) return;
  append_path(out, *at.parent);
  out += '/';
  if (at.name.data())
    append_token(out, at.name);
  else
    out += std::to_string(at.index);
}

std::string_view trimmed(std::string_view value) {
  constexpr std::string_view blanks = " \t\n\r";
  const auto first = value.find_first_not_of(blanks);
  if (first == value.npos) return {};
  return value.substr(first, value.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::string path::pointer() const {
  std::string out;
  append_path(out, *this);
  return out;
}

void append_quoted(std::string& out, std::string_view value) {
  constexpr char hex[] = "0123456789abcdef";
  out += '"';
  std::size_t clean = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(value, clean, i - clean);
    clean = i + 1;
    if (c == '"' || c == '\\')
      (out += '\\') += static_cast<char>(c);
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else
      ((out += "\\u00") += hex[c >> 4]) += hex[c & 15];
  }
  out.append(value, clean, value.size() - clean);
  out += '"';
}

void append_number(std::string& out, std::int64_t value) {
  std::array<char, 24> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

result<json::value> parse(std::string_view input) {
  // The whole document lies in one piece of memory, which goes when the last of its values does.
  std::array<unsigned char, 2 * 1024> work;
  json::stream_parser parser({}, json::parse_options{.max_depth = limits::json_depth}, work.data(),
                             work.size());
  parser.reset(json::make_shared_resource<json::monotonic_resource>(4 * input.size() + 512));
  json::error_code failed;
  std::size_t byte = parser.write_some(input.data(), input.size(), failed);
  if (!failed) parser.finish(failed);
  if (!failed && byte < input.size() && input.find_first_not_of(" \t\r\n", byte) != input.npos)
    failed = json::error::extra_data;
  if (failed) return problem(problems::malformed_json, "", {{"byte", std::to_string(byte)}});
  return parser.release();
}

// `expected` holds both languages, "zh|en": the argument is put into either text by its half.
problem wrong_type(const path& at, std::string_view expected) {
  return problem(problems::wrong_type, at.pointer(), {{"expected", std::string(expected)}});
}

problem bad_code(const path& at, std::string_view value, std::string allowed) {
  return problem(problems::unknown_code, at.pointer(),
                 {{"value", std::string(value.substr(0, 80))}, {"allowed", std::move(allowed)}});
}

problem bad_range(const path& at, std::string least, std::string most) {
  return problem(problems::out_of_range, at.pointer(),
                 {{"least", std::move(least)}, {"most", std::move(most)}});
}

result<std::string> read_text(const json::value& from, const path& at, std::size_t least,
                              std::size_t most) {
  if (!from.is_string()) return wrong_type(at, "文字|text");
  const std::string_view value =
      trimmed(std::string_view(from.get_string().data(), from.get_string().size()));
  if (!is_clean_text(value)) return problem(problems::bad_text, at.pointer());
  if (at.is_own_writing()) return std::string(value);
  const auto count = code_points(value);
  if (count > most)
    return problem(problems::too_long, at.pointer(), {{"most", std::to_string(most)}});
  if (count < least)
    return problem(problems::too_short, at.pointer(), {{"least", std::to_string(least)}});
  return std::string(value);
}

}  // namespace headway::codec
