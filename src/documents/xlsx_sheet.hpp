// The parts of a workbook that hold its cells: the table of shared strings, and the sheets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/table.hpp"
#include "documents/xlsx_values.hpp"
#include "documents/xml_stream.hpp"

namespace headway::documents {

// Texts that cells refer to by number, held one after the other.
class shared_strings {
 public:
  static result<shared_strings> read(zip_archive& archive, std::string_view part);
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
  }

 private:
  friend class shared_strings_visitor;
  std::string text_;
  std::vector<std::uint32_t> ends_;
};

// What the cells of a sheet are read with.
struct workbook_values {
  shared_strings strings;
  cell_looks looks;
  bool from_1904 = false;
};

// Walks one sheet part and hands its rows to `rows`.
class sheet_visitor final : public xml_visitor {
 public:
  sheet_visitor(const workbook_values& values, std::string_view sheet, row_visitor& rows)
      : values_(values), sheet_(sheet), rows_(rows) {}
  void on_begin(std::string_view element, const xml_attributes& attributes) override;
  void on_end(std::string_view element) override;
  void on_text(std::string_view text) override;

 private:
  struct placed {
    std::size_t column;
    cell_kind kind;
    const char* shared;  // the text if it is a shared string, else it is in text_ at `begin`
    std::size_t begin, length;
  };

  void begin_row(const xml_attributes& attributes);
  void end_row();
  void begin_cell(const xml_attributes& attributes);
  void end_cell();
  void place_number(std::string_view value);
  void place_shared(std::string_view value);
  void place(cell_kind kind, std::string_view text);
  void merged(const xml_attributes& attributes);
  void fail_cell(const problem_kind& kind);
  void fail_row(const problem_kind& kind);

  const workbook_values& values_;
  std::string_view sheet_;
  row_visitor& rows_;

  bool in_rows_ = false;  // within sheetData
  bool in_cell_ = false;
  bool in_value_ = false;  // within v, or t of an inline string
  bool in_inline_ = false;
  std::size_t phonetic_ = 0;  // depth within reading aids, which are no content
  std::size_t row_ = 0;       // the row in hand, or the last one
  std::size_t next_column_ = 0;
  std::size_t column_ = 0;  // of the cell in hand
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  std::string text_;  // of the row in hand
  std::vector<placed> placed_;
  std::vector<cell> cells_;
};

}  // namespace headway::documents
