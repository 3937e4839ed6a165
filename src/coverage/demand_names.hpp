// What a demand is about, as facts, answers and files name it: ids and codes, never words.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "people/facts.hpp"

namespace headway::coverage {

using special_period_id = id<struct special_period_tag>;
using technology_code = text<32>;

enum class demand_kind : std::uint8_t { crew_member, key_post, key_area, special, technology };
BOOST_DESCRIBE_ENUM(demand_kind, crew_member, key_post, key_area, special, technology)

// Who counts for an extra demand.
enum class extra_who : std::uint8_t {
  member,       // 党员
  cadre,        // belongs to the section and to no crew
  post,         // fit for a post: holds one of its code, with every certificate it demands
  certificate,  // holds a certificate, whatever the post
  anybody
};
BOOST_DESCRIBE_ENUM(extra_who, member, cadre, post, certificate, anybody)

// Names one demand on one shift number for good: "post/UUID/2". The same rules give the same keys
// on every node; plans, gaps and accepted gaps refer to demands by it, together with a date.
using demand_key = text<120>;

struct demand_subject {
  demand_kind kind{};
  std::optional<crew_id> crew = {};
  std::optional<post_id> post = {};
  std::optional<zone_id> zone = {};
  std::optional<technology_code> technology = {};
  std::optional<extra_who> who = {};                         // of a special demand
  std::optional<people::certificate_code> certificate = {};  // of a special demand
  std::optional<special_period_id> period = {};              // declared by a person
  std::optional<text<32>> trigger = {};                      // code of the trigger that brought it
  friend bool operator==(const demand_subject&, const demand_subject&) = default;
};
BOOST_DESCRIBE_STRUCT(demand_subject, (),
                      (kind, crew, post, zone, technology, who, certificate, period, trigger))

}  // namespace headway::coverage
