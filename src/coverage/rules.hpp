// The policy of coverage: what may be declared, published, changed. Pure: what must be known of
// people, roster and demands is handed in.
#pragma once

#include <vector>

#include "base/problem.hpp"
#include "coverage/commands.hpp"
#include "journal/model.hpp"

namespace headway::coverage {

// ---- fold
// -----------------------------------------------------------------------------------------

// Objections: already_declared, not_declared, already_ended.
journal::objection fold(special_period& to, const journal::fact_header& from,
                        const period_declared& happened);
journal::objection fold(special_period& to, const journal::fact_header& from,
                        const period_ended& happened);
// None: a reading is as true as another; the later recorded holds.
journal::objection fold(measured_series& to, const journal::fact_header& from,
                        const measured& happened);
// Objections: already_published; not_published, stands_otherwise (a change composed apart, whose
// `before` is not what stands any more: contested as a whole).
journal::objection fold(month_plan& to, const journal::fact_header& from,
                        const month_published& happened);
journal::objection fold(month_plan& to, const journal::fact_header& from,
                        const month_changed& happened);
// None: two boxes see the same gap, and what the second says adds nothing.
journal::objection fold(coverage_gap& to, const journal::fact_header& from,
                        const gap_noticed& happened);
journal::objection fold(coverage_gap& to, const journal::fact_header& from,
                        const gap_alarm_raised& happened);
journal::objection fold(coverage_gap& to, const journal::fact_header& from,
                        const gap_covered& happened);
journal::objection fold(coverage_gap& to, const journal::fact_header& from,
                        const gap_accepted& happened);
journal::objection fold(coverage_gap& to, const journal::fact_header& from,
                        const gap_lapsed& happened);

// ---- decide
// ---------------------------------------------------------------------------------------

template <class Fact>
using decision = result<std::vector<Fact>>;

decision<period_fact> decide(const special_period& on, const declare_period& asked);
decision<period_fact> decide(const special_period& on, const end_period& asked);

// A demand that somebody must cover on a date and nobody does.
struct uncovered_cell {
  demand_key demand;
  local_date date;
};
// What a month would be if it were published or changed as asked, as the checker judges it.
struct month_judgement {
  std::vector<uncovered_cell> uncovered;  // hard ones
  // A person whose rules the plan itself breaks (what the rotation alone breaks is not among them),
  // or who cannot do the duty: on leave, certificate not valid, not on that shift.
  struct breach {
    person_id person;
    std::optional<local_date> date;
  };
  std::vector<breach> breaches;
};

// Problems: coverage.already_published, coverage.uncovered, coverage.breaks_rules,
// coverage.reason_missing, coverage.bad_day.
decision<month_fact> decide(const month_plan& on, const publish_month& asked,
                            const month_judgement& judged);
// `changes`: those asked for, each with what the roster then says. Only what the change brings
// about is refused. Problems: coverage.not_published, coverage.moved_on, and the same.
struct judged_change {
  std::vector<month_change> changes;
  month_judgement before, after;
};
decision<month_fact> decide(const month_plan& on, const change_month& asked,
                            const judged_change& judged);

// The demand that the person holds on the date.
std::optional<demand_key> duty_of(const month_plan& in, person_id person, local_date date);
// Changes duties and swaps.
void apply(month_plan& to, const month_change& change);
bool is_accepted(const std::vector<accepted_gap>& gaps, const month& in, const demand_key& demand,
                 local_date date);

// The alarms that have fallen due.
std::vector<gap_fact> raise_alarms(const coverage_gap& of, instant now);

uuid month_plan_id(section_id section, const month& of);
uuid series_id(section_id section, std::string_view series);
uuid gap_id(section_id section, const demand_key& demand, std::optional<local_date> date);
// The shift number that ends a key; 0: the key is about whole dates.
int shift_of(const demand_key& key);

namespace limits {
inline constexpr int period_days = 366;
inline constexpr std::size_t period_places = 64;
inline constexpr std::size_t readings_kept = 500;
inline constexpr std::size_t readings_at_once = 200;
inline constexpr std::size_t duties = 4'000;
inline constexpr std::size_t swaps = 1'500;
inline constexpr std::size_t accepted_gaps = 500;
inline constexpr std::size_t changes_at_once = 400;
inline constexpr int absence_days = 62;
inline constexpr std::size_t changes_kept = 600;
inline constexpr std::size_t alarms_kept = 60;  // of one gap, the newest
}  // namespace limits

namespace problems {
inline constexpr problem_kind period_there{"coverage.period_there", 409, "这个特殊时期已经登记",
                                           "This special period exists already"};
inline constexpr problem_kind period_over{"coverage.period_over", 409, "这个特殊时期已经结束",
                                          "This special period has been ended already"};
inline constexpr problem_kind end_outside{
    "coverage.end_outside", 422, "结束日期须在时期开始之后、原定结束之前",
    "The end lies after the beginning and before the end that "
    "was set"};
inline constexpr problem_kind no_demands{"coverage.no_demands", 422, "至少写一条要求",
                                         "At least one demand is needed"};
inline constexpr problem_kind bad_month{"coverage.bad_month", 422, "月份须写成 2026-12",
                                        "A month is written 2026-12"};
inline constexpr problem_kind bad_date{"coverage.bad_date", 422, "日期须写成 年-月-日",
                                       "A date is written YYYY-MM-DD"};
inline constexpr problem_kind bad_day{"coverage.bad_day", 422, "这个月没有这一天，或者重复了",
                                      "The month has no such day, or it is listed twice"};
inline constexpr problem_kind already_published{
    "coverage.already_published", 409, "这个月已经发布，请用“调整”",
    "This month is published already; change it instead"};
inline constexpr problem_kind not_published{"coverage.not_published", 409, "这个月还没有发布",
                                            "This month is not published yet"};
inline constexpr problem_kind moved_on{"coverage.moved_on", 409, "计划已经变动，请重新查看后再调整",
                                       "The plan has changed meanwhile; look at it again"};
inline constexpr problem_kind uncovered{
    "coverage.uncovered", 409,
    "还有 {count} 处必须到岗却没人：{date} {demand} 等；逐条认可并写明理由才能发布",
    "{count} hard demands are uncovered, the first on {date}: {demand}; accept each by name, with "
    "a "
    "reason"};
inline constexpr problem_kind reason_missing{"coverage.reason_missing", 422, "认可空缺要写明理由",
                                             "Accepting gaps needs a reason"};
inline constexpr problem_kind not_a_gap{"coverage.not_a_gap", 422, "这一处并没有空缺",
                                        "There is no gap here to accept"};
inline constexpr problem_kind breaks_rules{
    "coverage.breaks_rules", 422, "这样排违反本人的休息、证件、请假或班次规定（{date}）",
    "This breaks the person's rest, certificate, leave or shift ({date})"};
inline constexpr problem_kind unknown_demand{"coverage.unknown_demand", 422,
                                             "当天没有这一项要求，或者它不占用人员",
                                             "There is no such demand on that date, or it occupies "
                                             "nobody"};
inline constexpr problem_kind unknown_section{"coverage.unknown_section", 422, "请选定一个区队",
                                              "Choose a section"};
inline constexpr problem_kind unknown_reference{"coverage.unknown_reference", 422,
                                                "本区队没有这一项，或者已经停用",
                                                "The section has no such item, or it is no longer "
                                                "in use"};
}  // namespace problems

// ---- what the journal must know; tables and projections are in records.cpp
// -------------------------

struct period_model {
  static constexpr std::string_view name = "special_period";
  using state = special_period;
  using fact = period_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const state& of, const journal::subject_header& header,
                      journal::record_sink& into);
};

struct series_model {
  static constexpr std::string_view name = "measured_series";
  using state = measured_series;
  using fact = std::variant<measured>;
  static std::span<const journal::record_table* const> tables();
  static void project(const state& of, const journal::subject_header& header,
                      journal::record_sink& into);
};

struct month_model {
  static constexpr std::string_view name = "month_plan";
  using state = month_plan;
  using fact = month_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const state& of, const journal::subject_header& header,
                      journal::record_sink& into);
};

struct gap_model {
  static constexpr std::string_view name = "coverage_gap";
  using state = coverage_gap;
  using fact = gap_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const state& of, const journal::subject_header& header,
                      journal::record_sink& into);
};

inline void add_models(journal::model_set& to) {
  to.add<rules_model>();
  to.add<period_model>();
  to.add<series_model>();
  to.add<month_model>();
  to.add<gap_model>();
}

}  // namespace headway::coverage
