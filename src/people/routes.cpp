#include "people/routes.hpp"

#include "people/codes.hpp"
#include "people/route_parts.hpp"

namespace headway::people {

result<section_id> section_asked(const api::call& c) {
  const auto given = c.query("section");
  if (!given) return c.who.section;
  const auto section = section_id::parse(*given);
  if (!section || !c.who.sees(*section)) return problem(problems::not_found, "?section");
  return *section;
}

result<local_date> date_asked(const api::call& c, std::string_view name, local_date otherwise) {
  const auto given = c.query(name);
  if (!given) return otherwise;
  if (const auto date = local_date::parse(*given)) return *date;
  return problem(problems::bad_date, "?" + std::string(name));
}

api::route_table routes(const services& with) {
  const auto in = std::shared_ptr<office>(new office{.with = with});
  api::route_table all;
  for (auto part : {session_routes(in), device_routes(in), account_routes(in), directory_routes(in),
                    organisation_routes(in), person_routes(in), export_routes(in)})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace headway::people
