// What does not stand as it should with the zones of a section: people leave, change crew, their
// certificates run out, and the zones have to follow. Pure.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <vector>

#include "zones/rules.hpp"

namespace headway::zones {

enum class attention_code : std::uint8_t {
  no_holder,
  too_few_holders,
  holder_gone,          // left the section, or works no more
  holder_changed_crew,  // no longer in the crew that the zone belongs to
  holder_not_member,    // of a zone that members hold
  certificate_missing,  // that the zone demands
  certificate_expired,
  certificate_expiring,  // within a month
  not_published,
  claims_to_decide,
  disputed,          // a step made apart waits to be settled
  place_closed,      // a place of the boundary is no longer in use
  crew_without_zone  // no member of the crew holds a zone
};
BOOST_DESCRIBE_ENUM(attention_code, no_holder, too_few_holders, holder_gone, holder_changed_crew,
                    holder_not_member, certificate_missing, certificate_expired,
                    certificate_expiring, not_published, claims_to_decide, disputed, place_closed,
                    crew_without_zone)

struct attention {
  attention_code what{};
  std::optional<zone_id> zone;
  std::optional<crew_id> crew;
  std::optional<tenure_id> tenure;
  std::optional<person_id> person;
  std::optional<place_id> place;
  std::optional<people::certificate_code> certificate;
  std::optional<local_date> expires;
  std::optional<int> count;  // of holders there are, of claims
};
BOOST_DESCRIBE_STRUCT(attention, (),
                      (what, zone, crew, tenure, person, place, certificate, expires, count))

// Of one zone in use.
std::vector<attention> attention_for(const zone& z, instant now, local_date today,
                                     about_person about, function_ref<bool(place_id)> is_open);

// Crews none of whose members holds a zone at `now`.
std::vector<attention> crews_without_zone(std::span<const crew_id> crews,
                                          std::span<const zone> zones, instant now,
                                          about_person about);

}  // namespace headway::zones
