// A table for people to take away: the counterpart of an import, which reads it again unchanged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/route.hpp"
#include "base/problem.hpp"

namespace headway::imports {

// Small tables, in memory: people, a roster, places. Every cell is text.
struct export_table {
  std::string sheet;
  std::vector<std::string> titles;
  std::vector<std::vector<std::string>> rows;
};

std::string as_csv(const export_table& table);
// Problems: those of documents/xlsx_writer.hpp.
result<std::string> as_xlsx(const export_table& table);

inline constexpr std::string_view csv_type = "text/csv; charset=utf-8";
inline constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// Answers that browsers save under `file_name` (ASCII, with its extension).
http::response file_answer(std::string body, std::string_view type, std::string_view file_name);
http::response csv_answer(const export_table& table, std::string_view file_name);
result<http::response> xlsx_answer(const export_table& table, std::string_view file_name);

}  // namespace headway::imports
