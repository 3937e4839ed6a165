// The demonstration as it comes out: the same for a seed, of the size promised, and proven.
#include "demo/generator.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>

#include "app/slices.hpp"
#include "coverage/board.hpp"
#include "coverage/planning.hpp"
#include "coverage/records.hpp"
#include "demo/layout.hpp"
#include "demo/phrases.hpp"
#include "hazards/rules.hpp"
#include "inspections/rules.hpp"
#include "people/sections.hpp"
#include "people/sign_ins.hpp"
#include "places/graph.hpp"
#include "places/records.hpp"
#include "support/both_engines.hpp"
#include "zones/records.hpp"

namespace headway::demo {
namespace {

constexpr site_id site{1};
const instant evening = parse_instant("2026-11-22T12:40:00Z").value();

// A section made in a store of its own.
class made_section {
 public:
  explicit made_section(std::uint64_t seed, sql::engine engine = sql::engine::sqlite,
                        int days = 365)
      : store_(engine), on(store_.database().connect(sql::access::write)) {
    sql::migrate(*on, app::all_migrations(), evening).value();
    app::add_models(models);
    sql::transaction all(*on, sql::access::write);
    // Always the same node: its id is part of every hash.
    static const sql::statement add_node(
        "INSERT INTO nodes (site_id, node, name, since) VALUES ($1, $2, $3, $4)");
    const node_id node(named_uuid("test"));
    on->run(add_node, {site, node, "test", evening});
    journal::chain chain(site, node, {});
    chain.begin();
    wishes as;
    as.seed = seed;
    as.until = evening;
    as.days = days;
    as.password_hash = "$argon2id$";
    what = generate(*on, chain, models, as);
    last = journal::end_of_chain(*on, site, chain.node());
    all.commit();
  }

  template <class State>
  std::vector<State> all(std::string_view kind) {
    static const sql::statement of_kind("SELECT document FROM subjects WHERE kind = $1");
    std::vector<State> found;
    on->each(of_kind, {kind}, [&](const sql::row& row) {
      found.push_back(decode<State>(row.text(0)).value());
      return true;
    });
    return found;
  }

 private:
  tests::test_store store_;

