#include "zones/attention.hpp"

#include <algorithm>
#include <set>

#include "people/certificates.hpp"

namespace headway::zones {
namespace {

attention of(attention_code what, const zone& z) {
  attention made;
  made.what = what;
  made.zone = z.id;
  return made;
}

void look_at_certificate(std::vector<attention>& found, attention about_holder, const zone& z,
                         const candidate& who, local_date today) {
  if (!z.qualification) return;
  about_holder.certificate = z.qualification;
  const auto& held = who.person.certificates;
  const auto has = std::ranges::find(held, *z.qualification, &people::certificate::code);
  if (has == held.end()) {
    about_holder.what = attention_code::certificate_missing;
  } else {
    if (has->expires.days > today.days + people::certificate_notice) return;
    about_holder.expires = has->expires;
    about_holder.what = has->expires < today ? attention_code::certificate_expired
                                             : attention_code::certificate_expiring;
  }
  found.push_back(about_holder);
}

void look_at_holder(std::vector<attention>& found, const zone& z, const tenure& t,
                    const candidate& who, local_date today) {
  attention holder = of(attention_code::holder_gone, z);
  holder.tenure = t.id;
  holder.person = t.person;
  const auto add = [&](attention_code what) {
    holder.what = what;
    found.push_back(holder);
  };
  if (!who.active_here) return add(attention_code::holder_gone);
  if (z.basis == zone_basis::crew && z.crew && who.person.crew != *z.crew)
    add(attention_code::holder_changed_crew);
  if (z.members_only && !who.person.member) add(attention_code::holder_not_member);
  if (!t.published) add(attention_code::not_published);
  look_at_certificate(found, holder, z, who, today);
}

}  // namespace

std::vector<attention> attention_for(const zone& z, instant now, local_date today,
                                     about_person about, function_ref<bool(place_id)> is_open) {
  std::vector<attention> found;
  int holders = 0;
  for (const auto& each : z.tenures) {
    if (!runs_at(each, now)) continue;
    if (!is_suspended_at(each, now)) ++holders;
    look_at_holder(found, z, each, about(each.person), today);
  }
  if (holders < z.holders_least) {
    auto few = of(holders == 0 ? attention_code::no_holder : attention_code::too_few_holders, z);
    few.count = holders;
    found.insert(found.begin(), few);
  }
  if (const int claims = open_claims(z); claims > 0) {
    found.push_back(of(attention_code::claims_to_decide, z));
    found.back().count = claims;
  }
  if (is_disputed(z)) found.push_back(of(attention_code::disputed, z));
  for (const auto& each : z.places)
    if (!is_open(each)) {
      found.push_back(of(attention_code::place_closed, z));
      found.back().place = each;
    }
  return found;
}

std::vector<attention> crews_without_zone(std::span<const crew_id> crews,
                                          std::span<const zone> zones, instant now,
                                          about_person about) {
  std::set<crew_id> covered;
  for (const auto& z : zones)
    for (const auto& t : z.tenures)
      if (holds_at(t, now))
        if (const auto who = about(t.person); who.active_here && who.person.member)
          covered.insert(who.person.crew);
  std::vector<attention> found;
  for (const auto& crew : crews) {
    if (covered.contains(crew)) continue;
    attention made;
    made.what = attention_code::crew_without_zone;
    made.crew = crew;
    found.push_back(made);
  }
  return found;
}

}  // namespace headway::zones
