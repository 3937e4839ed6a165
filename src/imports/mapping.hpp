// How a foreign file is laid out. A mapping is a TOML file that people write once for the files of
// another system; docs/imports.md explains it with examples. Without one, the headers that the
// fields declare are expected in row 1 of the first visible sheet.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "imports/fields.hpp"

namespace headway::imports {

struct mapping {
  std::string sheet;           // empty: the first visible one
  std::size_t header_row = 1;  // rows above it are passed over
  bool accept_merged = false;  // merged cells below the header row; above it they are harmless
  // Field → headers under which it is found, instead of those it declares. "#C" is column C.
  std::map<std::string, std::vector<std::string>, std::less<>> columns;
  // Field → text for a field without a column, or whose cell is empty.
  std::map<std::string, std::string, std::less<>> constants;
  // Field → text in the file → text to read in its stead.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values;
  std::vector<std::string> date_formats;   // see parse_date
  std::vector<std::string> skip_if_empty;  // a row with one of these fields empty is no record
  std::vector<std::string> ignore;         // headers of columns to pass over; "*": all others
};

// Problems: mapping_too_large, mapping_malformed, mapping_unknown_key, mapping_unknown_field,
// mapping_wrong_value.
result<mapping> parse_mapping(std::string_view toml, std::span<const field> fields);

namespace problems {
inline constexpr problem_kind mapping_too_large{"import.mapping_too_large", 413,
                                                "对应表太大，最多 {most} 字节",
                                                "The mapping is too large; at most {most} bytes"};
inline constexpr problem_kind mapping_malformed{"import.mapping_malformed", 422,
                                                "对应表第 {line} 行写法有误",
                                                "The mapping is malformed in line {line}"};
inline constexpr problem_kind mapping_unknown_key{"import.mapping_unknown_key", 422,
                                                  "对应表里有不认识的项“{key}”",
                                                  "The mapping has an unknown key \"{key}\""};
inline constexpr problem_kind mapping_unknown_field{
    "import.mapping_unknown_field", 422, "对应表里的“{field}”不是可导入的字段，可用：{allowed}",
    "The mapping names \"{field}\", which is no field of this import; fields: {allowed}"};
inline constexpr problem_kind mapping_wrong_value{"import.mapping_wrong_value", 422,
                                                  "对应表里“{key}”的值不对，应为{expected}",
                                                  "\"{key}\" in the mapping must be {expected}"};
}  // namespace problems

}  // namespace headway::imports
