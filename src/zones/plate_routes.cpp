#include "zones/plate_routes.hpp"

#include "people/identities.hpp"
#include "people/queries.hpp"
#include "zones/records.hpp"

namespace headway::zones {
namespace {

using api::permission;

std::pair<const char*, const char*> title_of(zone_kind kind) {
  switch (kind) {
    case zone_kind::demonstration_post:
      return {"示范岗", "Demonstration post"};
    case zone_kind::pioneer_post:
      return {"先锋岗", "Pioneer post"};
    case zone_kind::zone:
      break;
  }
  return {"责任区", "Zone of responsibility"};
}

// Who is published and holds it now: the plate says no more than the board.
plates::plate plate_of(const api::read_call& c, const plates::workshop& shop, const zone& z) {
  auto made = shop.plate_of(plates::plate_kind::zone, z.id);
  made.owner = people::section_name(c.store, c.site, z.section).value_or("");
  made.name = z.name.value;
  made.own_code = z.code.value;
  const auto [zh, en] = title_of(z.kind);
  plates::responsibility held{zh, en, {}, {}};
  for (const auto& each : z.tenures)
    if (each.published && holds_at(each, c.now))
      if (const auto who = people::find_identity(c.store, c.site, each.person))
        held.holders.push_back(who->name.value);
  for (const auto& each : z.duties)
    held.duties.push_back(each.value);
  made.held = std::move(held);
  return made;
}

result<http::response> one(const api::read_call& c, plates::workshop& shop) {
  const auto id = c.id<zone_id>();
  if (!id) return id.error();
  const auto z = find_zone(c.store, c.site, *id);
  if (!z || !c.who.sees(z->section)) return problem(problems::not_found);
  const auto plate = plate_of(c, shop, *z);
  return shop.answer(c, std::span(&plate, 1), plates::laid_out::one_by_one, plate.name,
                     "plate-" + plate.code + ".pdf");
}

result<http::response> of_section(const api::read_call& c, plates::workshop& shop) {
  const auto section = c.id<section_id>();
  if (!section) return section.error();
  if (!c.who.sees(*section)) return problem(problems::not_found);
  std::vector<plates::plate> all;
  for (const auto& each : zones_of_section(c.store, c.site, *section))
    all.push_back(plate_of(c, shop, each));
  if (all.empty()) return problem(problems::no_plates);
  return shop.answer(c, all, plates::laid_out::on_sheets, all.front().owner, "zone-plates.pdf");
}

}  // namespace

api::route_table plate_routes(plates::workshop& made_in) {
  const auto with = [&made_in](auto handler) {
    return api::slow_read{
        [&made_in, handler](const api::read_call& c) { return handler(c, made_in); }};
  };
  return {
      api::get("/api/v1/zones/{id}/plate.pdf", permission::read_section, with(one))
          .asks({"size", "language"})
          .gives_bytes("application/pdf")
          .says("The plate of a zone, to print", "一个责任区的牌（PDF）"),
      api::get("/api/v1/sections/{id}/zone-plates.pdf", permission::read_section, with(of_section))
          .asks({"size", "language"})
          .gives_bytes("application/pdf")
          .says("The plates of all zones of a section, on sheets", "一个区队全部责任区的牌（PDF）"),
  };
}

}  // namespace headway::zones
