// The facts of one subject in their order, as people read its history.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.hpp"

namespace headway::api {

struct timeline_item {
  node_id node;
  std::int64_t seq = 0;
  std::string kind;
  raw_json body;
  person_id actor;
  device_id device;
  instant observed_at;                          // the device's clock
  std::optional<std::int64_t> clock_offset_ms;  // to be added to it; absent: unknown
  instant acted_at;                             // the device's clock, corrected
  std::optional<std::int64_t> decided_on;  // the version seen by who acted, when not the newest
  std::optional<person_id> handed_in_by;   // who delivered it for the actor
  instant recorded_at;                     // the recording node's clock
  instant received_at;                     // when this node came to know it
  std::optional<std::string> contested;
};
BOOST_DESCRIBE_STRUCT(timeline_item, (),
                      (node, seq, kind, body, actor, device, observed_at, clock_offset_ms, acted_at,
                       decided_on, handed_in_by, recorded_at, received_at, contested))
struct timeline_page {
  std::vector<timeline_item> items;
};
BOOST_DESCRIBE_STRUCT(timeline_page, (), (items))

// Of the subject of this kind that the path's {id} names. Problem: request.not_found.
result<http::response> timeline(const read_call& c, std::string_view kind);

// The subject of this kind that the path's {id} names: as it is, or as this node knew it at
// `?known_at=`. Problems: request.not_found, field.wrong_type.
result<journal::stored_subject> as_asked(const read_call& c, std::string_view kind);

}  // namespace headway::api
