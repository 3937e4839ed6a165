// What a section demands to be covered, and within which limits it is planned: a versioned rule set
// that the section reads and edits, one for each section.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "coverage/demand_names.hpp"
#include "journal/model.hpp"
#include "people/ladder.hpp"
#include "places/colours.hpp"

namespace headway::coverage {

enum class need_kind : std::uint8_t {
  off,
  soft,  // wanted: shown, and paid for in the plan, but no month is refused for it
  hard   // must be covered
};
BOOST_DESCRIBE_ENUM(need_kind, off, soft, hard)

// ---- a member in every crew on every shift that it works ----------------------------------------

struct crew_exception {
  crew_id crew;
  need_kind need = need_kind::hard;
  int least = 1;
};
BOOST_DESCRIBE_STRUCT(crew_exception, (), (crew, need, least))

struct crew_rule {
  need_kind need = need_kind::hard;
  int least = 1;
  std::vector<crew_exception> except;
};
BOOST_DESCRIBE_STRUCT(crew_rule, (), (need, least, except))

// ---- every key post on every shift, with its certificates ---------------------------------------

struct post_exception {
  post_id post;
  need_kind need = need_kind::hard;
  int least = 1;
  std::vector<int> shifts;  // numbers; empty: those of its crew, or of a post without crew all
};
BOOST_DESCRIBE_STRUCT(post_exception, (), (post, need, least, shifts))

struct post_rule {
  need_kind need = need_kind::hard;
  int least = 1;
  bool maintenance = false;  // posts without a crew: on maintenance shifts too
  std::vector<post_exception> except;
};
BOOST_DESCRIBE_STRUCT(post_rule, (), (need, least, maintenance, except))

// ---- key areas: somebody who answers for the zone is on shift
// ------------------------------------

enum class stand_in : std::uint8_t {
  nobody,     // a published holder, and nobody else
  cadre,      // or a member who belongs to the section and to no crew
  any_member  // or any member on the shift, so one of a neighbouring crew
};
BOOST_DESCRIBE_ENUM(stand_in, nobody, cadre, any_member)

struct zone_exception {
  zone_id zone;
  need_kind need = need_kind::hard;
  int least = 1;
  std::vector<int> shifts;  // empty: all on which a crew works, but maintenance shifts
};
BOOST_DESCRIBE_STRUCT(zone_exception, (), (zone, need, least, shifts))

struct area_rule {
  need_kind need = need_kind::hard;
  stand_in by = stand_in::any_member;
  bool maintenance = false;
  std::vector<zone_exception> except;
};
BOOST_DESCRIBE_STRUCT(area_rule, (), (need, by, maintenance, except))

// ---- special periods: what is demanded beyond the usual
// ------------------------------------------

struct extra_demand {
  extra_who who{};
  std::optional<post_id> post;                          // with `post`
  std::optional<people::certificate_code> certificate;  // with `certificate`
  int least = 1;
  need_kind need = need_kind::hard;
  std::vector<int> shifts;  // empty: every shift
  friend bool operator==(const extra_demand&, const extra_demand&) = default;
};
BOOST_DESCRIBE_STRUCT(extra_demand, (), (who, post, certificate, least, need, shifts))

// The dates [from, until).
struct holiday {
  local_date from, until;
  short_text zh, en;
};
BOOST_DESCRIBE_STRUCT(holiday, (), (from, until, zh, en))

enum class trigger_kind : std::uint8_t {
  holiday,       // on the dates of the calendar of holidays
  colour,        // a place of the section is at least of this colour
  major_hazard,  // a major hazard is open
  measured       // a measured series has reached a value so many times in a row
};
BOOST_DESCRIBE_ENUM(trigger_kind, holiday, colour, major_hazard, measured)

struct trigger_rule {
  text<32> code;  // unique in the rule set
  trigger_kind on{};
  std::optional<places::risk_colour> colour;  // with `colour`
  std::optional<text<32>> series;             // with `measured`
  std::optional<double> at_least;             // with `measured`
  std::optional<int> in_a_row;                // with `measured`; readings, absent: 1
  int days = 3;  // holds from the day it is seen for so many days; not with `holiday`
  std::vector<extra_demand> demands;
};
BOOST_DESCRIBE_STRUCT(trigger_rule, (),
                      (code, on, colour, series, at_least, in_a_row, days, demands))

// ---- core technologies: at least two who master them, at least one within call
// -------------------

struct technology_rule {
  technology_code code;
  short_text zh, en;
  std::vector<person_id> masters;
  int masters_least = 2;
  int on_call_least = 1;  // masters that are not away, each day
  need_kind need = need_kind::hard;
};
BOOST_DESCRIBE_STRUCT(technology_rule, (),
                      (code, zh, en, masters, masters_least, on_call_least, need))

// ---- limits and weights of the plan
// --------------------------------------------------------------

// Where the rotation of a crew itself asks for more, its people are measured by the rotation, and
// the planner says so (rotation_notice).
struct limit_rule {
  int rest_minutes = 480;                                         // between two shifts
  std::optional<int> most_consecutive, most_shifts, most_nights;  // days in a row; in a month
};
BOOST_DESCRIBE_STRUCT(limit_rule, (), (rest_minutes, most_consecutive, most_shifts, most_nights))

// What the planner pays; whole numbers, only their proportions matter.
struct weight_rule {
  int swap = 20;       // a person works another shift than the crew
  int cadre = 40;      // somebody without a crew is put on a shift
  int soft_gap = 100;  // each person missing on a soft demand
  int nights = 1;      // each night shift above the usual share
};
BOOST_DESCRIBE_STRUCT(weight_rule, (), (swap, cadre, soft_gap, nights))

struct coverage_rules {
  int version = 0;  // 0: nobody has set any; these are the proposal
  crew_rule crews;
  post_rule posts;
  area_rule areas;
  std::vector<holiday> holidays;
  std::vector<trigger_rule> triggers;
  std::vector<technology_rule> technologies;
  limit_rule limits;
  weight_rule weights;
  std::vector<people::rung> ladder;  // counts from the beginning of the uncovered shift
  int notice_days = 7;               // hard gaps so near are told to people
  int shift_minutes = 480;           // "one shift" on the ladder
};
BOOST_DESCRIBE_STRUCT(coverage_rules, (),
                      (version, crews, posts, areas, holidays, triggers, technologies, limits,
                       weights, ladder, notice_days, shift_minutes))

const coverage_rules& default_rules();

// Problems: field.out_of_range, field.too_long, coverage.repeated_rule, coverage.rule_incomplete,
// coverage.rule_superfluous, coverage.empty_range, those of people::check_ladder. Whether what the
// rules name exists is asked by administration.hpp.
result<void> check(const coverage_rules& of);
result<void> check(const extra_demand& of, const std::string& pointer);

struct rules_published {
  static constexpr std::string_view kind = "published";
  coverage_rules rules;
};
BOOST_DESCRIBE_STRUCT(rules_published, (), (rules))

struct rules_model {
  static constexpr std::string_view name = "coverage_rules";
  using state = coverage_rules;
  using fact = std::variant<rules_published>;
  static std::span<const journal::record_table* const> tables() { return {}; }
  static void project(const state&, const journal::subject_header&, journal::record_sink&) {}
};
journal::objection fold(coverage_rules& rules, const journal::fact_header& from,
                        const rules_published& happened);
subject_id rules_subject(section_id section);

namespace limits {
using namespace headway::limits;
inline constexpr std::size_t rule_exceptions = 500;
inline constexpr std::size_t holidays = 100;
inline constexpr std::size_t triggers = 20;
inline constexpr std::size_t technologies = 40;
inline constexpr std::size_t technology_masters = 40;
inline constexpr std::size_t extra_demands = 12;
inline constexpr int demand_least_most = 40;  // persons on one demand
}  // namespace limits

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind repeated_rule{"coverage.repeated_rule", 422, "同一项不能写两条规则",
                                            "There is a rule for this one already"};
inline constexpr problem_kind rule_incomplete{"coverage.rule_incomplete", 422, "还缺“{field}”",
                                              "\"{field}\" is missing here"};
inline constexpr problem_kind rule_superfluous{
    "coverage.rule_superfluous", 422, "这里不用填“{field}”", "\"{field}\" has no meaning here"};
inline constexpr problem_kind empty_range{"coverage.empty_range", 422, "结束日期必须晚于开始日期",
                                          "The end must come after the beginning"};
inline constexpr problem_kind range_too_long{"coverage.range_too_long", 422, "最多 {most} 天",
                                             "At most {most} days"};
inline constexpr problem_kind bad_code{"coverage.bad_code", 422, "代码只能用小写字母、数字、- 和 _",
                                       "A code is made of lower-case letters, digits, - and _"};
}  // namespace problems

}  // namespace headway::coverage
