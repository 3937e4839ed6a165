#include "imports/fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.hpp"
#include "documents/xlsx_values.hpp"

namespace headway::imports {
namespace {

using documents::cell;
using documents::cell_kind;
using documents::shown;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

problem about(const problem_kind& kind, const field& field, std::string_view value) {
  return problem(kind, {}, {{"field", field.zh + "|" + field.en}, {"value", shown(value)}});
}

problem about(const problem_kind& kind, const field& field, std::string_view value,
              std::vector<std::pair<std::string, std::string>> more) {
  problem made = about(kind, field, value);
  for (auto& argument : more)
    made.arguments.push_back(std::move(argument));
  return made;
}

result<value> to_text(const field& field, const cell& cell, std::string_view text) {
  constexpr std::size_t exact_digits = 15;  // a spreadsheet zeroes those after
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (cell.kind == cell_kind::number && static_cast<std::size_t>(digits) > exact_digits &&
      text.find('.') == text.npos)
    return about(problems::digits_lost, field, text);
  if (!is_clean_text(text)) return about(problems::bad_text, field, text);
  const std::size_t length = code_points(text);
  if (length > field.most_characters)
    return about(
        problems::too_long, field, text,
        {{"length", std::to_string(length)}, {"most", std::to_string(field.most_characters)}});
  return value(std::string(text));
}

std::string allowed_codes(const field& field, std::string code_name::*name) {
  std::string all;
  for (const code_name& each : field.codes) {
    if (!all.empty()) all += name == &code_name::zh ? "、" : ", ";
    all += each.*name == "" ? each.code : each.*name;
  }
  return shown(all);
}

result<value> to_code(const field& field, std::string_view text) {
  for (const code_name& each : field.codes)
    if (same_word(text, each.code) || text == each.zh ||
        (!each.en.empty() && same_word(text, each.en)))
      return value(each.code);
  return about(problems::code_unknown, field, text,
               {{"allowed", allowed_codes(field, &code_name::zh) + "|" +
                                allowed_codes(field, &code_name::en)}});
}

std::optional<written_date> parse_any(std::string_view text, const cell& cell,
                                      const reading_rules& rules) {
  constexpr std::array iso{"YYYY-MM-DD", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm"};
  constexpr std::array usual{"YYYY-M-D",          "YYYY/M/D",
                             "YYYY.M.D",          "YYYY年M月D日",
                             "YYYYMMDD",          "YYYY-M-D h:mm",
                             "YYYY/M/D h:mm",     "YYYY.M.D h:mm",
                             "YYYY年M月D日 h:mm", "YYYY年M月D日h时mm分",
                             "YYYY-M-D h:mm:ss",  "YYYY/M/D h:mm:ss",
                             "YYYY.M.D h:mm:ss"};
  for (const char* format : iso)
    if (const auto date = parse_date(format, text)) return date;
  if (cell.kind == cell_kind::date) return std::nullopt;
  if (rules.date_formats.empty()) {
    for (const char* format : usual)
      if (const auto date = parse_date(format, text)) return date;
  }
  for (const std::string& format : rules.date_formats)
    if (const auto date = parse_date(format, text)) return date;
  return std::nullopt;
}

problem wrong_date(const field& field, std::string_view text, const reading_rules& rules) {
  const char* usual = field.kind == field_kind::date ? "2026-01-31" : "2026-01-31 08:30";
  return about(problems::date_wrong, field, text,
               {{"expected", rules.date_formats.empty() ? usual : shown(rules.date_formats[0])}});
}

result<value> to_date(const field& field, const cell& cell, std::string_view text,
                      const reading_rules& rules) {
  const auto date = parse_any(text, cell, rules);
  // A time of day in a column of days would be lost in silence, unless a mapping says it is there.
  if (!date || (date->of_day.count() != 0 && rules.date_formats.empty()))
    return wrong_date(field, text, rules);
  return value(date->date);
}

result<value> to_instant(const field& field, const cell& cell, std::string_view text,
                         const reading_rules& rules) {
  if (const auto exact = parse_instant(text)) return value(*exact);
  const auto date = parse_any(text, cell, rules);
  if (!date) return wrong_date(field, text, rules);
  return value(rules.zone.at(date->date, std::chrono::minutes(0)) + date->of_day);
}

result<value> to_number(const field& field, std::string_view text) {
  double number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return about(problems::number_wrong, field, text);
  if (number < field.least || number > field.most)
    return about(problems::number_out_of_range, field, text,
                 {{"least", documents::number_text(field.least)},
                  {"most", documents::number_text(field.most)}});
  if (field.kind == field_kind::decimal) return value(number);
  if (number != std::floor(number)) return about(problems::number_not_whole, field, text);
  return value(static_cast<std::int64_t>(number));
}

result<value> to_boolean(const field& field, std::string_view text) {
  for (const std::string_view yes : {"是", "有", "√", "true", "yes", "y", "1"})
    if (same_word(text, yes)) return value(true);
  for (const std::string_view no : {"否", "无", "×", "false", "no", "n", "0"})
    if (same_word(text, no)) return value(false);
  return about(problems::boolean_wrong, field, text);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::array blanks{" ", "\t", "\n", "\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : blanks) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
      if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
    }
  }
  return text;
}

result<value> convert(const field& field, const cell& cell, const reading_rules& rules) {
  const std::string_view text = trimmed(cell.text);
  if (cell.kind == cell_kind::error) return about(problems::formula_failed, field, text);
  if (text.empty()) {
    if (field.required) return about(problems::cell_empty, field, text);
    return value();
  }
  switch (field.kind) {
    case field_kind::text:
      return to_text(field, cell, text);
    case field_kind::code:
      return to_code(field, text);
    case field_kind::date:
      return to_date(field, cell, text, rules);
    case field_kind::instant:
      return to_instant(field, cell, text, rules);
    case field_kind::integer:
    case field_kind::decimal:
      return to_number(field, text);
    case field_kind::boolean:
      return to_boolean(field, text);
  }
  return value();
}

}  // namespace headway::imports
