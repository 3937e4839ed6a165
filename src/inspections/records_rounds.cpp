// The queries over rounds.
#include "inspections/records.hpp"

namespace headway::inspections {
namespace {

const sql::statement newest_end_statement(
    "SELECT until_at FROM inspection_rounds WHERE site_id = $1 AND section = $2 AND rhythm = $3 "
    "ORDER BY until_at DESC LIMIT 1");
const sql::statement ended_statement(
    "SELECT subject FROM inspection_rounds WHERE site_id = $1 AND section = $2 AND rhythm = $3 "
    "AND of_whom = $4 AND unsettled = 1 AND until_at <= $5 ORDER BY until_at, subject LIMIT $6");
const sql::statement done_by_statement(
    "SELECT subject FROM inspection_round_doings WHERE site_id = $1 AND inspection = $2 "
    "ORDER BY subject");
const sql::statement due_statement(
    "SELECT subject FROM inspection_rounds WHERE site_id = $1 AND next_at <= $2 "
    "AND next_at IS NOT NULL ORDER BY next_at, subject LIMIT $3");
constexpr const char* select_rounds =
    "SELECT s.document FROM inspection_rounds r JOIN subjects s "
    "ON s.site_id = r.site_id AND s.subject = r.subject WHERE r.site_id = $1";
// Rounds to do, of a section or of the mine: those that run until after a moment by their end, and
// those that had ended by it, the newest first.
std::string to_do(std::string_view of, const char* moment, const char* order) {
  return select_rounds + std::string(of) + " AND r.unsettled = 1 AND r.until_at " + moment +
         " ORDER BY r.until_at" + order + ", r.subject" + order + " LIMIT ";
}
const sql::statement running_anywhere(to_do("", "> $2", "") + "$3");
const sql::statement running_of_section(to_do(" AND r.section = $2", "> $3", "") + "$4");
const sql::statement ended_anywhere(to_do("", "<= $2", " DESC") + "$3");
const sql::statement ended_of_section(to_do(" AND r.section = $2", "<= $3", " DESC") + "$4");
const sql::statement count_ended_anywhere(
    "SELECT COUNT(*) FROM inspection_rounds WHERE site_id = $1 AND unsettled = 1 "
    "AND until_at <= $2");
const sql::statement count_ended_of_section(
    "SELECT COUNT(*) FROM inspection_rounds WHERE site_id = $1 AND section = $2 AND unsettled = 1 "
    "AND until_at <= $3");
const sql::statement between_statement(
    select_rounds + std::string(" AND r.section = $2 AND r.from_at >= $3 AND r.from_at < $4 "
                                "ORDER BY r.from_at, r.subject LIMIT $5"));

std::vector<round_id> ids(sql::connection& on, const sql::statement& which,
                          std::initializer_list<sql::value> with) {
  std::vector<round_id> found;
  on.each(which, with, [&](const sql::row& row) {
    found.push_back(row.identifier<round_id>(0));
    return true;
  });
  return found;
}

std::vector<inspection_round> rounds(sql::connection& on, const sql::statement& which,
                                     std::initializer_list<sql::value> with) {
  std::vector<inspection_round> found;
  on.each(which, with, [&](const sql::row& row) {
    found.push_back(decode_own<inspection_round>(row.text(0)).value());
    return true;
  });
  return found;
}

}  // namespace

std::optional<instant> newest_end(sql::connection& on, site_id site, section_id section,
                                  std::string_view rhythm) {
  std::optional<instant> found;
  on.one(newest_end_statement, {site, section, rhythm},
         [&](const sql::row& row) { found = row.when(0); });
  return found;
}

std::vector<round_id> ended_unsettled(sql::connection& on, site_id site, section_id section,
                                      std::string_view rhythm, const uuid& of, instant at) {
  return ids(on, ended_statement, {site, section, rhythm, of, at, limits::rounds_settled_at_once});
}

std::vector<round_id> rounds_done_by(sql::connection& on, site_id site, inspection_id inspection) {
  return ids(on, done_by_statement, {site, inspection});
}

std::vector<round_id> due_by(sql::connection& on, site_id site, instant now, int limit) {
  return ids(on, due_statement, {site, now, limit});
}

std::vector<inspection_round> running(sql::connection& on, site_id site,
                                      std::optional<section_id> section, instant now, int limit) {
  if (section) return rounds(on, running_of_section, {site, *section, now, limit});
  return rounds(on, running_anywhere, {site, now, limit});
}

std::vector<inspection_round> ended(sql::connection& on, site_id site,
                                    std::optional<section_id> section, instant now, int limit) {
  if (section) return rounds(on, ended_of_section, {site, *section, now, limit});
  return rounds(on, ended_anywhere, {site, now, limit});
}

std::int64_t count_ended(sql::connection& on, site_id site, std::optional<section_id> section,
                         instant now) {
  std::int64_t counted = 0;
  const auto take = [&](const sql::row& row) { counted = row.integer(0); };
  if (section)
    on.one(count_ended_of_section, {site, *section, now}, take);
  else
    on.one(count_ended_anywhere, {site, now}, take);
  return counted;
}

std::vector<inspection_round> rounds_between(sql::connection& on, site_id site, section_id section,
                                             interval within, int limit) {
  return rounds(on, between_statement, {site, section, within.begin, within.end, limit});
}

}  // namespace headway::inspections
