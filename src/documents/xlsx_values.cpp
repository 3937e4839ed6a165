#include "documents/xlsx_values.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "base/limits.hpp"
#include "base/time.hpp"
#include "documents/xml_stream.hpp"

namespace headway::documents {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr double last_serial = 2'958'465;  // 9999-12-31

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i)
    if (lower(text[i]) != lower_case[i]) return false;
  return true;
}

std::string time_text(std::int64_t second_of_day) {
  std::string out = "00:00:00";
  const auto put = [&](std::size_t at, std::int64_t value) {
    out[at] = static_cast<char>('0' + value / 10);
    out[at + 1] = static_cast<char>('0' + value % 10);
  };
  put(0, second_of_day / 3600);
  put(3, second_of_day / 60 % 60);
  put(6, second_of_day % 60);
  return out;
}

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// The code of an escape `_xHHHH_` at the beginning of `text`; surrogates stay as they stand.
std::optional<unsigned> escape(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  unsigned code = 0;
  const auto [end, failed] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
  if (failed != std::errc() || end != text.data() + 6) return std::nullopt;
  if (code >= 0xD800 && code <= 0xDFFF) return std::nullopt;
  return code;
}

std::optional<unsigned> number(std::optional<std::string_view> text) {
  unsigned value = 0;
  if (!text) return std::nullopt;
  const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failed != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return value;
}

class styles_visitor final : public xml_visitor {
 public:
  void on_begin(std::string_view element, const xml_attributes& attributes) override {
    if (element == "cellXfs") in_cell_formats_ = true;
    const auto id = number(attributes.get("numFmtId"));
    if (element == "numFmt" && id)
      own_[*id] = look_of_format(attributes.get("formatCode").value_or(""));
    if (element == "xf" && in_cell_formats_) {
      const auto own = own_.find(id.value_or(0));
      looks.push_back(own != own_.end() ? own->second : look_of_builtin(id.value_or(0)));
    }
    if (looks.size() > limits::workbook_styles || own_.size() > limits::workbook_styles)
      fail(problem(problems::too_many_styles, {},
                   {{"most", std::to_string(limits::workbook_styles)}}));
  }
  void on_end(std::string_view element) override {
    if (element == "cellXfs") in_cell_formats_ = false;
  }
  void on_text(std::string_view) override {}

  std::vector<number_look> looks;

 private:
  bool in_cell_formats_ = false;
  std::map<unsigned, number_look> own_;
};

}  // namespace

number_look look_of_format(std::string_view code) {
  bool days = false, minutes_or_months = false, seconds = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const std::string_view rest = code.substr(i);
    const char c = lower(code[i]);
    if (c == '"') {
      const auto close = rest.find('"', 1);
      if (close == rest.npos) break;
      i += close;
    } else if (c == '[') {
      const char inside = rest.size() > 1 ? lower(rest[1]) : ' ';
      if (inside == 'h' || inside == 'm' || inside == 's') return number_look::plain;
      const auto close = rest.find(']');
      if (close == rest.npos) break;
      i += close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (begins_with(rest, "general")) {
      return number_look::plain;
    } else if (begins_with(rest, "am/pm") || begins_with(rest, "a/p")) {
      seconds = true;
      i += lower(rest[1]) == 'm' ? 4 : 2;
    } else {
      days = days || c == 'y' || c == 'd' || begins_with(rest, "aaa");  // aaa: day of the week
      minutes_or_months = minutes_or_months || c == 'm';
      seconds = seconds || c == 'h' || c == 's';
    }
  }
  if (days || (minutes_or_months && !seconds)) return number_look::moment;
  return seconds ? number_look::time_of_day : number_look::plain;
}

number_look look_of_builtin(unsigned id) {
  if ((id >= 14 && id <= 17) || id == 22) return number_look::moment;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return number_look::time_of_day;
  if ((id >= 27 && id <= 31) || id == 36) return number_look::moment;
  if (id >= 32 && id <= 35) return number_look::time_of_day;
  if ((id >= 50 && id <= 54) || id == 57 || id == 58) return number_look::moment;
  if (id == 55 || id == 56) return number_look::time_of_day;
  return number_look::plain;
}

std::optional<std::string> date_text(double serial, bool from_1904, number_look look) {
  using std::chrono::days;
  using std::chrono::sys_days;
  if (!(serial >= 0) || serial >= last_serial + 1) return std::nullopt;
  const std::int64_t total = std::llround(serial * seconds_per_day);
  const std::int64_t day = total / seconds_per_day, second = total % seconds_per_day;
  if (look == number_look::time_of_day && day == 0) return time_text(second);
  sys_days begin = sys_days(std::chrono::year(1904) / 1 / 1);
  if (!from_1904) {
    if (day == 60) return std::nullopt;
    if (day == 0) return second == 0 ? std::nullopt : std::optional(time_text(second));
    // The day that never was shifts all days before it.
    begin = sys_days(std::chrono::year(1899) / 12 / 31) - days(day > 60 ? 1 : 0);
  }
  const sys_days date = begin + days(day);
  if (date > sys_days(std::chrono::year(9999) / 12 / 31)) return std::nullopt;
  std::string out = local_date{date}.text();
  if (second != 0) out += "T" + time_text(second);
  return out;
}

std::string number_text(double value) {
  std::array<char, 64> digits{};
  const double size = std::fabs(value);
  const bool legible = size == 0 || (size >= 1e-7 && size < 1e17);
  const auto end = legible ? std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                           std::chars_format::fixed)
                                 .ptr
                           : std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  return text == "-0" ? "0" : std::string(text);
}

std::string plain_text(std::string_view stored) {
  std::string out;
  out.reserve(stored.size());
  for (std::size_t i = 0; i < stored.size();) {
    const auto code = stored[i] == '_' ? escape(stored.substr(i)) : std::nullopt;
    if (code)
      append_utf8(out, *code);
    else
      out += stored[i];
    i += code ? 7 : 1;
  }
  if (out.find('\r') == out.npos) return out;
  std::string lines;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] != '\r')
      lines += out[i];
    else if (i + 1 == out.size() || out[i + 1] != '\n')
      lines += '\n';
  }
  return lines;
}

std::optional<cell_reference> parse_reference(std::string_view text) {
  cell_reference found{.column = 0, .row = 0};
  std::size_t at = 0;
  const auto skip_dollar = [&] { at += at < text.size() && text[at] == '$' ? 1 : 0; };
  skip_dollar();
  const std::size_t letters = at;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    found.column = found.column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
    if (found.column > limits::import_columns) return std::nullopt;
  }
  if (at == letters) return std::nullopt;
  --found.column;
  skip_dollar();
  const auto [end, failed] =
      std::from_chars(text.data() + at, text.data() + text.size(), found.row);
  if (failed != std::errc() || end != text.data() + text.size() || found.row == 0)
    return std::nullopt;
  return found;
}

std::optional<cell_range> parse_range(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = parse_reference(text.substr(0, colon));
  const auto last = colon == text.npos ? first : parse_reference(text.substr(colon + 1));
  if (!first || !last || last->column < first->column || last->row < first->row)
    return std::nullopt;
  return cell_range{first->column, first->row, last->column, last->row};
}

result<cell_looks> cell_looks::read(zip_archive& archive, std::string_view part) {
  styles_visitor visitor;
  if (auto read = read_xml(archive, part, visitor); !read) return read.error();
  cell_looks found;
  found.looks_ = std::move(visitor.looks);
  return found;
}

}  // namespace headway::documents
