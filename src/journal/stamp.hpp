// Who did something, and when by both clocks: what states keep of a fact's header.
//
// A device clock that is more than an hour ahead of the node's, or of unknown error and a week
// behind, does not say when something happened; the node's clock does.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <optional>

#include "journal/model.hpp"

namespace headway::journal {

inline constexpr std::chrono::hours trusted_clock_error{1};
inline constexpr std::chrono::days unmeasured_clock_trusted{7};

// When the person acted, as far as `acted` (the device's clock, corrected if that was `measured`)
// can be trusted at `now` by the node's clock.
inline instant happened_at(instant acted, bool measured, instant now) {
  const bool ahead = acted > now + trusted_clock_error;
  const bool doubtful = !measured && acted < now - unmeasured_clock_trusted;
  return ahead || doubtful ? now : acted;
}

struct stamp {
  person_id by;
  instant observed_at;
  instant recorded_at;
  std::optional<std::int64_t> clock_offset_ms = {};  // of the device, when it was known

  instant acted_at() const { return observed_at + milliseconds(clock_offset_ms.value_or(0)); }
  instant happened_at() const {
    return journal::happened_at(acted_at(), clock_offset_ms.has_value(), recorded_at);
  }
};
BOOST_DESCRIBE_STRUCT(stamp, (), (by, observed_at, recorded_at, clock_offset_ms))

inline stamp stamp_of(const fact_header& from) {
  return {from.by.actor, from.by.observed_at, from.recorded_at, clock_offset_ms(from.by)};
}

}  // namespace headway::journal
