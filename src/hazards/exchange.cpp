#include "hazards/exchange.hpp"

#include <map>
#include <unordered_set>

#include "hazards/answers.hpp"
#include "hazards/records.hpp"
#include "people/queries.hpp"
#include "places/records.hpp"

namespace headway::hazards {
namespace {

constexpr problem_kind place_unknown{
    "hazard.import_place_unknown", 422, "没有地点“{value}”，请填本工区的地点编号或名称",
    "There is no place \"{value}\"; give the code or the name of a place of the section"};
constexpr problem_kind category_missing{"hazard.import_category", 422,
                                        "重大隐患须填类别 1 到 15，一般隐患不填",
                                        "A major hazard has a category of 1 to 15, others none"};
constexpr problem_kind in_the_future{"hazard.import_in_the_future", 422,
                                     "“{value}”还没有到，不能是已经发生的事",
                                     "\"{value}\" has not come yet and cannot have happened"};
constexpr problem_kind before_found{"hazard.import_before_found", 422,
                                    "“{value}”早于发现时间“{found}”",
                                    "\"{value}\" is before the hazard was found, \"{found}\""};
constexpr problem_kind closing_without_time{"hazard.import_closing_without_time", 422,
                                            "填了销号人，也要填销号时间",
                                            "Who closed it needs the time at which it was closed"};

enum column : std::size_t {
  place_column,
  description_column,
  found_column,
  level_column,
  profession_column,
  inspection_column,
  category_column,
  deadline_column,
  closed_column,
  closer_column
};

struct imported_row {
  report_hazard asked;
  std::optional<instant> found_at;
  hazards::origin origin;
};

std::string local_text(instant at, time_zone zone) {
  auto text = to_text(at + zone.offset).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::chrono::sys_days local_day(instant at, time_zone zone) {
  return std::chrono::floor<std::chrono::days>(at + zone.offset);
}

// The same record gets the same id on every import and every node.
hazard_id id_of(const section_id& section, const imported_row& row) {
  std::string name = "imported hazard|" + section.text() + "|" + row.asked.place.text() + "|";
  name += row.asked.description.value;
  if (row.found_at) (name += '|') += to_text(*row.found_at);
  return hazard_id(named_uuid(name));
}

class import_plan final : public imports::plan {
 public:
  import_plan(section_id section, std::vector<imported_row> rows, time_zone zone)
      : section_(section), rows_(std::move(rows)), zone_(zone) {}

  result<imports::changes> apply(api::write_call& c) const override {
    imports::changes done;
    const auto rules = rulebook_in_force(c.store, c.site);
    const auto calendar = people::calendar_of(c.store, c.site, section_, zone_);
    for (const auto& row : rows_) {
      const auto known = c.work.load<hazard_model>(row.asked.id);
      if (!known) return known.error();
      if (known->exists()) {
        ++done.unchanged;
        continue;
      }
      const circumstances with{c.who.person,
                               c.now,
                               c.work.by().acted_at(),
                               calendar.shift_at(row.found_at.value_or(c.now)),
                               *rules,
                               row.found_at,
                               row.origin};
      auto happened = decide(**known, row.asked, with);
      if (!happened) return happened.error();
      c.work.record<hazard_model>(row.asked.id, section_, *happened);
      ++done.added;
    }
    return done;
  }

 private:
  section_id section_;
  std::vector<imported_row> rows_;
  time_zone zone_;
};

std::vector<imports::code_name> codes_of(const std::vector<coded>& named) {
  std::vector<imports::code_name> all;
  for (const auto& each : named)
    all.push_back({each.code, each.zh, each.en});
  return all;
}

class hazard_kind final : public imports::import_kind {
 public:
  explicit hazard_kind(time_zone zone) : zone_(zone) {
    const auto book = code_book_of(default_rulebook());
    fields_ = {
        {.name = "place", .zh = "地点", .en = "Place", .required = true},
        {.name = "description",
         .zh = "隐患内容",
         .en = "Description",
         .required = true,
         .most_characters = long_text::most},
        {.name = "found", .zh = "发现时间", .en = "Found", .kind = imports::field_kind::instant},
        {.name = "level", .zh = "隐患等级", .en = "Level", .most_characters = level_code::most},
        {.name = "profession",
         .zh = "专业",
         .en = "Profession",
         .kind = imports::field_kind::code,
         .codes = codes_of(book.professions)},
        {.name = "inspection_type",
         .zh = "检查类型",
         .en = "Inspection",
         .kind = imports::field_kind::code,
         .codes = codes_of(book.inspection_types)},
        {.name = "major_category",
         .zh = "重大隐患类别",
         .en = "Major category",
         .kind = imports::field_kind::integer,
         .least = 1,
         .most = 15},
        {.name = "deadline",
         .zh = "整改期限",
         .en = "Deadline",
         .kind = imports::field_kind::instant},
        {.name = "closed",
         .zh = "销号时间",
         .en = "Closed at",
         .kind = imports::field_kind::instant},
        {.name = "closed_by",
         .zh = "销号人",
         .en = "Closed by",
         .most_characters = line_text::most},
    };
  }
  std::string_view name() const override { return "hazards"; }
  std::span<const imports::field> fields() const override { return fields_; }

  imports::preview read(const api::read_call& c, documents::table_source& table,
                        const imports::mapping& layout) const override {
    imports::preview shown;
    const auto section = c.who.section;
    const auto rules = rulebook_in_force(c.store, c.site);
    std::map<std::string, place_id, std::less<>> places;
    for (const auto& each : places::open_places(c.store, c.site, section)) {
      places.emplace(each.name.value, each.id);
      places[each.code.value] = each.id;
    }
    const auto file = file_named(c);
    std::vector<imported_row> rows;
    const auto take = [&](const imports::typed_row& row, imports::row_errors& errors) {
      auto made = understand(row, errors, places, *rules);
      if (!made || !take_past(row, errors, c.now, *made)) return;
      made->asked.id = id_of(section, *made);
      made->origin.file = file;
      if (shown.sample.size() < imports::limits::sample_rows)
        shown.sample.push_back(encode(made->asked));
      rows.push_back(std::move(*made));
    };
    shown.seen = imports::read_rows(table, fields_, layout, zone_, take);
    // The store is asked only about files that may be accepted.
    if (shown.seen.errors.total > 0) return shown;
    std::unordered_set<hazard_id> seen;
    for (const auto& row : rows) {
      const bool known = !seen.insert(row.asked.id).second ||
                         journal::find_subject(c.store, c.site, row.asked.id, false).has_value();
      ++(known ? shown.foreseen.unchanged : shown.foreseen.added);
    }
    shown.ready = std::make_shared<import_plan>(section, std::move(rows), zone_);
    return shown;
  }

 private:
  static std::optional<line_text> file_named(const api::read_call& c) {
    const auto given = c.query("file_name");
    if (!given || given->empty() || !is_clean_text(*given) || code_points(*given) > line_text::most)
      return std::nullopt;
    return line_text(*given);
  }

  // What the other system says of the time after the finding.
  bool take_past(const imports::typed_row& row, imports::row_errors& errors, instant now,
                 imported_row& into) const {
    const auto deadline = row.get<instant>(deadline_column);
    const auto closed = row.get<instant>(closed_column);
    const auto refuse = [&](column at, problem why) {
      errors.refuse(at, std::move(why));
      return false;
    };
    for (const auto& [column, at] :
         {std::pair(found_column, into.found_at), std::pair(closed_column, closed)})
      if (at && *at > now)
        return refuse(column, problem(in_the_future, "", {{"value", local_text(*at, zone_)}}));
    for (const auto& [column, at] :
         {std::pair(deadline_column, deadline), std::pair(closed_column, closed)})
      if (at && into.found_at && local_day(*at, zone_) < local_day(*into.found_at, zone_))
        return refuse(column, problem(before_found, "",
                                      {{"value", local_text(*at, zone_)},
                                       {"found", local_text(*into.found_at, zone_)}}));
    if (row.has(closer_column) && !closed)
      return refuse(closed_column, problem(closing_without_time));
    into.origin.deadline = deadline;
    // A date alone gives the whole of its day, to its last minute.
    if (deadline && *deadline + zone_.offset == local_day(*deadline, zone_))
      *into.origin.deadline += std::chrono::days(1) - std::chrono::minutes(1);
    into.origin.closed_at = closed;
    if (row.has(closer_column)) into.origin.closed_by = row.text(closer_column);
    return true;
  }

  static std::optional<imported_row> understand(
      const imports::typed_row& row, imports::row_errors& errors,
      const std::map<std::string, place_id, std::less<>>& places, const rulebook& rules) {
    imported_row made;
    const auto place = places.find(row.text(place_column));
    if (place == places.end()) {
      errors.refuse(place_column, problem(place_unknown, "", {{"value", row.text(place_column)}}));
      return std::nullopt;
    }
    made.asked.place = place->second;
    made.asked.description = row.text(description_column);
    made.found_at = row.get<instant>(found_column);
    made.asked.profession =
        codec::enum_from<profession>(row.text(profession_column)).value_or(profession::other);
    made.asked.inspection_type = codec::enum_from<inspection_type>(row.text(inspection_column))
                                     .value_or(inspection_type::other);
    if (const auto category = row.get<std::int64_t>(category_column))
      made.asked.major_category = static_cast<int>(*category);
    const auto level =
        row.has(level_column) ? row.text(level_column) : rules.levels.back().code.value;
    const auto* rule = find_level(rules, level);
    if (!rule) {
      std::string allowed;
      for (const auto& each : rules.levels)
        (allowed += allowed.empty() ? "" : ", ") += each.code.value;
      errors.refuse(level_column,
                    problem(problems::unknown_level, "", {{"level", level}, {"allowed", allowed}}));
      return std::nullopt;
    }
    if ((rule->national == 1) != made.asked.major_category.has_value()) {
      errors.refuse(category_column, problem(category_missing));
      return std::nullopt;
    }
    made.asked.level = rule->code;
    return made;
  }

  time_zone zone_;
  std::vector<imports::field> fields_;
};

}  // namespace

std::unique_ptr<imports::import_kind> hazard_import(time_zone zone) {
  return std::make_unique<hazard_kind>(zone);
}

}  // namespace headway::hazards
