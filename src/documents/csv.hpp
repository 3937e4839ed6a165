// CSV after RFC 4180, read and written. Reading: the encoding is found (encoding.hpp), the
// separator (comma, semicolon, tab) is the one most frequent in the first row; records end with
// CRLF, LF or CR. Writing: UTF-8, CRLF.
//
// A spreadsheet runs text that begins with = + - @ as a formula, so the writer puts an apostrophe
// before such text and the reader takes one away again: what was written is read back unchanged.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "documents/table.hpp"

namespace headway::documents {

// One unnamed sheet; all cells are text. Records without content are passed over but counted.
result<std::unique_ptr<table_source>> open_csv(std::string_view bytes);

struct csv_style {
  char separator = ',';
  bool byte_order_mark = true;  // without it Excel takes Chinese for "ANSI" and shows rubbish
};

// Appends to `out`, which the caller may empty between rows: a file of any length is written in
// the memory of a row.
class csv_writer {
 public:
  explicit csv_writer(std::string& out, csv_style style = {});

  csv_writer& text(std::string_view value);
  csv_writer& number(std::int64_t value);
  csv_writer& number(double value);  // shortest form; not finite becomes an empty cell
  csv_writer& blank();
  void end_row();

 private:
  void separate();

  std::string& out_;
  csv_style style_;
  bool row_begun_ = false;
};

}  // namespace headway::documents
