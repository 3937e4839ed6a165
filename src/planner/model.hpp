// What the coverage planner is asked, and what it answers: plain values, no store, no clock.
//
// A month of a section: who is on which shift, and which duty does each of them hold there, so that
// every demand is covered. Dates are shift dates (a night shift belongs to the date it begins on);
// intervals of dates are half-open; minutes are minutes; weights and costs are whole numbers and
// less is better. Ids are free texts, unique within their list. docs/planner.md is the schema for
// people.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/codec.hpp"
#include "base/problem.hpp"
#include "base/time.hpp"

namespace headway::planner {

namespace bounds {
inline constexpr std::size_t days = 366;
inline constexpr std::size_t shifts = 31;
inline constexpr std::size_t persons = 4'000;
inline constexpr std::size_t demands = 50'000;
inline constexpr std::size_t demand_days = 400'000;
inline constexpr std::int64_t weight = 1'000'000;
inline constexpr std::size_t problem_bytes = 64 * 1024 * 1024;
}  // namespace bounds

// The dates [from, until).
struct date_range {
  local_date from, until;
  bool contains(local_date date) const { return from <= date && date < until; }
};
BOOST_DESCRIBE_STRUCT(date_range, (), (from, until))

struct shift_kind {
  std::string id, name;
  std::int32_t begins_minute = 0;   // of the mine's day, 0-1439
  std::int32_t length_minutes = 0;  // 1-1440; may run past midnight
  bool night = false;               // counts for the fairness of nights
  std::vector<std::string> barred;  // kinds that must not follow on the next date
};
BOOST_DESCRIBE_STRUCT(shift_kind, (), (id, name, begins_minute, length_minutes, night, barred))

// Valid on the dates of [from, until); an absent end is open.
struct certificate {
  std::string qualification;
  std::optional<local_date> from, until;
  bool valid_on(local_date date) const {
    return (!from || *from <= date) && (!until || date < *until);
  }
};
BOOST_DESCRIBE_STRUCT(certificate, (), (qualification, from, until))

struct kind_limit {
  std::string shift;
  std::int32_t most = 0;
};
BOOST_DESCRIBE_STRUCT(kind_limit, (), (shift, most))

// What a person's month must keep; absent = no such limit. Runs that touch the first or last date
// of the horizon are never too short: what lies beyond is not known.
struct person_limits {
  std::int32_t rest_minutes = 0;  // between the end of a shift and the beginning of the next
  std::optional<std::int32_t> most_shifts, most_nights, most_weekends;
  std::optional<std::int32_t> most_minutes, least_minutes;
  std::optional<std::int32_t> most_consecutive, least_consecutive, least_days_off;
  std::vector<kind_limit> kinds;
};
BOOST_DESCRIBE_STRUCT(person_limits, (),
                      (rest_minutes, most_shifts, most_nights, most_weekends, most_minutes,
                       least_minutes, most_consecutive, least_consecutive, least_days_off, kinds))

// The rotation says this shift (absent = free) on this date: fixed, or preferred at a weight.
struct roster_day {
  local_date date;
  std::optional<std::string> shift;
  bool fixed = false;
  std::int64_t weight = 0;
};
BOOST_DESCRIBE_STRUCT(roster_day, (), (date, shift, fixed, weight))

// Wants (or wants not) to work this shift on this date; `weight` is paid when it comes otherwise.
struct wish {
  local_date date;
  std::string shift;
  bool wanted = true;
  std::int64_t weight = 0;
};
BOOST_DESCRIBE_STRUCT(wish, (), (date, shift, wanted, weight))

// Each unit below `least` or above `most` costs `weight`.
struct band {
  std::int32_t least = 0, most = 0;
  std::int64_t weight = 0;
};
BOOST_DESCRIBE_STRUCT(band, (), (least, most, weight))

// The end of the month before: the shift of the last date, and how many dates in a row were worked.
struct carried {
  std::string shift;
  std::int32_t worked_days = 0;
};
BOOST_DESCRIBE_STRUCT(carried, (), (shift, worked_days))

struct person {
  std::string id, name;
  std::string crew;                   // may be empty
  std::vector<std::string> sections;  // where the person may serve; two or more = shared floater
  std::vector<certificate> certificates;
  person_limits limits;
  std::vector<date_range> leave;
  std::vector<roster_day> roster;
  std::vector<wish> wishes;
  std::optional<band> load, nights;  // number of shifts, of night shifts
  std::optional<carried> before;
};
BOOST_DESCRIBE_STRUCT(person, (),
                      (id, name, crew, sections, certificates, limits, leave, roster, wishes, load,
                       nights, before))

// Words for people: the key of a text in both languages and the names that go into it.
struct phrase {
  std::string key;
  std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(phrase, (), (key, names))

// On every date of `when` this shift needs `count` persons who fit. A demand that `occupies` takes
// whoever covers it for the whole shift (a post at a place); any other counts everybody present
// who fits (a member in the crew), whatever else they do.
struct demand {
  std::string id;
  phrase what;
  date_range when;
  std::string shift;
  std::int32_t count = 1;
  std::optional<std::string> qualification, crew, section, place;
  bool occupies = false;
  bool hard = true;        // must be covered; else `under` is paid for each one missing
  std::int64_t under = 0;  // of a soft demand
  std::int64_t over = 0;   // for each one too many
  std::string source;      // the rule or decision it comes from
};
BOOST_DESCRIBE_STRUCT(demand, (),
                      (id, what, when, shift, count, qualification, crew, section, place, occupies,
                       hard, under, over, source))

// One person's shift of one date, and the occupying demand held there, if any.
struct assignment {
  std::string person;
  local_date date;
  std::string shift;
  std::optional<std::string> demand;
  friend bool operator==(const assignment&, const assignment&) = default;
};
BOOST_DESCRIBE_STRUCT(assignment, (), (person, date, shift, demand))

// Appointed by the branch or claimed and published: on these dates the person holds this demand.
// On leave the person is free all the same, and the demand must be covered by somebody else.
struct appointment {
  std::string person, demand;
  date_range when;
};
BOOST_DESCRIBE_STRUCT(appointment, (), (person, demand, when))

struct problem_statement {
  local_date first;
  std::int32_t days = 0;
  std::vector<shift_kind> shifts;
  std::vector<person> persons;
  std::vector<demand> demands;
  std::vector<appointment> appointments;
  std::vector<assignment> published;  // stands as it is
  // Qualifications that nobody gets by training in time, such as being a member: no remedy.
  std::optional<std::vector<std::string>> innate{};
};
BOOST_DESCRIBE_STRUCT(problem_statement, (),
                      (first, days, shifts, persons, demands, appointments, published, innate))

struct plan {
  std::vector<assignment> assignments;  // by person in the order of the problem, then by date
};
BOOST_DESCRIBE_STRUCT(plan, (), (assignments))

namespace problems {
inline constexpr problem_kind unknown_reference{"planner.unknown_reference", 422,
                                                "没有编号为“{id}”的项", "There is no \"{id}\""};
inline constexpr problem_kind repeated_id{"planner.repeated_id", 422, "编号“{id}”重复",
                                          "The id \"{id}\" is given twice"};
inline constexpr problem_kind outside{"planner.outside", 422, "日期不在计划范围内",
                                      "The date lies outside the planned dates"};
inline constexpr problem_kind empty_range{"planner.empty_range", 422, "结束日期必须晚于开始日期",
                                          "The end must come after the beginning"};
inline constexpr problem_kind rest_too_long{
    "planner.rest_too_long", 422, "班次加休息不得超过到后天零点的时间",
    "A shift and the rest after it must end before the second date after it"};
inline constexpr problem_kind not_occupying{
    "planner.not_occupying", 422, "该要求不占用人员，不能写在排班里",
    "This demand does not occupy anybody, so no assignment can name it"};
inline constexpr problem_kind too_large{"planner.too_large", 422, "计划规模超过上限",
                                        "The problem is larger than the planner accepts"};
}  // namespace problems

// The first thing that is wrong with `of`, pointing at the member; nothing when it can be planned.
std::optional<problem> validate(const problem_statement& of);
// The first thing wrong with `of` as a plan of `in` (unknown ids, dates outside).
std::optional<problem> validate(const plan& of, const problem_statement& in);

}  // namespace headway::planner
