#include "support/test_store.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "support/postgres_cluster.hpp"

namespace headway::tests {

namespace {

// In memory where there is room: flushes of a slow disk would be most of the tests' time.
std::filesystem::path parent_folder() {
  const std::filesystem::path memory = "/dev/shm";
  std::error_code none;
  const bool roomy = ::access(memory.c_str(), W_OK) == 0 &&
                     std::filesystem::space(memory, none).available + 1 > 1ull << 30;
  return !std::getenv("TMPDIR") && roomy ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

temporary_folder::temporary_folder() : path_((parent_folder() / "headway-test-XXXXXX").string()) {
  if (!::mkdtemp(path_.data())) throw std::runtime_error("cannot make " + path_);
}

temporary_folder::~temporary_folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

test_store::test_store(sql::engine on)
    : on_(on),
      location_(on == sql::engine::sqlite ? folder_ / "headway.db"
                                          : postgres_cluster::shared().make_database()),
      database_(sql::open({.location = location_}).value()) {}

test_store::~test_store() {
  database_.reset();
  if (on_ == sql::engine::postgres) postgres_cluster::shared().give_back(location_);
}

}  // namespace headway::tests
