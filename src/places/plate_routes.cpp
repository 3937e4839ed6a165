#include "places/plate_routes.hpp"

#include "people/queries.hpp"
#include "places/records.hpp"

namespace headway::places {
namespace {

using api::permission;

struct shop {
  plates::workshop& at;
  std::string mine;

  std::string owner_of(const api::read_call& c, section_id section) const {
    if (section.is_nil()) return mine;
    return people::section_name(c.store, c.site, section).value_or(mine);
  }
  plates::plate plate_of(const place& at_, const std::string& owner) const {
    auto made = at.plate_of(plates::plate_kind::place, at_.id);
    made.owner = owner;
    made.name = at_.name.value;
    made.own_code = at_.code.value;
    return made;
  }
};

result<http::response> one(const api::read_call& c, const shop& in) {
  const auto id = c.id<place_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, place_model::name);
  if (!found) return found.error();
  const auto at = decode<place>(found->document);
  if (!at) return at.error();
  const auto plate = in.plate_of(*at, in.owner_of(c, at->section));
  return in.at.answer(c, std::span(&plate, 1), plates::laid_out::one_by_one, plate.name,
                      "plate-" + plate.code + ".pdf");
}

result<http::response> of_section(const api::read_call& c, const shop& in) {
  const auto section = c.id<section_id>();
  if (!section) return section.error();
  if (!c.who.sees(*section)) return problem(problems::not_found);
  const auto owner = in.owner_of(c, *section);
  std::vector<plates::plate> all;
  for (const auto& each : open_places(c.store, c.site, *section))
    // Nobody hangs a plate at the mine as such.
    if (each.section == *section && each.kind != place_kind::mine)
      all.push_back(in.plate_of(each, owner));
  if (all.empty()) return problem(problems::no_plates);
  return in.at.answer(c, all, plates::laid_out::on_sheets, owner, "plates.pdf");
}

}  // namespace

api::route_table plate_routes(plates::workshop& made_in, std::string mine) {
  const auto shared = std::make_shared<const shop>(shop{made_in, std::move(mine)});
  const auto with = [shared](auto handler) {
    return api::slow_read{
        [shared, handler](const api::read_call& c) { return handler(c, *shared); }};
  };
  return {
      api::get("/api/v1/places/{id}/plate.pdf", permission::read_section, with(one))
          .asks({"size", "language"})
          .gives_bytes("application/pdf")
          .says("The plate of a place, to print", "一个地点的牌（PDF）"),
      api::get("/api/v1/sections/{id}/plates.pdf", permission::read_section, with(of_section))
          .asks({"size", "language"})
          .gives_bytes("application/pdf")
          .says("The plates of all places of a section, on sheets", "一个区队全部地点的牌（PDF）"),
  };
}

}  // namespace headway::places
