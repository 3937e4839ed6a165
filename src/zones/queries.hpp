// What other slices may ask about zones. On a connection that the caller holds a transaction on.
#pragma once

#include <optional>
#include <vector>

#include "sql/connection.hpp"
#include "zones/rules.hpp"

namespace headway::zones {

// That somebody holds a zone.
struct holding {
  zone_id zone;
  zone_code code;
  zone_name name;
  tenure_id tenure;
  person_id person;
  tenure_origin how{};
  instant from;
  std::optional<instant> until;
};
BOOST_DESCRIBE_STRUCT(holding, (), (zone, code, name, tenure, person, how, from, until))

std::vector<holding> holdings_at(const zone& z, place_id place, instant at);

// Who held `place` at `at`, as is known now: by zones whose boundary held it then, without those
// who were suspended. In the order of the zones' codes.
std::vector<holding> holders_at(sql::connection& on, site_id site, place_id place, instant at);

// What the person held at `at`.
std::vector<holding> zones_of_person(sql::connection& on, site_id site, person_id person,
                                     instant at);

// The zones of a section in use, by code.
std::vector<zone> zones_of_section(sql::connection& on, site_id site, section_id section);

std::optional<zone> find_zone(sql::connection& on, site_id site, zone_id id);

}  // namespace headway::zones
