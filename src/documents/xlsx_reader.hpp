// Reads xlsx workbooks (Office Open XML, transitional and strict) as they stream out of the
// archive: shared and inline strings, rich text, numbers, booleans, dates by the style of the cell
// (1900 and 1904 calendars), the stored results of formulas. Formatting is not read.
//
// Hostile files meet the bounds of base/limits.hpp in zip_archive, xml_stream and here; of a
// file the shared strings are held in memory, and the row in hand.
#pragma once

#include <memory>
#include <string_view>

#include "documents/table.hpp"

namespace headway::documents {

// `bytes` must outlive the source.
result<std::unique_ptr<table_source>> open_xlsx(std::string_view bytes);

namespace problems {
inline constexpr problem_kind too_many_strings{
    "table.too_many_strings", 413, "表格里的文字太多，请分成几个文件导入",
    "The workbook holds too much text; split it into several files"};
inline constexpr problem_kind cell_malformed{
    "table.cell_malformed", 422, "第 {row} 行 {column} 列的内容读不出来，请重新导出后再试",
    "The cell in row {row}, column {column} is malformed; export the file again"};
inline constexpr problem_kind row_misplaced{"table.row_misplaced", 422,
                                            "第 {row} 行的次序不对，请重新导出后再试",
                                            "Row {row} is out of order; export the file again"};
}  // namespace problems

}  // namespace headway::documents
