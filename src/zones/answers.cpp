#include "zones/answers.hpp"

#include <algorithm>

#include "api/query.hpp"
#include "api/timeline.hpp"
#include "api/validation.hpp"
#include "people/identities.hpp"
#include "people/records.hpp"
#include "places/queries.hpp"
#include "plates/code.hpp"
#include "zones/administration.hpp"
#include "zones/records.hpp"

namespace headway::zones {
namespace {

constexpr problem_kind drawing_not_here{"zone.drawing_not_here", 404,
                                        "这个责任区的划定还没有传到这台服务器，先到的步骤已经留存",
                                        "The drawing of this zone has not reached this server yet; "
                                        "the steps that came first are kept"};

int vacancies_of(const zone& z, instant now) {
  const auto running =
      std::ranges::count_if(z.tenures, [&](const tenure& t) { return runs_at(t, now); });
  return std::max(0, z.holders_most - static_cast<int>(running));
}

zone_card card_of(const stored_zone& of, instant now) {
  const auto& z = of.zone;
  zone_card made;
  static_cast<zone_description&>(made) = z;
  made.id = z.id;
  made.section = z.section;
  made.version = of.version;
  made.active = z.active;
  made.plate_code = plates::code_of(z.id);
  for (const auto& t : z.tenures)
    if (runs_at(t, now))
      made.holders.push_back({t.id, t.person, t.how, t.from, t.until, is_suspended_at(t, now),
                              t.published.has_value(), t.promise});
  made.vacancies = z.active ? vacancies_of(z, now) : 0;
  made.open_claims = open_claims(z);
  made.is_disputed = is_disputed(z);
  return made;
}

// The zone behind the path's id. Problems: request.not_found, zone.drawing_not_here.
result<stored_zone> found_zone(const api::read_call& c) {
  const auto id = c.id<zone_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, zone_model::name);
  if (!found) return found.error();
  auto z = decode_own<zone>(found->document).value();
  if (z.id.is_nil()) return problem(drawing_not_here);
  return stored_zone{std::move(z), found->header.version};
}

posted_zone posted(const api::read_call& c, const zone& z) {
  posted_zone made{z.id,     z.section, z.kind, z.basis,  z.name, z.code,
                   z.places, z.crew,    z.post, z.duties, {}};
  for (const auto& t : z.tenures) {
    if (!t.published || !holds_at(t, c.now)) continue;
    const auto who = people::find_identity(c.store, c.site, t.person);
    made.holders.push_back({t.id, t.person, who ? who->name.value : "",
                            people::picture_of(c.store, c.site, t.person), t.how, t.from,
                            t.published->recorded_at, t.promise});
  }
  return made;
}

}  // namespace

result<http::response> list_zones(const api::read_call& c) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  const auto which = api::flag_in_query(c, "retired") ? use::retired : use::in_use;
  zone_list all;
  for (const auto& each : read_zones(c.store, c.site, *section, which))
    all.items.push_back(card_of(each, c.now));
  const auto basis = encode(all);
  all.now = c.now;
  return api::validated(c, encode(all), basis);
}

result<http::response> one_zone(const api::read_call& c) {
  const auto found = api::as_asked(c, zone_model::name);
  if (!found) return found.error();
  if (decode_own<zone>(found->document).value().id.is_nil()) return problem(drawing_not_here);
  return api::record_answer(c, c.store, *found);
}

result<http::response> claims_of_zone(const api::read_call& c, time_zone wall) {
  const auto found = found_zone(c);
  if (!found) return found.error();
  const auto& z = found->zone;
  const auto look = [&](person_id person) {
    return about(c.store, c.site, z.section, person, c.now, z.id);
  };
  return api::json_of(claim_ranking{z.id, found->version, vacancies_of(z, c.now),
                                    rank_claims(z, look, wall.date_of(c.now))});
}

result<http::response> mine(const api::read_call& c) {
  my_zones all;
  for (const auto& each : zones_ever_of(c.store, c.site, c.who.person)) {
    my_zone one{card_of(each, c.now), false, {}, {}};
    for (const auto& t : each.zone.tenures)
      if (t.person == c.who.person) {
        one.tenures.insert(one.tenures.begin(), t);
        one.holds_now = one.holds_now || runs_at(t, c.now);
      }
    for (const auto& claim : each.zone.claims)
      if (claim.person == c.who.person) one.claims.insert(one.claims.begin(), claim);
    all.items.push_back(std::move(one));
  }
  std::ranges::stable_partition(all.items, &my_zone::holds_now);
  return api::validated(c, encode(all));
}

result<http::response> held(const api::read_call& c) {
  const auto place = api::id_in_query<place_id>(c, "place");
  if (!place) return place.error();
  if (!*place) return problem(problems::missing_field, "?place", {{"field", "place"}});
  const auto known = places::find_place(c.store, c.site, **place);
  if (!known || !c.who.sees(known->section)) return problem(problems::not_found, "?place");
  const auto at = api::instant_in_query(c, "at");
  if (!at) return at.error();
  const auto known_at = api::instant_in_query(c, "known_at");
  if (!known_at) return known_at.error();
  held_answer answer{**place, at->value_or(c.now), *known_at, {}};
  for (const auto& [z, version] : zones_ever_at(c.store, c.site, answer.place)) {
    if (!c.who.sees(z.section)) continue;
    auto then = z;
    if (*known_at) {
      const auto stored = journal::as_known_at(c.store, c.site, c.models, z.id, **known_at);
      if (!stored) continue;
      then = decode_own<zone>(stored->document).value();
    }
    for (const auto& each : holdings_at(then, answer.place, answer.at))
      answer.items.push_back(each);
  }
  return api::json_of(answer);
}

result<http::response> posting(const api::read_call& c) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  zone_posting all;
  for (const auto& each : read_zones(c.store, c.site, *section, use::in_use))
    all.items.push_back(posted(c, each.zone));
  const auto basis = encode(all);
  all.now = c.now;
  return api::validated(c, encode(all), basis);
}

result<http::response> attention_needed(const api::read_call& c, time_zone wall) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  const auto own = section->value_or(c.who.section);
  attention_list all{c.now, {}};
  const auto zones = zones_of_section(c.store, c.site, own);
  const auto look = [&](person_id person) {
    return about(c.store, c.site, own, person, c.now, zone_id());
  };
  const auto is_open = [&](place_id place) {
    const auto known = places::find_place(c.store, c.site, place);
    return known && known->open;
  };
  const auto today = wall.date_of(c.now);
  for (const auto& each : zones)
    std::ranges::move(attention_for(each, c.now, today, look, is_open),
                      std::back_inserter(all.items));
  std::vector<crew_id> crews;
  for (const auto& each : people::read_crews(c.store, c.site, own))
    crews.push_back(each.id);
  std::ranges::move(crews_without_zone(crews, zones, c.now, look), std::back_inserter(all.items));
  return api::json_of(all);
}

}  // namespace headway::zones
