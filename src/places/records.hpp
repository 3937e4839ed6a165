// The records of places and the queries over them: the only SQL of the slice.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "journal/store.hpp"
#include "places/queries.hpp"
#include "sql/database.hpp"

namespace headway::places {

std::span<const sql::migration> migrations();

bool code_taken(sql::connection& on, site_id site, section_id section, std::string_view code,
                place_id but);
bool has_open_children(sql::connection& on, site_id site, place_id parent);
// The open place of this code: of the section, else of the whole mine.
std::optional<place_id> find_by_code(sql::connection& on, site_id site, section_id section,
                                     std::string_view code);

// Open places of the section and of the whole mine, by code; `section` absent: of every section.
std::vector<place> open_places(sql::connection& on, site_id site,
                               std::optional<section_id> section);
std::vector<risk_point> open_risk_points(sql::connection& on, site_id site,
                                         std::optional<section_id> section);

}  // namespace headway::places
