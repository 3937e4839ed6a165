// Tables as people hand them over: CSV and xlsx, read through one streaming interface. A source
// holds sheets, a sheet rows, a row cells. Nothing is held in memory but the row in hand (and, for
// xlsx, its bounded shared strings), so the size of a file never becomes the size of the process.
// Formats only: what a column means is the business of imports/.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.hpp"
#include "base/problem.hpp"

namespace headway::documents {

enum class cell_kind : unsigned char {
  empty,
  text,     // UTF-8; line breaks within a cell are single line feeds
  number,   // decimal, shortest form that gives the same double: "13800138000", "25.2"
  date,     // ISO 8601 without zone: "2026-11-22", "2026-11-22T18:35:18", a time of day "18:35:18"
  boolean,  // "true" or "false"
  error,    // what the spreadsheet shows instead of a value: "#N/A"
};

struct cell {
  std::size_t column = 0;  // 0-based: 0 is "A"
  cell_kind kind = cell_kind::empty;
  std::string_view text;
};

// One row with at least one cell that is not empty. Valid only during the call that hands it over.
struct row {
  std::string_view sheet;
  std::size_t number = 0;       // 1-based, as the spreadsheet shows it; in CSV the record's number
  std::span<const cell> cells;  // columns ascending; cells left out are empty

  // The cell of `column`, an empty one when it is left out.
  cell at(std::size_t column) const;
};

// A rectangle of cells, both corners included. Columns 0-based, rows 1-based.
struct cell_range {
  std::size_t first_column = 0, first_row = 1;
  std::size_t last_column = 0, last_row = 1;
  std::string text() const;  // "A2:C4"
};

enum class step : bool { stop, go_on };

class row_visitor {
 public:
  virtual ~row_visitor() = default;
  virtual step on_row(const row& row) = 0;
  // A merged range hides which row a value belongs to, so it is refused unless a visitor that
  // knows better accepts it. Called after the rows of the sheet, in the order of the file.
  virtual result<void> on_merged(std::string_view sheet, const cell_range& range);
};

struct sheet {
  std::string name;  // empty for CSV
  bool hidden = false;
};

// An opened file. Not thread-safe; the bytes it was opened over must outlive it.
class table_source {
 public:
  virtual ~table_source() = default;
  virtual const std::vector<sheet>& sheets() const = 0;  // in the order of the file, never empty
  // Hands over the rows of one sheet in ascending order until the end or until the visitor stops.
  // May be called again. A problem about a row carries its number as the argument "row".
  virtual result<void> read(std::size_t sheet, row_visitor& visitor) = 0;
};

// Opens a file by its content, whatever its name says: xlsx, else CSV.
result<std::unique_ptr<table_source>> open_table(std::string_view bytes);

// `source.read` for callers that only want rows and refuse merged cells.
result<void> for_each_row(table_source& source, std::size_t sheet,
                          function_ref<step(const row&)> each);

// "A" for 0, "Z" for 25, "AA" for 26.
std::string column_letters(std::size_t column);

// Text out of a file as an argument of a problem: cut to a readable length, without the bar that
// separates languages.
std::string shown(std::string_view text);

namespace problems {
inline constexpr problem_kind file_too_large{"table.file_too_large", 413,
                                             "文件太大，最多 {most} 字节",
                                             "The file is too large; at most {most} bytes"};
inline constexpr problem_kind file_empty{"table.file_empty", 422, "文件是空的",
                                         "The file is empty"};
inline constexpr problem_kind not_a_table{
    "table.not_a_table", 415, "看不懂这个文件，请另存为 .xlsx 或 .csv 再导入",
    "This is neither an xlsx nor a CSV file; save it as one of them"};
inline constexpr problem_kind old_or_locked_workbook{
    "table.old_or_locked_workbook", 415,
    "这是旧版 .xls 或加了密码的表格，请去掉密码、另存为 .xlsx 再导入",
    "This is an old .xls file or a workbook with a password; save it as a plain .xlsx"};
inline constexpr problem_kind unknown_encoding{
    "table.unknown_encoding", 422,
    "第 {byte} 个字节处的文字编码不对，请另存为 UTF-8 或 GB18030（ANSI）编码",
    "The text is not readable at byte {byte}; save the file as UTF-8 or GB18030"};
inline constexpr problem_kind too_many_rows{
    "table.too_many_rows", 422, "第 {row} 行超出上限，一次最多 {most} 行，请分开导入",
    "Row {row} is beyond the limit of {most} rows; split the file"};
inline constexpr problem_kind too_many_columns{"table.too_many_columns", 422,
                                               "第 {row} 行的列数超过 {most} 列",
                                               "Row {row} has more than {most} columns"};
inline constexpr problem_kind cell_too_large{"table.cell_too_large", 422,
                                             "第 {row} 行 {column} 列的内容太长",
                                             "The cell in row {row}, column {column} is too long"};
inline constexpr problem_kind row_too_large{"table.row_too_large", 422, "第 {row} 行的内容太长",
                                            "Row {row} is too long"};
inline constexpr problem_kind quote_misplaced{
    "table.quote_misplaced", 422, "第 {row} 行 {column} 列：结束引号后面还有多余的字",
    "Row {row}, column {column}: text after the closing quote"};
inline constexpr problem_kind quote_open{
    "table.quote_open", 422, "从第 {row} 行 {column} 列起，引号没有配对",
    "A quote opened in row {row}, column {column} never closes"};
inline constexpr problem_kind merged_cells{
    "table.merged_cells", 422, "工作表“{sheet}”的 {range} 是合并单元格，请取消合并、逐格填写",
    "Sheet \"{sheet}\" has merged cells at {range}; unmerge them and fill every cell"};
}  // namespace problems

}  // namespace headway::documents
