// What inspections ask of the zones.
#pragma once

#include <vector>

#include "inspections/facts.hpp"
#include "sql/connection.hpp"

namespace headway::inspections {

struct held {
  std::vector<zone_id> zones;  // whose boundary held the place
  std::vector<zone_holding> holders;
};
held held_at(sql::connection& store, site_id site, place_id place, instant at);
bool zone_exists(sql::connection& store, site_id site, section_id section, zone_id zone);
std::vector<zone_id> zones_of_section(sql::connection& store, site_id site, section_id section);
std::vector<zone_id> zones_held_by(sql::connection& store, site_id site, person_id person,
                                   instant at);

}  // namespace headway::inspections
