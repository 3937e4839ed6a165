// What an import expects: the fields that a slice declares, and the typed values that come out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/problem.hpp"
#include "base/time.hpp"
#include "documents/table.hpp"

namespace headway::imports {

enum class field_kind : unsigned char { text, code, date, instant, integer, decimal, boolean };

// A code and the names under which people write it; each of the three is taken.
struct code_name {
  std::string code;
  std::string zh = {}, en = {};
};

struct field {
  std::string name;    // how mappings call it: "description"
  std::string zh, en;  // the headers under which it is found without a mapping
  field_kind kind = field_kind::text;
  bool required = false;              // its column must be there and every cell filled in
  std::size_t most_characters = 200;  // text
  std::vector<code_name> codes = {};  // code
  double least = -9e15, most = 9e15;  // integer and decimal, both included
};

// Empty: std::monostate. Text and codes: std::string. The others: their own type.
using value =
    std::variant<std::monostate, std::string, local_date, instant, std::int64_t, double, bool>;

// How the text of a file becomes values.
struct reading_rules {
  time_zone zone;                         // of times without one
  std::vector<std::string> date_formats;  // tried in order, after ISO 8601; empty: the usual ones
};

// The value of one cell. White space around text is cut off; nothing is guessed: what does not fit
// is a problem of namespace problems below, or problems::bad_text, with the argument "value".
result<value> convert(const field& field, const documents::cell& cell, const reading_rules& rules);

// A date written as `format` says: YYYY, MM or M, DD or D, hh or h, mm, ss stand for numbers (two
// letters demand two digits), anything else for itself.
struct written_date {
  local_date date;
  std::chrono::seconds of_day{0};
  bool has_time = false;
};
std::optional<written_date> parse_date(std::string_view format, std::string_view text);
// Whether a format names year, month and day once each and nothing twice.
bool is_date_format(std::string_view format);

// Without white space at the ends, including the wide space of Chinese typing.
std::string_view trimmed(std::string_view text);

namespace problems {
using headway::problems::bad_text;
inline constexpr problem_kind cell_empty{"import.cell_empty", 422, "“{field}”必须填写",
                                         "\"{field}\" must be filled in"};
inline constexpr problem_kind too_long{
    "import.too_long", 422, "“{field}”太长：{length} 个字，最多 {most} 个",
    "\"{field}\" is too long: {length} characters of at most {most}"};
inline constexpr problem_kind date_wrong{"import.date_wrong", 422,
                                         "“{value}”不是正确的日期，应写成 {expected}",
                                         "\"{value}\" is not a date; write it as {expected}"};
inline constexpr problem_kind code_unknown{"import.code_unknown", 422,
                                           "“{field}”没有“{value}”这一项，可填：{allowed}",
                                           "\"{field}\" has no \"{value}\"; allowed: {allowed}"};
inline constexpr problem_kind number_wrong{"import.number_wrong", 422, "“{value}”不是数字",
                                           "\"{value}\" is not a number"};
inline constexpr problem_kind number_not_whole{"import.number_not_whole", 422, "“{value}”应是整数",
                                               "\"{value}\" must be a whole number"};
inline constexpr problem_kind number_out_of_range{"import.number_out_of_range", 422,
                                                  "“{value}”超出范围，应在 {least} 到 {most} 之间",
                                                  "\"{value}\" must be between {least} and {most}"};
inline constexpr problem_kind digits_lost{
    "import.digits_lost", 422,
    "“{value}”在表格里被当成数字，末几位已丢失；请把这一列设为“文本”格式后重填",
    "\"{value}\" was kept as a number and has lost its last digits; format the column as text and "
    "enter it again"};
inline constexpr problem_kind boolean_wrong{"import.boolean_wrong", 422,
                                            "“{value}”看不懂，请填“是”或“否”",
                                            "\"{value}\" is neither yes nor no"};
inline constexpr problem_kind formula_failed{"import.formula_failed", 422,
                                             "公式出错（{value}），请改正后再导入",
                                             "The formula gives {value}; correct it first"};
}  // namespace problems

}  // namespace headway::imports
