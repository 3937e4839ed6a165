#include <algorithm>

#include "base/codec.hpp"
#include "zones/rules.hpp"

namespace headway::zones {
namespace {

using journal::fact_header;
using journal::objection;
using journal::stamp_of;

claim* claim_in(zone& z, tenure_id id) {
  const auto found = std::ranges::find(z.claims, id, &claim::id);
  return found == z.claims.end() ? nullptr : &*found;
}
tenure* tenure_in(zone& z, tenure_id id) { return const_cast<tenure*>(find_tenure(z, id)); }

void end(tenure& t, instant at, const line_text& reason, const fact_header& from) {
  t.until = std::max(at, t.from);
  t.ended = stamp_of(from);
  t.end_reason = reason;
}

void decide_claim(claim& c, claim_state state, const line_text& reason, const fact_header& from) {
  c.state = state;
  c.decided = stamp_of(from);
  c.decision = reason;
}

tenure granted_tenure(const claim& c, instant at, const line_text& reason,
                      const fact_header& from) {
  tenure made;
  made.id = c.id;
  made.person = c.person;
  made.how = tenure_origin::claimed;
  made.from = at;
  made.began = stamp_of(from);
  made.reason = reason;
  made.promise = c.promise;
  return made;
}

objection apply(zone& z, const fact_header& from, const drawn& f) {
  if (!z.id.is_nil()) return "already_drawn";
  static_cast<zone_description&>(z) = f.as;
  z.id = zone_id(from.subject);
  z.section = from.section;
  z.active = true;
  z.drawings.push_back({f.as, f.from, std::nullopt, stamp_of(from), std::nullopt});
  return std::nullopt;
}

// One that two boxes made apart begins no earlier than the one before it.
objection apply(zone& z, const fact_header& from, const redrawn& f) {
  if (!z.active) return "not_in_use";
  auto& before = z.drawings.back();
  const instant begins = std::max(f.from, before.from);
  before.until = begins;
  static_cast<zone_description&>(z) = f.as;
  z.drawings.push_back({f.as, begins, std::nullopt, stamp_of(from), f.reason});
  return std::nullopt;
}

objection apply(zone& z, const fact_header& from, const retired& f) {
  if (!z.active) return "not_in_use";
  z.active = false;
  z.retired_reason = f.reason;
  z.drawings.back().until = std::max(f.at, z.drawings.back().from);
  for (auto& each : z.tenures)
    if (!each.until || *each.until > f.at) end(each, f.at, f.reason, from);
  for (auto& each : z.claims)
    if (each.state == claim_state::open) decide_claim(each, claim_state::refused, f.reason, from);
  return std::nullopt;
}

objection apply(zone& z, const fact_header& from, const claimed& f) {
  if (!z.active) return "not_in_use";
  for (const auto& each : z.claims)
    if (each.id == f.claim || (each.person == f.person && each.state == claim_state::open))
      return "already_claimed";
  if (find_tenure(z, f.claim)) return "already_claimed";
  z.claims.push_back({f.claim, f.person, f.promise, f.reason, stamp_of(from), claim_state::open,
                      std::nullopt, std::nullopt});
  return std::nullopt;
}

objection apply(zone& z, const fact_header& from, const claim_withdrawn& f) {
  auto* c = claim_in(z, f.claim);
  if (!c || c->state != claim_state::open) return "claim_not_open";
  c->state = claim_state::withdrawn;
  c->decided = stamp_of(from);
  return std::nullopt;
}

// Whole or not at all: half a decision is nobody's.
objection apply(zone& z, const fact_header& from, const claims_decided& f) {
  if (!z.active) return "not_in_use";
  for (const auto* named : {&f.granted, &f.refused})
    for (const auto id : *named)
      if (const auto* c = claim_in(z, id); !c || c->state != claim_state::open)
        return "claim_not_open";
  if (most_holders_from(z, f.at) + static_cast<int>(f.granted.size()) > z.holders_most &&
      !f.granted.empty())
    return "too_many_holders";
  for (const auto id : f.granted)
    if (holds_from(z, claim_in(z, id)->person, f.at)) return "holds_already";
  for (const auto id : f.granted) {
    auto& c = *claim_in(z, id);
    decide_claim(c, claim_state::granted, f.reason, from);
    z.tenures.push_back(granted_tenure(c, f.at, f.reason, from));
  }
  for (const auto id : f.refused)
    decide_claim(*claim_in(z, id), claim_state::refused, f.reason, from);
  return std::nullopt;
}

objection apply(zone& z, const fact_header& from, const appointed& f) {
  if (!z.active) return "not_in_use";
  if (find_tenure(z, f.tenure) || claim_in(z, f.tenure)) return "tenure_id_taken";
  if (holds_from(z, f.person, f.from)) return "holds_already";
  if (most_holders_from(z, f.from) + 1 > z.holders_most) return "too_many_holders";
  tenure made;
  made.id = f.tenure;
  made.person = f.person;
  made.how = tenure_origin::appointed;
  made.from = f.from;
  made.began = stamp_of(from);
  made.reason = f.reason;
  made.promise = f.promise;
  z.tenures.push_back(std::move(made));
  return std::nullopt;
}

objection apply(zone& z, const fact_header& from, const published& f) {
  auto* t = tenure_in(z, f.tenure);
  if (!t) return "no_tenure";
  const auto now = stamp_of(from);
  if (is_over(*t, acted(now))) return "tenure_over";
  t->published = now;
  if (f.promise) t->promise = f.promise;
  return std::nullopt;
}

objection apply(zone& z, const fact_header& from, const tenure_ended& f) {
  auto* t = tenure_in(z, f.tenure);
  if (!t) return "no_tenure";
  if (is_over(*t, acted(stamp_of(from))) || (t->until && *t->until < f.at)) return "tenure_over";
  end(*t, f.at, f.reason, from);
  return std::nullopt;
}

objection apply(zone& z, const fact_header&, const suspended& f) {
  auto* t = tenure_in(z, f.tenure);
  if (!t) return "no_tenure";
  if (is_over(*t, f.at)) return "tenure_over";
  if (!t->suspensions.empty() && !t->suspensions.back().until) return "already_suspended";
  t->suspensions.push_back({f.at, std::nullopt, f.reason});
  return std::nullopt;
}

objection apply(zone& z, const fact_header&, const restored& f) {
  auto* t = tenure_in(z, f.tenure);
  if (!t) return "no_tenure";
  if (is_over(*t, f.at)) return "tenure_over";
  if (t->suspensions.empty() || t->suspensions.back().until) return "not_suspended";
  auto& last = t->suspensions.back();
  last.until = std::max(f.at, last.from);
  return std::nullopt;
}

// The contested decision on claims holds from `at` on, instead of what stood; false when it cannot.
bool take(zone& z, const dispute& of, instant at, const fact_header& from) {
  if (of.step != claims_decided::kind || !z.active) return false;
  const auto asked = decode_own<claims_decided>(of.body);
  if (!asked) return false;
  for (const auto id : asked->refused) {
    auto* c = claim_in(z, id);
    if (!c || c->state == claim_state::withdrawn) return false;
    if (auto* t = tenure_in(z, id); t && (!t->until || *t->until > at))
      end(*t, at, asked->reason, from);
    decide_claim(*c, claim_state::refused, asked->reason, from);
  }
  for (const auto id : asked->granted) {
    auto* c = claim_in(z, id);
    if (!c || c->state == claim_state::withdrawn) return false;
    if (c->state == claim_state::granted && runs_at(*find_tenure(z, id), at)) continue;
    if (find_tenure(z, id) || holds_from(z, c->person, at)) return false;
    decide_claim(*c, claim_state::granted, asked->reason, from);
    z.tenures.push_back(granted_tenure(*c, at, asked->reason, from));
  }
  return most_holders_from(z, at) <= z.holders_most;
}

objection apply(zone& z, const fact_header& from, const dispute_settled& f) {
  const auto found = std::ranges::find_if(z.disputes, [&](const dispute& d) {
    return d.node == f.node && d.seq == f.seq && !d.outcome;
  });
  if (found == z.disputes.end()) return "no_dispute";
  const auto index = found - z.disputes.begin();
  if (f.outcome == settlement::taken) {
    auto then = z;
    if (!take(then, *found, f.at, from)) return "cannot_take";
    z = std::move(then);
  }
  auto& settled = z.disputes[static_cast<std::size_t>(index)];
  settled.outcome = f.outcome;
  settled.settled = stamp_of(from);
  settled.settlement_reason = f.reason;
  return std::nullopt;
}

}  // namespace

objection fold(zone& to, const fact_header& from, const fact& happened) {
  const objection why = std::visit([&](const auto& f) { return apply(to, from, f); }, happened);
  if (!why) return why;
  const std::string_view step = std::visit([](const auto& f) { return f.kind; }, happened);
  auto body = std::visit([](const auto& f) { return encode(f); }, happened);
  dispute kept;
  static_cast<stamp&>(kept) = stamp_of(from);
  kept.node = from.node;
  kept.seq = from.seq;
  kept.step = std::string(step);
  kept.reason = std::string(*why);
  kept.body = std::move(body);
  to.disputes.push_back(std::move(kept));
  return why;
}

}  // namespace headway::zones