 public:
  std::unique_ptr<sql::connection> on;
  journal::model_set models;
  made what;
  journal::chain_end last;
};

TEST(DemoSection, IsTheSameForASeed) {
  const made_section one(7, sql::engine::sqlite, 40), two(7, sql::engine::sqlite, 40),
      other(8, sql::engine::sqlite, 40);
  EXPECT_EQ(one.last.last, two.last.last);  // the hash over every fact
  EXPECT_NE(one.last.last, other.last.last);
}

TEST(DemoSection, HasTheSizeThatWasPromised) {
  const made_section section(wishes().seed);
  EXPECT_NEAR(section.what.persons, 120, 10);
  EXPECT_EQ(section.what.members, 30);
  EXPECT_EQ(section.what.crews, 6);
  EXPECT_EQ(section.what.key_posts, 12);
  EXPECT_GT(section.what.hazards, 2'000);
  std::map<uuid, int> twins;
  int single = 0;
  for (const auto& each : places::open_places(*section.on, site, std::nullopt))
    if (each.kind == places::place_kind::heading) each.twin ? ++twins[*each.twin] : ++single;
  EXPECT_EQ(twins.size(), 2u);
  EXPECT_EQ(single, 1);
}

TEST(DemoSection, LeavesABelievableMixOfStates) {
  made_section section(wishes().seed);
  std::map<hazards::hazard_state, int> states;
  int overdue = 0, majors = 0, open_majors = 0, on_the_spot = 0, returned = 0, extended = 0,
      repeats = 0;
  std::map<int, int> by_shift;
  for (const auto& h : section.all<hazards::hazard>("hazard")) {
    ++states[h.state];
    ++by_shift[h.shift.number];
    const bool at_work =
        h.state == hazards::hazard_state::assigned || h.state == hazards::hazard_state::rectifying;
    overdue += at_work && h.fixes && h.fixes->deadline < evening;
    majors += h.grade.national_level == 1;
    open_majors += h.grade.national_level == 1 && is_open(h);
    on_the_spot += h.rectification && h.rectification->on_the_spot;
    returned += h.sent_back > 0;
    extended += !h.extensions.empty();
    repeats += !h.repeats.empty();
    EXPECT_TRUE(h.disputes.empty());
  }
  using enum hazards::hazard_state;
  for (const auto state : {verified, assigned, rectifying, rectified, accepted, closed, archived})
    EXPECT_GT(states[state], 0) << codec::name_of(state);
  EXPECT_GT(states[rejected] + states[archived], 1'000);
  EXPECT_GE(overdue, 3);
  EXPECT_LE(overdue, 40);
  EXPECT_GE(majors, 4);
  EXPECT_LE(majors, 10);
  EXPECT_GE(open_majors, 1);
  EXPECT_GT(on_the_spot, 400);
  EXPECT_GT(returned, 50);
  EXPECT_GT(extended, 30);
  EXPECT_GT(repeats, 10);
  EXPECT_EQ(by_shift.size(), 4u);
  EXPECT_LT(by_shift[1], by_shift[3]);  // fewer in the small hours
}

TEST(DemoSection, IsInspectedByItsRhythmsExceptWhereSomebodyForgot) {
  made_section section(wishes().seed, sql::engine::sqlite, 50);
  EXPECT_GT(section.what.inspections, 300);
  std::map<inspections::round_state, int> states;
  std::vector<inspections::inspection_round> ten_days_missed;
  for (const auto& r : section.all<inspections::inspection_round>("inspection_round")) {
    ++states[r.state];
    if (r.state == inspections::round_state::missed && r.rhythm.value == "deputy_ten_day")
      ten_days_missed.push_back(r);
  }
  using enum inspections::round_state;
  EXPECT_GT(states[done], 10 * states[late]);
  EXPECT_GT(states[late], 5);
  EXPECT_GT(states[open], 0);
  EXPECT_LT(states[missed], 12);
  ASSERT_EQ(ten_days_missed.size(), 1u);
  EXPECT_GE(ten_days_missed[0].alarms_raised, 2) << "its ladder is climbing";
  int poor = 0, with_hazard = 0, unproven = 0;
  for (const auto& i : section.all<inspections::inspection>("inspection")) {
    poor += i.poor;
    unproven += i.proof != inspections::presence_proof::proved;
    for (const auto& each : i.marks)
      with_hazard += each.hazard.has_value();
  }
  EXPECT_GT(poor, 200);
  EXPECT_GT(with_hazard, 3);
  EXPECT_GT(unproven, 10);
}

TEST(DemoSection, HasZonesThatPeopleHoldAndClaim) {
  made_section section(wishes().seed, sql::engine::sqlite, 40);
  std::set<person_id> holders;
  std::map<std::string, int> open_claims;
  int withdrawn = 0, published = 0, suspended = 0;
  const auto all = zones::read_zones(*section.on, site, std::nullopt, zones::use::in_use);
  for (const auto& [z, version] : all) {
    EXPECT_TRUE(z.disputes.empty());
    for (const auto& each : z.tenures) {
      suspended += !each.suspensions.empty();
      if (!zones::holds_at(each, evening)) continue;
      holders.insert(each.person);
      published += each.published.has_value();
    }
    for (const auto& each : z.claims) {
      withdrawn += each.state == zones::claim_state::withdrawn;
      if (each.state == zones::claim_state::open) ++open_claims[z.code.value];
    }
  }
  EXPECT_EQ(all.size(), 14U);
  EXPECT_EQ(section.what.zones, 14);
  EXPECT_GE(holders.size(), 18U);
  EXPECT_GE(published, 18);
  EXPECT_EQ(withdrawn, 1);
  EXPECT_EQ(suspended, 1);
  EXPECT_EQ(open_claims, (std::map<std::string, int>{{"Z-09", 2}})) << "two compete for one zone";
}

TEST(DemoSection, HasThisMonthPlannedAndSomethingToDoInTheNext) {
  const made_section section(wishes().seed);
  const auto all = people::sections_of_mine(*section.on, site);
  ASSERT_EQ(all.size(), 1u);
  const auto today = time_zone().date_of(evening);
  const auto now = coverage::month::of(today), next = now.next();
  EXPECT_TRUE(coverage::find_month(*section.on, site, all[0], now));
  EXPECT_FALSE(coverage::find_month(*section.on, site, all[0], next));
  const auto ahead = coverage::now_of({*section.on, site, all[0], time_zone(), evening});
  EXPECT_EQ(ahead.counts.now + ahead.counts.next_shift + ahead.counts.this_week, 0);
  EXPECT_EQ(ahead.expiring.size(), 1u) << "said a month ahead";
  EXPECT_EQ(ahead.expiring.at(0).expires, next.on(14));
  const auto in = coverage::read_picture(*section.on, site,
                                         {all[0], time_zone(), evening, next.first, next.end()});
  const auto made = coverage::plan_month(in, next, {.seed = 1, .today = today},
                                         [](const planner::plan_progress&) { return true; })
                        .value();
  EXPECT_TRUE(made.explained);
  ASSERT_FALSE(made.gaps.empty());
  for (const auto& each : made.gaps) {
    EXPECT_GE(each.date, next.on(16));
    EXPECT_LE(each.date, next.on(18));
    EXPECT_EQ(each.about.post, ahead.expiring[0].post) << "the gas inspector's, and nothing else";
  }
}

TEST(DemoSection, IsDrawnWithoutALooseEnd) {
  made_section section(1, sql::engine::sqlite, 2);
  const auto places = places::open_places(*section.on, site, std::nullopt);
  std::map<place_id, int> joined;
  for (const auto& each : places::joints_of(places))
    for (const auto id : each.places)
      ++joined[id];
  for (const auto& each : places) {
    if (each.kind == places::place_kind::mine) continue;
    EXPECT_GT(joined[each.id], 0) << each.code.value;
  }
}

TEST(DemoSection, GivesEveryRoleAnAccount) {
  made_section section(1, sql::engine::sqlite, 2);
  std::set<api::role> roles;
  for (const auto& each : sign_ins()) {
    roles.insert(each.role);
    EXPECT_TRUE(people::find_credential(*section.on, site, each.account)) << each.account;
  }
  EXPECT_EQ(roles.size(), api::role_count);
}

TEST(DemoNames, AreNeverGivenTwice) {
  chance luck(3);
  name_maker names(luck);
  std::set<std::string> given;
  for (int i = 0; i < 2'000; ++i)
    EXPECT_TRUE(given.insert(names.next()).second);
}

TEST(DemoPhrases, KnowEveryTopic) {
  std::map<topic, int> known;
  for (const auto& each : hazard_phrases())
    ++known[each.about];
  EXPECT_EQ(known.size(), topics);
  EXPECT_LE(hazard_phrases().size() + major_phrases().size(), 300u);
}

class DemoJournal : public ::testing::TestWithParam<sql::engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, DemoJournal, tests::both_engines, tests::engine_name);

TEST_P(DemoJournal, IsProvenLikeAnyOther) {
  made_section section(5, GetParam(), 60);
  sql::transaction within(*section.on, sql::access::write);
  const auto proven = journal::verify(*section.on, site, section.models, [](std::int64_t) {});
  EXPECT_TRUE(proven.clean());
  EXPECT_GT(proven.facts, 2'000);
}

}  // namespace
}  // namespace headway::demo
