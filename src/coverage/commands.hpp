// What people ask for: the bodies of POST /api/v1/coverage/….
#pragma once

#include "coverage/facts.hpp"

namespace headway::coverage {

struct publish_rules {
  std::optional<section_id> section;  // absent: the section of who asks
  coverage_rules rules;               // its version is counted by the fold
};
BOOST_DESCRIBE_STRUCT(publish_rules, (), (section, rules))

struct declare_period : period_description {
  special_period_id id;               // made by the device
  std::optional<section_id> section;  // absent: the section of who asks
};
BOOST_DESCRIBE_STRUCT(declare_period, (period_description), (id, section))

struct end_period {
  local_date until;  // from this date on it holds no longer
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(end_period, (), (until, reason))

struct record_readings {
  std::optional<section_id> section;
  text<32> series;
  std::vector<reading> readings;
};
BOOST_DESCRIBE_STRUCT(record_readings, (), (section, series, readings))

// Plans a month in the background; nothing is recorded until somebody publishes the outcome.
struct start_planning {
  uuid id;  // made by the device
  std::optional<section_id> section;
  month_code month;
  std::optional<std::int64_t> seed;  // absent: 1; the same seed gives the same plan
  std::optional<int> seconds;        // of processor time; absent: counted in moves
};
BOOST_DESCRIBE_STRUCT(start_planning, (), (id, section, month, seed, seconds))

struct publish_month : month_description {
  std::optional<section_id> section;
};
BOOST_DESCRIBE_STRUCT(publish_month, (month_description), (section))

// One change of a published month, the roster with it: what a repair offers, or by hand.
struct change_month {
  std::vector<asked_change> changes;
  std::vector<accepted_gap> gaps_accepted;
  line_text reason;
  std::optional<absence_note> absence;  // is written into the roster too
};
BOOST_DESCRIBE_STRUCT(change_month, (), (changes, gaps_accepted, reason, absence))

}  // namespace headway::coverage
