#include <algorithm>

#include "zones/rules.hpp"

namespace headway::zones {
namespace {

result<void> expect_in_use(const zone& z) {
  if (z.id.is_nil()) return problem(problems::not_found);
  if (!z.active) return problem(problems::zone_not_in_use);
  return {};
}

template <class Happened>
decision one(Happened happened) {
  return std::vector<fact>{fact(std::move(happened))};
}

result<void> counted(std::size_t count, std::size_t most, std::string pointer) {
  if (count == 0) return problem(problems::too_short, std::move(pointer), {{"least", "1"}});
  if (count > most)
    return problem(problems::too_long, std::move(pointer), {{"most", std::to_string(most)}});
  return {};
}

result<void> within_reach(instant at, const circumstances& with, std::string pointer) {
  if (at < with.now - limits::tenure_reach || at > with.now + limits::tenure_reach)
    return problem(problems::out_of_reach, std::move(pointer));
  return {};
}

// A drawing holds from a moment that has been.
result<instant> drawn_from(const std::optional<instant>& asked, const circumstances& with) {
  const instant from = asked.value_or(with.at);
  if (from > with.now) return problem(problems::in_the_future, "/from");
  if (auto good = within_reach(from, with, "/from"); !good) return good.error();
  return from;
}

// Whether the person may hold the zone as things are.
result<void> check_holder(const zone& z, person_id person, const circumstances& with,
                          const std::string& pointer) {
  const auto who = with.about(person);
  if (!who.active_here) return problem(problems::not_here, pointer);
  if (z.members_only && !who.person.member) return problem(problems::members_only, pointer);
  if (!is_qualified(z, who.person.certificates, with.today))
    return problem(problems::not_qualified, pointer);
  return {};
}

problem full(const zone& z) {
  return {problems::too_many_holders, "", {{"most", std::to_string(z.holders_most)}}};
}

// A tenure that is not over at `at`.
result<const tenure*> running(const zone& z, tenure_id id, instant at) {
  if (z.id.is_nil()) return problem(problems::not_found);
  const auto* found = find_tenure(z, id);
  if (!found) return problem(problems::no_tenure, "/tenure");
  if (is_over(*found, at)) return problem(problems::tenure_over);
  return found;
}

zone_description description_in(const zone_description& of) { return of; }

}  // namespace

result<void> check(const zone_description& of) {
  if (auto good = counted(of.places.size(), limits::zone_places, "/places"); !good) return good;
  if (auto good = counted(of.duties.size(), limits::zone_duties, "/duties"); !good) return good;
  for (std::size_t i = 1; i < of.places.size(); ++i)
    if (std::find(of.places.begin(), of.places.begin() + static_cast<std::ptrdiff_t>(i),
                  of.places[i]) != of.places.begin() + static_cast<std::ptrdiff_t>(i))
      return problem(problems::same_place_twice, "/places/" + std::to_string(i));
  if (of.basis == zone_basis::crew && !of.crew) return problem(problems::crew_needed, "/crew");
  if (of.basis == zone_basis::post && !of.post) return problem(problems::post_needed, "/post");
  if (of.holders_least < 1 || of.holders_most > limits::zone_holders ||
      of.holders_least > of.holders_most)
    return problem(problems::holders_range, "/holders_most",
                   {{"most", std::to_string(limits::zone_holders)}});
  return {};
}

decision decide(const zone& z, const draw_zone& asked, const circumstances& with) {
  if (!z.id.is_nil()) return problem(problems::zone_already_drawn, "/id");
  if (auto good = check(asked); !good) return good.error();
  const auto from = drawn_from(asked.from, with);
  if (!from) return from.error();
  return one(drawn{description_in(asked), *from});
}

decision decide(const zone& z, const redraw_zone& asked, const circumstances& with) {
  if (auto good = expect_in_use(z); !good) return good.error();
  if (auto good = check(asked); !good) return good.error();
  if (static_cast<const zone_description&>(z) == asked) return problem(problems::nothing_redrawn);
  const instant last = z.drawings.back().from;
  const auto from = drawn_from(asked.from ? asked.from : std::max(with.at, last), with);
  if (!from) return from.error();
  if (*from < last) return problem(problems::before_the_drawing, "/from");
  if (z.drawings.size() >= limits::zone_drawings) return problem(problems::too_much_history);
  if (most_holders_from(z, *from) > asked.holders_most)
    return problem(problems::too_many_holders, "/holders_most",
                   {{"most", std::to_string(asked.holders_most)}});
  return one(redrawn{description_in(asked), *from, asked.reason});
}

decision decide(const zone& z, const retire_zone& asked, const circumstances& with) {
  if (auto good = expect_in_use(z); !good) return good.error();
  return one(retired{std::max(with.at, z.drawings.back().from), asked.reason});
}

// Whoever lacks the certificate may claim all the same: it is looked at when the branch decides.
decision decide(const zone& z, const claim_zone& asked, const circumstances& with) {
  if (auto good = expect_in_use(z); !good) return good.error();
  const auto who = with.about(with.actor);
  if (!who.active_here) return problem(problems::not_here);
  if (z.members_only && !who.person.member) return problem(problems::members_only);
  if (find_tenure(z, asked.claim)) return problem(problems::tenure_id_taken, "/claim");
  for (const auto& each : z.claims) {
    if (each.id == asked.claim) return problem(problems::tenure_id_taken, "/claim");
    if (each.person == with.actor && each.state == claim_state::open)
      return problem(problems::already_claimed);
  }
  if (holds_from(z, with.actor, with.at)) return problem(problems::holds_already);
  if (z.claims.size() >= limits::zone_claims) return problem(problems::too_much_history);
  return one(claimed{asked.claim, with.actor, asked.promise, asked.reason});
}

decision decide(const zone& z, const withdraw_claim& asked, const circumstances& with) {
  if (z.id.is_nil()) return problem(problems::not_found);
  const auto found = std::ranges::find(z.claims, asked.claim, &claim::id);
  if (found == z.claims.end()) return problem(problems::no_claim, "/claim");
  if (found->person != with.actor) return problem(problems::claim_of_another, "/claim");
  if (found->state != claim_state::open) return problem(problems::claim_not_open);
  return one(claim_withdrawn{asked.claim});
}

decision decide(const zone& z, const decide_claims& asked, const circumstances& with) {
  if (auto good = expect_in_use(z); !good) return good.error();
  if (asked.granted.empty() && asked.refused.empty()) return problem(problems::nothing_decided);
  if (asked.granted.size() + asked.refused.size() > limits::zone_claims)
    return problem(problems::too_long, "", {{"most", std::to_string(limits::zone_claims)}});
  const instant at = std::max(with.at, z.drawings.front().from);
  std::vector<tenure_id> seen;
  for (const auto& [named, name] :
       {std::pair(&asked.granted, "/granted/"), std::pair(&asked.refused, "/refused/")})
    for (std::size_t i = 0; i < named->size(); ++i) {
      const auto id = (*named)[i];
      const auto pointer = name + std::to_string(i);
      if (std::ranges::find(seen, id) != seen.end())
        return problem(problems::decided_twice, pointer);
      seen.push_back(id);
      const auto found = std::ranges::find(z.claims, id, &claim::id);
      if (found == z.claims.end()) return problem(problems::no_claim, pointer);
      if (found->state != claim_state::open) return problem(problems::claim_not_open, pointer);
      if (named != &asked.granted) continue;
      if (auto good = check_holder(z, found->person, with, pointer); !good) return good.error();
      if (holds_from(z, found->person, at)) return problem(problems::holds_already, pointer);
    }
  const int then = most_holders_from(z, at) + static_cast<int>(asked.granted.size());
  if (!asked.granted.empty() && then > z.holders_most) return full(z);
  if (z.tenures.size() + asked.granted.size() > limits::zone_tenures)
    return problem(problems::too_much_history);
  return one(claims_decided{asked.granted, asked.refused, asked.reason, at});
}

decision decide(const zone& z, const appoint_holder& asked, const circumstances& with) {
  if (auto good = expect_in_use(z); !good) return good.error();
  const instant from = asked.from.value_or(std::max(with.at, z.drawings.front().from));
  if (auto good = within_reach(from, with, "/from"); !good) return good.error();
  if (from < z.drawings.front().from) return problem(problems::before_the_drawing, "/from");
  if (auto good = check_holder(z, asked.person, with, "/person"); !good) return good.error();
  if (find_tenure(z, asked.tenure) || std::ranges::count(z.claims, asked.tenure, &claim::id) > 0)
    return problem(problems::tenure_id_taken, "/tenure");
  if (holds_from(z, asked.person, from)) return problem(problems::holds_already, "/person");
  if (most_holders_from(z, from) + 1 > z.holders_most) return full(z);
  if (z.tenures.size() >= limits::zone_tenures) return problem(problems::too_much_history);
  return one(appointed{asked.tenure, asked.person, from, asked.promise, asked.reason});
}

decision decide(const zone& z, const publish_holder& asked, const circumstances& with) {
  if (const auto t = running(z, asked.tenure, with.at); !t) return t.error();
  return one(published{asked.tenure, asked.promise});
}

decision decide(const zone& z, const end_tenure& asked, const circumstances& with) {
  const auto t = running(z, asked.tenure, with.at);
  if (!t) return t.error();
  const instant at = asked.at.value_or(std::max(with.at, (*t)->from));
  if (at < (*t)->from) return problem(problems::before_the_tenure, "/at");
  if (auto good = within_reach(at, with, "/at"); !good) return good.error();
  if ((*t)->until && *(*t)->until < at) return problem(problems::ends_earlier, "/at");
  return one(tenure_ended{asked.tenure, at, asked.reason});
}

decision decide(const zone& z, const suspend_tenure& asked, const circumstances& with) {
  const auto t = running(z, asked.tenure, with.at);
  if (!t) return t.error();
  const auto& past = (*t)->suspensions;
  if (!past.empty() && !past.back().until) return problem(problems::already_suspended);
  const instant earliest = past.empty() ? (*t)->from : *past.back().until;
  const instant at = asked.at.value_or(std::max(with.at, earliest));
  if (at < earliest) return problem(problems::before_the_tenure, "/at");
  if (auto good = within_reach(at, with, "/at"); !good) return good.error();
  if (past.size() >= limits::tenure_suspensions) return problem(problems::too_much_history);
  if (is_over(**t, at)) return problem(problems::tenure_over);
  return one(suspended{asked.tenure, at, asked.reason});
}

decision decide(const zone& z, const restore_tenure& asked, const circumstances& with) {
  const auto t = running(z, asked.tenure, with.at);
  if (!t) return t.error();
  const auto& past = (*t)->suspensions;
  if (past.empty() || past.back().until) return problem(problems::not_suspended);
  const instant at = asked.at.value_or(std::max(with.at, past.back().from));
  if (at < past.back().from) return problem(problems::before_the_suspension, "/at");
  if (auto good = within_reach(at, with, "/at"); !good) return good.error();
  if (is_over(**t, at)) return problem(problems::tenure_over);
  return one(restored{asked.tenure, at});
}

decision decide(const zone& z, const settle_zone_dispute& asked, const circumstances& with) {
  if (z.id.is_nil()) return problem(problems::not_found);
  const auto found = std::ranges::find_if(z.disputes, [&](const dispute& d) {
    return d.node == asked.node && d.seq == asked.seq && !d.outcome;
  });
  if (found == z.disputes.end()) return problem(problems::no_dispute);
  const dispute_settled settled{asked.node, asked.seq, asked.outcome, asked.reason, with.at};
  // Whether it can hold is what the fold says.
  auto then = z;
  journal::fact_header as;
  as.subject = z.id;
  if (fold(then, as, fact(settled))) return problem(problems::cannot_take);
  return one(settled);
}

}  // namespace headway::zones
