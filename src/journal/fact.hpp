// A fact: one thing that happened, as one node recorded it. Facts are only ever appended; each node
// chains its own by hash, so that history cannot be rewritten unnoticed.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace headway::journal {

using hash = std::array<std::uint8_t, 32>;  // BLAKE2b-256

// A reading of the hybrid logical clock: milliseconds since 1970 in the upper 48 bits, a counter in
// the lower 16. It never goes back on a node and passes every reading the node has seen, so that
// ordering by it keeps cause before effect whatever the wall clocks say.
enum class clock_reading : std::int64_t {};

inline std::int64_t milliseconds_of(clock_reading at) {
  return static_cast<std::int64_t>(at) >> 16;
}

// Who acted, with what, and when by the device's clock.
//
// The last three are absent from a fact's bytes while they are absent here, as in facts recorded
// before there were such things.
struct author {
  person_id actor;      // nil: the system itself (the ladder of alarms, an import by the operator)
  device_id device;     // nil: unknown
  instant observed_at;  // the device's clock when the person acted
  command_id command;
  // The node's clock minus the device's, as measured at the last contact before the person acted;
  // absent: unknown.
  std::optional<milliseconds> clock_offset = {};
  // The version of the subject that the person had seen, when the command was decided on it and not
  // on the newest (unit_of_work::decide_on).
  std::optional<std::int64_t> decided_on = {};
  person_id handed_in_by = {};  // who delivered it for the actor; nil: he himself

  // The best that is known of when the person acted.
  instant acted_at() const { return observed_at + clock_offset.value_or(milliseconds(0)); }
};

// As the API shows them.
inline std::optional<std::int64_t> clock_offset_ms(const author& of) {
  return of.clock_offset ? std::optional(of.clock_offset->count()) : std::nullopt;
}
inline std::optional<person_id> handed_in_by(const author& of) {
  return of.handed_in_by.is_nil() ? std::nullopt : std::optional(of.handed_in_by);
}

struct fact {
  node_id node;          // the box that recorded it
  std::int64_t seq = 0;  // gapless from 1 within the node
  clock_reading clock{};
  section_id section;  // nil: belongs to the whole mine
  subject_id subject;
  std::string kind;  // "hazard.reported": the kind of subject, a point, what happened
  std::string body;  // JSON object, without any person's name
  author by;
  instant recorded_at;  // the node's clock
  hash previous{};      // hash of the node's fact before; zero for the first
  hash own{};
};

// The place of a fact in the order in which a subject's facts are folded. The same on every node.
struct fold_position {
  clock_reading clock;
  node_id node;
  std::int64_t seq;
  friend auto operator<=>(const fold_position&, const fold_position&) = default;
};
inline fold_position position_of(const fact& f) { return {f.clock, f.node, f.seq}; }

// BLAKE2b-256 over every field but `own`, in the byte form of docs/journal-format.md.
hash hash_of(const fact& f);
std::string hex(const hash& h);

// "hazard" of "hazard.reported".
std::string_view subject_kind(std::string_view fact_kind);

}  // namespace headway::journal
