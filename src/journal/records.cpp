#include "journal/records.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace headway::journal {
namespace {

std::string names_of(const std::vector<column>& columns) {
  std::string names;
  for (const auto& column : columns)
    (names += names.empty() ? "" : ", ") += column.name;
  return names;
}

std::string placeholders(std::size_t count) {
  std::string all;
  for (std::size_t i = 1; i <= count; ++i) {
    if (i > 1) all += ", ";
    all += "$" + std::to_string(i);
  }
  return all;
}

sql::value as_parameter(const record_value& value) {
  struct visitor {
    sql::value operator()(std::monostate) const { return nullptr; }
    sql::value operator()(std::int64_t v) const { return v; }
    sql::value operator()(const std::string& v) const { return v; }
    sql::value operator()(const uuid& v) const { return v; }
  };
  return std::visit(visitor{}, static_cast<const record_value::variant&>(value));
}

record_value value_of(const sql::row& row, int column, column_type type) {
  if (row.is_null(column)) return {};
  switch (type) {
    case column_type::integer:
      return row.integer(column);
    case column_type::text:
      return row.text(column);
    case column_type::id:
      return row.identifier(column);
  }
  return {};
}

void write_row(sql::connection& on, const sql::statement& how, site_id site,
               const subject_id& subject, const record& row) {
  std::vector<sql::value> parameters;
  parameters.reserve(row.size() + 2);
  parameters.emplace_back(site);
  parameters.emplace_back(subject);
  for (const auto& value : row)
    parameters.push_back(as_parameter(value));
  on.run(how, parameters);
}

}  // namespace

record_table::record_table(std::string_view name, rows how_many, std::vector<column> columns)
    : name_(name), columns_(std::move(columns)), rows_(how_many) {
  const std::string table(name);
  const std::string insert = "INSERT INTO " + table + " (" + "site_id, subject, " +
                             names_of(columns_) + ") VALUES (" + placeholders(columns_.size() + 2) +
                             ")";
  std::string updates;
  for (const auto& column : columns_) {
    if (!updates.empty()) updates += ", ";
    updates += std::string(column.name) + " = excluded." + std::string(column.name);
  }
  const std::string where = " WHERE site_id = $1 AND subject = $2";
  insert_ = std::make_unique<sql::statement>(insert);
  upsert_ = std::make_unique<sql::statement>(
      insert + " ON CONFLICT (site_id, subject) DO UPDATE SET " + updates);
  erase_ = std::make_unique<sql::statement>("DELETE FROM " + table + where);
  select_ =
      std::make_unique<sql::statement>("SELECT " + names_of(columns_) + " FROM " + table + where);
  count_ =
      std::make_unique<sql::statement>("SELECT COUNT(*) FROM " + table + " WHERE site_id = $1");
  clear_ = std::make_unique<sql::statement>("DELETE FROM " + table + " WHERE site_id = $1");
}

void record_table::put(sql::connection& on, site_id site, const subject_id& subject,
                       const std::vector<record>& before, const std::vector<record>& after) const {
  if (before == after) return;
  if (rows_ == rows::one_per_subject && after.size() == 1)
    return write_row(on, *upsert_, site, subject, after.front());
  ENSURE(rows_ == rows::many_per_subject || after.empty());
  if (!before.empty()) on.run(*erase_, {site, subject});
  for (const auto& row : after)
    write_row(on, *insert_, site, subject, row);
}

std::vector<record> record_table::read(sql::connection& on, site_id site,
                                       const subject_id& subject) const {
  std::vector<record> found;
  on.each(*select_, {site, subject}, [&](const sql::row& row) {
    record values;
    values.reserve(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
      values.push_back(value_of(row, static_cast<int>(i), columns_[i].type));
    found.push_back(std::move(values));
    return true;
  });
  std::sort(found.begin(), found.end());
  return found;
}

std::int64_t record_table::count(sql::connection& on, site_id site) const {
  std::int64_t rows = 0;
  on.one(*count_, {site}, [&](const sql::row& row) { rows = row.integer(0); });
  return rows;
}

void record_table::clear(sql::connection& on, site_id site) const { on.run(*clear_, {site}); }

void record_sink::add(const record_table& table, record row) {
  ENSURE(row.size() == table.width());
  for (auto& [known, rows] : tables_)
    if (known == &table) return rows.push_back(std::move(row));
  tables_.emplace_back(&table, std::vector<record>());
  tables_.back().second.push_back(std::move(row));
}

const std::vector<record>& record_sink::of(const record_table& table) const {
  static const std::vector<record> none;
  for (const auto& [known, rows] : tables_)
    if (known == &table) return rows;
  return none;
}

void record_sink::sort() {
  for (auto& [table, rows] : tables_)
    std::sort(rows.begin(), rows.end());
}

}  // namespace headway::journal
