// What the reading routes of inspections answer.
#pragma once

#include "api/route.hpp"
#include "inspections/records.hpp"

namespace headway::inspections {

struct checklist_page {
  std::vector<checklist> items;  // those in use, by name
};
BOOST_DESCRIBE_STRUCT(checklist_page, (), (items))

// An inspection in a list: without its marks.
struct inspection_brief {
  inspection_id id;
  inspection_kind kind{};
  std::optional<rhythm_code> rhythm;
  place_id place;
  std::vector<zone_id> zones;
  checklist_id checklist;
  int checklist_edition = 0;
  person_id by;
  instant began, finished;
  presence_proof proof{};
  std::optional<inspection_score> score;
  int poor = 0;
  int hazards = 0;    // reported from its marks
  int looked_at = 0;  // of `items`
  int items = 0;
  bool voided = false;
};
BOOST_DESCRIBE_STRUCT(inspection_brief, (),
                      (id, kind, rhythm, place, zones, checklist, checklist_edition, by, began,
                       finished, proof, score, poor, hazards, looked_at, items, voided))

// A hazard that a mark names: its report is a command of its own and may arrive later.
struct finding {
  item_code item;
  hazard_id hazard;
  bool arrived = false;
};
BOOST_DESCRIBE_STRUCT(finding, (), (item, hazard, arrived))
struct finding_list {
  std::vector<finding> items;
};
BOOST_DESCRIBE_STRUCT(finding_list, (), (items))

// ---- what has to be inspected -------------------------------------------------------------------

enum class due_state : std::uint8_t {
  overdue,  // its period has ended
  now,      // its period runs
  soon      // its period begins within a day; or its plan can be written already
};
BOOST_DESCRIBE_ENUM(due_state, overdue, now, soon)

struct due_round : round_duty {
  round_id id;
  section_id section;
  short_text name_zh, name_en;
  due_state due{};
  bool mine = false;          // whoever asks may do it
  bool planned = false;       // its plan is written
  std::vector<alarm> alarms;  // still to come; the last one repeats daily
  int alarms_raised = 0;
  std::optional<alarm> last_alarm;
};
BOOST_DESCRIBE_STRUCT(due_round, (round_duty),
                      (id, section, name_zh, name_en, due, mine, planned, alarms, alarms_raised,
                       last_alarm))
struct due_list {
  instant now;
  std::vector<due_round> items;     // overdue first, then by the end of the period
  std::int64_t overdue = 0;         // in all: only the newest hundred are listed
  std::vector<rhythm> at_any_time;  // that whoever asks may inspect by, without a period
};
BOOST_DESCRIBE_STRUCT(due_list, (), (now, items, overdue, at_any_time))

// A round in the calendar of a month.
struct round_cell {
  round_id id;
  rhythm_code rhythm;
  std::string period;
  instant from, until;
  std::optional<crew_id> crew;
  std::optional<zone_id> zone;
  round_state state{};
  bool written_plan = false;
  bool planned = false;
  std::optional<inspection_id> inspection;
};
BOOST_DESCRIBE_STRUCT(round_cell, (),
                      (id, rhythm, period, from, until, crew, zone, state, written_plan, planned,
                       inspection))
struct round_count {
  rhythm_code rhythm;
  int open = 0, done = 0, late = 0, missed = 0, excused = 0;
};
BOOST_DESCRIBE_STRUCT(round_count, (), (rhythm, open, done, late, missed, excused))
struct round_month {
  std::string month;              // "2026-12"
  std::vector<round_cell> items;  // by the beginning of the period
  bool complete = true;           // false: there are more than are listed and counted here
  std::vector<round_count> counts;
};
BOOST_DESCRIBE_STRUCT(round_month, (), (month, items, complete, counts))

// ---- the live score -----------------------------------------------------------------------------

struct score_point {
  inspection_id inspection;
  instant at;
  double percent = 0;
};
BOOST_DESCRIBE_STRUCT(score_point, (), (inspection, at, percent))

struct zone_score {
  zone_id zone;
  std::optional<double> percent;  // absent: not measured
  int inspections = 0;            // that the score rests on
  std::optional<instant> newest;
  std::optional<int> age_hours;     // of the newest
  std::optional<double> change;     // against the score of seven days ago
  std::vector<score_point> recent;  // the newest last, at most twelve
};
BOOST_DESCRIBE_STRUCT(zone_score, (),
                      (zone, percent, inspections, newest, age_hours, change, recent))
struct zone_score_list {
  instant now;
  int half_life_days = 0, stale_days = 0;
  std::vector<zone_score> items;  // every zone of the section
};
BOOST_DESCRIBE_STRUCT(zone_score_list, (), (now, half_life_days, stale_days, items))

result<http::response> list_checklists(const api::read_call& c);
result<http::response> one_checklist(const api::read_call& c);
result<http::response> list_inspections(const api::read_call& c);
result<http::response> one_inspection(const api::read_call& c);
result<http::response> findings_of(const api::read_call& c);
result<http::response> due_rounds(const api::read_call& c, time_zone zone);
result<http::response> scores(const api::read_call& c);
result<http::response> rounds_of_month(const api::read_call& c, time_zone zone);
result<http::response> one_round(const api::read_call& c);

}  // namespace headway::inspections
