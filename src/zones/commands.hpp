// What people ask for: the bodies of POST /api/v1/zones….
#pragma once

#include "zones/facts.hpp"

namespace headway::zones {

struct draw_zone : zone_description {
  zone_id id;                         // made by the device
  std::optional<section_id> section;  // absent: the section of who asks
  std::optional<instant> from;        // absent: now; not in the future
};
BOOST_DESCRIBE_STRUCT(draw_zone, (zone_description), (id, section, from))

// The zone as it shall be.
struct redraw_zone : zone_description {
  line_text reason;
  std::optional<instant> from;  // absent: now; not in the future
};
BOOST_DESCRIBE_STRUCT(redraw_zone, (zone_description), (reason, from))

struct retire_zone {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(retire_zone, (), (reason))

// By the member himself.
struct claim_zone {
  tenure_id claim;  // made by the device
  promise_text promise;
  std::optional<line_text> reason;
};
BOOST_DESCRIBE_STRUCT(claim_zone, (), (claim, promise, reason))

struct withdraw_claim {
  tenure_id claim;
};
BOOST_DESCRIBE_STRUCT(withdraw_claim, (), (claim))

struct decide_claims {
  std::vector<tenure_id> granted, refused;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(decide_claims, (), (granted, refused, reason))

struct appoint_holder {
  tenure_id tenure;  // made by the device
  person_id person;
  std::optional<instant> from;  // absent: now
  std::optional<promise_text> promise;
  std::optional<line_text> reason;
};
BOOST_DESCRIBE_STRUCT(appoint_holder, (), (tenure, person, from, promise, reason))

struct publish_holder {
  tenure_id tenure;
  std::optional<promise_text> promise;  // absent: as it is
};
BOOST_DESCRIBE_STRUCT(publish_holder, (), (tenure, promise))

struct end_tenure {
  tenure_id tenure;
  std::optional<instant> at;  // absent: now
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(end_tenure, (), (tenure, at, reason))

struct suspend_tenure {
  tenure_id tenure;
  std::optional<instant> at;  // absent: now
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(suspend_tenure, (), (tenure, at, reason))

struct restore_tenure {
  tenure_id tenure;
  std::optional<instant> at;  // absent: now
};
BOOST_DESCRIBE_STRUCT(restore_tenure, (), (tenure, at))

struct settle_zone_dispute {
  node_id node;
  std::int64_t seq = 0;
  settlement outcome{};
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(settle_zone_dispute, (), (node, seq, outcome, reason))

}  // namespace headway::zones
