#include "support/place_to_run.hpp"

#include "support/postgres_cluster.hpp"

namespace headway::tests {

place_to_run::place_to_run(sql::engine on) {
  if (on == sql::engine::postgres) postgres_ = postgres_cluster::shared().make_database();
}

place_to_run::~place_to_run() {
  if (!postgres_.empty()) postgres_cluster::shared().give_back(postgres_);
}

app::configuration place_to_run::settings() const {
  app::configuration with;
  with.folder = folder_ / "data";
  with.port = 0;
  with.threads = 2;
  with.requests_per_second = 0;
  with.due_looked_for_every = std::chrono::hours(24);
  if (!postgres_.empty()) with.postgres = postgres_;
  return with;
}

}  // namespace headway::tests
