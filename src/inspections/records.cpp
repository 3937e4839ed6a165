#include "inspections/records.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/route.hpp"

namespace headway::inspections {
namespace {

constexpr sql::migration steps[] = {
    {"inspections", 1, "checklists, inspections, rounds",
     R"(CREATE TABLE checklists (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, retired INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE TABLE inspections (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, place BYTES NOT NULL,
  finished_at INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX inspections_newest ON inspections (site_id, finished_at, subject);
CREATE INDEX inspections_by_section ON inspections (site_id, section, finished_at, subject);
CREATE INDEX inspections_by_place ON inspections (site_id, place, finished_at, subject);
CREATE TABLE inspection_zones (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, zone BYTES NOT NULL, section BYTES NOT NULL,
  place BYTES NOT NULL, finished_at INT64 NOT NULL, counts INT64 NOT NULL, earned INT64 NOT NULL,
  possible INT64 NOT NULL,
  PRIMARY KEY (site_id, subject, zone)
) STRICT;
CREATE INDEX inspection_zones_by_zone ON inspection_zones (site_id, zone, finished_at, subject);
CREATE TABLE inspection_rounds (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, rhythm TEXT NOT NULL,
  of_whom BYTES NOT NULL, from_at INT64 NOT NULL, until_at INT64 NOT NULL,
  unsettled INT64 NOT NULL, next_at INT64,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX inspection_rounds_by_rhythm ON inspection_rounds (site_id, section, rhythm, until_at);
CREATE INDEX inspection_rounds_by_beginning ON inspection_rounds
  (site_id, section, from_at, subject);
CREATE INDEX inspection_rounds_unsettled ON inspection_rounds (site_id, section, from_at, subject)
  WHERE unsettled = 1;
CREATE INDEX inspection_rounds_unsettled_anywhere ON inspection_rounds (site_id, from_at, subject)
  WHERE unsettled = 1;
CREATE INDEX inspection_rounds_unsettled_of ON inspection_rounds
  (site_id, section, rhythm, of_whom, until_at, subject) WHERE unsettled = 1;
CREATE INDEX inspection_rounds_due ON inspection_rounds (site_id, next_at, subject)
  WHERE next_at IS NOT NULL;
CREATE TABLE inspection_round_doings (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, inspection BYTES NOT NULL,
  PRIMARY KEY (site_id, subject, inspection)
) STRICT;
CREATE INDEX inspection_round_doings_by_inspection ON inspection_round_doings
  (site_id, inspection, subject);)"},
    {"inspections", 2, "unsettled rounds by the end of their period",
     R"(DROP INDEX inspection_rounds_unsettled;
DROP INDEX inspection_rounds_unsettled_anywhere;
CREATE INDEX inspection_rounds_to_do ON inspection_rounds (site_id, section, until_at, subject)
  WHERE unsettled = 1;
CREATE INDEX inspection_rounds_to_do_anywhere ON inspection_rounds (site_id, until_at, subject)
  WHERE unsettled = 1;)"},
};

using enum journal::column_type;
using rows = journal::record_table::rows;

const journal::record_table checklists_table("checklists", rows::one_per_subject,
                                             {{"retired", integer}});
const journal::record_table inspections_table("inspections", rows::one_per_subject,
                                              {{"section", id},
                                               {"place", id},
                                               {"finished_at", integer}});
const journal::record_table zones_table("inspection_zones", rows::many_per_subject,
                                        {{"zone", id},
                                         {"section", id},
                                         {"place", id},
                                         {"finished_at", integer},
                                         {"counts", integer},
                                         {"earned", integer},
                                         {"possible", integer}});
const journal::record_table rounds_table("inspection_rounds", rows::one_per_subject,
                                         {{"section", id},
                                          {"rhythm", text},
                                          {"of_whom", id},
                                          {"from_at", integer},
                                          {"until_at", integer},
                                          {"unsettled", integer},
                                          {"next_at", integer}});
const journal::record_table doings_table("inspection_round_doings", rows::many_per_subject,
                                         {{"inspection", id}});

const sql::statement all_checklists(
    "SELECT s.document FROM checklists c JOIN subjects s "
    "ON s.site_id = c.site_id AND s.subject = c.subject WHERE c.site_id = $1 AND c.retired = 0");

// A page of inspections: those before ($3, $4) in the order of their end.
std::string page_of(const char* table, const char* condition) {
  return std::string("SELECT i.subject, i.finished_at, s.document FROM ") + table +
         " i JOIN subjects s ON s.site_id = i.site_id AND s.subject = i.subject "
         "WHERE i.site_id = $1" +
         condition;
}
const sql::statement page_of_mine(page_of("inspections",
                                          " AND (i.finished_at, i.subject) < ($2, $3) "
                                          "ORDER BY i.finished_at DESC, i.subject DESC LIMIT $4"));
const sql::statement page_of_section(
    page_of("inspections",
            " AND i.section = $2 AND (i.finished_at, i.subject) < ($3, $4) "
            "ORDER BY i.finished_at DESC, i.subject DESC LIMIT $5"));
const sql::statement page_of_place(
    page_of("inspections",
            " AND i.place = $2 AND (i.finished_at, i.subject) < ($3, $4) "
            "AND (i.section = $5 OR $6 = 1) "
            "ORDER BY i.finished_at DESC, i.subject DESC LIMIT $7"));
const sql::statement page_of_zone(
    page_of("inspection_zones",
            " AND i.zone = $2 AND (i.finished_at, i.subject) < ($3, $4) "
            "AND (i.section = $5 OR $6 = 1) AND (i.place = $7 OR $8 = 1) "
            "ORDER BY i.finished_at DESC, i.subject DESC LIMIT $9"));
const sql::statement scored_statement(
    "SELECT subject, finished_at, earned, possible FROM inspection_zones WHERE site_id = $1 "
    "AND zone = $2 AND finished_at > $3 AND counts = 1 "
    "ORDER BY finished_at DESC, subject DESC LIMIT $4");

bool is_settled(const inspection_round& r) {
  return r.state != round_state::open && r.state != round_state::missed;
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

std::span<const journal::record_table* const> checklist_model::tables() {
  static const journal::record_table* const all[] = {&checklists_table};
  return all;
}
void checklist_model::project(const checklist& c, const journal::subject_header&,
                              journal::record_sink& into) {
  if (!c.id.is_nil()) into.add(checklists_table, {c.retired});
}

std::span<const journal::record_table* const> inspection_model::tables() {
  static const journal::record_table* const all[] = {&inspections_table, &zones_table};
  return all;
}
void inspection_model::project(const inspection& i, const journal::subject_header&,
                               journal::record_sink& into) {
  if (i.id.is_nil()) return;
  into.add(inspections_table, {i.section, i.place, i.finished});
  const auto points = i.score.value_or(inspection_score{});
  for (const auto& zone : i.zones)
    into.add(zones_table, {zone, i.section, i.place, i.finished, i.score && !i.voided,
                           points.earned, points.possible});
}

std::span<const journal::record_table* const> round_model::tables() {
  static const journal::record_table* const all[] = {&rounds_table, &doings_table};
  return all;
}
void round_model::project(const inspection_round& r, const journal::subject_header&,
                          journal::record_sink& into) {
  if (r.id.is_nil()) return;
  std::optional<instant> next;
  if (!r.alarms.empty()) next = r.alarms.front().at;
  if (r.state == round_state::open) next = next ? std::min(*next, r.until) : r.until;
  into.add(rounds_table, {r.section, r.rhythm.value, round_subject{r.crew, r.zone}.id(), r.from,
                          r.until, !is_settled(r), journal::record_value(next)});
  for (const auto& each : r.done)
    into.add(doings_table, {each.inspection});
}

// ---- rules and checklists -----------------------------------------------------------------------

std::shared_ptr<const inspection_rulebook> rulebook_in_force(sql::connection& on, site_id site) {
  const auto stored = journal::find_subject(on, site, rulebook_subject(), false);
  if (!stored) return {std::shared_ptr<void>(), &default_rulebook()};
  return std::make_shared<inspection_rulebook>(
      decode_own<inspection_rulebook>(stored->document).value());
}

std::vector<checklist> checklists_in_use(sql::connection& on, site_id site) {
  std::vector<checklist> found;
  on.each(all_checklists, {site}, [&](const sql::row& row) {
    found.push_back(decode_own<checklist>(row.text(0)).value());
    return true;
  });
  if (!journal::find_subject(on, site, heading_checklist_id(), false))
    found.push_back(heading_checklist());
  std::ranges::sort(found, [](const checklist& a, const checklist& b) {
    return std::tie(a.name_zh, a.id) < std::tie(b.name_zh, b.id);
  });
  return found;
}

std::optional<checklist> find_checklist(sql::connection& on, site_id site, checklist_id id) {
  const auto stored = journal::find_subject(on, site, id, false);
  if (stored && stored->kind != checklist_model::name) return std::nullopt;
  const bool is_heading = id == heading_checklist_id();
  if (!stored) return is_heading ? std::optional(heading_checklist()) : std::nullopt;
  auto known = decode_own<checklist>(stored->document).value();
  if (known.edition > 0) return known;
  if (!is_heading) return std::nullopt;
  // Retired as it came with the program.
  auto of_program = heading_checklist();
  of_program.retired = known.retired;
  return of_program;
}

std::optional<checklist_description> find_edition(sql::connection& on, site_id site,
                                                  checklist_id id, int edition) {
  if (edition == 0)
    return id == heading_checklist_id() ? std::optional<checklist_description>(heading_checklist())
                                        : std::nullopt;
  const auto now = find_checklist(on, site, id);
  if (!now || edition > now->edition) return std::nullopt;
  if (edition == now->edition) return *now;
  checklist then;
  journal::each_fact_of_subject(on, site, id, std::nullopt, [&](const journal::fact& f, instant) {
    using folding = journal::typed_folding<checklist_model>;
    const auto body = folding::read_body(f).value();
    const auto header = folding::header_of(f);
    std::visit([&](const auto& one) { fold(then, header, one); }, body);
    return then.edition < edition;
  });
  return then;
}

// ---- inspections --------------------------------------------------------------------------------

namespace {

// A cursor is the end and the id of the last inspection seen: "1732300000000_018f…".
struct place_in_list {
  std::int64_t at = std::numeric_limits<std::int64_t>::max();
  uuid subject;
};
std::optional<place_in_list> parse_cursor(std::string_view text) {
  place_in_list from;
  if (text.empty()) return from;
  const auto bar = text.find('_');
  if (bar == text.npos) return std::nullopt;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + bar, from.at);
  const auto subject = uuid::parse(text.substr(bar + 1));
  if (failed != std::errc() || end != text.data() + bar || !subject) return std::nullopt;
  from.subject = *subject;
  return from;
}

}  // namespace

result<std::string> list(sql::connection& on, site_id site, const inspection_filter& by, int limit,
                         const std::string& cursor, function_ref<void(const inspection&)> take) {
  const auto from = parse_cursor(cursor);
  if (!from) return problem(api::problems::bad_cursor, "?cursor");
  std::string next;
  place_in_list last;
  int taken = 0;
  const auto each = [&](const sql::row& row) {
    if (taken == limit) {
      next = std::to_string(last.at) + "_" + last.subject.text();
      return false;
    }
    ++taken;
    last = {row.integer(1), row.identifier(0)};
    take(decode_own<inspection>(row.text(2)).value());
    return true;
  };
  const auto section = by.section.value_or(section_id());
  const bool anywhere = !by.section;
  if (by.zone)
    on.each(page_of_zone,
            {site, *by.zone, from->at, from->subject, section, anywhere,
             by.place.value_or(place_id()), !by.place, limit + 1},
            each);
  else if (by.place)
    on.each(page_of_place, {site, *by.place, from->at, from->subject, section, anywhere, limit + 1},
            each);
  else if (by.section)
    on.each(page_of_section, {site, section, from->at, from->subject, limit + 1}, each);
  else
    on.each(page_of_mine, {site, from->at, from->subject, limit + 1}, each);
  return next;
}

std::vector<scored> scored_of_zone(sql::connection& on, site_id site, zone_id zone, instant since,
                                   int limit) {
  std::vector<scored> found;
  on.each(scored_statement, {site, zone, since, limit}, [&](const sql::row& row) {
    found.push_back({row.identifier<inspection_id>(0), row.when(1),
                     static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))});
    return true;
  });
  std::ranges::reverse(found);
  return found;
}

}  // namespace headway::inspections
