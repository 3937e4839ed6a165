// The records of inspections and the queries over them: the only SQL of the slice.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/function_ref.hpp"
#include "inspections/period.hpp"
#include "inspections/rules.hpp"
#include "inspections/score.hpp"
#include "journal/store.hpp"
#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace headway::inspections {

std::span<const sql::migration> migrations();

// ---- rules and checklists -----------------------------------------------------------------------

std::shared_ptr<const inspection_rulebook> rulebook_in_force(sql::connection& on, site_id site);
// The checklists in use, by name; the heading checklist is there before anybody publishes one.
std::vector<checklist> checklists_in_use(sql::connection& on, site_id site);
// What is known of a checklist as it is now, or as it was published the `edition`-th time.
std::optional<checklist> find_checklist(sql::connection& on, site_id site, checklist_id id);
std::optional<checklist_description> find_edition(sql::connection& on, site_id site,
                                                  checklist_id id, int edition);

// ---- inspections --------------------------------------------------------------------------------

// What a list is narrowed to; all conditions hold together.
struct inspection_filter {
  std::optional<section_id> section = {};  // absent: every section
  std::optional<place_id> place = {};
  std::optional<zone_id> zone = {};
};
// Gives at most `limit` inspections to `take`, the newest first, and the cursor of the next page,
// empty at the end. Problem: request.bad_cursor.
result<std::string> list(sql::connection& on, site_id site, const inspection_filter& by, int limit,
                         const std::string& cursor, function_ref<void(const inspection&)> take);
// Those of a zone that count, made after `since`, the oldest first; the newest `limit` of them.
std::vector<scored> scored_of_zone(sql::connection& on, site_id site, zone_id zone, instant since,
                                   int limit);

// ---- rounds -------------------------------------------------------------------------------------

// The end of the newest round of the rhythm in the section.
std::optional<instant> newest_end(sql::connection& on, site_id site, section_id section,
                                  std::string_view rhythm);
// Rounds of one rhythm and one crew, zone or section, ended by `at` and neither done nor excused.
std::vector<round_id> ended_unsettled(sql::connection& on, site_id site, section_id section,
                                      std::string_view rhythm, const uuid& of, instant at);
std::vector<round_id> rounds_done_by(sql::connection& on, site_id site, inspection_id inspection);
// Rounds that have something to be told by `now`: an alarm, or that they are missed.
std::vector<round_id> due_by(sql::connection& on, site_id site, instant now, int limit);
// Rounds that are neither done nor excused: those whose period ends after `now`, by its end; and
// those whose period has ended, the newest first.
std::vector<inspection_round> running(sql::connection& on, site_id site,
                                      std::optional<section_id> section, instant now, int limit);
std::vector<inspection_round> ended(sql::connection& on, site_id site,
                                    std::optional<section_id> section, instant now, int limit);
std::int64_t count_ended(sql::connection& on, site_id site, std::optional<section_id> section,
                         instant now);
// Those of the section that begin within the interval, by their beginning.
std::vector<inspection_round> rounds_between(sql::connection& on, site_id site, section_id section,
                                             interval within, int limit);

namespace limits {
inline constexpr int rounds_settled_at_once = 200;
inline constexpr int rounds_of_month = 4'000;
inline constexpr int rounds_running = 500;
inline constexpr int rounds_overdue = 100;
}  // namespace limits

}  // namespace headway::inspections
