// Writes xlsx workbooks row by row over libxlsxwriter in its constant-memory mode: however long
// the sheet, one row is in memory; the rest waits in temporary files that vanish by themselves.
// Text is written as text, never as a formula. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/time.hpp"

namespace headway::documents {

struct xlsx_column {
  std::string title;
  double width_characters = 14;
  // Numbers and codes typed into the column later stay as typed ("007", an 18-digit identity
  // number), instead of becoming numbers.
  bool as_typed = false;
};

class xlsx_writer {
 public:
  // The file appears at `path` with finish(); an existing one is replaced. `zone` is the mine's.
  static result<xlsx_writer> create(const std::filesystem::path& path, time_zone zone = {});
  // Without finish() nothing is written.
  ~xlsx_writer();
  xlsx_writer(xlsx_writer&&) noexcept;
  xlsx_writer& operator=(xlsx_writer&&) noexcept;

  // Begins a sheet with a styled, frozen header row. The name is at most 31 characters, none of
  // []:*?/\, and new to the workbook.
  result<void> begin_sheet(std::string_view name, const std::vector<xlsx_column>& columns);

  // One cell after the other; a row has as many cells as there were columns, or fewer.
  xlsx_writer& text(std::string_view value);  // clean UTF-8, at most 32,767 characters
  xlsx_writer& number(std::int64_t value);
  xlsx_writer& number(double value);  // finite
  xlsx_writer& date(local_date value);
  xlsx_writer& moment(instant value);  // shown to the minute in the zone of the mine
  xlsx_writer& boolean(bool value);
  xlsx_writer& blank();
  // Names the first cell of the row that could not be written, or a row beyond the last possible.
  result<void> end_row();

  // Writes the file. The writer is of no further use.
  result<void> finish();

 private:
  struct state;
  explicit xlsx_writer(std::unique_ptr<state> state);
  std::unique_ptr<state> state_;
};

namespace problems {
inline constexpr problem_kind sheet_not_writable{
    "table.sheet_not_writable", 422,
    "工作表名“{sheet}”不可用（最多 31 字，不含 []:*?/\\，不能重复）",
    "The sheet name \"{sheet}\" cannot be used (at most 31 characters, none of []:*?/\\, no "
    "repeat)"};
inline constexpr problem_kind row_not_writable{
    "table.row_not_writable", 422, "工作表“{sheet}”第 {row} 行写不进去：文字太长或行数超限",
    "Row {row} of sheet \"{sheet}\" cannot be written: a text is too long or the sheet is full"};
inline constexpr problem_kind file_not_writable{"table.file_not_writable", 503,
                                                "表格文件写不进去，请检查磁盘空间",
                                                "The workbook cannot be written; check the disk"};
}  // namespace problems

}  // namespace headway::documents
