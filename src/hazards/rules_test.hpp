// One hazard with people, a clock and the journal's folding: for the tests of the rules.
#pragma once

#include "hazards/rules.hpp"

#include <gtest/gtest.h>

namespace headway::hazards {

inline const person_id reporter{named_uuid("reporter")}, fixer{named_uuid("fixer")},
    leader{named_uuid("leader")}, inspector{named_uuid("inspector")};
inline const shift_ref morning{*local_date::parse("2026-05-14"), 1};
inline const shift_ref afternoon{*local_date::parse("2026-05-14"), 2};
inline const instant start = *parse_instant("2026-05-14T09:00:00+08:00");

// One hazard and a clock; `does` decides and folds as the journal would.
class Hazard : public ::testing::Test {
 protected:
  template <class Command>
  result<void> does(person_id actor, const Command& asked) {
    const circumstances with{actor, now, now, shift, default_rulebook()};
    auto happened = decide(h, asked, with);
    if (!happened) return happened.error();
    for (const auto& f : *happened) {
      const auto why = fold(h, header(actor), f);
      EXPECT_FALSE(why) << "decide let through what fold refuses: " << *why;
    }
    now += std::chrono::minutes(10);
    return {};
  }
  template <class Command>
  std::string refused(person_id actor, const Command& asked) {
    const auto before = encode(h);
    const auto done = does(actor, asked);
    EXPECT_EQ(encode(h), before) << "a refusal must change nothing";
    return done ? "accepted" : std::string(done.error().code());
  }
  journal::fact_header header(person_id actor, node_id node = {}) {
    ++seq;
    return {node,    seq,  journal::clock_reading(to_unix_ms(now) << 16),
            section, h_id, {actor, {}, now, command_id(make_uuid(seq))},
            now};
  }
  void reported() { ASSERT_TRUE(does(reporter, report())); }
  void assigned() {
    reported();
    ASSERT_TRUE(does(leader, fixes()));
  }
  void rectified() {
    assigned();
    ASSERT_TRUE(does(fixer, rectify_hazard{"补打锚杆", {}}));
  }
  void accepted() {
    rectified();
    ASSERT_TRUE(does(inspector, accept_hazard{}));
  }
  report_hazard report() const {
    report_hazard asked;
    asked.id = h_id;
    asked.place = place_id(named_uuid("heading"));
    asked.profession = profession::tunnelling;
    asked.inspection_type = inspection_type::post;
    asked.description = "迎头顶板锚杆间距超过规定";
    return asked;
  }
  assign_hazard fixes() const {
    assign_hazard asked;
    asked.responsible = fixer;
    asked.measure = "补打锚杆";
    asked.funds = fen{120'000};
    asked.deadline = now + std::chrono::hours(24);
    asked.contingency = "先打临时支护，停止迎头作业";
    return asked;
  }

  const hazard_id h_id{named_uuid("hazard")};
  const section_id section{named_uuid("section")};
  hazard h;
  instant now = start;
  shift_ref shift = morning;
  std::int64_t seq = 0;
};

}  // namespace headway::hazards
