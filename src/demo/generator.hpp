// The demonstration: a believable tunnelling section with a year behind it, made through the real
// rules with the clock of the time, so that `verify` and as-of reads hold for it as for any other.
// The same seed and the same `until` give the same section on every machine.
#pragma once

#include <string>

#include "demo/crowd.hpp"
#include "journal/journal.hpp"

namespace headway::demo {

struct wishes {
  std::uint64_t seed = 20'260'101;
  instant until;  // the present of the demonstration
  int days = 365;
  time_zone zone;
  std::string password_hash;  // of every account
};

struct made {
  int persons = 0, members = 0, crews = 0, key_posts = 0, places = 0, zones = 0, hazards = 0,
      inspections = 0;
};

// Fills an empty database. A transaction for writing must be open on `on`; the caller commits it,
// so that a demonstration is there whole or not at all.
made generate(sql::connection& on, journal::chain& chain, const journal::model_set& models,
              const wishes& as);

// One password for all of it: a demonstration listens on this machine only.
inline constexpr std::string_view password = "headway-demo";

}  // namespace headway::demo
