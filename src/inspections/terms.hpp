// The words of inspections that facts, commands, rules and answers share.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "journal/stamp.hpp"
#include "people/ladder.hpp"
#include "people/shift_calendar.hpp"

namespace headway::inspections {

using people::addressee;
using people::alarm;
using people::rung;
using people::shift_ref;

// A round: the duty to inspect something once within one period of a rhythm.
using round_id = id<struct inspection_round_tag>;

using rhythm_code = text<32>;
using item_code = text<16>;
// An attachment, by the hash of its content.
using attachment_ref = text<64, 64>;

// Who a rhythm obliges. Which roles these are: `roles_of` in rulebook.hpp.
enum class inspector : std::uint8_t {
  mine_head,
  deputy_mine_head,
  safety_inspector,
  section_chief,
  crew_leader,
  post_worker
};
BOOST_DESCRIBE_ENUM(inspector, mine_head, deputy_mine_head, safety_inspector, section_chief,
                    crew_leader, post_worker)

enum class period_kind : std::uint8_t { shift, day, ten_day, month, any };
BOOST_DESCRIBE_ENUM(period_kind, shift, day, ten_day, month, any)

// What is inspected once a period: the section, each crew (by the shift: those on it), each zone.
enum class rhythm_scope : std::uint8_t { section, crew, zone };
BOOST_DESCRIBE_ENUM(rhythm_scope, section, crew, zone)

enum class inspection_kind : std::uint8_t {
  periodic,  // by a rhythm: the whole checklist
  spot       // at any moment: as much of the same checklist as one likes
};
BOOST_DESCRIBE_ENUM(inspection_kind, periodic, spot)

enum class verdict : std::uint8_t { good, poor, not_applicable };
BOOST_DESCRIBE_ENUM(verdict, good, poor, not_applicable)

// What the scan of a plate says about having been there.
enum class presence_proof : std::uint8_t {
  none,       // no plate was scanned
  proved,     // the plate of the place or of its zone, at the time of the inspection
  elsewhere,  // a plate that hangs at another place
  other_time  // the right plate, but not at the time of the inspection
};
BOOST_DESCRIBE_ENUM(presence_proof, none, proved, elsewhere, other_time)

enum class round_state : std::uint8_t {
  open,     // its period runs, or has not begun yet
  done,     // inspected within its period
  late,     // inspected after its period had ended
  missed,   // its period has ended, nobody has inspected: the ladder climbs
  excused,  // by somebody, with a reason
};
BOOST_DESCRIBE_ENUM(round_state, open, done, late, missed, excused)

}  // namespace headway::inspections
