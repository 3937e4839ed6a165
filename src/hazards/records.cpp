#include "hazards/records.hpp"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <unordered_map>

namespace headway::hazards {
namespace {

constexpr problem_kind bad_cursor{"hazard.bad_cursor", 422, "翻页标记无效",
                                  "The cursor is not valid"};

constexpr sql::migration steps[] = {
    {"hazards", 1, "hazards",
     R"(CREATE TABLE hazards (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, place BYTES NOT NULL,
  state TEXT NOT NULL, is_open INT64 NOT NULL, suspended INT64 NOT NULL, disputed INT64 NOT NULL,
  extension_asked INT64 NOT NULL,
  level TEXT NOT NULL, national_level INT64 NOT NULL, profession TEXT NOT NULL,
  reporter BYTES NOT NULL, responsible BYTES, recorded_at INT64 NOT NULL,
  shift_date TEXT NOT NULL, shift_number INT64 NOT NULL, deadline INT64, next_alarm_at INT64,
  closed_at INT64, code TEXT NOT NULL, description TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX hazards_by_time ON hazards (site_id, recorded_at, subject);
CREATE INDEX hazards_by_section ON hazards (site_id, section, recorded_at, subject);
CREATE INDEX hazards_by_state ON hazards (site_id, section, state, recorded_at, subject);
CREATE INDEX hazards_by_place ON hazards (site_id, place, recorded_at, subject);
CREATE INDEX hazards_open_by_place ON hazards (site_id, place, national_level) WHERE is_open = 1;
CREATE INDEX hazards_open_by_section ON hazards (site_id, section, deadline, subject)
  WHERE is_open = 1;
CREATE INDEX hazards_by_closing ON hazards (site_id, section, closed_at)
  WHERE closed_at IS NOT NULL;
CREATE INDEX hazards_by_alarm ON hazards (site_id, next_alarm_at) WHERE next_alarm_at IS NOT NULL;)"},
    {"hazards", 2, "indexes in the order that is asked for",
     R"(CREATE INDEX hazards_by_reporter ON hazards (site_id, section, reporter, recorded_at, subject);
CREATE INDEX hazards_by_responsible ON hazards
  (site_id, section, responsible, state, recorded_at, subject) WHERE responsible IS NOT NULL;
CREATE INDEX hazards_disputed ON hazards (site_id, section, recorded_at, subject)
  WHERE disputed = 1;
CREATE INDEX hazards_extension_asked ON hazards (site_id, section, recorded_at, subject)
  WHERE extension_asked = 1;
CREATE INDEX hazards_by_due_alarm ON hazards (site_id, next_alarm_at, subject)
  WHERE next_alarm_at IS NOT NULL;
DROP INDEX hazards_by_alarm;)"},
};

using enum journal::column_type;

const journal::record_table hazards_table("hazards", journal::record_table::rows::one_per_subject,
                                          {{"section", id},
                                           {"place", id},
                                           {"state", text},
                                           {"is_open", integer},
                                           {"suspended", integer},
                                           {"disputed", integer},
                                           {"extension_asked", integer},
                                           {"level", text},
                                           {"national_level", integer},
                                           {"profession", text},
                                           {"reporter", id},
                                           {"responsible", id},
                                           {"recorded_at", integer},
                                           {"shift_date", text},
                                           {"shift_number", integer},
                                           {"deadline", integer},
                                           {"next_alarm_at", integer},
                                           {"closed_at", integer},
                                           {"code", text},
                                           {"description", text}});
const journal::record_table* const all_tables[] = {&hazards_table};

// What a list serves and its sort key. Where the key is in the index that is walked, the row of the
// hazard itself is not read.
constexpr std::string_view select_newest =
    "SELECT h.subject, s.version, s.contested, s.document, h.recorded_at FROM hazards h "
    "JOIN subjects s ON s.site_id = h.site_id AND s.subject = h.subject WHERE h.site_id = $1";
constexpr std::string_view select_by_deadline =
    "SELECT h.subject, s.version, s.contested, s.document, h.deadline FROM hazards h "
    "JOIN subjects s ON s.site_id = h.site_id AND s.subject = h.subject WHERE h.site_id = $1";

// Statements are made once for every combination of conditions that is asked for.
const sql::statement& prepared(const std::string& sql_text) {
  static std::mutex guard;
  static std::unordered_map<std::string, std::unique_ptr<sql::statement>> known;
  const std::lock_guard lock(guard);
  auto& made = known[sql_text];
  if (!made) made = std::make_unique<sql::statement>(sql_text);
  return *made;
}

// Collects conditions and their parameters side by side; a `?` stands for the next parameter.
class conditions {
 public:
  explicit conditions(site_id site) : parameters_{sql::value(site)} {}
  void add(std::string_view condition, std::initializer_list<sql::value> with = {}) {
    sql_ += " AND ";
    append(condition, with);
  }
  void append(std::string_view part, std::initializer_list<sql::value> with = {}) {
    const auto* next = with.begin();
    for (const char c : part) {
      if (c != '?') {
        sql_ += c;
        continue;
      }
      parameters_.push_back(*next++);
      sql_ += '$' + std::to_string(parameters_.size());
    }
  }
  const std::string& sql() const { return sql_; }
  std::span<const sql::value> parameters() const { return parameters_; }

