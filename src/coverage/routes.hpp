// The routes of coverage.
#pragma once

#include "api/route.hpp"
#include "coverage/files.hpp"
#include "coverage/planning_room.hpp"
#include "sql/database.hpp"

namespace headway::coverage {

// What the routes work with; all outlive the route table.
struct services {
  site_id site;
  time_zone zone;
  const clock_source& clock;
  sql::reader_pool& readers;
  planning_room& room;
  file_office& files;
};

api::route_table routes(const services& with);

}  // namespace headway::coverage
