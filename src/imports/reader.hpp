// Walks a table with a mapping and hands over typed rows. Nothing is applied here: a slice first
// reads all rows, shows the errors and the changes, and applies them once people accept.
//
//   const std::vector<imports::field> fields{
//       {.name = "number", .zh = "工号", .en = "Number", .required = true, .most_characters = 20},
//       {.name = "born", .zh = "出生日期", .en = "Born", .kind = imports::field_kind::date}};
//   auto seen = imports::read_rows(*table, fields, mapping, {},
//       [&](const imports::typed_row& row, imports::row_errors& errors) {
//         if (!known(row.text(0))) errors.refuse(0, problems::unknown_number);
//         else people.push_back({row.text(0), row.get<local_date>(1)});
//       });
//   if (seen.errors.total > 0) ...  // refused as a whole
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.hpp"
#include "base/problem.hpp"
#include "documents/table.hpp"
#include "imports/fields.hpp"
#include "imports/mapping.hpp"

namespace headway::imports {

struct import_error {
  std::string sheet;    // empty in CSV
  std::size_t row = 0;  // 1-based; 0 when it is about the whole file
  std::string column;   // "C"; a range for merged cells; empty when it is about the whole row
  std::string header;   // as the file writes it
  problem what;
};

// The first limits::import_errors_listed errors, and how many there are in all.
struct error_list {
  std::vector<import_error> listed;
  std::size_t total = 0;
  void add(import_error error);
};

// A row whose every value fits its field. Fields are named by their position in the declaration.
// Valid during the call.
class typed_row {
 public:
  typed_row(std::size_t number, std::span<const value> values) : number_(number), values_(values) {}
  std::size_t number() const { return number_; }  // of the row in the file
  bool has(std::size_t field) const { return values_[field].index() != 0; }
  // The value of a field of kind T; nothing when it is empty.
  template <class T>
  std::optional<T> get(std::size_t field) const {
    if (!has(field)) return std::nullopt;
    return std::get<T>(values_[field]);
  }
  std::string text(std::size_t field) const {
    return get<std::string>(field).value_or(std::string());
  }

 private:
  std::size_t number_;
  std::span<const value> values_;
};

// Where a slice puts what it finds wrong with the row in hand: an unknown crew, a repeated number.
class row_errors {
 public:
  virtual ~row_errors() = default;
  virtual void refuse(std::size_t field, problem why) = 0;
};

struct outcome {
  std::size_t rows = 0;     // below the header, without those skipped
  std::size_t good = 0;     // of them without error, those of the slice included
  std::size_t skipped = 0;  // as the mapping demands
  error_list errors;
};

// Rows with errors are not handed over, but go on being checked, so that people see all errors at
// once. Whatever is wrong, with the file too, is in the outcome: it is clean when errors.total is
// 0. `fields` need distinct names.
outcome read_rows(documents::table_source& table, std::span<const field> fields,
                  const mapping& mapping, time_zone zone,
                  function_ref<void(const typed_row&, row_errors&)> each);

namespace problems {
inline constexpr problem_kind sheet_missing{
    "import.sheet_missing", 422, "没有名为“{sheet}”的工作表", "There is no sheet \"{sheet}\""};
inline constexpr problem_kind header_missing{"import.header_missing", 422, "第 {row} 行没有表头",
                                             "Row {row} holds no headers"};
inline constexpr problem_kind column_missing{"import.column_missing", 422, "缺少“{field}”列",
                                             "The column \"{field}\" is missing"};
inline constexpr problem_kind column_repeated{"import.column_repeated", 422,
                                              "“{field}”列出现了两次（{first} 列和 {second} 列）",
                                              "\"{field}\" has two columns ({first} and {second})"};
inline constexpr problem_kind column_unknown{
    "import.column_unknown", 422, "不认识的列“{header}”，请删去，或在对应表里注明忽略",
    "Unknown column \"{header}\"; remove it or let the mapping ignore it"};
inline constexpr problem_kind column_without_header{"import.column_without_header", 422,
                                                    "{column} 列有内容却没有表头",
                                                    "Column {column} has content but no header"};
}  // namespace problems

}  // namespace headway::imports
