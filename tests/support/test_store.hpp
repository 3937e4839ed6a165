// An empty database of its own for one test, on either engine; gone afterwards.
//
//   test_store store(sql::engine::sqlite);
//   auto reader = store.database().connect(sql::access::read);
#pragma once

#include <memory>
#include <string>

#include "sql/database.hpp"

namespace headway::tests {

// A new folder under the system's temporary one, removed with all its content.
class temporary_folder {
 public:
  temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder();
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

class test_store {
 public:
  explicit test_store(sql::engine on);
  test_store(const test_store&) = delete;
  test_store& operator=(const test_store&) = delete;
  ~test_store();

  sql::database& database() { return *database_; }
  // What sql::open takes: to open it a second time, as another process would.
  const std::string& location() const { return location_; }
  const temporary_folder& folder() const { return folder_; }

 private:
  sql::engine on_;
  temporary_folder folder_;
  std::string location_;
  std::unique_ptr<sql::database> database_;
};

}  // namespace headway::tests
