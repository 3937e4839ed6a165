// Which sections there are, and which crews work in them.
#pragma once

#include <vector>

#include "base/ids.hpp"
#include "sql/connection.hpp"

namespace headway::people {

std::vector<section_id> sections_of_mine(sql::connection& store, site_id site);
std::vector<crew_id> active_crews(sql::connection& store, site_id site, section_id section);

}  // namespace headway::people
