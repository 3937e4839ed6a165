// The journal browser: facts as they were recorded, nodes and their chains, and the proof that
// nothing was altered.
#pragma once

#include "api/route.hpp"

namespace headway::api {

route_table journal_routes();

}  // namespace headway::api
