#include "imports/export_table.hpp"

#include <algorithm>

#include "documents/csv.hpp"
#include "documents/xlsx_writer.hpp"
#include "imports/temporary_file.hpp"

namespace headway::imports {
namespace {

// Wide enough to read, narrow enough for a screen; Chinese characters are two columns wide.
double width_of(const export_table& table, std::size_t column) {
  std::size_t most = table.titles[column].size();
  for (const auto& row : table.rows)
    if (column < row.size()) most = std::max(most, row[column].size());
  return std::clamp(static_cast<double>(most) * 0.8 + 2, 8.0, 60.0);
}

}  // namespace

http::response file_answer(std::string body, std::string_view type, std::string_view file_name) {
  http::response made{.content_type = std::string(type), .body = std::move(body)};
  made.headers.emplace_back("Content-Disposition",
                            "attachment; filename=\"" + std::string(file_name) + '"');
  made.headers.emplace_back("Cache-Control", "no-store");
  return made;
}

std::string as_csv(const export_table& table) {
  std::string out;
  documents::csv_writer writer(out);
  const auto write = [&](const std::vector<std::string>& row) {
    for (const auto& cell : row)
      writer.text(cell);
    writer.end_row();
  };
  write(table.titles);
  for (const auto& row : table.rows)
    write(row);
  return out;
}

result<std::string> as_xlsx(const export_table& table) {
  const temporary_file file;
  auto writer = documents::xlsx_writer::create(file.path());
  if (!writer) return writer.error();
  std::vector<documents::xlsx_column> columns;
  for (std::size_t i = 0; i < table.titles.size(); ++i)
    columns.push_back({table.titles[i], width_of(table, i), true});
  if (auto begun = writer->begin_sheet(table.sheet, columns); !begun) return begun.error();
  for (const auto& row : table.rows) {
    for (const auto& cell : row)
      cell.empty() ? writer->blank() : writer->text(cell);
    if (auto ended = writer->end_row(); !ended) return ended.error();
  }
  if (auto finished = writer->finish(); !finished) return finished.error();
  return file.bytes();
}

http::response csv_answer(const export_table& table, std::string_view file_name) {
  return file_answer(as_csv(table), csv_type, file_name);
}

result<http::response> xlsx_answer(const export_table& table, std::string_view file_name) {
  auto body = as_xlsx(table);
  if (!body) return body.error();
  return file_answer(std::move(*body), xlsx_type, file_name);
}

}  // namespace headway::imports
