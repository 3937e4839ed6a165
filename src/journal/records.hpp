// Records are tables that a slice derives from its subjects' states, purely: the journal writes
// them in the transaction of the fact, and `verify` derives them again and compares.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "sql/connection.hpp"

namespace headway::journal {

// A value of a record: NULL, INT64, TEXT or BYTES (an id).
struct record_value : std::variant<std::monostate, std::int64_t, std::string, uuid> {
  using variant::variant;
  record_value(std::int64_t v) : variant(v) {}
  record_value(int v) : variant(static_cast<std::int64_t>(v)) {}
  record_value(bool v) : variant(static_cast<std::int64_t>(v)) {}
  record_value(std::string_view v) : variant(std::string(v)) {}
  record_value(std::string v) : variant(std::move(v)) {}
  record_value(const char* v) : variant(std::string(v)) {}
  record_value(const uuid& v) : variant(v) {}
  record_value(instant v) : variant(to_unix_ms(v)) {}
  template <class T>
  record_value(const std::optional<T>& v) {
    if (v) *this = record_value(*v);
  }
};
using record = std::vector<record_value>;

enum class column_type : std::uint8_t { integer, text, id };
struct column {
  std::string_view name;
  column_type type;
};

// A table of records. In SQL it has the columns `site_id INT64, subject BYTES`, then `columns`; its
// primary key begins (site_id, subject). A table that keeps one row a subject is keyed by those
// two.
class record_table {
 public:
  enum class rows : std::uint8_t { one_per_subject, many_per_subject };
  record_table(std::string_view name, rows how_many, std::vector<column> columns);

  std::string_view name() const { return name_; }
  std::size_t width() const { return columns_.size(); }

  // Replaces what the table holds for the subject.
  void put(sql::connection& on, site_id site, const subject_id& subject,
           const std::vector<record>& before, const std::vector<record>& after) const;
  // What the table holds for the subject, sorted.
  std::vector<record> read(sql::connection& on, site_id site, const subject_id& subject) const;
  std::int64_t count(sql::connection& on, site_id site) const;
  void clear(sql::connection& on, site_id site) const;

 private:
  std::string name_;
  std::vector<column> columns_;
  rows rows_;
  std::unique_ptr<sql::statement> upsert_, insert_, erase_, select_, count_, clear_;
};

// What a projection gives: the rows of one subject, by table.
class record_sink {
 public:
  void add(const record_table& table, record row);
  // Rows of `table`, sorted so that two projections can be compared.
  const std::vector<record>& of(const record_table& table) const;
  void sort();

 private:
  std::vector<std::pair<const record_table*, std::vector<record>>> tables_;
};

}  // namespace headway::journal
