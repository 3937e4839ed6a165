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
  // Refuse when another process has the file open exclusively (a lock file beside it, freed by the
  // kernel when its holder dies). PostgreSQL serves several processes: there it means nothing.
  bool exclusive = false;
};

namespace problems {
inline constexpr problem_kind unreachable{"store.unreachable", 503, "连不上数据库：{reason}",
                                          "The database cannot be reached: {reason}"};
inline constexpr problem_kind not_a_database{
    "store.not_a_database", 503, "文件“{file}”不是 Headway 的数据库，或者已经损坏",
    "The file \"{file}\" is not a Headway database, or it is damaged"};
inline constexpr problem_kind in_use{
    "store.in_use", 503, "数据库“{file}”正被另一个 Headway 进程（{holder}）使用",
    "The database \"{file}\" is in use by another Headway process ({holder})"};
inline constexpr problem_kind newer{
    "store.newer", 503,
    "数据库由更新版本的 Headway 建立（{slice} 第 {number} 步），请升级程序后再用",
    "The database was made by a newer Headway (step {number} of {slice}); upgrade the program"};
inline constexpr problem_kind altered_migration{
    "store.altered_migration", 503, "建库步骤 {slice} 第 {number} 步与数据库里记录的不一致",
    "Step {number} of {slice} differs from the one that the database was made with"};
}  // namespace problems

class database {
 public:
  virtual ~database() = default;
  virtual sql::engine engine() const = 0;
  virtual std::unique_ptr<connection> connect(access how) = 0;  // thread-safe; throws `error`
  // A consistent, durable copy into `file` (replaced if it exists) while others read and write.
  // SQLite only, throws `error` on PostgreSQL: that has its own.
  virtual void backup_to(const std::string& file) = 0;
};

// Problems: store.unreachable, store.not_a_database, store.in_use.
result<std::unique_ptr<database>> open(const options& wanted);

// One step of a slice's schema. Steps are append-only. The SQL uses the neutral types INT64, BYTES,
// TEXT, REAL64 and ends each table with `) STRICT`; the driver puts the engine's own words.
// See sql/dialect.hpp.
struct migration {
  std::string_view slice;
  int number;  // 1, 2, 3 … within the slice
  std::string_view name;
  std::string_view sql;
};

// Applies what is missing in the order given, each step in its own transaction with its checksum
// recorded; gives the number applied. Give the steps of all slices at once. Two processes may start
// together. Problems: store.newer (the database knows a step that we do not),
// store.altered_migration. Throws `error` when a step fails: nothing of that step is left.
result<int> migrate(connection& on, std::span<const migration> steps, instant now);

// The one writer: a thread that runs submitted tasks in order, many sharing one commit.
class writer {
 public:
  // A task may be run more than once (its batch was rolled back because of another task), always in
  // a fresh transaction. What it throws makes it fail alone.
  using task = std::function<void(connection&)>;
  // Called after the commit (failed == nullptr) or when the task failed for good; on the writer's
  // thread: hand over and return. Must not throw.
  using completion = std::function<void(std::exception_ptr failed)>;
  // Told around every transaction, so that state in memory follows the database. Must not throw.
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
  // Submits (waiting for room) and waits. Throws what the task threw. Not on the writer's thread.
  void run_and_wait(task run);
  std::size_t waiting() const;  // tasks in the queue
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
