// The routes of coverage.
#pragma once

#include "api/route.hpp"
#include "coverage/planning_room.hpp"
#include "sql/database.hpp"

namespace headway::coverage {

// What the routes work with; all outlive the route table.
struct services {
  time_zone zone;
  sql::reader_pool& readers;
  planning_room& room;
};

api::route_table routes(const services& with);

}  // namespace headway::coverage
