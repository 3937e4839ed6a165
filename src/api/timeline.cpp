#include "api/timeline.hpp"

#include "api/query.hpp"

namespace headway::api {

result<http::response> timeline(const read_call& c, std::string_view kind) {
  const auto id = c.id<subject_id>();
  if (!id) return id.error();
  const auto found = visible(c, c.store, *id, kind);
  if (!found) return found.error();
  std::vector<journal::contest> contested;
  if (found->contested > 0) contested = journal::contests_of(c.store, c.site, *id);
  timeline_page page;
  journal::each_fact_of_subject(c.store, c.site, *id, std::nullopt,
                                [&](const journal::fact& f, instant received_at) {
                                  timeline_item item{f.node,
                                                     f.seq,
                                                     f.kind,
                                                     {f.body},
                                                     f.by.actor,
                                                     f.by.device,
                                                     f.by.observed_at,
                                                     journal::clock_offset_ms(f.by),
                                                     f.by.acted_at(),
                                                     f.by.decided_on,
                                                     journal::handed_in_by(f.by),
                                                     f.recorded_at,
                                                     received_at,
                                                     {}};
                                  for (const auto& each : contested)
                                    if (each.node == f.node && each.seq == f.seq)
                                      item.contested = each.reason;
                                  page.items.push_back(std::move(item));
                                  return true;
                                });
  return json_of(page);
}

result<journal::stored_subject> as_asked(const read_call& c, std::string_view kind) {
  const auto id = c.id<subject_id>();
  if (!id) return id.error();
  auto found = visible(c, c.store, *id, kind);
  if (!found) return found.error();
  const auto known_at = instant_in_query(c, "known_at");
  if (!known_at) return known_at.error();
  if (!*known_at) return found;
  auto then = journal::as_known_at(c.store, c.site, c.models, *id, **known_at);
  if (!then) return problem(problems::not_found);
  return *std::move(then);
}

}  // namespace headway::api
