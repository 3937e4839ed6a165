// A database and what shares it: connections, migrations, the one writer, the pool of readers.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/time.hpp"
#include "sql/connection.hpp"

namespace headway::sql {

struct options {
  // A file path (SQLite) or "postgresql://…" (libpq connection URI).
  std::string location;
  std::size_t cache_mebibytes = 32;  // SQLite page cache of the writer
};

class database {
 public:
  virtual ~database() = default;
  virtual sql::engine engine() const = 0;
  virtual std::unique_ptr<connection> connect(access how) = 0;  // thread-safe
  // A consistent copy into `file` while others read and write. SQLite only: PostgreSQL has its own.
  virtual void backup_to(const std::string& file) = 0;
};

// Problems: store.unreachable, store.not_a_database.
result<std::unique_ptr<database>> open(const options& wanted);

// One step of a slice's schema. Steps are append-only. The SQL uses the neutral types INT64, BYTES,
// TEXT, REAL64 and ends each table with `) STRICT`; the driver puts the engine's own words.
struct migration {
  std::string_view slice;
  int number;  // 1, 2, 3 … within the slice
  std::string_view name;
  std::string_view sql;
};

// Applies what is missing, each step in its own transaction with its checksum recorded; gives the
// number applied. Problems: store.newer (the database knows a step that we do not),
// store.altered_migration.
result<int> migrate(connection& on, std::span<const migration> steps, instant now);

// The one writer: a thread that runs submitted tasks in order, many sharing one commit.
class writer {
 public:
  // A task may be run more than once (its batch was rolled back because of another task), always in
  // a fresh transaction. What it throws makes it fail alone.
  using task = std::function<void(connection&)>;
  // Called after the commit (failed == nullptr) or when the task failed for good; on the writer's
  // thread: hand over and return.
  using completion = std::function<void(std::exception_ptr failed)>;
  // Told around every transaction, so that state in memory follows the database.
  struct observer {
    std::function<void()> begun;
    std::function<void()> committed;
    std::function<void()> rolled_back;
  };

  writer(database& on, observer told);
  ~writer();  // drains the queue, then joins
  writer(const writer&) = delete;
  writer& operator=(const writer&) = delete;

  // false when limits::writer_queue tasks are waiting or the writer is stopping. Thread-safe.
  bool submit(task run, completion done);
  // Submits (waiting for room) and waits. Throws what the task threw.
  void run_and_wait(task run);
  std::size_t waiting() const;
  struct counts {
    std::uint64_t commits, tasks, failed;
  };
  counts counted() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// Connections for reading, leased for the length of one request. Thread-safe.
class reader_pool {
 public:
  reader_pool(database& on, std::size_t connections);
  ~reader_pool();

  // A leased connection with a read transaction open; given back and ended by the destructor.
  class lease {
   public:
    explicit lease(reader_pool& from);  // waits for a free connection
    ~lease();
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    connection& operator*() const { return *on_; }
    connection* operator->() const { return on_.get(); }

   private:
    reader_pool& from_;
    std::unique_ptr<connection> on_;
  };

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace headway::sql
