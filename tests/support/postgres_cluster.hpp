// A private PostgreSQL cluster for the tests, reached by a unix socket in a temporary folder. When
// HEADWAY_TEST_POSTGRES holds a connection URI (tests/with_postgres sets it), that cluster is used;
// else this process starts its own, which ends with the process, however that ends.
#pragma once

#include <mutex>
#include <string>
#include <vector>

namespace headway::tests {

class postgres_cluster {
 public:
  // Started at the first call. Throws std::runtime_error when it cannot be.
  static postgres_cluster& shared();

  // The location (a connection URI) of an empty database.
  std::string make_database();
  // Empties it for the next caller, whoever is still connected. Making a database costs far more.
  void give_back(const std::string& location);

  postgres_cluster(const postgres_cluster&) = delete;
  postgres_cluster& operator=(const postgres_cluster&) = delete;

 private:
  postgres_cluster();
  ~postgres_cluster();
  static void run_on(const std::string& location, const std::string& sql);

  std::string uri_;  // of the database `postgres`
  std::mutex guard_;
  std::vector<std::string> free_, all_;  // locations
  int to_child_ = -1;                    // the launcher stops the cluster when this is closed
  int child_ = 0;
};

}  // namespace headway::tests
