// Files to take away.
#include "people/imports.hpp"
#include "people/queries.hpp"
#include "people/route_parts.hpp"

namespace headway::people {
namespace {

using api::permission;

constexpr int export_days_at_most = 62;

result<imports::export_table> people_asked(const api::read_call& c) {
  std::optional<section_id> section;
  if (c.query("section") || !c.who.may(permission::read_all_sections)) {
    const auto asked = section_asked(c);
    if (!asked) return asked.error();
    section = *asked;
  }
  return export_people(c.store, c.site, section);
}

// By default the ten-day period that is running.
result<imports::export_table> roster_asked(const services& with, const api::read_call& c) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto today = calendar_of(c.store, c.site, *section, with.zone).shift_at(c.now).date;
  const auto period = ten_day_period_of(today);
  const auto from = date_asked(c, "from", period.first);
  if (!from) return from.error();
  const auto to = date_asked(c, "to", c.query("from") ? plus_days(*from, 9) : period.last);
  if (!to) return to.error();
  const int days = days_between(*from, *to) + 1;
  if (days < 1 || days > export_days_at_most)
    return problem(problems::roster_range, "?to", {{"most", std::to_string(export_days_at_most)}});
  return export_roster(c.store, c.site, *section, *from, *to);
}

result<http::response> as_xlsx_file(const result<imports::export_table>& table,
                                    std::string_view name) {
  if (!table) return table.error();
  return imports::xlsx_answer(*table, name);
}
result<http::response> as_csv_file(const result<imports::export_table>& table,
                                   std::string_view name) {
  if (!table) return table.error();
  return imports::csv_answer(*table, name);
}

}  // namespace

api::route_table export_routes(const shared_office& in) {
  const api::slow_read people_xlsx{
      [](const api::read_call& c) { return as_xlsx_file(people_asked(c), "people.xlsx"); }};
  const api::slow_read people_csv{
      [](const api::read_call& c) { return as_csv_file(people_asked(c), "people.csv"); }};
  const api::slow_read roster_xlsx{[in](const api::read_call& c) {
    return as_xlsx_file(roster_asked(in->with, c), "roster.xlsx");
  }};
  const api::slow_read roster_csv{[in](const api::read_call& c) {
    return as_csv_file(roster_asked(in->with, c), "roster.csv");
  }};
  constexpr auto export_data = permission::export_data;
  return {
      api::get("/api/v1/exports/people.xlsx", export_data, people_xlsx)
          .asks({"section"})
          .gives_bytes(imports::xlsx_type)
          .says("People as a workbook", "人员名册（xlsx）"),
      api::get("/api/v1/exports/people.csv", export_data, people_csv)
          .asks({"section"})
          .gives_bytes(imports::csv_type)
          .says("People as CSV", "人员名册（CSV）"),
      api::get("/api/v1/exports/roster.xlsx", export_data, roster_xlsx)
          .asks({"section", "from", "to"})
          .gives_bytes(imports::xlsx_type)
          .says("The roster as a workbook", "排班表（xlsx）"),
      api::get("/api/v1/exports/roster.csv", export_data, roster_csv)
          .asks({"section", "from", "to"})
          .gives_bytes(imports::csv_type)
          .says("The roster as CSV", "排班表（CSV）"),
  };
}

}  // namespace headway::people
