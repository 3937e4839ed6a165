// The parts of the table of routes, and what their handlers share. Private to this slice.
#pragma once

#include "api/query.hpp"
#include "api/route.hpp"
#include "people/administration.hpp"
#include "people/back_off.hpp"
#include "people/routes.hpp"

namespace headway::people {

// What lives as long as the routes.
struct office {
  services with;
  back_off account_waits{
      {.free_failures = 5, .first = std::chrono::seconds(2), .most = std::chrono::seconds(300)}};
  // Many share an address: a kiosk, a proxy of the mine.
  back_off peer_waits{
      {.free_failures = 60, .first = std::chrono::seconds(2), .most = std::chrono::seconds(60)}};
};
using shared_office = std::shared_ptr<office>;

api::route_table session_routes(const shared_office& in);
api::route_table device_routes(const shared_office& in);
api::route_table account_routes(const shared_office& in);
api::route_table directory_routes(const shared_office& in);
api::route_table organisation_routes(const shared_office& in);
api::route_table person_routes(const shared_office& in);
api::route_table export_routes(const shared_office& in);

using api::body_of;

// The section asked for by `?section=`, else one's own; it must be one that the asker sees.
result<section_id> section_asked(const api::call& c);

// The date in the query parameter `name`. Problem: people.bad_date.
result<local_date> date_asked(const api::call& c, std::string_view name, local_date otherwise);

// The stored subject behind the path's id, when the asker sees it and If-Match names its version.
template <class Model, class Id>
result<journal::stored_subject> commanded(const api::write_call& c, const Id& id) {
  auto found = api::visible(c, c.store, id, Model::name);
  if (!found) return found.error();
  if (auto same = api::check_version(c, found->header.version); !same) return same.error();
  return found;
}

// Reads one subject of the kind.
template <class Model>
api::quick_read one() {
  return {[](const api::read_call& c) -> result<http::response> {
    const auto id = c.id<uuid>();
    if (!id) return id.error();
    const auto found = api::visible(c, c.store, *id, Model::name);
    if (!found) return found.error();
    return api::record_answer(c, c.store, *found);
  }};
}

}  // namespace headway::people
