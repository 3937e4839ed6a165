// The records of coverage and the queries over them: the only SQL of the slice.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "coverage/rules.hpp"
#include "journal/served.hpp"
#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace headway::coverage {

std::span<const sql::migration> migrations();

// The rule set in force in the section.
std::shared_ptr<const coverage_rules> rules_in_force(sql::connection& on, site_id site,
                                                     section_id section);

// Special periods of the section that hold on some date of [from, until), by their beginning.
std::vector<special_period> periods_between(sql::connection& on, site_id site, section_id section,
                                            local_date from, local_date until);
std::vector<measured_series> series_of(sql::connection& on, site_id site, section_id section);

// The plan of the month; nothing when it is not published.
std::optional<month_plan> find_month(sql::connection& on, site_id site, section_id section,
                                     const month& of);

struct published_month {
  uuid id;
  std::string month;
  std::int64_t version = 0;
  instant published_at;
  std::optional<instant> changed_at;
  int gaps_accepted = 0;
};
// Published months from `first` on, ascending.
std::vector<published_month> months_from(sql::connection& on, site_id site, section_id section,
                                         std::string_view first);

// Gaps whose ladder is running, soonest first.
std::vector<coverage_gap> open_gaps(sql::connection& on, site_id site, section_id section);
struct due_gap {
  uuid gap;
  section_id section;
};
// Open gaps whose next alarm is due by `now`, the longest due first.
std::vector<due_gap> due_gaps(sql::connection& on, site_id site, instant now, int limit);
// Gaps of the section, those of the latest shifts first; gives the cursor of the next page.
// Problem: request.bad_cursor.
result<std::string> list_gaps(sql::connection& on, site_id site, section_id section, bool open_only,
                              int limit, const std::string& cursor,
                              function_ref<void(const journal::subject_view&)> take);

}  // namespace headway::coverage
