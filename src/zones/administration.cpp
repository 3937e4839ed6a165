#include "zones/administration.hpp"

#include <algorithm>

#include "people/models.hpp"
#include "places/queries.hpp"
#include "zones/records.hpp"

namespace headway::zones {
namespace {

using journal::unit_of_work;

// What a drawing names must be there.
result<void> check_named(unit_of_work& work, section_id section, zone_id self,
                         const zone_description& of) {
  for (std::size_t i = 0; i < std::min(of.places.size(), limits::zone_places); ++i) {
    const auto at = places::find_place(work.store(), work.site(), of.places[i]);
    if (!at || !at->open || (!at->section.is_nil() && at->section != section))
      return problem(problems::no_place, "/places/" + std::to_string(i));
  }
  if (of.crew) {
    const auto crew = work.load<people::crew_model>(*of.crew);
    if (!crew || !(*crew)->active || (*crew)->section != section)
      return problem(problems::no_crew, "/crew");
  }
  if (of.post) {
    const auto post = work.load<people::post_model>(*of.post);
    if (!post || !(*post)->active || (*post)->section != section)
      return problem(problems::no_post, "/post");
  }
  if (code_taken(work.store(), work.site(), section, of.code.value, self))
    return problem(problems::code_taken, "/code", {{"code", of.code.value}});
  return {};
}

template <class Command>
result<void> run(unit_of_work& work, section_id section, zone_id subject, const zone& z,
                 const Command& asked, time_zone wall) {
  if constexpr (std::derived_from<Command, zone_description>)
    if (auto good = check_named(work, section, subject, asked); !good) return good;
  const auto& by = work.by();
  const instant at = std::min(
      journal::happened_at(by.acted_at(), by.clock_offset.has_value(), work.now()), work.now());
  const auto look = [&](person_id person) {
    return about(work.store(), work.site(), section, person, at, subject);
  };
  const auto happened = decide(z, asked, {by.actor, work.now(), at, wall.date_of(at), look});
  if (!happened) return happened.error();
  work.record<zone_model>(subject, section, *happened);
  return {};
}

}  // namespace

candidate about(sql::connection& on, site_id site, section_id section, person_id person, instant at,
                zone_id but) {
  candidate made;
  const auto known = people::find_profile(on, site, person);
  if (!known) return made;
  made.person = *known;
  made.active_here = known->active && (known->section.is_nil() || known->section == section);
  for (const auto& each : zones_of_person(on, site, person, at))
    if (each.zone != but) ++made.zones_held;
  return made;
}

result<void> execute(unit_of_work& work, section_id section, const draw_zone& asked,
                     time_zone wall) {
  const auto known = work.load<zone_model>(asked.id);
  if (!known) return known.error();
  return run(work, section, asked.id, zone(**known), asked, wall);
}

template <class Command>
result<void> execute(unit_of_work& work, zone_id subject, const Command& asked, time_zone wall) {
  const auto known = work.load<zone_model>(subject);
  if (!known) return known.error();
  return run(work, known->header.section, subject, zone(**known), asked, wall);
}

template result<void> execute(unit_of_work&, zone_id, const redraw_zone&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const retire_zone&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const claim_zone&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const withdraw_claim&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const decide_claims&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const appoint_holder&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const publish_holder&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const end_tenure&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const suspend_tenure&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const restore_tenure&, time_zone);
template result<void> execute(unit_of_work&, zone_id, const settle_zone_dispute&, time_zone);

}  // namespace headway::zones
