// Where a server of a test keeps its data: a folder that goes with it, and on PostgreSQL a database
// of its own that is given back.
#pragma once

#include <string>

#include "app/configuration.hpp"
#include "support/test_store.hpp"

namespace headway::tests {

class place_to_run {
 public:
  explicit place_to_run(sql::engine on);
  ~place_to_run();
  place_to_run(const place_to_run&) = delete;
  place_to_run& operator=(const place_to_run&) = delete;

  // Any free port, two threads, no bound on the requests a second; what falls due by the clock is
  // left to the tests to look for.
  app::configuration settings() const;

 private:
  temporary_folder folder_;
  std::string postgres_;  // empty on SQLite
};

}  // namespace headway::tests
