// What can happen to a zone of responsibility, and what a zone is.
//
// A zone is a set of places with duties, held by one to five people. Who holds it, and since when,
// are half-open intervals of time, as are its boundaries: so "who held this place at 02:10" has one
// answer, whatever is recorded later, and another one as of an earlier knowledge.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "journal/stamp.hpp"
#include "people/facts.hpp"

namespace headway::zones {

// A claim that is granted becomes the tenure of the same id.
using tenure_id = id<struct tenure_tag>;

enum class zone_basis : std::uint8_t { crew, post, heading };
BOOST_DESCRIBE_ENUM(zone_basis, crew, post, heading)

// 责任区, 示范岗, 先锋岗
enum class zone_kind : std::uint8_t { zone, demonstration_post, pioneer_post };
BOOST_DESCRIBE_ENUM(zone_kind, zone, demonstration_post, pioneer_post)

using zone_name = text<60>;
using zone_code = text<32>;
using promise_text = text<400>;

struct zone_description {
  zone_basis basis{};
  zone_kind kind{};
  zone_name name;
  zone_code code;  // unique among the section's zones in use
  std::vector<place_id> places;
  std::optional<crew_id> crew;  // needed by basis crew
  std::optional<post_id> post;  // needed by basis post
  std::vector<line_text> duties;
  std::optional<checklist_id> checklist;
  std::optional<people::certificate_code> qualification;  // what a holder must have
  bool members_only = false;
  int holders_least = 1;
  int holders_most = 1;
  friend bool operator==(const zone_description&, const zone_description&) = default;
};
BOOST_DESCRIBE_STRUCT(zone_description, (),
                      (basis, kind, name, code, places, crew, post, duties, checklist,
                       qualification, members_only, holders_least, holders_most))

// ---- facts --------------------------------------------------------------------------------------

struct drawn {
  static constexpr std::string_view kind = "drawn";
  zone_description as;
  instant from;
};
BOOST_DESCRIBE_STRUCT(drawn, (), (as, from))

struct redrawn {
  static constexpr std::string_view kind = "redrawn";
  zone_description as;
  instant from;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(redrawn, (), (as, from, reason))

// Ends what is held of it.
struct retired {
  static constexpr std::string_view kind = "retired";
  instant at;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(retired, (), (at, reason))

struct claimed {
  static constexpr std::string_view kind = "claimed";
  tenure_id claim;
  person_id person;
  promise_text promise;
  std::optional<line_text> reason;
};
BOOST_DESCRIBE_STRUCT(claimed, (), (claim, person, promise, reason))

struct claim_withdrawn {
  static constexpr std::string_view kind = "claim_withdrawn";
  tenure_id claim;
};
BOOST_DESCRIBE_STRUCT(claim_withdrawn, (), (claim))

struct claims_decided {
  static constexpr std::string_view kind = "claims_decided";
  std::vector<tenure_id> granted, refused;
  line_text reason;
  instant at;  // from then on a granted claim is a tenure
};
BOOST_DESCRIBE_STRUCT(claims_decided, (), (granted, refused, reason, at))

struct appointed {
  static constexpr std::string_view kind = "appointed";
  tenure_id tenure;
  person_id person;
  instant from;
  std::optional<promise_text> promise;
  std::optional<line_text> reason;
};
BOOST_DESCRIBE_STRUCT(appointed, (), (tenure, person, from, promise, reason))

// From now on the holder stands on the board and on the plate.
struct published {
  static constexpr std::string_view kind = "published";
  tenure_id tenure;
  std::optional<promise_text> promise;  // absent: as it is
};
BOOST_DESCRIBE_STRUCT(published, (), (tenure, promise))

struct tenure_ended {
  static constexpr std::string_view kind = "tenure_ended";
  tenure_id tenure;
  instant at;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(tenure_ended, (), (tenure, at, reason))

struct suspended {
  static constexpr std::string_view kind = "suspended";
  tenure_id tenure;
  instant at;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(suspended, (), (tenure, at, reason))

struct restored {
  static constexpr std::string_view kind = "restored";
  tenure_id tenure;
  instant at;
};
BOOST_DESCRIBE_STRUCT(restored, (), (tenure, at))

// A person's word on a step that did not fit what another box had recorded meanwhile.
enum class settlement : std::uint8_t {
  kept,  // what stands, stands
  taken  // the contested decision on claims holds instead, from the moment of the settlement
};
BOOST_DESCRIBE_ENUM(settlement, kept, taken)

struct dispute_settled {
  static constexpr std::string_view kind = "dispute_settled";
  node_id node;
  std::int64_t seq = 0;
  settlement outcome{};
  line_text reason;
  instant at;
};
BOOST_DESCRIBE_STRUCT(dispute_settled, (), (node, seq, outcome, reason, at))

using fact = std::variant<drawn, redrawn, retired, claimed, claim_withdrawn, claims_decided,
                          appointed, published, tenure_ended, suspended, restored, dispute_settled>;

// ---- the state of a zone ------------------------------------------------------------------------

using journal::stamp;

// How a zone was described during [from, until).
struct drawing {
  zone_description as;
  instant from;
  std::optional<instant> until;
  stamp drawn;
  std::optional<line_text> reason;  // why it was redrawn
};
BOOST_DESCRIBE_STRUCT(drawing, (), (as, from, until, drawn, reason))

struct suspension {
  instant from;
  std::optional<instant> until;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(suspension, (), (from, until, reason))

enum class tenure_origin : std::uint8_t { appointed, claimed };
BOOST_DESCRIBE_ENUM(tenure_origin, appointed, claimed)

// That a person held the zone during [from, until).
struct tenure {
  tenure_id id;
  person_id person;
  tenure_origin how{};
  instant from;
  std::optional<instant> until;
  stamp began;                      // who appointed, or granted the claim
  std::optional<line_text> reason;  // for it
  std::optional<stamp> ended;
  std::optional<line_text> end_reason;
  std::optional<stamp> published;
  std::optional<promise_text> promise;
  std::vector<suspension> suspensions;
};
BOOST_DESCRIBE_STRUCT(tenure, (),
                      (id, person, how, from, until, began, reason, ended, end_reason, published,
                       promise, suspensions))

enum class claim_state : std::uint8_t { open, granted, refused, withdrawn };
BOOST_DESCRIBE_ENUM(claim_state, open, granted, refused, withdrawn)

struct claim {
  tenure_id id;
  person_id person;
  promise_text promise;
  std::optional<line_text> reason;  // the claimant's
  stamp made;
  claim_state state{};
  std::optional<stamp> decided;       // who decided, or when it was withdrawn
  std::optional<line_text> decision;  // the branch's reason, for everybody to see
};
BOOST_DESCRIBE_STRUCT(claim, (), (id, person, promise, reason, made, state, decided, decision))

// A step that met a state it does not fit: kept, and settled by a person.
struct dispute : stamp {
  node_id node;
  std::int64_t seq = 0;
  std::string step;    // the kind of the fact
  std::string reason;  // code of the objection
  std::string body;    // the fact as JSON: it may yet be let to hold
  std::optional<settlement> outcome;
  std::optional<stamp> settled;
  std::optional<line_text> settlement_reason;
};
BOOST_DESCRIBE_STRUCT(dispute, (stamp),
                      (node, seq, step, reason, body, outcome, settled, settlement_reason))

struct zone : zone_description {  // as it was drawn last
  zone_id id;
  section_id section;
  bool active = false;
  std::vector<drawing> drawings;  // every one, the first drawn first
  std::optional<line_text> retired_reason;
  std::vector<tenure> tenures;  // in the order in which they came to be known
  std::vector<claim> claims;
  std::vector<dispute> disputes;
};
BOOST_DESCRIBE_STRUCT(zone, (zone_description),
                      (id, section, active, drawings, retired_reason, tenures, claims, disputes))

}  // namespace headway::zones
