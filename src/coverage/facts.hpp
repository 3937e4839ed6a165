// What can happen to special periods, measured series, month plans and coverage gaps, and what they
// are. The rule set is in rulebook.hpp.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "coverage/demand_names.hpp"
#include "coverage/months.hpp"
#include "coverage/rulebook.hpp"
#include "journal/stamp.hpp"

namespace headway::coverage {

// ---- special period: declared by a person
// ---------------------------------------------------------

enum class period_kind : std::uint8_t { holiday, fault_crossing, roof, gas, water, other };
BOOST_DESCRIBE_ENUM(period_kind, holiday, fault_crossing, roof, gas, water, other)

struct period_description {
  period_kind kind{};
  local_date from, until;        // shift dates [from, until)
  std::vector<place_id> places;  // where; empty: the whole section
  std::vector<extra_demand> demands;
  line_text reason;
  std::optional<line_text> source;  // "地测科 2026-31 号通知"
  friend bool operator==(const period_description&, const period_description&) = default;
};
BOOST_DESCRIBE_STRUCT(period_description, (), (kind, from, until, places, demands, reason, source))

struct period_declared : period_description {
  static constexpr std::string_view kind = "declared";
};
BOOST_DESCRIBE_STRUCT(period_declared, (period_description), ())

// From the date `until` on it holds no longer.
struct period_ended {
  static constexpr std::string_view kind = "ended";
  local_date until;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(period_ended, (), (until, reason))

using period_fact = std::variant<period_declared, period_ended>;

struct special_period : period_description {
  special_period_id id;
  section_id section;
  std::optional<journal::stamp> declared;
  std::optional<journal::stamp> ended;
  std::optional<line_text> end_reason;
};
BOOST_DESCRIBE_STRUCT(special_period, (period_description),
                      (id, section, declared, ended, end_reason))

// ---- measured series: what a trigger looks at
// -----------------------------------------------------

// One value a shift.
struct reading {
  local_date date;
  int shift = 0;
  double value = 0;
  friend bool operator==(const reading&, const reading&) = default;
};
BOOST_DESCRIBE_STRUCT(reading, (), (date, shift, value))

// A later reading of the same shift replaces the earlier.
struct measured {
  static constexpr std::string_view kind = "measured";
  text<32> series;
  std::vector<reading> readings;
};
BOOST_DESCRIBE_STRUCT(measured, (), (series, readings))

struct measured_series {
  text<32, 0> series;
  section_id section;
  std::vector<reading> readings;  // ascending by date and shift; the newest of them
};
BOOST_DESCRIBE_STRUCT(measured_series, (), (series, section, readings))

// ---- month plan
// -----------------------------------------------------------------------------------

// A person holds a demand that occupies (a key post) on these days of the month, 1-31, ascending.
// The demand's key names the shift.
struct duty {
  demand_key demand;
  person_id person;
  std::vector<int> days;
  friend bool operator==(const duty&, const duty&) = default;
};
BOOST_DESCRIBE_STRUCT(duty, (), (demand, person, days))

// A person works another shift than the crew's rotation gives. It is written into the roster as an
// exception in the same step: who is on shift is read there and nowhere else.
struct shift_swap {
  person_id person;
  local_date date;
  int shift = 0;  // 0: a day off
  friend bool operator==(const shift_swap&, const shift_swap&) = default;
};
BOOST_DESCRIBE_STRUCT(shift_swap, (), (person, date, shift))

// A hard demand that stays uncovered on these days, knowingly.
struct accepted_gap {
  demand_key demand;
  std::vector<int> days;
  friend bool operator==(const accepted_gap&, const accepted_gap&) = default;
};
BOOST_DESCRIBE_STRUCT(accepted_gap, (), (demand, days))

struct month_description {
  month_code month;
  std::vector<duty> duties;
  std::vector<shift_swap> swaps;
  std::vector<accepted_gap> gaps_accepted;
  std::optional<line_text> reason;   // needed when gaps are accepted
  std::optional<std::int64_t> seed;  // of the planner, when it made the plan
};
BOOST_DESCRIBE_STRUCT(month_description, (), (month, duties, swaps, gaps_accepted, reason, seed))

struct month_published : month_description {
  static constexpr std::string_view kind = "published";
};
BOOST_DESCRIBE_STRUCT(month_published, (month_description), ())

// What somebody does on one date: the shift, and the demand held there.
struct occupation {
  int shift = 0;
  std::optional<demand_key> demand;
  friend bool operator==(const occupation&, const occupation&) = default;
};
BOOST_DESCRIBE_STRUCT(occupation, (), (shift, demand))

struct asked_change {
  person_id person;
  local_date date;
  std::optional<occupation> before, after;  // absent: not at work
  friend bool operator==(const asked_change&, const asked_change&) = default;
};
BOOST_DESCRIBE_STRUCT(asked_change, (), (person, date, before, after))

struct month_change : asked_change {
  // The shift that the roster's exception for the date then names, 0 a day off. Absent: as the
  // rotation gives, or away by an exception of another kind.
  std::optional<int> exception;
  friend bool operator==(const month_change&, const month_change&) = default;
};
BOOST_DESCRIBE_STRUCT(month_change, (asked_change), (exception))

// Somebody is away on the dates [from, until).
struct absence_note {
  person_id person;
  local_date from, until;
  people::exception_kind kind = people::exception_kind::sick;
  friend bool operator==(const absence_note&, const absence_note&) = default;
};
BOOST_DESCRIBE_STRUCT(absence_note, (), (person, from, until, kind))

struct month_changed {
  static constexpr std::string_view kind = "changed";
  std::vector<month_change> changes;
  std::vector<accepted_gap> gaps_accepted;  // beyond those accepted before
  line_text reason;
  std::optional<absence_note> absence;
};
BOOST_DESCRIBE_STRUCT(month_changed, (), (changes, gaps_accepted, reason, absence))

using month_fact = std::variant<month_published, month_changed>;

struct recorded_change {
  journal::stamp stamp;
  line_text reason;
  std::optional<absence_note> absence;
  std::vector<month_change> changes;
};
BOOST_DESCRIBE_STRUCT(recorded_change, (), (stamp, reason, absence, changes))

struct month_plan {
  uuid id;
  section_id section;
  text<7, 0> month;
  std::vector<duty> duties;       // by demand, then person
  std::vector<shift_swap> swaps;  // as they stand now; by date, then person
  std::vector<accepted_gap> gaps_accepted;
  std::optional<line_text> reason;
  std::optional<std::int64_t> seed;
  std::optional<journal::stamp> published;
  std::vector<recorded_change> changes;  // in the order of their recording
};
BOOST_DESCRIBE_STRUCT(month_plan, (),
                      (id, section, month, duties, swaps, gaps_accepted, reason, seed, published,
                       changes))

// ---- coverage gap: the ladder until a shift is covered
// --------------------------------------------

struct gap_noticed {
  static constexpr std::string_view kind = "noticed";
  demand_key demand;
  demand_subject about;
  std::optional<local_date> date;  // absent: the whole time (too few who master a technology)
  std::optional<int> shift;
  instant begins, ends;
  int present = 0, needed = 0;
  std::vector<people::alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(gap_noticed, (),
                      (demand, about, date, shift, begins, ends, present, needed, alarms))

struct gap_alarm_raised {
  static constexpr std::string_view kind = "alarm_raised";
  people::alarm due;
};
BOOST_DESCRIBE_STRUCT(gap_alarm_raised, (), (due))

// Nobody is missing any more: somebody covers it, or it is demanded no longer.
struct gap_covered {
  static constexpr std::string_view kind = "covered";
};
BOOST_DESCRIBE_STRUCT(gap_covered, (), ())

// The shift went by uncovered.
struct gap_lapsed {
  static constexpr std::string_view kind = "lapsed";
};
BOOST_DESCRIBE_STRUCT(gap_lapsed, (), ())

// The plan leaves it open knowingly.
struct gap_accepted {
  static constexpr std::string_view kind = "accepted";
};
BOOST_DESCRIBE_STRUCT(gap_accepted, (), ())

using gap_fact = std::variant<gap_noticed, gap_alarm_raised, gap_covered, gap_accepted, gap_lapsed>;

enum class gap_state : std::uint8_t { unnoticed, open, covered, accepted, lapsed };
BOOST_DESCRIBE_ENUM(gap_state, unnoticed, open, covered, accepted, lapsed)

struct coverage_gap {
  uuid id;
  section_id section;
  text<120, 0> demand;
  demand_subject about;
  std::optional<local_date> date;
  std::optional<int> shift;
  instant begins, ends;
  int present = 0, needed = 0;
  gap_state state = gap_state::unnoticed;
  std::optional<instant> noticed_at, ended_at;
  std::vector<people::alarm> alarms;  // still to be raised
  std::vector<people::alarm> raised;
};
BOOST_DESCRIBE_STRUCT(coverage_gap, (),
                      (id, section, demand, about, date, shift, begins, ends, present, needed,
                       state, noticed_at, ended_at, alarms, raised))

}  // namespace headway::coverage
