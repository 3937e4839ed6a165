// What somebody may do to a zone, by chance: for the proof of merging.
#pragma once

#include <random>
#include <span>

#include "zones/rules.hpp"

namespace headway::prove {

// Everybody is a member and works in the section.
inline constexpr auto anybody = [](person_id person) {
  zones::candidate who;
  who.active_here = true;
  who.person.id = person;
  who.person.member = true;
  return who;
};

zones::decision some_zone_step(const zones::zone& z, const zone_id& id,
                               const zones::circumstances& with, std::span<const person_id> people,
                               std::mt19937_64& random);

}  // namespace headway::prove
