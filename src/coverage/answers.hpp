// What the reading routes of coverage answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/route.hpp"
#include "coverage/facts.hpp"
#include "people/shift_now.hpp"
#include "planner/planner.hpp"

namespace headway::coverage {

// ---- gaps now
// -------------------------------------------------------------------------------------

enum class urgency : std::uint8_t { now, next_shift, this_week, later };
BOOST_DESCRIBE_ENUM(urgency, now, next_shift, this_week, later)

// Where the ladder of a gap stands.
struct gap_ladder {
  uuid gap;  // GET /api/v1/coverage/gaps/{id}
  instant noticed_at;
  std::vector<people::alarm> raised;
  std::optional<people::alarm> next;
};
BOOST_DESCRIBE_STRUCT(gap_ladder, (), (gap, noticed_at, raised, next))

struct gap_item {
  demand_key demand;
  demand_subject about;
  std::optional<local_date> date;  // absent: the whole time
  std::optional<int> shift;        // absent: the whole date
  instant begins, ends;
  urgency when{};
  int present = 0, needed = 0;
  bool hard = true;
  bool accepted = false;           // knowingly, when the month was published
  bool planned = false;            // the month of the date is published
  std::vector<person_id> missing;  // had the duty, and cannot come
  std::optional<gap_ladder> ladder;
};
BOOST_DESCRIBE_STRUCT(gap_item, (),
                      (demand, about, date, shift, begins, ends, when, present, needed, hard,
                       accepted, planned, missing, ladder))

// A certificate that a post demands ends within the planned time.
struct expiry_notice {
  person_id person;
  post_id post;
  people::certificate_code certificate{};
  local_date expires;                         // the last day on which it holds
  std::optional<local_date> first_uncovered;  // absent: others cover the post
};
BOOST_DESCRIBE_STRUCT(expiry_notice, (), (person, post, certificate, expires, first_uncovered))

enum class rotation_flaw : std::uint8_t { rest, consecutive, shifts, nights };
BOOST_DESCRIBE_ENUM(rotation_flaw, rest, consecutive, shifts, nights)
// The rotation of a crew itself asks for more than the limits allow.
struct rotation_notice {
  crew_id crew;
  rotation_flaw flaw{};
  std::optional<local_date> date;  // of the first occurrence
  int limit = 0, found = 0;        // minutes, days or shifts
};
BOOST_DESCRIBE_STRUCT(rotation_notice, (), (crew, flaw, date, limit, found))

// A special period as it holds: declared, or brought about by a trigger of the rules.
struct period_item {
  std::optional<special_period_id> id;  // declared by a person
  std::optional<text<32>> trigger;      // code of the rule
  period_kind kind{};
  std::optional<trigger_kind> on;
  local_date from, until;
  std::vector<place_id> places;
  std::vector<extra_demand> demands;
  std::optional<short_text> name_zh, name_en;  // of a holiday
  std::optional<line_text> reason;
};
BOOST_DESCRIBE_STRUCT(period_item, (),
                      (id, trigger, kind, on, from, until, places, demands, name_zh, name_en,
                       reason))

struct period_list {
  std::vector<period_item> items;
};
BOOST_DESCRIBE_STRUCT(period_list, (), (items))

struct gap_counts {
  int now = 0, next_shift = 0, this_week = 0, later = 0;  // hard and not accepted
};
BOOST_DESCRIBE_STRUCT(gap_counts, (), (now, next_shift, this_week, later))

struct coverage_now {
  instant now;
  section_id section;
  people::shift_view shift, next;
  local_date until;  // the last date looked at
  gap_counts counts;
  std::vector<gap_item> gaps;  // soonest first
  std::vector<expiry_notice> expiring;
  std::vector<rotation_notice> rotation;
  std::vector<period_item> periods;
};
BOOST_DESCRIBE_STRUCT(coverage_now, (),
                      (now, section, shift, next, until, counts, gaps, expiring, rotation, periods))

// ---- matrix
// ---------------------------------------------------------------------------------------

struct shift_column {
  int number = 0;
  std::string name_zh, name_en;
  int begins_minute = 0;  // after 00:00 of the shift date; may be negative or 1440 and more
  bool maintenance = false;
};
BOOST_DESCRIBE_STRUCT(shift_column, (), (number, name_zh, name_en, begins_minute, maintenance))

enum class cell_state : std::uint8_t { covered, soft_gap, hard_gap, accepted };
BOOST_DESCRIBE_ENUM(cell_state, covered, soft_gap, hard_gap, accepted)

struct matrix_cell {
  int day = 0;    // of the month, from 1
  int shift = 0;  // 0: the whole date
  int needed = 0, present = 0;
  cell_state state{};
  std::vector<int> who;  // of an occupying demand: indexes into `persons`
};
BOOST_DESCRIBE_STRUCT(matrix_cell, (), (day, shift, needed, present, state, who))

// One crew, post, zone, extra demand or technology. A cell's demand key is `row` + "/" + its shift,
// or `row` itself when the cell is about the whole date.
struct matrix_row {
  text<120> row;
  demand_subject about;
  bool hard = true;
  std::vector<matrix_cell> cells;  // by day and shift; only where something is demanded
};
BOOST_DESCRIBE_STRUCT(matrix_row, (), (row, about, hard, cells))

struct coverage_matrix {
  section_id section;
  std::string month;
  local_date first;
  int days = 0;
  bool published = false;
  std::optional<uuid> plan;  // the background plan that is shown instead of what stands
  std::vector<shift_column> shifts;
  std::vector<person_id> persons;
  std::vector<matrix_row> rows;
};
BOOST_DESCRIBE_STRUCT(coverage_matrix, (),
                      (section, month, first, days, published, plan, shifts, persons, rows))

// ---- why, and what can be done
// --------------------------------------------------------------------

// Somebody who would fit, and why not.
struct obstacle_item {
  person_id person;
  planner::hindrance why{};
  std::optional<demand_key> demand;     // with covers_another
  std::optional<demand_subject> about;  // the same
  std::optional<int> shift;             // with on_another_shift
};
BOOST_DESCRIBE_STRUCT(obstacle_item, (), (person, why, demand, about, shift))

struct remedy_item {
  planner::remedy_kind kind{};
  person_id person;
  local_date date;
  std::optional<post_id> post;  // whose certificates are needed
  std::vector<people::certificate_code> certificates;
  std::optional<int> shift;
};
BOOST_DESCRIBE_STRUCT(remedy_item, (), (kind, person, date, post, certificates, shift))

struct remedy_list {
  std::vector<remedy_item> steps;
};
BOOST_DESCRIBE_STRUCT(remedy_list, (), (steps))

struct conflict_demand {
  demand_key demand;
  demand_subject about;
  local_date date;
  int shift = 0;
  int needed = 0;
  bool given_up = false;  // the one that the plan leaves open
  std::vector<obstacle_item> obstacles;
};
BOOST_DESCRIBE_STRUCT(conflict_demand, (),
                      (demand, about, date, shift, needed, given_up, obstacles))

// Demands that cannot all be covered; without any one of them the others can.
struct conflict_item {
  std::vector<conflict_demand> demands;
  std::vector<person_id> persons;     // whose fixed shifts break their own rules; then no demands
  std::vector<remedy_list> remedies;  // smallest first, each proved by planning again
};
BOOST_DESCRIBE_STRUCT(conflict_item, (), (demands, persons, remedies))

struct named_change : asked_change {
  // What the change is good for: the demand that is covered by it.
  std::optional<demand_key> covers;
  std::optional<demand_subject> about;
};
BOOST_DESCRIBE_STRUCT(named_change, (asked_change), (covers, about))

// A hard demand that stays uncovered.
struct open_demand {
  demand_key demand;
  demand_subject about;
  local_date date;
  int shift = 0;
  int present = 0, needed = 0;
};
BOOST_DESCRIBE_STRUCT(open_demand, (), (demand, about, date, shift, present, needed))

struct repair_item {
  std::vector<named_change> changes;  // as POST …/months/{id}/change takes them
  std::int64_t price = 0;             // what the month costs more than before
  std::vector<open_demand> gaps;      // that stay all the same
};
BOOST_DESCRIBE_STRUCT(repair_item, (), (changes, price, gaps))

struct repair_list {
  uuid month_plan;  // that the changes are for
  std::string month;
  local_date from, until;  // the dates that were looked at, within the month
  // Goes with the change when the roster does not know it yet.
  std::optional<absence_note> absence;
  std::vector<repair_item> items;  // fewest changes first; at most three
};
BOOST_DESCRIBE_STRUCT(repair_list, (), (month_plan, month, from, until, absence, items))

// One cell of the matrix in words.
struct cell_answer {
  demand_key demand;
  demand_subject about;
  local_date date;
  std::optional<people::shift_view> shift;
  int present = 0, needed = 0;
  cell_state state{};
  std::vector<person_id> covered_by;
  std::vector<obstacle_item> obstacles;  // who else would fit
  std::vector<repair_item> repairs;      // of a gap in a published month
  std::vector<remedy_list> remedies;     // when planning cannot cover it
};
BOOST_DESCRIBE_STRUCT(cell_answer, (),
                      (demand, about, date, shift, present, needed, state, covered_by, obstacles,
                       repairs, remedies))

// ---- planning in the background
// -------------------------------------------------------------------

enum class job_state : std::uint8_t { running, done, cancelled, failed };
BOOST_DESCRIBE_ENUM(job_state, running, done, cancelled, failed)

struct plan_result {
  bool covered = false;
  // Not covered, and proven that it must be: every gap has its conflict, or no plan leaves fewer
  // persons missing.
  bool explained = false;
  std::int64_t least_missing = 0;  // no plan leaves fewer persons missing; 0 says nothing
  std::int64_t cost = 0;
  std::optional<std::int64_t> bound;  // no plan that covers costs less
  std::vector<duty> duties;           // duties and swaps are what POST …/months takes
  std::vector<shift_swap> swaps;
  std::vector<open_demand> gaps;  // hard ones; to be accepted by name, or covered
  std::vector<open_demand> soft_gaps;
  std::vector<conflict_item> conflicts;
  std::vector<named_change> changes;  // from what stands now, the roster and the duties
  std::vector<expiry_notice> expiring;
  std::vector<rotation_notice> rotation;
};
BOOST_DESCRIBE_STRUCT(plan_result, (),
                      (covered, explained, least_missing, cost, bound, duties, swaps, gaps,
                       soft_gaps, conflicts, changes, expiring, rotation))

struct plan_job {
  uuid id;
  section_id section;
  std::string month;
  person_id asked_by;
  instant asked_at;
  std::optional<instant> ended_at;
  std::int64_t seed = 1;
  job_state state{};
  planner::plan_phase phase{};
  std::int64_t broken = 0, missing = 0, cost = 0;  // of the best so far
  std::optional<plan_result> result;               // once ended; only of one plan, not in lists
};
BOOST_DESCRIBE_STRUCT(plan_job, (),
                      (id, section, month, asked_by, asked_at, ended_at, seed, state, phase, broken,
                       missing, cost, result))

struct plan_job_list {
  std::vector<plan_job> items;  // the newest first
};
BOOST_DESCRIBE_STRUCT(plan_job_list, (), (items))

// ---- months
// ---------------------------------------------------------------------------------------

struct month_item {
  uuid id;  // of the month plan, published or not
  section_id section;
  std::string month;
  bool published = false;
  std::optional<instant> published_at;
  std::optional<instant> changed_at;
  int gaps_accepted = 0;  // demand and day
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(month_item, (),
                      (id, section, month, published, published_at, changed_at, gaps_accepted,
                       version))
struct month_list {
  std::vector<month_item> items;  // last month, this month, next month, and what is published later
};
BOOST_DESCRIBE_STRUCT(month_list, (), (items))

struct gap_page {
  std::vector<api::record<coverage_gap>> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(gap_page, (), (items, next))

struct series_list {
  std::vector<measured_series> items;
};
BOOST_DESCRIBE_STRUCT(series_list, (), (items))

// ---- my duties
// ------------------------------------------------------------------------------------

struct my_day {
  people::shift_view shift;
  std::optional<demand_key> demand;
  std::optional<demand_subject> about;  // the post held
  bool swapped = false;                 // another shift than the crew's
};
BOOST_DESCRIBE_STRUCT(my_day, (), (shift, demand, about, swapped))

struct my_change : month_change {
  instant at;
  line_text reason;
  std::optional<demand_subject> about;  // of the post after the change
};
BOOST_DESCRIBE_STRUCT(my_change, (month_change), (at, reason, about))

struct my_coverage {
  std::vector<my_day> days;        // of the coming days, soonest first
  std::vector<my_change> changes;  // of the months in sight, the newest first
  std::vector<gap_item> gaps;      // of my crew, within the notice
};
BOOST_DESCRIBE_STRUCT(my_coverage, (), (days, changes, gaps))

}  // namespace headway::coverage
