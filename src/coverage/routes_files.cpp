// Files to take away.
#include "coverage/records.hpp"
#include "coverage/route_parts.hpp"
#include "imports/export_table.hpp"
#include "people/queries.hpp"

namespace headway::coverage {
namespace {

using api::permission;

result<language> language_asked(const api::call& c) {
  const auto asked = api::code_in_query<language>(c, "language");
  if (!asked) return asked.error();
  return asked->value_or(c.language);
}

// A published month behind the path's id.
struct asked_file {
  month_plan plan;
  month of;
  language words = language::zh;
};
result<asked_file> file_asked(const api::read_call& c) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, month_model::name);
  if (!found) return found.error();
  auto plan = decode_own<month_plan>(found->document).value();
  const auto of = month::parse(plan.month.value);
  if (!plan.published || !of) return problem(problems::not_found);
  const auto words = language_asked(c);
  if (!words) return words.error();
  return asked_file{std::move(plan), *of, *words};
}

result<http::response> workbook(const api::read_call& c, const services& with) {
  const auto asked = file_asked(c);
  if (!asked) return asked.error();
  auto made =
      with.files.workbook(reading(c, asked->plan.section, with.zone), asked->of, asked->words);
  if (!made) return made.error();
  return imports::file_answer(std::move(*made), imports::xlsx_type,
                              "plan-" + asked->of.code() + ".xlsx");
}

result<http::response> paper(const api::read_call& c, const services& with) {
  const auto asked = file_asked(c);
  if (!asked) return asked.error();
  auto made =
      with.files.printed(reading(c, asked->plan.section, with.zone), asked->of, asked->words);
  if (!made) return made.error();
  return imports::file_answer(std::move(*made), "application/pdf",
                              "plan-" + asked->of.code() + ".pdf");
}

result<http::response> calendar(const api::read_call& c, const services& with) {
  const auto id = c.id<person_id>();
  if (!id) return id.error();
  const auto who = people::find_person(c.store, c.site, *id);
  if (!who || !who->active || who->section.is_nil() || !c.who.sees(who->section))
    return problem(problems::not_found);
  const auto words = language_asked(c);
  if (!words) return words.error();
  const auto first = month::of(with.zone.date_of(c.now)).first;
  return imports::file_answer(calendar_of(reading(c, who->section, with.zone), *id, first, *words),
                              "text/calendar; charset=utf-8", "duties.ics");
}

}  // namespace

api::route_table file_routes(const services& with) {
  const auto read = [with](auto handler) {
    return api::slow_read{[with, handler](const api::read_call& c) { return handler(c, with); }};
  };
  return {
      api::get("/api/v1/coverage/months/{id}/plan.xlsx", permission::read_section, read(workbook))
          .asks({"language"})
          .gives_bytes(imports::xlsx_type)
          .says("The month as a workbook", "月度计划（xlsx）"),
      api::get("/api/v1/coverage/months/{id}/plan.pdf", permission::read_section, read(paper))
          .asks({"language"})
          .gives_bytes("application/pdf")
          .says("The month to print and hang up", "月度计划（PDF，可打印张贴）"),
      api::get("/api/v1/coverage/persons/{id}/duties.ics", permission::read_section, read(calendar))
          .asks({"language"})
          .gives_bytes("text/calendar")
          .says("One person's duties for a calendar", "个人值岗日历（iCal）"),
  };
}

}  // namespace headway::coverage
