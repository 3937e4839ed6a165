#include "raw_sqlite.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "base/ensure.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "rows.hpp"

namespace headway::bench {
namespace {

constexpr const char* tables[] = {"facts", "subjects", "hazards"};

sqlite3* opened(const std::string& file) {
  sqlite3* on = nullptr;
  ENSURE(sqlite3_open_v2(file.c_str(), &on, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) ==
         SQLITE_OK);
  return on;
}

void execute(sqlite3* on, const std::string& sql) {
  if (sqlite3_exec(on, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(on));
}

sqlite3_stmt* prepared(sqlite3* on, const std::string& sql) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v3(on, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) !=
      SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(on));
  return made;
}

void run(sqlite3_stmt* what) {
  ENSURE(sqlite3_step(what) == SQLITE_DONE);
  sqlite3_reset(what);
}

// A row to insert again and again; the columns that tell rows apart get values of their own.
struct pattern {
  sqlite3_stmt* insert = nullptr;
  std::vector<sqlite3_value*> values;
  std::vector<int> subjects, commands, numbers, times, clocks;  // which columns those are
};

void note_column(pattern& of, const std::string& name, int column) {
  if (name == "subject") of.subjects.push_back(column);
  if (name == "command") of.commands.push_back(column);
  if (name == "seq" || name == "last_seq") of.numbers.push_back(column);
  if (name == "recorded_at") of.times.push_back(column);
  if (name == "clock" || name == "last_clock") of.clocks.push_back(column);
}

}  // namespace

struct raw_sqlite::parts {
  sqlite3* on = nullptr;
  sqlite3_stmt *begin = nullptr, *end = nullptr;
  std::vector<pattern> rows;
  std::int64_t number = 0;

  ~parts() {
    for (auto& each : rows) {
      for (auto* value : each.values)
        sqlite3_value_free(value);
      sqlite3_finalize(each.insert);
    }
    sqlite3_finalize(begin);
    sqlite3_finalize(end);
    sqlite3_close(on);
  }

  void take_pattern(sqlite3* from, const std::string& table) {
    sqlite3_stmt* const select = prepared(
        from, "SELECT * FROM " + table +
                  " WHERE subject = (SELECT subject FROM facts ORDER BY rowid DESC LIMIT 1)");
    while (sqlite3_step(select) == SQLITE_ROW) {
      pattern made;
      std::string places;
      for (int i = 0; i < sqlite3_column_count(select); ++i) {
        made.values.push_back(sqlite3_value_dup(sqlite3_column_value(select, i)));
        note_column(made, sqlite3_column_name(select, i), i + 1);
        places += i == 0 ? "?" : ", ?";
      }
      made.insert = prepared(on, "INSERT INTO " + table + " VALUES (" + places + ")");
      for (std::size_t i = 0; i < made.values.size(); ++i)
        sqlite3_bind_value(made.insert, static_cast<int>(i + 1), made.values[i]);
      rows.push_back(std::move(made));
    }
    sqlite3_finalize(select);
  }

  void insert_one(const uuid& subject, const uuid& command, std::int64_t now) {
    ++number;
    for (const auto& each : rows) {
      const auto bind_id = [&](int column, const uuid& id) {
        sqlite3_bind_blob(each.insert, column, id.bytes.data(), static_cast<int>(id.bytes.size()),
                          SQLITE_STATIC);
      };
      for (const int column : each.subjects)
        bind_id(column, subject);
      for (const int column : each.commands)
        bind_id(column, command);
      for (const int column : each.numbers)
        sqlite3_bind_int64(each.insert, column, number);
      for (const int column : each.times)
        sqlite3_bind_int64(each.insert, column, now);
      for (const int column : each.clocks)
        sqlite3_bind_int64(each.insert, column, now << 16);
      run(each.insert);
    }
  }
};

raw_sqlite::raw_sqlite(const std::string& file, const std::string& like)
    : parts_(std::make_unique<parts>()) {
  auto& p = *parts_;
  p.on = opened(file);
  execute(p.on,
          "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000;"
          "PRAGMA journal_size_limit=134217728; PRAGMA cache_size=-32768; PRAGMA foreign_keys=ON");
  p.begin = prepared(p.on, "BEGIN IMMEDIATE");
  p.end = prepared(p.on, "COMMIT");
  sqlite3* const from = opened(like);
  for (const auto* table : tables)
    p.take_pattern(from, table);
  sqlite3_close(from);
  ENSURE(p.rows.size() == 3);  // one fact, its subject, its record
  sqlite3_stmt* const last = prepared(p.on, "SELECT max(seq) + 1000000 FROM facts");
  ENSURE(sqlite3_step(last) == SQLITE_ROW);
  p.number = sqlite3_column_int64(last, 0);
  sqlite3_finalize(last);
}

raw_sqlite::~raw_sqlite() = default;

double raw_sqlite::commit(int count, int at_once) {
  auto& p = *parts_;
  // Made beforehand, as those of the server's clients are.
  std::vector<uuid> ids;
  const auto began = to_unix_ms(system_clock_source().now());
  for (int i = 0; i < 2 * count; ++i)
    ids.push_back(make_uuid(began));
  const double took = seconds([&] {
    for (int done = 0; done < count;) {
      run(p.begin);
      const auto now = to_unix_ms(system_clock_source().now());
      for (int i = 0; i < at_once && done < count; ++i, ++done)
        p.insert_one(ids[std::size_t(2 * done)], ids[std::size_t(2 * done + 1)], now);
      run(p.end);
    }
  });
  return count / took;
}

double flush_ms(const std::string& folder) {
  const std::string file = folder + "/flushed";
  const int to = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ENSURE(to >= 0);
  char page[4096];
  std::memset(page, 'x', sizeof page);
  std::vector<double> taken;
  for (int i = 0; i < 64; ++i)
    taken.push_back(1000 * seconds([&] {
                      ENSURE(::write(to, page, sizeof page) == ssize_t(sizeof page));
                      ENSURE(::fdatasync(to) == 0);
                    }));
  ::close(to);
  ::unlink(file.c_str());
  return median(taken);
}

}  // namespace headway::bench
