// One SQL text over two engines: SQLite (embedded) and PostgreSQL.
//
// The common subset: placeholders `$1 … $n`, first used in ascending order; the neutral types and
// words of sql/dialect.hpp; `ON CONFLICT … DO UPDATE`; `RETURNING`; `FOR UPDATE` (nothing on
// SQLite, whose writer is alone). BYTES and TEXT compare bytewise on both, LIKE minds the case.
// Aggregates that PostgreSQL makes `numeric` (sum and avg of INT64) are wrapped: CAST(sum(x) AS
// INT64). A parameter whose type nothing tells (`SELECT $1`) is wrapped: CAST($1 AS BYTES). No
// engine-specific function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include "base/function_ref.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace headway::sql {

enum class engine : std::uint8_t { sqlite, postgres };

// Why a statement failed, from the engine's error code (never from its message).
enum class failure : std::uint8_t {
  conflict,       // a unique constraint
  constraint,     // any other constraint
  serialization,  // deadlock or serialisation failure: run the transaction again
  busy,           // the database is locked by another process
  full,           // no space
  io,             // the disk failed to read or write
  corrupt,        // not a database, or damaged
  disconnected,   // the server went away
  other,
};

// Not an expected failure of a command: a bug or an exhausted resource. Caught by the writer, the
// session and `main` only.
class error : public std::runtime_error {
 public:
  error(failure why, const std::string& message) : std::runtime_error(message), why_(why) {}
  failure why() const { return why_; }

 private:
  failure why_;
};

using bytes_view = std::span<const std::byte>;

// A parameter. Views must outlive the call only.
struct value : std::variant<std::nullptr_t, std::int64_t, double, std::string_view, bytes_view> {
  using variant::variant;
  value(std::int64_t v) : variant(v) {}
  value(int v) : variant(static_cast<std::int64_t>(v)) {}
  value(bool v) : variant(static_cast<std::int64_t>(v)) {}
  value(std::string_view v) : variant(v) {}
  value(const std::string& v) : variant(std::string_view(v)) {}
  value(const char* v) : variant(std::string_view(v)) {}
  value(const uuid& v) : variant(bytes_view(v.raw())) {}
  value(instant v) : variant(to_unix_ms(v)) {}
  value(site_id v) : variant(static_cast<std::int64_t>(v)) {}
};

// A statement with static lifetime. Connections keep it prepared under `number`.
class statement {
 public:
  explicit statement(std::string sql);
  statement(const statement&) = delete;
  statement& operator=(const statement&) = delete;
  const std::string& sql() const { return sql_; }
  std::size_t number() const { return number_; }

 private:
  std::string sql_;
  std::size_t number_;
};

// The current row of a result; views are valid until the callback returns. NULL reads as 0 or
// empty. Reading a column as another type than it has throws `error`; an integer may be read as a
// real.
class row {
 public:
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual bytes_view bytes(int column) const = 0;
  // The 16 bytes of `column` as an id; nil for NULL.
  template <class Id = uuid>
  Id identifier(int column) const {
    return is_null(column) ? Id() : Id(uuid::from_bytes(bytes(column)).value());
  }
  instant when(int column) const { return from_unix_ms(integer(column)); }

 protected:
  ~row() = default;
};

enum class access : std::uint8_t { read, write };

// A connection is used by one thread at a time. All members throw `error`. A failure within a
// transaction spoils it: only rollback is left. Outside of a transaction every statement is its
// own.
class connection {
 public:
  virtual ~connection() = default;
  virtual sql::engine engine() const = 0;

  // read: one snapshot, that of the first read; write: takes SQLite's write lock. On PostgreSQL
  // both are REPEATABLE READ, and a lost connection is made anew here.
  virtual void begin(access how) = 0;
  virtual void commit() = 0;  // returns when durable
  virtual void rollback() noexcept = 0;

  // Runs and gives the number of rows changed.
  virtual std::int64_t run(const statement& what, std::span<const value> parameters) = 0;
  // Calls `take` for each row until it gives false. Rows stream: memory does not grow with their
  // number. `take` must not use this connection.
  virtual void each(const statement& what, std::span<const value> parameters,
                    function_ref<bool(const row&)> take) = 0;
  // Runs any number of statements given as text (DDL) without parameters. Not cached.
  virtual void script(const std::string& sql) = 0;

  std::int64_t run(const statement& what, std::initializer_list<value> parameters) {
    return run(what, std::span(parameters.begin(), parameters.size()));
  }
  void each(const statement& what, std::initializer_list<value> parameters,
            function_ref<bool(const row&)> take) {
    each(what, std::span(parameters.begin(), parameters.size()), take);
  }
  // Whether there was a row; `take` sees the first.
  bool one(const statement& what, std::initializer_list<value> parameters,
           function_ref<void(const row&)> take) {
    bool found = false;
    each(what, parameters, [&](const row& r) {
      found = true;
      take(r);
      return false;
    });
    return found;
  }
};

// Rolls back unless committed.
class transaction {
 public:
  transaction(connection& on, access how) : on_(&on) { on.begin(how); }
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;
  ~transaction() {
    if (on_) on_->rollback();
  }
  void commit() {
    on_->commit();
    on_ = nullptr;
  }

 private:
  connection* on_;
};

}  // namespace headway::sql
