// Who held what when, and in what order claims are looked at.
#include <algorithm>
#include <tuple>

#include "zones/rules.hpp"

namespace headway::zones {

bool runs_at(const tenure& t, instant at) { return t.from <= at && (!t.until || at < *t.until); }

bool is_suspended_at(const tenure& t, instant at) {
  return std::ranges::any_of(t.suspensions, [&](const suspension& each) {
    return each.from <= at && (!each.until || at < *each.until);
  });
}

bool holds_at(const tenure& t, instant at) { return runs_at(t, at) && !is_suspended_at(t, at); }

bool is_over(const tenure& t, instant at) { return t.until && *t.until <= at; }

instant acted(const stamp& of) { return std::min(of.happened_at(), of.recorded_at); }

const zone_description* described_at(const zone& z, instant at) {
  const auto found = std::ranges::find_if(z.drawings, [&](const drawing& each) {
    return each.from <= at && (!each.until || at < *each.until);
  });
  return found == z.drawings.end() ? nullptr : &found->as;
}

std::vector<const tenure*> holders_at(const zone& z, place_id place, instant at) {
  std::vector<const tenure*> found;
  const auto* as = described_at(z, at);
  if (!as || std::ranges::find(as->places, place) == as->places.end()) return found;
  for (const auto& each : z.tenures)
    if (holds_at(each, at)) found.push_back(&each);
  return found;
}

int most_holders_from(const zone& z, instant from) {
  // The number only grows where a tenure begins.
  const auto together_at = [&](instant at) {
    return static_cast<int>(
        std::ranges::count_if(z.tenures, [&](const tenure& t) { return runs_at(t, at); }));
  };
  int most = together_at(from);
  for (const auto& each : z.tenures)
    if (each.from > from) most = std::max(most, together_at(each.from));
  return most;
}

bool holds_from(const zone& z, person_id person, instant from) {
  return std::ranges::any_of(z.tenures, [&](const tenure& t) {
    return t.person == person && !is_over(t, std::max(from, t.from));
  });
}

const tenure* find_tenure(const zone& z, tenure_id id) {
  const auto found = std::ranges::find(z.tenures, id, &tenure::id);
  return found == z.tenures.end() ? nullptr : &*found;
}

bool is_disputed(const zone& z) {
  return std::ranges::any_of(z.disputes, [](const dispute& d) { return !d.outcome; });
}

int open_claims(const zone& z) {
  return static_cast<int>(std::ranges::count(z.claims, claim_state::open, &claim::state));
}

bool is_qualified(const zone_description& for_, std::span<const people::certificate> held,
                  local_date today) {
  if (!for_.qualification) return true;
  return std::ranges::any_of(held, [&](const people::certificate& each) {
    return each.code == *for_.qualification && today <= each.expires;
  });
}

std::vector<ranked_claim> rank_claims(const zone& z, about_person about, local_date today) {
  std::vector<ranked_claim> all;
  for (const auto& each : z.claims) {
    if (each.state != claim_state::open) continue;
    const auto who = about(each.person);
    ranked_claim made;
    made.claim = each;
    made.works_in_crew = z.crew && who.person.crew == *z.crew;
    made.holds_post = z.post && std::ranges::count(who.person.posts, *z.post) > 0;
    made.qualified = is_qualified(z, who.person.certificates, today);
    made.zones_held = who.zones_held;
    made.claimed_at = acted(each.made);
    made.eligible = who.active_here && made.qualified && (who.person.member || !z.members_only);
    all.push_back(std::move(made));
  }
  // Smaller is better; the id only parts what nothing else does.
  const auto key = [](const ranked_claim& r) {
    return std::tuple(!r.works_in_crew, !r.holds_post, !r.qualified, r.zones_held, r.claimed_at,
                      r.claim.id);
  };
  std::ranges::sort(all, {}, key);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].rank = static_cast<int>(i) + 1;
    if (i == 0) continue;
    const auto &before = all[i - 1], &here = all[i];
    using enum ground_code;
    all[i].behind = before.works_in_crew != here.works_in_crew ? works_in_crew
                    : before.holds_post != here.holds_post     ? holds_post
                    : before.qualified != here.qualified       ? qualified
                    : before.zones_held != here.zones_held     ? zones_held
                                                               : claimed_first;
  }
  return all;
}

}  // namespace headway::zones
