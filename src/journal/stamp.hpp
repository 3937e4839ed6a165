// Who did something, and when by both clocks: what states keep of a fact's header.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "journal/model.hpp"

namespace headway::journal {

struct stamp {
  person_id by;
  instant observed_at;
  instant recorded_at;
  std::optional<std::int64_t> clock_offset_ms = {};  // of the device, when it was known

  instant acted_at() const { return observed_at + milliseconds(clock_offset_ms.value_or(0)); }
};
BOOST_DESCRIBE_STRUCT(stamp, (), (by, observed_at, recorded_at, clock_offset_ms))

inline stamp stamp_of(const fact_header& from) {
  return {from.by.actor, from.by.observed_at, from.recorded_at, clock_offset_ms(from.by)};
}

}  // namespace headway::journal
