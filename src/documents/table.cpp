#include "documents/table.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "documents/csv.hpp"
#include "documents/xlsx_reader.hpp"

namespace headway::documents {
namespace {

class calling_visitor final : public row_visitor {
 public:
  explicit calling_visitor(function_ref<step(const row&)> each) : each_(each) {}
  step on_row(const row& row) override { return each_(row); }

 private:
  function_ref<step(const row&)> each_;
};

}  // namespace

cell row::at(std::size_t column) const {
  const auto found = std::ranges::lower_bound(cells, column, {}, &cell::column);
  if (found != cells.end() && found->column == column) return *found;
  return {.column = column, .kind = cell_kind::empty, .text = {}};
}

std::string cell_range::text() const {
  return column_letters(first_column) + std::to_string(first_row) + ":" +
         column_letters(last_column) + std::to_string(last_row);
}

result<void> row_visitor::on_merged(std::string_view sheet, const cell_range& range) {
  return problem(
      problems::merged_cells, {},
      {{"sheet", shown(sheet)}, {"range", range.text()}, {"row", std::to_string(range.first_row)}});
}

result<std::unique_ptr<table_source>> open_table(std::string_view bytes) {
  if (bytes.empty()) return problem(problems::file_empty);
  if (bytes.size() > limits::import_file_bytes)
    return problem(problems::file_too_large, {},
                   {{"most", std::to_string(limits::import_file_bytes)}});
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return problem(problems::old_or_locked_workbook);
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return open_xlsx(bytes);
  return open_csv(bytes);
}

result<void> for_each_row(table_source& source, std::size_t sheet,
                          function_ref<step(const row&)> each) {
  calling_visitor visitor(each);
  return source.read(sheet, visitor);
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string cut;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts_character = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts_character && cut.size() >= most) {
      cut += "…";
      break;
    }
    if (text[i] == '|')
      cut += "｜";
    else
      cut += static_cast<unsigned char>(text[i]) < ' ' ? ' ' : text[i];
  }
  return cut;
}

}  // namespace headway::documents