 private:
  std::string sql_;
  std::vector<sql::value> parameters_;
};

// A cursor is the sort key and the id of the last item seen: "1732300000000_018f…".
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

std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern += '%';
}

const sql::statement count_states(
    "SELECT state, COUNT(*) FROM hazards WHERE site_id = $1 AND section = $2 GROUP BY state");
const sql::statement count_states_everywhere(
    "SELECT state, COUNT(*) FROM hazards WHERE site_id = $1 GROUP BY state");
const sql::statement count_places(
    "SELECT place, national_level, COUNT(*), section FROM hazards "
    "WHERE site_id = $1 AND is_open = 1 GROUP BY place, national_level, section "
    "ORDER BY place, national_level");
const sql::statement count_open(
    "SELECT COUNT(*), COUNT(CASE WHEN suspended = 0 AND deadline < $1 THEN 1 END), "
    "COUNT(CASE WHEN national_level = 1 THEN 1 END) "
    "FROM hazards WHERE site_id = $2 AND section = $3 AND is_open = 1");
const sql::statement count_reported(
    "SELECT COUNT(*) FROM hazards WHERE site_id = $1 AND section = $2 AND recorded_at >= $3 "
    "AND shift_date >= $4");
const sql::statement count_closed(
    "SELECT COUNT(*) FROM hazards WHERE site_id = $1 AND section = $2 AND closed_at >= $3");
constexpr const char* select_described =
    "SELECT subject, section, place, recorded_at, description FROM hazards WHERE site_id = $1 ";
const sql::statement described_between(select_described +
                                       std::string("AND recorded_at >= $2 AND recorded_at < $3 "
                                                   "ORDER BY recorded_at, subject LIMIT $4"));
const sql::statement described_at_place(
    select_described + std::string("AND place = $2 AND recorded_at >= $3 AND recorded_at < $4 "
                                   "ORDER BY recorded_at DESC, subject DESC LIMIT $5"));
const sql::statement described_of_section(
    select_described + std::string("AND section = $2 ORDER BY recorded_at DESC, subject DESC "
                                   "LIMIT $3"));
const sql::statement due_statement(
    "SELECT subject, section FROM hazards WHERE site_id = $1 AND next_alarm_at <= $2 "
    "AND next_alarm_at IS NOT NULL ORDER BY next_alarm_at, subject LIMIT $3");

}  // namespace

std::span<const sql::migration> migrations() { return steps; }
std::span<const journal::record_table* const> hazard_model::tables() { return all_tables; }

void hazard_model::project(const hazard& h, const journal::subject_header&,
                           journal::record_sink& into) {
  if (h.state == hazard_state::unreported) return;
  const bool disputed = std::any_of(h.disputes.begin(), h.disputes.end(),
                                    [](const dispute& d) { return !d.outcome; });
  const bool extension_asked =
      !h.extensions.empty() && h.extensions.back().outcome == extension_outcome::asked;
  const auto alarm = next_alarm(h);
  const auto deadline = due_by(h);
  into.add(hazards_table,
           {h.section,
            h.place,
            codec::name_of(h.state),
            is_open(h),
            h.suspended.has_value(),
            disputed,
            extension_asked,
            h.grade.level.value,
            h.grade.national_level,
            codec::name_of(h.profession),
            h.reported.by,
            h.fixes ? journal::record_value(h.fixes->responsible) : journal::record_value(),
            h.reported.recorded_at,
            h.shift.date.text(),
            h.shift.number,
            deadline ? journal::record_value(*deadline) : journal::record_value(),
            alarm ? journal::record_value(alarm->at) : journal::record_value(),
            h.closed ? journal::record_value(h.closed->recorded_at) : journal::record_value(),
            h.code,
            h.description.value});
}

namespace {

void narrow(conditions& where, const filter& by, std::string_view pattern) {
  if (by.section) where.add("h.section = ?", {*by.section});
  if (by.state) where.add("h.state = ?", {codec::name_of(*by.state)});
  if (by.open || by.overdue) where.add("h.is_open = 1");
  if (by.overdue) where.add("h.suspended = 0 AND h.deadline < ?", {by.now});
  if (by.disputed) where.add("h.disputed = 1");
  if (by.wordless) where.add("h.description = '' AND h.is_open = 1");
  if (by.extension_asked) where.add("h.extension_asked = 1 AND h.is_open = 1");
  if (by.place) where.add("h.place = ?", {*by.place});
  if (by.level) where.add("h.level = ?", {by.level->value});
  if (by.responsible) where.add("h.responsible = ?", {*by.responsible});
  if (by.reporter) where.add("h.reporter = ?", {*by.reporter});
  if (by.text)
    where.add("LOWER(h.code || ' ' || h.description) LIKE LOWER(?) ESCAPE '!'", {pattern});
}

}  // namespace

