// A month on paper: one row a person, one column a date, on as many A4 pages across as it takes.
// All words come from the caller, in one language; here is only how they lie on the page.
//
//   print_months(fonts, {march, april}, now)
#pragma once

#include <span>
#include <string>
#include <vector>

#include "documents/pdf.hpp"

namespace headway::documents {

inline constexpr std::size_t most_month_columns = 31;

struct month_column {
  std::string title, under;  // "1", "一"
  bool marked = false;       // a weekend or holiday: grey from top to bottom
};

struct month_cell {
  std::string text;   // one to three characters: "早"
  std::string under;  // smaller, below: the number of the duty
  bool dark = false;  // white on grey: a night shift
};

struct month_row {
  std::string name, under;        // the person; smaller, below: the crew
  std::vector<month_cell> cells;  // one a column
  std::string total;              // in the last column
};

struct month_table {
  std::string title, subtitle;
  std::string names_title, total_title;  // "姓名", "班数"
  std::vector<month_column> columns;     // at most `most_month_columns`
  std::vector<month_row> rows;
  std::vector<std::string> notes;  // what the signs mean, below the last row
};

// All tables in one document, each beginning on a page of its own; the heads stand on every page.
// Problem: server.internal, when drawing has failed.
result<std::string> print_months(const typefaces& fonts, std::span<const month_table> tables,
                                 const pdf::about& what);

}  // namespace headway::documents
