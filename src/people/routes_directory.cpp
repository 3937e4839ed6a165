// What everybody of a section reads: names, the shift, the roster.
#include "api/validation.hpp"
#include "people/codes.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"
#include "people/route_parts.hpp"
#include "people/shift_now.hpp"

namespace headway::people {
namespace {

using api::permission;

constexpr int roster_days_at_most = 92;

struct shift_answer {
  instant now;
  section_id section;
  std::string shift_system;
  shift_view shift;
  std::vector<crew_id> crew_on;
  shift_view next;
  ten_day_period ten_days;
};
BOOST_DESCRIBE_STRUCT(shift_answer, (),
                      (now, section, shift_system, shift, crew_on, next, ten_days))

struct roster_answer {
  section_id section;
  std::vector<roster_day> days;
  std::vector<listed_exception> exceptions;
};
BOOST_DESCRIBE_STRUCT(roster_answer, (), (section, days, exceptions))

result<http::response> read_names(const services& with, const api::read_call& c) {
  std::optional<section_id> section;
  if (c.query("section") || !c.who.may(permission::read_all_sections)) {
    const auto asked = section_asked(c);
    if (!asked) return asked.error();
    section = *asked;
  }
  return api::validated(c, encode(read_directory(c.store, c.site, section, with.mine_name,
                                                 with.zone.date_of(c.now))));
}

result<http::response> read_shift(const services& with, const api::read_call& c) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto calendar = calendar_of(c.store, c.site, *section, with.zone);
  const auto shift = calendar.shift_at(c.now);
  return api::json_of(
      shift_answer{c.now, *section, std::string(system_code(calendar.system_on(shift.date))),
                   view_of(calendar, shift), crews_on(c.store, c.site, *section, shift),
                   view_of(calendar, calendar.next(shift)), ten_day_period_of(shift.date)});
}

result<http::response> read_days(const services& with, const api::read_call& c) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto calendar = calendar_of(c.store, c.site, *section, with.zone);
  const auto from = date_asked(c, "from", calendar.shift_at(c.now).date);
  if (!from) return from.error();
  const auto to = date_asked(c, "to", plus_days(*from, 6));
  if (!to) return to.error();
  const int days = days_between(*from, *to) + 1;
  if (days < 1 || days > roster_days_at_most)
    return problem(problems::roster_range, "?to", {{"most", std::to_string(roster_days_at_most)}});
  const auto read = read_roster(c.store, c.site, *section, *from, *to);
  roster_answer answer{*section, roster(calendar, read.crews, read.persons, *from, *to), {}};
  for (const auto& person : read.persons)
    for (const auto& exception : person.exceptions)
      answer.exceptions.push_back({exception, person.id});
  return api::validated(c, encode(answer));
}

}  // namespace

api::route_table directory_routes(const shared_office& in) {
  const auto read = [in](auto handler) {
    return [in, handler](const api::read_call& c) { return handler(in->with, c); };
  };
  const api::instantly codes{[](const api::call& c) -> result<http::response> {
    return api::validated(c, encode(all_codes()));
  }};
  constexpr auto reader = permission::read_section;
  return {
      api::get("/api/v1/directory", reader, api::slow_read{read(read_names)})
          .asks({"section"})
          .gives<directory>()
          .says("The names behind the ids", "区队、班组、岗位、人员名录"),
      api::get("/api/v1/people/codes", api::signed_in{}, codes)
          .gives<people_codes>()
          .says("The codes of people", "人员代码表"),
      api::get("/api/v1/shift", reader, api::quick_read{read(read_shift)})
          .asks({"section"})
          .gives<shift_answer>()
          .says("The shift that is running", "当前班次"),
      api::get("/api/v1/roster", reader, api::slow_read{read(read_days)})
          .asks({"section", "from", "to"})
          .gives<roster_answer>()
          .says("Who works which shift", "排班表"),
  };
}

}  // namespace headway::people
