// One zone with people, a clock and the journal's folding: for the tests of the rules.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "zones/rules.hpp"

namespace headway::zones {

inline const place_id face{named_uuid("heading")}, gateway{named_uuid("gateway")};
inline const crew_id first_crew{named_uuid("crew 1")}, second_crew{named_uuid("crew 2")};
inline const person_id secretary{named_uuid("secretary")}, chief{named_uuid("chief")},
    wang{named_uuid("wang")}, li{named_uuid("li")}, zhao{named_uuid("zhao")};

inline instant on(std::string_view local) {
  return *parse_instant(std::string(local) + ":00+08:00");
}
inline line_text why(const char* text) { return {text}; }

// `does` decides and folds as the journal would.
class Zone : public ::testing::Test {
 protected:
  Zone() {
    for (const auto person : {wang, li, zhao}) {
      candidate who;
      who.active_here = true;
      who.person.id = person;
      who.person.member = true;
      who.person.active = true;
      people[person] = who;
    }
  }

  template <class Command>
  result<void> does(person_id actor, const Command& asked) {
    const auto look = [&](person_id person) { return about(person); };
    auto happened = decide(z, asked, {actor, now, now, time_zone{}.date_of(now), look});
    if (!happened) return happened.error();
    for (const auto& f : *happened) {
      const auto objection = fold(z, header(actor), f);
      EXPECT_FALSE(objection) << "decide let through what fold refuses: " << *objection;
    }
    now += std::chrono::minutes(1);
    return {};
  }
  template <class Command>
  std::string refused(person_id actor, const Command& asked) {
    const auto before = encode(z);
    const auto done = does(actor, asked);
    EXPECT_EQ(encode(z), before) << "a refusal must change nothing";
    return done ? "accepted" : std::string(done.error().code());
  }
  journal::fact_header header(person_id actor, node_id node = {}) {
    ++seq;
    return {node,    seq,  journal::clock_reading(to_unix_ms(now) << 16),
            section, z_id, {actor, {}, now, command_id(make_uuid(seq))},
            now};
  }
  candidate about(person_id person) const {
    const auto known = people.find(person);
    return known == people.end() ? candidate{} : known->second;
  }

  // Of one holder, unless said otherwise.
  draw_zone drawing(int most = 1) const {
    draw_zone asked;
    asked.id = z_id;
    asked.basis = zone_basis::crew;
    asked.name = "迎头支护责任区";
    asked.code = "Z-01";
    asked.places = {face};
    asked.crew = first_crew;
    asked.duties = {"班班敲帮问顶"};
    asked.holders_most = most;
    return asked;
  }
  void drawn(int most = 1) { ASSERT_TRUE(does(secretary, drawing(most))); }
  tenure_id appointed(person_id person, std::optional<instant> from = {}) {
    const tenure_id id(make_uuid(++seq));
    EXPECT_TRUE(does(secretary, appoint_holder{id, person, from, {}, why("支部会决定")}));
    return id;
  }
  tenure_id claimed(person_id person) {
    const tenure_id id(make_uuid(++seq));
    EXPECT_TRUE(does(person, claim_zone{id, "本班无三违", {}}));
    return id;
  }
  std::vector<person_id> held(place_id place, instant at) const {
    std::vector<person_id> found;
    for (const auto* each : holders_at(z, place, at))
      found.push_back(each->person);
    return found;
  }
  std::vector<ranked_claim> ranking() const {
    const auto look = [&](person_id person) { return about(person); };
    return rank_claims(z, look, time_zone{}.date_of(now));
  }

  const zone_id z_id{named_uuid("zone")};
  const section_id section{named_uuid("section")};
  std::map<person_id, candidate> people;
  zone z;
  instant now = on("2026-05-14T09:00");
  std::int64_t seq = 0;
};

}  // namespace headway::zones
