// What the numbers in a workbook mean: a cell holds a number, its style says whether people see a
// date. Also the spellings of the format: escapes in text, references such as "AB12".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "documents/table.hpp"
#include "documents/zip_archive.hpp"

namespace headway::documents {

enum class number_look : unsigned char {
  plain,
  moment,       // a date, perhaps with a time
  time_of_day,  // only a time
};

// The look of a format code such as "yyyy\-mm\-dd" or `[$-804]aaaa`; elapsed time ("[h]:mm") is
// plain, since it is no moment.
number_look look_of_format(std::string_view code);
// The look of a format without code, known by its number alone (among them the Chinese dates).
number_look look_of_builtin(unsigned id);

// ISO text of a serial day number; nullopt when it is no day of the calendar, such as the
// 29 February 1900 that spreadsheets believe in. Seconds are rounded.
std::optional<std::string> date_text(double serial, bool from_1904, number_look look);

// The shortest decimal that reads back as the same double, without exponent where that is legible.
std::string number_text(double value);

// Undoes the escapes `_x000D_`, and makes every line break one line feed.
std::string plain_text(std::string_view stored);

struct cell_reference {
  std::size_t column = 0;  // 0-based
  std::size_t row = 1;     // 1-based
};
std::optional<cell_reference> parse_reference(std::string_view text);  // "AB12", "$A$1"
std::optional<cell_range> parse_range(std::string_view text);          // "A1:C3", "A1"

// The looks of the cell formats of a workbook, by the number that a cell names as its style.
class cell_looks {
 public:
  static result<cell_looks> read(zip_archive& archive, std::string_view part);
  number_look at(std::size_t style) const {
    return style < looks_.size() ? looks_[style] : number_look::plain;
  }

 private:
  std::vector<number_look> looks_;
};

namespace problems {
inline constexpr problem_kind too_many_styles{"table.too_many_styles", 422,
                                              "表格的单元格格式超过 {most} 种",
                                              "The workbook has more than {most} cell formats"};
}  // namespace problems

}  // namespace headway::documents
