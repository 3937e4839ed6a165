#include "places/records.hpp"

#include <algorithm>
#include <map>

namespace headway::places {
namespace {

constexpr sql::migration steps[] = {
    {"places", 1, "places and risk points",
     R"(CREATE TABLE places (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, parent BYTES,
  kind TEXT NOT NULL, code TEXT NOT NULL, open INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX places_by_code ON places (site_id, section, code);
CREATE INDEX places_by_parent ON places (site_id, parent);
CREATE TABLE risk_points (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, place BYTES NOT NULL,
  risk_level INT64 NOT NULL, open INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX risk_points_by_section ON risk_points (site_id, section);)"},
    {"places", 2, "indexes in the order that is asked for",
     R"(DROP INDEX places_by_code;
CREATE INDEX places_with_code ON places (site_id, section, code, subject);)"},
};

using journal::column_type;

const journal::record_table places_table("places", journal::record_table::rows::one_per_subject,
                                         {{"section", column_type::id},
                                          {"parent", column_type::id},
                                          {"kind", column_type::text},
                                          {"code", column_type::text},
                                          {"open", column_type::integer}});
const journal::record_table risk_points_table("risk_points",
                                              journal::record_table::rows::one_per_subject,
                                              {{"section", column_type::id},
                                               {"place", column_type::id},
                                               {"risk_level", column_type::integer},
                                               {"open", column_type::integer}});

const sql::statement find_statement(
    "SELECT section, parent, kind, open FROM places WHERE site_id = $1 AND subject = $2");
// Two nodes apart may both have given a code; the older place counts.
const sql::statement by_code_statement(
    "SELECT subject FROM places WHERE site_id = $1 AND section = $2 AND code = $3 AND open = 1 "
    "ORDER BY subject");
const sql::statement children_statement(
    "SELECT subject FROM places WHERE site_id = $1 AND parent = $2 AND open = 1 LIMIT 1");

constexpr const char* select_places =
    "SELECT s.document FROM places p JOIN subjects s "
    "ON s.site_id = p.site_id AND s.subject = p.subject WHERE p.site_id = $1 AND p.open = 1";
const sql::statement all_places_statement(std::string(select_places) +
                                          " ORDER BY p.code, p.subject");
const sql::statement section_places_statement(std::string(select_places) +
                                              " AND (p.section = $2 OR p.section = $3) "
                                              "ORDER BY p.code, p.subject");
constexpr const char* select_risk_points =
    "SELECT s.document FROM risk_points r JOIN subjects s "
    "ON s.site_id = r.site_id AND s.subject = r.subject WHERE r.site_id = $1 AND r.open = 1";
const sql::statement all_risk_points_statement(std::string(select_risk_points) +
                                               " ORDER BY r.subject");
const sql::statement section_risk_points_statement(std::string(select_risk_points) +
                                                   " AND (r.section = $2 OR r.section = $3) "
                                                   "ORDER BY r.subject");

template <class State>
std::vector<State> states(sql::connection& on, site_id site, std::optional<section_id> section,
                          const sql::statement& of_all, const sql::statement& of_section) {
  std::vector<State> found;
  const auto take = [&](const sql::row& row) {
    found.push_back(decode<State>(row.text(0)).value());
    return true;
  };
  if (section)
    on.each(of_section, {site, *section, section_id()}, take);
  else
    on.each(of_all, {site}, take);
  return found;
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

std::span<const journal::record_table* const> place_model::tables() {
  static const journal::record_table* const all[] = {&places_table};
  return all;
}

void place_model::project(const place& p, const journal::subject_header&,
                          journal::record_sink& into) {
  if (p.id.is_nil()) return;  // only contested facts so far
  into.add(places_table, {p.section, p.parent, codec::name_of(p.kind), p.code.value, p.open});
}

std::span<const journal::record_table* const> risk_point_model::tables() {
  static const journal::record_table* const all[] = {&risk_points_table};
  return all;
}

void risk_point_model::project(const risk_point& r, const journal::subject_header&,
                               journal::record_sink& into) {
  if (r.id.is_nil()) return;
  into.add(risk_points_table, {r.section, r.place, r.risk_level, r.open});
}

std::optional<place_brief> find_place(sql::connection& on, site_id site, place_id place) {
  std::optional<place_brief> found;
  on.one(find_statement, {site, place}, [&](const sql::row& row) {
    found = place_brief{place, row.identifier<section_id>(0), std::nullopt,
                        codec::enum_from<place_kind>(row.text(2)).value(), row.integer(3) != 0};
    if (!row.is_null(1)) found->parent = row.identifier<place_id>(1);
  });
  return found;
}

bool code_taken(sql::connection& on, site_id site, section_id section, std::string_view code,
                place_id but) {
  bool taken = false;
  on.each(by_code_statement, {site, section, code}, [&](const sql::row& row) {
    taken = row.identifier<place_id>(0) != but;
    return !taken;
  });
  return taken;
}

std::optional<place_id> find_by_code(sql::connection& on, site_id site, section_id section,
                                     std::string_view code) {
  std::optional<place_id> found;
  for (const auto& where : {section, section_id()}) {
    on.one(by_code_statement, {site, where, code},
           [&](const sql::row& row) { found = row.identifier<place_id>(0); });
    if (found) break;
  }
  return found;
}

bool has_open_children(sql::connection& on, site_id site, place_id parent) {
  return on.one(children_statement, {site, parent}, [](const sql::row&) {});
}

std::vector<place> open_places(sql::connection& on, site_id site,
                               std::optional<section_id> section) {
  return states<place>(on, site, section, all_places_statement, section_places_statement);
}

std::vector<coloured_place> colours_of(sql::connection& on, site_id site,
                                       std::optional<section_id> section,
                                       std::span<const open_hazards> hazards) {
  std::map<place_id, int> risk;
  for (const auto& each : open_risk_points(on, site, section))
    risk[each.place] = std::max(risk[each.place], each.risk_level);
  std::map<place_id, open_by_level> counts;
  for (const auto& each : hazards)
    counts[each.place] = each.count;
  std::vector<coloured_place> found;
  for (const auto& each : open_places(on, site, section)) {
    const auto& count = counts[each.id];
    std::int64_t open = 0;
    for (const auto of_level : count)
      open += of_level;
    found.push_back({each.id, colour_of(risk[each.id], count), open, each.section});
  }
  return found;
}

std::vector<risk_point> open_risk_points(sql::connection& on, site_id site,
                                         std::optional<section_id> section) {
  return states<risk_point>(on, site, section, all_risk_points_statement,
                            section_risk_points_statement);
}

}  // namespace headway::places
