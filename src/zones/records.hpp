// The records of zones and the queries over them: the only SQL of the slice.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sql/database.hpp"
#include "zones/queries.hpp"

namespace headway::zones {

std::span<const sql::migration> migrations();

struct stored_zone {
  zones::zone zone;
  std::int64_t version = 0;
};

enum class use : std::uint8_t { in_use, retired };
// Of a section, or of every one; by code.
std::vector<stored_zone> read_zones(sql::connection& on, site_id site,
                                    std::optional<section_id> section, use which);

// Every zone whose boundary has ever held the place, by code.
std::vector<stored_zone> zones_ever_at(sql::connection& on, site_id site, place_id place);

// Every zone that the person has ever held or claimed, by code.
std::vector<stored_zone> zones_ever_of(sql::connection& on, site_id site, person_id person);

// Whether a zone of `section` in use, other than `but`, has the code.
bool code_taken(sql::connection& on, site_id site, section_id section, std::string_view code,
                zone_id but);

}  // namespace headway::zones