result<std::string> list(sql::connection& on, site_id site, const filter& by, order sorted,
                         int limit, const std::string& cursor,
                         function_ref<void(const journal::subject_view&)> take) {
  std::optional<cursor_key> from;
  if (!cursor.empty() && !(from = parse_cursor(cursor))) return problem(bad_cursor, "?cursor");
  const std::string pattern = by.text ? like_pattern(*by.text) : "";
  conditions where(site);
  narrow(where, by, pattern);
  if (sorted == order::newest) {
    if (from) where.add("(h.recorded_at, h.subject) < (?, ?)", {from->at, from->subject});
    where.append(" ORDER BY h.recorded_at DESC, h.subject DESC LIMIT ?", {limit + 1});
  } else {
    where.add("h.is_open = 1 AND h.deadline IS NOT NULL");
    if (from) where.add("(h.deadline, h.subject) > (?, ?)", {from->at, from->subject});
    where.append(" ORDER BY h.deadline, h.subject LIMIT ?", {limit + 1});
  }
  const auto& select = sorted == order::newest ? select_newest : select_by_deadline;
  int taken = 0;
  cursor_key last;
  std::string next;
  on.each(prepared(std::string(select) + where.sql()), where.parameters(),
          [&](const sql::row& row) {
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

std::shared_ptr<const rulebook> rulebook_in_force(sql::connection& on, site_id site) {
  const auto stored = journal::find_subject(on, site, rulebook_subject(), false);
  if (!stored) return {std::shared_ptr<void>(), &default_rulebook()};
  return std::make_shared<rulebook>(decode<rulebook>(stored->document).value());
}

std::vector<state_count> count_by_state(sql::connection& on, site_id site,
                                        std::optional<section_id> section) {
  std::vector<state_count> counts;
  const auto take = [&](const sql::row& row) {
    if (const auto state = codec::enum_from<hazard_state>(row.text(0)))
      counts.push_back({*state, row.integer(1)});
    return true;
  };
  if (section)
    on.each(count_states, {site, *section}, take);
  else
    on.each(count_states_everywhere, {site}, take);
  std::sort(counts.begin(), counts.end(),
            [](const auto& a, const auto& b) { return a.state < b.state; });
  return counts;
}

std::vector<places::open_hazards> open_by_place(sql::connection& on, site_id site,
                                                std::optional<section_id> section) {
  std::vector<places::open_hazards> counts;
  on.each(count_places, {site}, [&](const sql::row& row) {
    if (section && row.identifier<section_id>(3) != *section) return true;
    const auto place = row.identifier<place_id>(0);
    if (counts.empty() || counts.back().place != place) counts.push_back({place, {}});
    const auto level = static_cast<std::size_t>(std::clamp<std::int64_t>(row.integer(1), 1, 5));
    counts.back().count[level] += row.integer(2);
    return true;
  });
  return counts;
}

std::vector<due_alarm> due_alarms(sql::connection& on, site_id site, instant now, int limit) {
  std::vector<due_alarm> due;
  on.each(due_statement, {site, now, limit}, [&](const sql::row& row) {
    due.push_back({row.identifier<hazard_id>(0), row.identifier<section_id>(1)});
    return true;
  });
  return due;
}

namespace {

std::vector<described> all_described(sql::connection& on, const sql::statement& which,
                                     std::initializer_list<sql::value> with) {
  std::vector<described> found;
  on.each(which, with, [&](const sql::row& row) {
    found.push_back({row.identifier<hazard_id>(0), row.identifier<section_id>(1),
                     row.identifier<place_id>(2), row.when(3), std::string(row.text(4))});
    return true;
  });
  return found;
}

}  // namespace

std::vector<described> recorded_between(sql::connection& on, site_id site, instant from,
                                        instant until, int limit) {
  return all_described(on, described_between, {site, from, until, limit});
}

std::vector<described> recorded_at_place(sql::connection& on, site_id site, place_id place,
                                         instant from, instant until, int limit) {
  return all_described(on, described_at_place, {site, place, from, until, limit});
}

std::vector<described> newest_of_section(sql::connection& on, site_id site, section_id section,
                                         int limit) {
  return all_described(on, described_of_section, {site, section, limit});
}

section_counts counts(sql::connection& on, site_id site, section_id section, instant now,
                      local_date day, instant day_began) {
  section_counts made;
  on.one(count_open, {now, site, section}, [&](const sql::row& row) {
    made.open = row.integer(0);
    made.overdue = row.integer(1);
    made.major_open = row.integer(2);
  });
  on.one(count_reported, {site, section, day_began, day.text()},
         [&](const sql::row& row) { made.reported_today = row.integer(0); });
  on.one(count_closed, {site, section, day_began},
         [&](const sql::row& row) { made.closed_today = row.integer(0); });
  return made;
}

}  // namespace headway::hazards
