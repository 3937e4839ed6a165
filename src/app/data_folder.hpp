// The folder that holds the database and the pictures, and the one process that may write there.
#pragma once

#include <string>

#include "base/problem.hpp"

namespace headway::app {

// Held while a process writes: two writers would fork the node's chain. Ends with the process.
class folder_lock {
 public:
  // Makes the folder when it is not there. Problems: store.folder_failed, store.in_use.
  static result<folder_lock> take(const std::string& folder);
  folder_lock(folder_lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  folder_lock& operator=(folder_lock&&) = delete;
  ~folder_lock();

 private:
  explicit folder_lock(int file) : file_(file) {}
  int file_;
};

namespace problems {
inline constexpr problem_kind folder_failed{"store.folder_failed", 500,
                                            "无法使用数据目录 {folder}：{why}",
                                            "Cannot use the data folder {folder}: {why}"};
inline constexpr problem_kind in_use{"store.in_use", 503,
                                     "数据目录 {folder} 正被另一个 headway 进程使用",
                                     "Another headway process is using the data folder {folder}"};
}  // namespace problems

}  // namespace headway::app
