// What the handlers of coverage share. Private to this slice.
#pragma once

#include "api/query.hpp"
#include "api/validation.hpp"
#include "coverage/routes.hpp"
#include "coverage/rules.hpp"

namespace headway::coverage {

// The section asked for by `?section=`, else one's own. Problem: coverage.unknown_section for those
// of the mine who name none.
inline result<section_id> section_asked(const api::call& c) {
  const auto found = api::section_in_query(c);
  if (!found) return found.error();
  const auto section = found->value_or(c.who.section);
  if (section.is_nil()) return problem(problems::unknown_section, "?section");
  return section;
}

// The same for a command that may name one. Only one's own is changed, unless one sees all.
inline result<section_id> section_of(const api::call& c, const std::optional<section_id>& named) {
  const auto section = named.value_or(c.who.section);
  if (section.is_nil()) return problem(problems::unknown_section, "/section");
  if (!c.who.sees(section)) return problem(problems::not_found, "/section");
  if (section != c.who.section && !c.who.may(api::permission::read_all_sections))
    return problem(problems::not_permitted, "/section");
  return section;
}

inline result<local_date> date_asked(const api::call& c, std::string_view name,
                                     local_date otherwise) {
  const auto given = c.query(name);
  if (!given || given->empty()) return otherwise;
  if (const auto date = local_date::parse(*given)) return *date;
  return problem(problems::bad_date, "?" + std::string(name));
}

inline reading_of reading(const api::read_call& c, section_id section, time_zone zone) {
  return {c.store, c.site, section, zone, c.now};
}

api::route_table planning_routes(const services& with);
api::route_table file_routes(const services& with);

}  // namespace headway::coverage
