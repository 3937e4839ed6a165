// Finds real data for tests: the full sets of the folder `shared/data` beside the repository (or
// wherever HEADWAY_SHARED_DATA says), else the small excerpts committed under tests/data, which
// carry their licences. A test states what it expects of either.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/ensure.hpp"

namespace headway::tests {

struct data_file {
  std::string bytes;
  bool excerpt = false;
};

inline std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  ENSURE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

inline data_file real_data(std::string_view name) {
  const std::filesystem::path source(HEADWAY_SOURCE_DIR);
  const char* given = std::getenv("HEADWAY_SHARED_DATA");
  const auto shared = (given ? std::filesystem::path(given) : source / "../shared/data") / name;
  if (std::filesystem::exists(shared)) return {read_all(shared), false};
  return {read_all(source / "tests/data" / name), true};
}

}  // namespace headway::tests
