#include "inspections/holders.hpp"

#include <algorithm>

#include "zones/queries.hpp"
#include "zones/records.hpp"

namespace headway::inspections {

held held_at(sql::connection& store, site_id site, place_id place, instant at) {
  held found;
  for (const auto& [zone, version] : zones::zones_ever_at(store, site, place)) {
    const auto* then = zones::described_at(zone, at);
    if (!then || std::ranges::find(then->places, place) == then->places.end()) continue;
    found.zones.push_back(zone.id);
    for (const auto& each : zones::holdings_at(zone, place, at))
      found.holders.push_back({each.zone, each.tenure, each.person});
  }
  return found;
}

bool zone_exists(sql::connection& store, site_id site, section_id section, zone_id zone) {
  const auto found = zones::find_zone(store, site, zone);
  return found && found->section == section;
}

std::vector<zone_id> zones_of_section(sql::connection& store, site_id site, section_id section) {
  std::vector<zone_id> found;
  for (const auto& each : zones::zones_of_section(store, site, section))
    found.push_back(each.id);
  return found;
}

std::vector<zone_id> zones_held_by(sql::connection& store, site_id site, person_id person,
                                   instant at) {
  std::vector<zone_id> found;
  for (const auto& each : zones::zones_of_person(store, site, person, at))
    found.push_back(each.zone);
  return found;
}

}  // namespace headway::inspections
