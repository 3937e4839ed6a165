// The only file that knows sqlite3.h.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

#include "base/ensure.hpp"
#include "sql/database_file.hpp"
#include "sql/dialect.hpp"
#include "sql/engines.hpp"
#include "sql/problem_of.hpp"
#include "sql/sqlite_checkpointer.hpp"

namespace headway::sql {
namespace {

constexpr int busy_milliseconds = 10'000;
constexpr int log_pages = 16'000;  // then they are moved into the file
constexpr int reader_cache_kibibytes = 1'024;
// Random reads of 45 MB: 2.5 µs mapped, 6 µs through read(2). Mapped pages are the kernel's memory.
constexpr std::int64_t reader_mapped_bytes = 256 * 1024 * 1024;
constexpr std::int64_t kept_wal_bytes = 128 * 1024 * 1024;
constexpr int backup_pages_per_step = 256;

failure reason_of(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return failure::conflict;
    case SQLITE_BUSY_SNAPSHOT:
      return failure::serialization;
    default:
      break;
  }
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
      return failure::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return failure::busy;
    case SQLITE_FULL:
      return failure::full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return failure::io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return failure::corrupt;
    default:
      return failure::other;
  }
}

error error_of(sqlite3* from, std::string_view doing) {
  const int code = sqlite3_extended_errcode(from);
  return error(reason_of(code), std::string(sqlite3_errmsg(from)) + " (SQLite " +
                                    std::to_string(code) +
                                    "): " + std::string(doing.substr(0, 200)));
}

