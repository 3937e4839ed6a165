#include "coverage/records.hpp"

#include <charconv>

#include "api/route.hpp"

namespace headway::coverage {
namespace {

constexpr sql::migration steps[] = {
    {"coverage", 1, "special periods, series, months, gaps",
     R"(CREATE TABLE special_periods (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, first_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX special_periods_of_section ON special_periods (site_id, section, end_date, subject);
CREATE TABLE measured_series (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, series TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX measured_series_of_section ON measured_series (site_id, section, series, subject);
CREATE TABLE month_plans (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, month TEXT NOT NULL,
  published_at INT64 NOT NULL, changed_at INT64, gaps_accepted INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX month_plans_of_section ON month_plans (site_id, section, month, subject);
CREATE TABLE coverage_gaps (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, begins INT64 NOT NULL,
  is_open INT64 NOT NULL, next_alarm_at INT64,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX coverage_gaps_of_section ON coverage_gaps (site_id, section, begins, subject);
CREATE INDEX coverage_gaps_open ON coverage_gaps (site_id, section, begins, subject)
  WHERE is_open = 1;
CREATE INDEX coverage_gaps_due ON coverage_gaps (site_id, next_alarm_at, subject)
  WHERE next_alarm_at IS NOT NULL;)"},
};

using enum journal::column_type;
using journal::record_table;

const record_table periods_table("special_periods", record_table::rows::one_per_subject,
                                 {{"section", id}, {"first_date", text}, {"end_date", text}});
const record_table series_table("measured_series", record_table::rows::one_per_subject,
                                {{"section", id}, {"series", text}});
const record_table months_table("month_plans", record_table::rows::one_per_subject,
                                {{"section", id},
                                 {"month", text},
                                 {"published_at", integer},
                                 {"changed_at", integer},
                                 {"gaps_accepted", integer}});
const record_table gaps_table(
    "coverage_gaps", record_table::rows::one_per_subject,
    {{"section", id}, {"begins", integer}, {"is_open", integer}, {"next_alarm_at", integer}});

const record_table* const period_tables[] = {&periods_table};
const record_table* const series_tables[] = {&series_table};
const record_table* const month_tables[] = {&months_table};
const record_table* const gap_tables[] = {&gaps_table};

const sql::statement periods_statement(
    "SELECT s.document FROM special_periods p JOIN subjects s "
    "ON s.site_id = p.site_id AND s.subject = p.subject "
    "WHERE p.site_id = $1 AND p.section = $2 AND p.end_date > $3 AND p.first_date < $4 "
    "ORDER BY p.end_date, p.subject");
const sql::statement series_statement(
    "SELECT s.document FROM measured_series m JOIN subjects s "
    "ON s.site_id = m.site_id AND s.subject = m.subject "
    "WHERE m.site_id = $1 AND m.section = $2 ORDER BY m.series, m.subject");
const sql::statement months_statement(
    "SELECT m.subject, m.month, s.version, m.published_at, m.changed_at, m.gaps_accepted "
    "FROM month_plans m JOIN subjects s ON s.site_id = m.site_id AND s.subject = m.subject "
    "WHERE m.site_id = $1 AND m.section = $2 AND m.month >= $3 ORDER BY m.month, m.subject");
const sql::statement open_gaps_statement(
    "SELECT s.document FROM coverage_gaps g JOIN subjects s "
    "ON s.site_id = g.site_id AND s.subject = g.subject "
    "WHERE g.site_id = $1 AND g.section = $2 AND g.is_open = 1 ORDER BY g.begins, g.subject");
const sql::statement due_statement(
    "SELECT subject, section FROM coverage_gaps WHERE site_id = $1 AND next_alarm_at <= $2 "
    "AND next_alarm_at IS NOT NULL ORDER BY next_alarm_at, subject LIMIT $3");
constexpr const char* select_gaps =
    "SELECT g.subject, s.version, s.contested, s.document, g.begins FROM coverage_gaps g "
    "JOIN subjects s ON s.site_id = g.site_id AND s.subject = g.subject "
    "WHERE g.site_id = $1 AND g.section = $2 AND (g.begins, g.subject) < ($3, $4) ";
const sql::statement gaps_statement(std::string(select_gaps) +
                                    "ORDER BY g.begins DESC, g.subject DESC LIMIT $5");
const sql::statement gaps_open_statement(std::string(select_gaps) +
                                         "AND g.is_open = 1 "
                                         "ORDER BY g.begins DESC, g.subject DESC LIMIT $5");

template <class State>
std::vector<State> states(sql::connection& on, const sql::statement& which,
                          std::initializer_list<sql::value> with) {
  std::vector<State> found;
  on.each(which, with, [&](const sql::row& row) {
    found.push_back(decode_own<State>(row.text(0)).value());
    return true;
  });
  return found;
}

// The place of the last item seen: "1732300000000_018f…".
struct cursor_key {
  std::int64_t at = 0;
  uuid subject;
};
std::optional<cursor_key> parse_cursor(std::string_view text) {
  const auto bar = text.find('_');
  if (bar == text.npos) return std::nullopt;
  cursor_key key;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + bar, key.at);
  const auto subject = uuid::parse(text.substr(bar + 1));
  if (failed != std::errc() || end != text.data() + bar || !subject) return std::nullopt;
  key.subject = *subject;
  return key;
}
// Behind every item there can be.
cursor_key behind_all() {
  cursor_key key;
  key.at = to_unix_ms(instant::max());
  key.subject.bytes.fill(0xff);
  return key;
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }
std::span<const record_table* const> period_model::tables() { return period_tables; }
std::span<const record_table* const> series_model::tables() { return series_tables; }
std::span<const record_table* const> month_model::tables() { return month_tables; }
std::span<const record_table* const> gap_model::tables() { return gap_tables; }

void period_model::project(const special_period& p, const journal::subject_header&,
                           journal::record_sink& into) {
  if (!p.declared) return;  // only contested facts so far
  into.add(periods_table, {p.section, p.from.text(), p.until.text()});
}

void series_model::project(const measured_series& s, const journal::subject_header&,
                           journal::record_sink& into) {
  if (s.section.is_nil()) return;
  into.add(series_table, {s.section, s.series.value});
}

void month_model::project(const month_plan& m, const journal::subject_header&,
                          journal::record_sink& into) {
  if (!m.published) return;
  std::size_t accepted = 0;
  for (const auto& each : m.gaps_accepted)
    accepted += each.days.size();
  into.add(months_table,
           {m.section, m.month.value, m.published->recorded_at,
            m.changes.empty() ? journal::record_value()
                              : journal::record_value(m.changes.back().stamp.recorded_at),
            static_cast<std::int64_t>(accepted)});
}

void gap_model::project(const coverage_gap& g, const journal::subject_header&,
                        journal::record_sink& into) {
  if (g.state == gap_state::unnoticed) return;
  into.add(gaps_table, {g.section, g.begins, g.state == gap_state::open,
                        g.alarms.empty() ? journal::record_value()
                                         : journal::record_value(g.alarms.front().at)});
}

std::shared_ptr<const coverage_rules> rules_in_force(sql::connection& on, site_id site,
                                                     section_id section) {
  const auto stored = journal::find_subject(on, site, rules_subject(section), false);
  if (!stored) return {std::shared_ptr<void>(), &default_rules()};
  return std::make_shared<coverage_rules>(decode_own<coverage_rules>(stored->document).value());
}

std::vector<special_period> periods_between(sql::connection& on, site_id site, section_id section,
                                            local_date from, local_date until) {
  const std::string first = from.text(), end = until.text();
  return states<special_period>(on, periods_statement, {site, section, first, end});
}

std::vector<measured_series> series_of(sql::connection& on, site_id site, section_id section) {
  return states<measured_series>(on, series_statement, {site, section});
}

std::optional<month_plan> find_month(sql::connection& on, site_id site, section_id section,
                                     const month& of) {
  const auto stored = journal::find_subject(on, site, month_plan_id(section, of), false);
  if (!stored || stored->kind != month_model::name) return std::nullopt;
  auto plan = decode_own<month_plan>(stored->document).value();
  if (!plan.published) return std::nullopt;
  return plan;
}

std::vector<published_month> months_from(sql::connection& on, site_id site, section_id section,
                                         std::string_view first) {
  std::vector<published_month> found;
  on.each(months_statement, {site, section, first}, [&](const sql::row& row) {
    published_month made{row.identifier(0), std::string(row.text(1)),
                         row.integer(2),    row.when(3),
                         std::nullopt,      static_cast<int>(row.integer(5))};
    if (!row.is_null(4)) made.changed_at = row.when(4);
    found.push_back(std::move(made));
    return true;
  });
  return found;
}

std::vector<coverage_gap> open_gaps(sql::connection& on, site_id site, section_id section) {
  return states<coverage_gap>(on, open_gaps_statement, {site, section});
}

std::vector<due_gap> due_gaps(sql::connection& on, site_id site, instant now, int limit) {
  std::vector<due_gap> due;
  on.each(due_statement, {site, now, limit}, [&](const sql::row& row) {
    due.push_back({row.identifier(0), row.identifier<section_id>(1)});
    return true;
  });
  return due;
}

result<std::string> list_gaps(sql::connection& on, site_id site, section_id section, bool open_only,
                              int limit, const std::string& cursor,
                              function_ref<void(const journal::subject_view&)> take) {
  auto from = behind_all();
  if (!cursor.empty()) {
    const auto parsed = parse_cursor(cursor);
    if (!parsed) return problem(api::problems::bad_cursor, "?cursor");
    from = *parsed;
  }
  int taken = 0;
  cursor_key last;
  std::string next;
  on.each(open_only ? gaps_open_statement : gaps_statement,
          {site, section, from.at, from.subject, limit + 1}, [&](const sql::row& row) {
            if (taken == limit) {
              next = std::to_string(last.at) + "_" + last.subject.text();
              return false;
            }
            ++taken;
            last = {row.integer(4), row.identifier(0)};
            take({last.subject, row.integer(1), row.integer(2), row.text(3)});
            return true;
          });
  return next;
}

}  // namespace headway::coverage
