// The ledger of hazards (台账): what people print, file and hand over.
#include <map>

#include "hazards/answers.hpp"
#include "hazards/exchange.hpp"
#include "hazards/records.hpp"
#include "imports/export_table.hpp"
#include "people/identities.hpp"
#include "places/records.hpp"

namespace headway::hazards {
namespace {

constexpr problem_kind ledger_too_long{"hazard.ledger_too_long", 422,
                                       "台账超过 {most} 条，请按地点、状态或等级分开导出",
                                       "The ledger has more than {most} rows; narrow it by place, "
                                       "state or level"};
constexpr std::size_t ledger_rows = 100'000;
constexpr int page = 500;

struct title {
  const char* zh;
  const char* en;
};
constexpr title titles[] = {{"编号", "Code"},
                            {"地点", "Place"},
                            {"隐患内容", "Description"},
                            {"隐患等级", "Level"},
                            {"专业", "Profession"},
                            {"检查类型", "Inspection"},
                            {"状态", "State"},
                            {"上报人", "Reported by"},
                            {"上报时间", "Reported at"},
                            {"整改责任人", "Responsible"},
                            {"整改措施", "Measure"},
                            {"整改期限", "Deadline"},
                            {"整改人", "Rectified by"},
                            {"整改时间", "Rectified at"},
                            {"验收人", "Accepted by"},
                            {"销号时间", "Closed at"},
                            {"销号人", "Closed by"},
                            {"发现时间", "Found"},
                            {"导入来源", "Imported from"}};

// What stands in the cells in place of ids and codes.
class names {
 public:
  names(const api::read_call& c, std::optional<section_id> section, time_zone zone)
      : zone_(zone), in_(c.language), book_(code_book_of(*rulebook_in_force(c.store, c.site))) {
    for (const auto& each : people::all_identities(c.store, c.site))
      persons_[each.id] = each.who.name.value;
    for (const auto& each : places::open_places(c.store, c.site, section))
      places_[each.id] = each.name.value;
  }
  std::string of(person_id person) const {
    const auto found = persons_.find(person);
    return found == persons_.end() ? std::string() : found->second;
  }
  std::string of(place_id place) const {
    const auto found = places_.find(place);
    return found == places_.end() ? place.text() : found->second;
  }
  // "2026-11-22 18:35" by the mine's clock.
  std::string of(instant at) const {
    auto text = to_text(at + zone_.offset).substr(0, 16);
    text[10] = ' ';
    return text;
  }
  std::string of(const std::vector<coded>& table, std::string_view code) const {
    for (const auto& each : table)
      if (each.code == code) return in_ == language::zh ? each.zh : each.en;
    return std::string(code);
  }
  const code_book& book() const { return book_; }
  language in() const { return in_; }

 private:
  time_zone zone_;
  language in_;
  code_book book_;
  std::map<person_id, std::string> persons_;
  std::map<place_id, std::string> places_;
};

std::vector<std::string> row_of(const hazard& h, const names& name) {
  const auto& book = name.book();
  std::vector<std::string> row = {h.code,
                                  name.of(h.place),
                                  h.description.value,
                                  name.of(book.levels, h.grade.level.value),
                                  name.of(book.professions, codec::name_of(h.profession)),
                                  name.of(book.inspection_types, codec::name_of(h.inspection_type)),
                                  name.of(book.hazard_states, codec::name_of(h.state)),
                                  name.of(h.reported.by),
                                  name.of(h.reported.acted_at())};
  const auto& done = h.rectification;
  const auto past = h.origin.value_or(origin());
  row.push_back(h.fixes ? name.of(h.fixes->responsible) : "");
  row.push_back(done ? done->measures.value : h.fixes ? h.fixes->measure.value : "");
  const auto deadline = due_by(h);
  row.push_back(deadline ? name.of(*deadline) : "");
  row.push_back(done ? name.of(done->by) : "");
  row.push_back(done ? name.of(done->acted_at()) : "");
  row.push_back(h.acceptance ? name.of(h.acceptance->by) : "");
  row.push_back(h.closed         ? name.of(h.closed->recorded_at)
                : past.closed_at ? name.of(*past.closed_at)
                                 : "");
  row.push_back(h.closed ? name.of(h.closed->by) : past.closed_by ? past.closed_by->value : "");
  row.push_back(h.found_at ? name.of(*h.found_at) : "");
  row.push_back(past.file ? past.file->value : "");
  return row;
}

// Complete or refused, never cut off silently.
result<imports::export_table> ledger(const api::read_call& c, time_zone zone) {
  const auto by = filter_asked(c);
  if (!by) return by.error();
  const names name(c, by->section, zone);
  imports::export_table table;
  table.sheet = name.in() == language::zh ? "隐患台账" : "Hazards";
  for (const auto& each : titles)
    table.titles.emplace_back(name.in() == language::zh ? each.zh : each.en);
  std::string cursor;
  do {
    auto next = list(c.store, c.site, *by, order::newest, page, cursor,
                     [&](const journal::subject_view& one) {
                       table.rows.push_back(row_of(decode_own<hazard>(one.document).value(), name));
                     });
    if (!next) return next.error();
    if (table.rows.size() > ledger_rows)
      return problem(ledger_too_long, "", {{"most", std::to_string(ledger_rows)}});
    cursor = std::move(*next);
  } while (!cursor.empty());
  return table;
}

}  // namespace

api::route_table export_routes(time_zone zone) {
  const api::slow_read xlsx{[zone](const api::read_call& c) -> result<http::response> {
    const auto table = ledger(c, zone);
    if (!table) return table.error();
    return imports::xlsx_answer(*table, "hazards.xlsx");
  }};
  const api::slow_read csv{[zone](const api::read_call& c) -> result<http::response> {
    const auto table = ledger(c, zone);
    if (!table) return table.error();
    return imports::csv_answer(*table, "hazards.csv");
  }};
  using enum api::permission;
  return {
      api::get("/api/v1/exports/hazards.xlsx", export_data, xlsx)
          .asks({"section", "state", "place", "level", "open", "overdue", "text"})
          .gives_bytes(imports::xlsx_type)
          .says("The ledger of hazards as a workbook", "隐患台账（xlsx）"),
      api::get("/api/v1/exports/hazards.csv", export_data, csv)
          .asks({"section", "state", "place", "level", "open", "overdue", "text"})
          .gives_bytes(imports::csv_type)
          .says("The ledger of hazards as CSV", "隐患台账（CSV）"),
  };
}

}  // namespace headway::hazards
