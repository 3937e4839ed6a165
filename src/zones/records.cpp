#include "zones/records.hpp"

#include <algorithm>
#include <set>

#include "journal/store.hpp"

namespace headway::zones {
namespace {

constexpr sql::migration steps[] = {
    {"zones", 1, "zones of responsibility",
     R"(CREATE TABLE zones (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, code TEXT NOT NULL,
  active INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX zones_by_code ON zones (site_id, active, section, code, subject);
CREATE TABLE zone_places (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, place BYTES NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (site_id, subject, place)
) STRICT;
CREATE INDEX zones_at_place ON zone_places (site_id, place, code, subject);
CREATE TABLE zone_people (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, person BYTES NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (site_id, subject, person)
) STRICT;
CREATE INDEX zones_of_person ON zone_people (site_id, person, code, subject);)"},
    {"zones", 2, "rows of a zone are found by the zone",
     R"(DROP INDEX zones_at_place;
ALTER TABLE zone_places DROP COLUMN code;
CREATE INDEX zones_with_place ON zone_places (site_id, place, subject);
DROP INDEX zones_of_person;
ALTER TABLE zone_people DROP COLUMN code;
CREATE INDEX zones_with_person ON zone_people (site_id, person, subject);)"},
};

using journal::column_type;
using journal::record_table;

const record_table zones_table("zones", record_table::rows::one_per_subject,
                               {{"section", column_type::id},
                                {"code", column_type::text},
                                {"active", column_type::integer}});
// Places that its boundary holds or once held; people who hold, held or claimed it. When, stands in
// the state.
const record_table places_table("zone_places", record_table::rows::many_per_subject,
                                {{"place", column_type::id}});
const record_table people_table("zone_people", record_table::rows::many_per_subject,
                                {{"person", column_type::id}});
const record_table* const all_tables[] = {&zones_table, &places_table, &people_table};

const sql::statement of_section(
    "SELECT s.document, s.version FROM zones z JOIN subjects s "
    "ON s.site_id = z.site_id AND s.subject = z.subject "
    "WHERE z.site_id = $1 AND z.active = $2 AND z.section = $3 ORDER BY z.code, z.subject");
const sql::statement of_mine(
    "SELECT s.document, s.version FROM zones z JOIN subjects s "
    "ON s.site_id = z.site_id AND s.subject = z.subject "
    "WHERE z.site_id = $1 AND z.active = $2 ORDER BY z.section, z.code, z.subject");
const sql::statement at_place(
    "SELECT s.document, s.version FROM zone_places p JOIN subjects s "
    "ON s.site_id = p.site_id AND s.subject = p.subject "
    "WHERE p.site_id = $1 AND p.place = $2 ORDER BY p.subject");
const sql::statement of_person(
    "SELECT s.document, s.version FROM zone_people p JOIN subjects s "
    "ON s.site_id = p.site_id AND s.subject = p.subject "
    "WHERE p.site_id = $1 AND p.person = $2 ORDER BY p.subject");
const sql::statement by_code(
    "SELECT subject FROM zones WHERE site_id = $1 AND active = 1 AND section = $2 AND code = $3 "
    "ORDER BY subject");

stored_zone zone_in(const sql::row& row) {
  return {decode_own<zone>(row.text(0)).value(), row.integer(1)};
}

std::vector<stored_zone> read(sql::connection& on, const sql::statement& how,
                              std::initializer_list<sql::value> with) {
  std::vector<stored_zone> found;
  on.each(how, with, [&](const sql::row& row) {
    found.push_back(zone_in(row));
    return true;
  });
  return found;
}

// The few of one place or person.
std::vector<stored_zone> by_their_codes(std::vector<stored_zone> found) {
  std::ranges::stable_sort(found, {}, [](const stored_zone& each) { return each.zone.code; });
  return found;
}

holding holding_of(const zone& z, const tenure& t) {
  return {z.id, z.code, z.name, t.id, t.person, t.how, t.from, t.until};
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }
std::span<const record_table* const> zone_model::tables() { return all_tables; }

void zone_model::project(const zone& z, const journal::subject_header&,
                         journal::record_sink& into) {
  if (z.id.is_nil()) return;  // only contested facts so far
  into.add(zones_table, {z.section, z.code.value, z.active});
  std::set<uuid> places, people;
  for (const auto& each : z.drawings)
    places.insert(each.as.places.begin(), each.as.places.end());
  for (const auto& each : z.tenures)
    people.insert(each.person);
  for (const auto& each : z.claims)
    people.insert(each.person);
  for (const auto& each : places)
    into.add(places_table, {each});
  for (const auto& each : people)
    into.add(people_table, {each});
}

std::vector<stored_zone> read_zones(sql::connection& on, site_id site,
                                    std::optional<section_id> section, use which) {
  const bool active = which == use::in_use;
  return section ? read(on, of_section, {site, active, *section})
                 : read(on, of_mine, {site, active});
}

std::vector<stored_zone> zones_ever_at(sql::connection& on, site_id site, place_id place) {
  return by_their_codes(read(on, at_place, {site, place}));
}

std::vector<stored_zone> zones_ever_of(sql::connection& on, site_id site, person_id person) {
  return by_their_codes(read(on, of_person, {site, person}));
}

bool code_taken(sql::connection& on, site_id site, section_id section, std::string_view code,
                zone_id but) {
  bool taken = false;
  on.each(by_code, {site, section, code}, [&](const sql::row& row) {
    taken = row.identifier<zone_id>(0) != but;
    return !taken;
  });
  return taken;
}

// ---- queries.hpp --------------------------------------------------------------------------------

std::vector<holding> holdings_at(const zone& z, place_id place, instant at) {
  std::vector<holding> found;
  for (const auto* each : holders_at(z, place, at))
    found.push_back(holding_of(z, *each));
  return found;
}

std::vector<holding> holders_at(sql::connection& on, site_id site, place_id place, instant at) {
  std::vector<holding> found;
  for (const auto& [z, version] : zones_ever_at(on, site, place))
    std::ranges::move(holdings_at(z, place, at), std::back_inserter(found));
  return found;
}

std::vector<holding> zones_of_person(sql::connection& on, site_id site, person_id person,
                                     instant at) {
  std::vector<holding> found;
  for (const auto& [z, version] : zones_ever_of(on, site, person))
    for (const auto& each : z.tenures)
      if (each.person == person && holds_at(each, at)) found.push_back(holding_of(z, each));
  return found;
}

std::vector<zone> zones_of_section(sql::connection& on, site_id site, section_id section) {
  std::vector<zone> found;
  for (auto& each : read_zones(on, site, section, use::in_use))
    found.push_back(std::move(each.zone));
  return found;
}

std::optional<zone> find_zone(sql::connection& on, site_id site, zone_id id) {
  const auto stored = journal::find_subject(on, site, id, false);
  if (!stored || stored->kind != zone_model::name) return std::nullopt;
  auto found = decode_own<zone>(stored->document).value();
  if (found.id.is_nil()) return std::nullopt;
  return found;
}

}  // namespace headway::zones
