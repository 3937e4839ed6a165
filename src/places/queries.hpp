// What other slices may ask about places. Point queries on a connection that the caller holds a
// transaction on.
#pragma once

#include <optional>

#include "places/rules.hpp"
#include "sql/connection.hpp"

namespace headway::places {

std::optional<place_brief> find_place(sql::connection& on, site_id site, place_id place);

}  // namespace headway::places
