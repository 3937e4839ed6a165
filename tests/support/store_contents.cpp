#include "support/store_contents.hpp"

#include <algorithm>
#include <vector>

#include "base/ids.hpp"

namespace headway::tests {
namespace {

std::vector<std::string> column_of(sql::connection& on, const std::string& query) {
  const sql::statement asked(query);
  std::vector<std::string> found;
  on.each(asked, {}, [&](const sql::row& row) {
    found.emplace_back(row.text(0));
    return true;
  });
  return found;
}

std::vector<std::string> tables(sql::connection& on) {
  return column_of(on, on.engine() == sql::engine::sqlite
                           ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                           : "SELECT CAST(tablename AS TEXT) FROM pg_tables "
                             "WHERE schemaname = current_schema()");
}

// The rows of a table, each as one text.
std::string select_rows(sql::connection& on, const std::string& table) {
  if (on.engine() == sql::engine::postgres)
    return "SELECT CAST(each_row AS TEXT) FROM " + table + " AS each_row";
  std::string all;
  for (const auto& column : column_of(on, "SELECT name FROM pragma_table_info('" + table + "')"))
    (all += all.empty() ? "quote(" : " || ',' || quote(") += column + ")";
  return "SELECT " + all + " FROM " + table;
}

}  // namespace

std::map<std::string, table_contents> store_contents(sql::connection& on) {
  std::map<std::string, table_contents> all;
  for (const auto& table : tables(on)) {
    auto rows = column_of(on, select_rows(on, table));
    std::ranges::sort(rows);
    std::string text;
    for (const auto& each : rows)
      (text += each) += '\n';
    all[table] = {static_cast<std::int64_t>(rows.size()), named_uuid(text).text()};
  }
  return all;
}

}  // namespace headway::tests
