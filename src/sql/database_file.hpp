// What a database file needs beside SQLite: that one process alone serves it, and that a finished
// copy appears whole.
#pragma once

#include <string>
#include <utility>

#include "base/problem.hpp"

namespace headway::sql {

// Held for as long as the object lives; the kernel lets go of it when the process dies.
class database_lock {
 public:
  database_lock() = default;  // holds nothing
  database_lock(database_lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  database_lock& operator=(database_lock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~database_lock();

  // Locks `database_file` + ".lock". Problems: store.in_use, store.unreachable.
  static result<database_lock> take(const std::string& database_file);

 private:
  int file_ = -1;
};

// Makes `unfinished` durable and renames it to `file`, which it replaces. Throws `error`.
void put_in_place(const std::string& unfinished, const std::string& file);

}  // namespace headway::sql
