// Phones and boxes without a network: whatever the order in which their facts arrive, everybody
// ends with the same zone and the same ranking of claims.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "support/both_engines.hpp"
#include "support/journal_box.hpp"
#include "zones/records.hpp"
#include "zones/rules_test.hpp"

namespace headway::zones {
namespace {

using tests::journal_box;

const journal::model_set& models() {
  static const journal::model_set made = [] {
    journal::model_set set;
    set.add<zone_model>();
    return set;
  }();
  return made;
}

class ZonesMerged : public ::testing::TestWithParam<sql::engine> {
 protected:
  std::unique_ptr<journal_box> box(const std::string& name) const {
    return std::make_unique<journal_box>(GetParam(), name, models(),
                                         std::initializer_list{migrations()});
  }
  // A command by somebody who is a member and works in the section.
  template <class Command>
  void does(journal_box& at, person_id actor, int minute, const Command& asked) const {
    const instant now = on("2026-05-14T09:00") + std::chrono::minutes(minute);
    const journal::author by{actor, {}, now, command_id(make_uuid(to_unix_ms(now)))};
    at.act(by, now, [&](journal::unit_of_work& work) {
      const auto known = work.load<zone_model>(z_id).value();
      const auto happened =
          decide(*known, asked, {actor, now, now, time_zone{}.date_of(now), member});
      if (!happened) ADD_FAILURE() << happened.error().code();
      work.record<zone_model>(z_id, section, happened.value());
      return true;
    });
  }
  void draw(journal_box& at) const {
    draw_zone asked;
    asked.id = z_id;
    asked.basis = zone_basis::heading;
    asked.name = "迎头责任区";
    asked.code = "Z-01";
    asked.places = {face};
    asked.duties = {"班班敲帮问顶"};
    does(at, secretary, 0, asked);
  }
  static std::vector<journal::fact> own(journal_box& of) { return of.facts_of(of.chain().node()); }
  zone zone_in(journal_box& of) const {
    const sql::transaction reading(of.on(), sql::access::read);
    return find_zone(of.on(), journal_box::site, z_id).value();
  }
  // What every order of arrival gives; fails where one gives something else.
  std::string same_in_every_order(std::vector<std::vector<journal::fact>> chains) {
    std::vector<std::size_t> order(chains.size());
    std::iota(order.begin(), order.end(), 0U);
    std::optional<std::string> first;
    do {
      const auto into = box("empty");
      for (const auto each : order)
        into->take(chains[each]);
      EXPECT_TRUE(into->is_clean());
      const auto digest = into->digest() + encode(rank_claims(zone_in(*into), member,
                                                              *local_date::parse("2026-05-15")));
      if (!first) first = digest;
      EXPECT_EQ(digest, *first);
    } while (std::ranges::next_permutation(order).found);
    return *first;
  }

  static constexpr auto member = [](person_id person) {
    candidate who;
    who.active_here = true;
    who.person.id = person;
    who.person.member = true;
    return who;
  };
  const zone_id z_id{named_uuid("zone")};
  const section_id section{named_uuid("section")};
};
INSTANTIATE_TEST_SUITE_P(Engines, ZonesMerged, tests::both_engines, tests::engine_name);

TEST_P(ZonesMerged, KeepTheClaimsOfTwoPhonesAndRankThemAlike) {
  const auto office = box("office"), station = box("station"), rescue = box("rescue");
  draw(*office);
  for (auto* each : {station.get(), rescue.get()})
    each->take(own(*office));
  does(*station, wang, 20, claim_zone{tenure_id(make_uuid(1)), "班班到位", {}});
  does(*rescue, li, 10, claim_zone{tenure_id(make_uuid(2)), "不留隐患", {}});
  const auto all = same_in_every_order({own(*office), own(*station), own(*rescue)});
  EXPECT_NE(all.find("班班到位"), all.npos);
  EXPECT_NE(all.find("不留隐患"), all.npos);
  office->take(own(*station));
  office->take(own(*rescue));
  const auto ranked = rank_claims(zone_in(*office), member, *local_date::parse("2026-05-15"));
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(ranked[0].claim.person, li) << "claimed ten minutes before, though it arrived last";
  EXPECT_EQ(ranked[1].behind, ground_code::claimed_first);
}

TEST_P(ZonesMerged, LetTheFirstOfTwoDecisionsHoldAndContestTheOther) {
  const auto office = box("office"), station = box("station");
  draw(*office);
  const tenure_id mine(make_uuid(1)), other(make_uuid(2));
  does(*office, wang, 1, claim_zone{mine, "班班到位", {}});
  does(*office, li, 2, claim_zone{other, "不留隐患", {}});
  station->take(own(*office));
  does(*station, chief, 10, decide_claims{{other}, {mine}, "李师傅当班多"});
  does(*office, secretary, 20, decide_claims{{mine}, {other}, "王师傅熟悉"});
  same_in_every_order({own(*office), own(*station)});
  office->take(own(*station));
  const auto z = zone_in(*office);
  ASSERT_EQ(z.tenures.size(), 1U);
  EXPECT_EQ(z.tenures[0].person, li) << "the chief decided first";
  ASSERT_EQ(z.disputes.size(), 1U);
  EXPECT_EQ(z.disputes[0].by, secretary);
  EXPECT_EQ(z.disputes[0].reason, "claim_not_open");
}

}  // namespace
}  // namespace headway::zones
