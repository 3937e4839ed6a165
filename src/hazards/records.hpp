// The records of hazards and the queries over them: the only SQL of the slice.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hazards/rules.hpp"
#include "journal/served.hpp"
#include "places/colours.hpp"
#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace headway::hazards {

std::span<const sql::migration> migrations();

enum class order : std::uint8_t { newest, deadline };
BOOST_DESCRIBE_ENUM(order, newest, deadline)

// The rule set in force, read from the store.
std::shared_ptr<const rulebook> rulebook_in_force(sql::connection& on, site_id site);

// What a list of hazards is narrowed to; all conditions hold together.
struct filter {
  std::optional<section_id> section = {};  // absent: every section
  std::optional<hazard_state> state = {};
  bool open = false;
  bool overdue = false;  // open, not suspended, its deadline before `now`
  bool disputed = false;
  bool wordless = false;         // open, and reported by picture or voice only
  bool extension_asked = false;  // open, and somebody waits for the answer
  std::optional<place_id> place = {};
  std::optional<level_code> level = {};
  std::optional<person_id> responsible = {};
  std::optional<person_id> reporter = {};
  std::optional<std::string> text = {};  // part of the description, or the code
  instant now{};
};

// Gives at most `limit` hazards to `take`, which must not use the connection, and the cursor of the
// next page, empty at the end. Problem: hazard.bad_cursor.
result<std::string> list(sql::connection& on, site_id site, const filter& by, order sorted,
                         int limit, const std::string& cursor,
                         function_ref<void(const journal::subject_view&)> take);

struct state_count {
  hazard_state state;
  std::int64_t count;
};
std::vector<state_count> count_by_state(sql::connection& on, site_id site,
                                        std::optional<section_id> section);

// Open hazards of each place that has any: the input of the risk colours.
std::vector<places::open_hazards> open_by_place(sql::connection& on, site_id site,
                                                std::optional<section_id> section);

struct due_alarm {
  hazard_id hazard;
  section_id section;
};
// Hazards whose next alarm is due by `now`, the longest due first.
std::vector<due_alarm> due_alarms(sql::connection& on, site_id site, instant now, int limit);

// What is needed to compare descriptions.
struct described {
  hazard_id id;
  section_id section;
  place_id place;
  instant recorded_at;
  std::string description;
};
// In the order of their recording.
std::vector<described> recorded_between(sql::connection& on, site_id site, instant from,
                                        instant until, int limit);
// The newest first.
std::vector<described> recorded_at_place(sql::connection& on, site_id site, place_id place,
                                         instant from, instant until, int limit);
std::vector<described> newest_of_section(sql::connection& on, site_id site, section_id section,
                                         int limit);

// The figures of a section's board; a day begins when its first shift does. What is recorded today
// of an earlier day, as imported history is, was not reported today.
struct section_counts {
  std::int64_t open = 0, overdue = 0, major_open = 0, reported_today = 0, closed_today = 0;
};
BOOST_DESCRIBE_STRUCT(section_counts, (), (open, overdue, major_open, reported_today, closed_today))
section_counts counts(sql::connection& on, site_id site, section_id section, instant now,
                      local_date day, instant day_began);

}  // namespace headway::hazards
