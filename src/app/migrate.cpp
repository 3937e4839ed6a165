#include <fmt/core.h>

#include "app/data_folder.hpp"
#include "app/slices.hpp"
#include "app/verbs.hpp"

namespace headway::app {

int migrate(const configuration& with) {
  const auto lock = folder_lock::take(with.folder);
  if (!lock) return failed(lock.error());
  auto database = sql::open({.location = with.location()});
  if (!database) return failed(database.error());
  const auto on = (*database)->connect(sql::access::write);
  const auto applied = sql::migrate(*on, all_migrations(), system_clock_source().now());
  if (!applied) return failed(applied.error());
  announce("共 {1} 步，这次执行了 {0} 步\n", "{} of {} steps applied\n", *applied,
           all_migrations().size());
  return 0;
}

}  // namespace headway::app
