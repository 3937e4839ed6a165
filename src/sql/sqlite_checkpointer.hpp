// Moves SQLite's write-ahead log into the database file beside the writer. Done by the commit that
// fills the log, as SQLite does by itself, it would make everybody wait for thousands of pages now
// and then; so a thread of its own copies nearly all of them, and a commit only the rest. That
// commit's part is needed: the log starts again from its beginning only when nothing is left in it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

struct sqlite3;

namespace headway::sql {

class sqlite_checkpointer {
 public:
  // Begins to copy when the log has `most_pages`.
  sqlite_checkpointer(std::string file, int most_pages)
      : file_(std::move(file)), most_(most_pages) {}
  sqlite_checkpointer(const sqlite_checkpointer&) = delete;
  sqlite_checkpointer& operator=(const sqlite_checkpointer&) = delete;
  ~sqlite_checkpointer();

  // Makes the connection tell us its commits. It must not outlive this.
  void watch(sqlite3* on);

 private:
  enum class step : unsigned char { filling, copying, copied };
  void committed(sqlite3* on, int pages);  // on the thread of the connection
  void work();
  void copy_most();

  const std::string file_;
  const int most_;
  std::mutex guard_;
  std::condition_variable changed_;
  step now_ = step::filling;
  int pages_ = 0;  // in the log after the last commit
  int next_ = 0;   // copying begins at so many pages; 0: at most_
  bool stopping_ = false;
  std::thread thread_;  // begun when first needed
};

}  // namespace headway::sql