class sqlite_row final : public row {
 public:
  explicit sqlite_row(sqlite3_stmt* at) : at_(at) {}
  bool is_null(int column) const override {
    return sqlite3_column_type(at_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    demand(column, SQLITE_INTEGER, SQLITE_INTEGER);
    return sqlite3_column_int64(at_, column);
  }
  double real(int column) const override {
    demand(column, SQLITE_FLOAT, SQLITE_INTEGER);
    return sqlite3_column_double(at_, column);
  }
  std::string_view text(int column) const override {
    demand(column, SQLITE_TEXT, SQLITE_TEXT);
    const auto first = reinterpret_cast<const char*>(sqlite3_column_text(at_, column));
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
  }
  bytes_view bytes(int column) const override {
    demand(column, SQLITE_BLOB, SQLITE_BLOB);
    const auto first = static_cast<const std::byte*>(sqlite3_column_blob(at_, column));
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
  }

 private:
  void demand(int column, int type, int other) const {
    const int has = sqlite3_column_type(at_, column);
    const bool fits =
        has == type || has == other || (has == SQLITE_NULL && column < sqlite3_data_count(at_));
    if (!fits) [[unlikely]]
      throw error(failure::other, "column " + std::to_string(column) +
                                      " has another type than it is read as, or does not exist: " +
                                      std::string(sqlite3_sql(at_)).substr(0, 200));
  }
  sqlite3_stmt* at_;
};

class sqlite_connection final : public connection {
 public:
  // `log`: who moves the log into the file after commits of this connection.
  sqlite_connection(const std::string& file, access how, std::size_t cache_kibibytes,
                    std::shared_ptr<sqlite_checkpointer> log = nullptr)
      : log_(std::move(log)) {
    const int opened =
        sqlite3_open_v2(file.c_str(), &on_,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    try {
      if (opened != SQLITE_OK) throw error_of(on_, "open " + file);
      sqlite3_extended_result_codes(on_, 1);
      sqlite3_busy_timeout(on_, busy_milliseconds);
      execute(
          "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;"
          "PRAGMA case_sensitive_like=ON; PRAGMA temp_store=MEMORY;"
          "PRAGMA journal_size_limit=" +
          std::to_string(kept_wal_bytes) + ";PRAGMA cache_size=-" +
          std::to_string(cache_kibibytes) +
          (how == access::read
               ? ";PRAGMA query_only=ON;PRAGMA mmap_size=" + std::to_string(reader_mapped_bytes)
               : ""));
      if (log_) log_->watch(on_);
      begin_read_ = prepare("BEGIN DEFERRED");
      begin_write_ = prepare("BEGIN IMMEDIATE");
      commit_ = prepare("COMMIT");
      rollback_ = prepare("ROLLBACK");
    } catch (...) {
      close();
      throw;
    }
  }
  ~sqlite_connection() override { close(); }

  sql::engine engine() const override { return engine::sqlite; }

  void begin(access how) override {
    ENSURE(!gives_rows_ && !begun_);
    step_to_end(how == access::read ? begin_read_ : begin_write_);
    begun_ = true;
  }

  void commit() override {
    ENSURE(!gives_rows_ && begun_);
    refuse_if_spoilt();
    step_to_end(commit_);
    begun_ = false;
  }

  void rollback() noexcept override {
    begun_ = spoilt_ = false;
    if (sqlite3_get_autocommit(on_)) return;  // some failures have rolled back already
    sqlite3_step(rollback_);
    sqlite3_reset(rollback_);
  }

  std::int64_t run(const statement& what, std::span<const value> parameters) override {
    const running now(*this, what, parameters);
    while (now.step()) {
    }
    return sqlite3_stmt_readonly(now.on()) ? 0 : sqlite3_changes64(on_);
  }

  void each(const statement& what, std::span<const value> parameters,
            function_ref<bool(const row&)> take) override {
    const running now(*this, what, parameters);
    const sqlite_row current(now.on());
    while (now.step())
      if (!take(current)) return;
  }

  void script(const std::string& sql) override {
    ENSURE(!gives_rows_);
    refuse_if_spoilt();
    execute(in_dialect(engine::sqlite, sql));
  }

  sqlite3* raw() const { return on_; }

 private:
  struct prepared {
    sqlite3_stmt* compiled = nullptr;
    int parameters = 0;
  };

  // A statement at work: bound when made, reset at the end.
  class running {
   public:
    running(sqlite_connection& on, const statement& what, std::span<const value> parameters)
        : on_(on), compiled_(on.compiled(what, parameters.size())) {
      on_.gives_rows_ = true;
      try {
        for (std::size_t i = 0; i < parameters.size(); ++i)
          on_.bind(compiled_, static_cast<int>(i + 1), parameters[i]);
      } catch (...) {
        finish();
        throw;
      }
    }
    running(const running&) = delete;
    running& operator=(const running&) = delete;
    ~running() { finish(); }

    sqlite3_stmt* on() const { return compiled_; }
    bool step() const {
      const int stepped = sqlite3_step(compiled_);
      if (stepped == SQLITE_ROW) return true;
      if (stepped != SQLITE_DONE) on_.fail(sqlite3_sql(compiled_));
      return false;
    }

   private:
    void finish() {
      sqlite3_reset(compiled_);
      on_.gives_rows_ = false;
    }
    sqlite_connection& on_;
    sqlite3_stmt* compiled_;
  };

  [[noreturn]] void fail(std::string_view doing) {
    auto failed = error_of(on_, doing);
    spoilt_ = begun_;
    throw failed;
  }

  void refuse_if_spoilt() const {
    if (spoilt_) [[unlikely]]
      throw error(failure::other, "the transaction has failed; only rollback is left");
  }

  void execute(const std::string& sql) {
    if (sqlite3_exec(on_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
  }

  sqlite3_stmt* prepare(std::string_view sql) {
    sqlite3_stmt* made = nullptr;
    const char* tail = nullptr;
    if (sqlite3_prepare_v3(on_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &made, &tail) != SQLITE_OK)
      fail(sql);
    ENSURE(made);
    return made;
  }

  sqlite3_stmt* compiled(const statement& what, std::size_t parameters) {
    ENSURE(!gives_rows_);
    refuse_if_spoilt();
    if (what.number() >= prepared_.size()) prepared_.resize(what.number() + 16);
    prepared& found = prepared_[what.number()];
    if (!found.compiled) {
      found.compiled = prepare(in_dialect(engine::sqlite, what.sql()));
      found.parameters = sqlite3_bind_parameter_count(found.compiled);
      // SQLite numbers `$n` by first use; it must be the same number that PostgreSQL reads in it.
      for (int i = 1; i <= found.parameters; ++i)
        if (sqlite3_bind_parameter_name(found.compiled, i) != "$" + std::to_string(i))
          throw error(failure::other,
                      "parameters are not first used in ascending order: " + what.sql());
    }
    if (static_cast<std::size_t>(found.parameters) != parameters) [[unlikely]]
      throw error(failure::other,
                  std::to_string(parameters) + " parameters given to: " + what.sql());
    return found.compiled;
  }

  void bind(sqlite3_stmt* to, int index, const value& given) {
    const int bound = std::visit(
        [&](const auto& v) {
          using type = std::remove_cvref_t<decltype(v)>;
          if constexpr (std::same_as<type, std::nullptr_t>) {
            return sqlite3_bind_null(to, index);
          } else if constexpr (std::same_as<type, std::int64_t>) {
            return sqlite3_bind_int64(to, index, v);
          } else if constexpr (std::same_as<type, double>) {
            return sqlite3_bind_double(to, index, v);
          } else if constexpr (std::same_as<type, std::string_view>) {
            // A null pointer would bind NULL.
            return sqlite3_bind_text64(to, index, v.data() ? v.data() : "", v.size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
          } else {
            return sqlite3_bind_blob64(to, index,
                                       v.data() ? static_cast<const void*>(v.data()) : "", v.size(),
                                       SQLITE_STATIC);
          }
        },
        static_cast<const value::variant&>(given));
    if (bound != SQLITE_OK) fail("bind a parameter");
  }

  void step_to_end(sqlite3_stmt* what) {
    const int stepped = sqlite3_step(what);
    if (stepped != SQLITE_DONE) {
      auto failed = error_of(on_, sqlite3_sql(what));
      sqlite3_reset(what);
      throw failed;
    }
    sqlite3_reset(what);
  }

  void close() noexcept {
    for (auto& each : prepared_)
      sqlite3_finalize(each.compiled);
    for (auto* each : {begin_read_, begin_write_, commit_, rollback_})
      sqlite3_finalize(each);
    sqlite3_close_v2(on_);
  }

  std::shared_ptr<sqlite_checkpointer> log_;  // ends after the connection is closed
  sqlite3* on_ = nullptr;
  sqlite3_stmt *begin_read_ = nullptr, *begin_write_ = nullptr;
  sqlite3_stmt *commit_ = nullptr, *rollback_ = nullptr;
  std::vector<prepared> prepared_;
  bool gives_rows_ = false;
  bool begun_ = false;
  bool spoilt_ = false;
};

// Copies the whole of `from` in steps. The open read transaction fixes the snapshot, so that
// commits of others neither wait nor make the copy start again; the pauses leave the disk to them.
void copy_in_steps(sqlite_connection& from, const std::string& file) {
  static const statement first_read("SELECT count(*) FROM sqlite_schema");
  const transaction snapshot(from, access::read);
  from.one(first_read, {}, [](const row&) {});
  sqlite_connection to(file, access::write, reader_cache_kibibytes);
  to.script("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
  sqlite3_backup* const copying = sqlite3_backup_init(to.raw(), "main", from.raw(), "main");
  if (!copying) throw error_of(to.raw(), "begin a backup");
  int stepped = SQLITE_OK;
  while ((stepped = sqlite3_backup_step(copying, backup_pages_per_step)) == SQLITE_OK)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  sqlite3_backup_finish(copying);
  if (stepped != SQLITE_DONE) throw error_of(to.raw(), "copy into " + file);
}

class sqlite_database final : public database {
 public:
  sqlite_database(options wanted, database_lock held)
      : wanted_(std::move(wanted)), held_(std::move(held)) {
    first_->script("PRAGMA journal_mode=WAL");
  }

  sql::engine engine() const override { return engine::sqlite; }

  std::unique_ptr<connection> connect(access how) override {
    if (how == access::read)
      return std::make_unique<sqlite_connection>(wanted_.location, how, reader_cache_kibibytes);
    return std::make_unique<sqlite_connection>(wanted_.location, how,
                                               wanted_.cache_mebibytes * 1024, log_);
  }

  void backup_to(const std::string& file) override {
    const std::string unfinished = file + ".unfinished";
    std::remove(unfinished.c_str());
    try {
      sqlite_connection from(wanted_.location, access::read, reader_cache_kibibytes);
      copy_in_steps(from, unfinished);
      put_in_place(unfinished, file);
    } catch (...) {
      std::remove(unfinished.c_str());
      throw;
    }
  }

 private:
  options wanted_;
  database_lock held_;
  std::shared_ptr<sqlite_checkpointer> log_ =
      std::make_shared<sqlite_checkpointer>(wanted_.location, log_pages);
  // Closing the last connection moves the whole log into the file: once, at the end.
  std::unique_ptr<connection> first_ = std::make_unique<sqlite_connection>(
      wanted_.location, access::write, reader_cache_kibibytes, log_);
};

}  // namespace

result<std::unique_ptr<database>> open_sqlite(const options& wanted) {
  // Counting every allocation takes a lock that all connections share.
  static std::once_flag configured;
  std::call_once(configured, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
  database_lock held;
  if (wanted.exclusive) {
    auto locked = database_lock::take(wanted.location);
    if (!locked) return locked.error();
    held = std::move(*locked);
  }
  try {
    return std::make_unique<sqlite_database>(wanted, std::move(held));
  } catch (const error& failed) {
    if (failed.why() == failure::corrupt)
      return problem(problems::not_a_database, "", {{"file", wanted.location}});
    if (failed.why() == failure::full) return problem_of(failed);
    return problem(problems::unreachable, "", {{"reason", failed.what()}});
  }
}

}  // namespace headway::sql
