// The words of hazards that facts, commands and the state share: states, codes, short types.
//
// The life is the union of the states of three systems in use (DOMAIN.md, section 3). Codes in
// brackets are those of the regulators' data interface (DOMAIN.md, section 2).
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "people/ladder.hpp"
#include "people/shift_calendar.hpp"

namespace headway::hazards {

enum class hazard_state : std::uint8_t {
  unreported,  // nothing is known yet: never served
  reported,
  verified,    // looked at and found true
  assigned,    // the five fixes are set
  rectifying,  // work has begun
  rectified,   // said to be put right, waits for acceptance
  accepted,    // found put right by somebody else
  closed,      // struck off the list
  archived,
  rejected  // found untrue, with the reason
};
BOOST_DESCRIBE_ENUM(hazard_state, unreported, reported, verified, assigned, rectifying, rectified,
                    accepted, closed, archived, rejected)

// [proType]
enum class profession : std::uint8_t {
  coal_face = 1,
  tunnelling = 2,
  electromechanical = 3,
  transport = 4,
  ventilation = 5,
  geology_survey = 6,
  blasting = 8,
  water_control = 12,
  monitoring = 13,
  emergency = 14,
  occupational_disease = 15,
  other = 17
};
BOOST_DESCRIBE_ENUM(profession, coal_face, tunnelling, electromechanical, transport, ventilation,
                    geology_survey, blasting, water_control, monitoring, emergency,
                    occupational_disease, other)

// [inveType] How the hazard was found.
enum class inspection_type : std::uint8_t {
  mine_leader = 3,
  daily = 4,
  post = 5,
  from_above = 6,
  other = 8
};
BOOST_DESCRIBE_ENUM(inspection_type, mine_leader, daily, post, from_above, other)

// What is seen, in words. May be empty where a picture or a voice note says it; words can follow.
using description_text = text<4000, 0>;
// An attachment, by the hash of its content.
using attachment_ref = text<64, 64>;
using photos = std::vector<attachment_ref>;
// Absent in what was recorded before voice notes were taken.
using voice_notes = std::optional<std::vector<attachment_ref>>;
// A level of the mine's own table ("A", "B", …), mapped to the national code by the rule set.
using level_code = text<16>;

using people::addressee;
using people::alarm;
using people::rung;
using people::shift_ref;

}  // namespace headway::hazards
