// What other slices may ask about places. Point queries on a connection that the caller holds a
// transaction on.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "places/colours.hpp"
#include "places/rules.hpp"
#include "sql/connection.hpp"

namespace headway::places {

std::optional<place_brief> find_place(sql::connection& on, site_id site, place_id place);
// The open places of the section and of the whole mine with their colours, given the places that
// have open hazards; `section` absent: of every section.
std::vector<coloured_place> colours_of(sql::connection& on, site_id site,
                                       std::optional<section_id> section,
                                       std::span<const open_hazards> hazards);

}  // namespace headway::places
