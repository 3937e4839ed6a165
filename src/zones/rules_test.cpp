// How people come to hold a zone, and who held what when.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zones/rules_test.hpp"

namespace headway::zones {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using DrawZone = Zone;
using Tenure = Zone;
using Claims = Zone;
using Qualification = Zone;

TEST_F(DrawZone, NeedsABoundaryAndDuties) {
  auto asked = drawing();
  asked.places.clear();
  EXPECT_EQ(refused(secretary, asked), "field.too_short");
  asked.places.assign(65, face);
  EXPECT_EQ(refused(secretary, asked), "field.too_long");
  asked.places = {face, gateway, face};
  EXPECT_EQ(refused(secretary, asked), "zone.same_place_twice");
  asked = drawing();
  asked.duties.assign(21, why("巡查"));
  EXPECT_EQ(refused(secretary, asked), "field.too_long");
}

TEST_F(DrawZone, NeedsWhatItsBasisNames) {
  auto asked = drawing();
  asked.crew.reset();
  EXPECT_EQ(refused(secretary, asked), "zone.crew_needed");
  asked.basis = zone_basis::post;
  EXPECT_EQ(refused(secretary, asked), "zone.post_needed");
  asked.basis = zone_basis::heading;
  EXPECT_TRUE(does(secretary, asked)) << "a heading needs neither";
}

TEST_F(DrawZone, HasOneToFiveHolders) {
  for (const auto& [least, most] : {std::pair(0, 1), std::pair(1, 6), std::pair(3, 2)}) {
    auto asked = drawing();
    asked.holders_least = least;
    asked.holders_most = most;
    EXPECT_EQ(refused(secretary, asked), "zone.holders_range") << least << ' ' << most;
  }
  auto asked = drawing(5);
  asked.holders_least = 5;
  EXPECT_TRUE(does(secretary, asked));
}

TEST_F(DrawZone, IsNotDrawnInTheFutureNorTwice) {
  auto asked = drawing();
  asked.from = now + std::chrono::minutes(1);
  EXPECT_EQ(refused(secretary, asked), "zone.in_the_future");
  drawn();
  EXPECT_EQ(refused(secretary, drawing()), "zone.already_drawn");
}

TEST_F(DrawZone, KeepsWhatTheBoundaryWas) {
  now = on("2026-05-01T08:00");
  drawn();
  appointed(wang);
  redraw_zone asked;
  static_cast<zone_description&>(asked) = z;
  asked.reason = "工作面推进";
  EXPECT_EQ(refused(secretary, asked), "zone.nothing_redrawn");
  asked.places = {gateway};
  asked.from = on("2026-05-10T00:00");
  now = on("2026-05-11T08:00");
  ASSERT_TRUE(does(secretary, asked));
  EXPECT_THAT(held(face, on("2026-05-09T23:59")), ElementsAre(wang));
  EXPECT_THAT(held(face, on("2026-05-10T00:00")), IsEmpty());
  EXPECT_THAT(held(gateway, on("2026-05-09T23:59")), IsEmpty());
  EXPECT_THAT(held(gateway, on("2026-05-10T00:00")), ElementsAre(wang));
  asked.places = {face};
  asked.from = on("2026-05-09T00:00");
  EXPECT_EQ(refused(secretary, asked), "zone.before_the_drawing");
}

TEST_F(DrawZone, IsNotMadeSmallerThanItsHolders) {
  drawn(2);
  appointed(wang);
  appointed(li);
  redraw_zone asked;
  static_cast<zone_description&>(asked) = z;
  asked.holders_most = 1;
  asked.reason = "压减";
  EXPECT_EQ(refused(secretary, asked), "zone.too_many_holders");
}

TEST_F(DrawZone, EndsWhatIsHeldWhenRetired) {
  now = on("2026-05-01T08:00");
  drawn(2);
  appointed(wang);
  const auto waiting = claimed(li);
  now = on("2026-06-01T08:00");
  ASSERT_TRUE(does(secretary, retire_zone{"巷道贯通"}));
  EXPECT_THAT(held(face, on("2026-06-01T07:59")), ElementsAre(wang));
  EXPECT_THAT(held(face, on("2026-06-01T08:00")), IsEmpty());
  EXPECT_EQ(z.claims[0].id, waiting);
  EXPECT_EQ(z.claims[0].state, claim_state::refused);
  EXPECT_EQ(z.claims[0].decision, why("巷道贯通"));
  EXPECT_EQ(refused(secretary, retire_zone{"再撤"}), "zone.not_in_use");
  EXPECT_EQ(refused(zhao, claim_zone{tenure_id(make_uuid(1)), "我来", {}}), "zone.not_in_use");
}

// The night shift is booked on the right day: the last millisecond is the old holder's.
TEST_F(Tenure, IsHalfOpenAroundMidnight) {
  now = on("2026-05-01T08:00");
  drawn();
  const auto first = appointed(wang);
  now = on("2026-05-14T09:00");
  const instant midnight = on("2026-05-15T00:00");
  ASSERT_TRUE(does(secretary, end_tenure{first, midnight, "调离"}));
  appointed(li, midnight);
  EXPECT_THAT(held(face, midnight - milliseconds(1)), ElementsAre(wang));
  EXPECT_THAT(held(face, midnight), ElementsAre(li)) << "one holder, and never two";
  EXPECT_THAT(held(face, on("2026-05-15T02:10")), ElementsAre(li));
  EXPECT_THAT(held(face, on("2026-05-01T07:59")), IsEmpty());
}

TEST_F(Tenure, MayBeRecordedLateButNotBeforeTheZoneWas) {
  now = on("2026-05-01T08:00");
  drawn();
  now = on("2026-05-14T09:00");
  appoint_holder late{tenure_id(make_uuid(1)), wang, on("2026-05-01T07:59"), {}, {}};
  EXPECT_EQ(refused(secretary, late), "zone.before_the_drawing");
  late.from = on("2026-05-03T00:00");
  ASSERT_TRUE(does(secretary, late));
  EXPECT_THAT(held(face, on("2026-05-03T00:00")), ElementsAre(wang));
  EXPECT_THAT(held(face, on("2026-05-02T23:59")), IsEmpty());
  late.from = now + std::chrono::days(400);
  late.tenure = tenure_id(make_uuid(2));
  EXPECT_EQ(refused(secretary, late), "zone.out_of_reach");
}

TEST_F(Tenure, IsNotForTwoWhereOneHoldsTheZone) {
  drawn();
  appointed(wang);
  const appoint_holder second{tenure_id(make_uuid(1)), li, {}, {}, {}};
  EXPECT_EQ(refused(secretary, second), "zone.too_many_holders");
  EXPECT_EQ(refused(secretary, appoint_holder{tenure_id(make_uuid(2)), wang, {}, {}, {}}),
            "zone.holds_already");
}

// Room now is no room next month.
TEST_F(Tenure, CountsThoseWhoBeginLater) {
  drawn();
  appointed(li, on("2026-06-01T00:00"));
  EXPECT_EQ(refused(secretary, appoint_holder{tenure_id(make_uuid(1)), wang, {}, {}, {}}),
            "zone.too_many_holders");
}

TEST_F(Tenure, EndsEarlierThanWasSettledButNotLater) {
  drawn();
  const auto id = appointed(wang);
  ASSERT_TRUE(does(secretary, end_tenure{id, on("2026-06-01T00:00"), "轮换"}));
  EXPECT_EQ(refused(secretary, end_tenure{id, on("2026-07-01T00:00"), "延后"}),
            "zone.ends_earlier");
  ASSERT_TRUE(does(secretary, end_tenure{id, on("2026-05-20T00:00"), "提前调走"}));
  EXPECT_THAT(held(face, on("2026-05-20T00:00")), IsEmpty());
  now = on("2026-05-21T00:00");
  EXPECT_EQ(refused(secretary, end_tenure{id, {}, "再免"}), "zone.tenure_over");
  EXPECT_EQ(refused(secretary, publish_holder{id, {}}), "zone.tenure_over");
  EXPECT_EQ(refused(secretary, end_tenure{tenure_id(make_uuid(5)), {}, "无此人"}),
            "zone.no_tenure");
}

TEST_F(Tenure, DoesNotAnswerWhileSuspended) {
  now = on("2026-05-01T08:00");
  drawn();
  const auto id = appointed(wang);
  now = on("2026-05-10T08:00");
  ASSERT_TRUE(does(secretary, suspend_tenure{id, on("2026-05-10T00:00"), "脱产培训"}));
  EXPECT_EQ(refused(secretary, suspend_tenure{id, {}, "再停"}), "zone.already_suspended");
  EXPECT_EQ(refused(secretary, restore_tenure{id, on("2026-05-09T00:00")}),
            "zone.before_the_suspension");
  now = on("2026-05-20T08:00");
  ASSERT_TRUE(does(secretary, restore_tenure{id, {}}));
  EXPECT_EQ(refused(secretary, restore_tenure{id, {}}), "zone.not_suspended");
  EXPECT_THAT(held(face, on("2026-05-09T23:59")), ElementsAre(wang));
  EXPECT_THAT(held(face, on("2026-05-10T00:00")), IsEmpty());
  EXPECT_THAT(held(face, on("2026-05-20T07:59")), IsEmpty());
  EXPECT_THAT(held(face, on("2026-05-20T08:00")), ElementsAre(wang));
}

TEST_F(Tenure, IsPublishedWithItsPromise) {
  drawn();
  const auto id = appointed(wang);
  EXPECT_FALSE(z.tenures[0].published);
  ASSERT_TRUE(does(secretary, publish_holder{id, promise_text("隐患不过班")}));
  EXPECT_TRUE(z.tenures[0].published);
  EXPECT_EQ(z.tenures[0].promise, promise_text("隐患不过班"));
  ASSERT_TRUE(does(secretary, publish_holder{id, {}}));
  EXPECT_EQ(z.tenures[0].promise, promise_text("隐患不过班")) << "it stays when none is given";
}

TEST_F(Claims, AreDecidedOpenlyAndOneBecomesTheTenure) {
  drawn();
  const auto mine = claimed(wang), other = claimed(li);
  ASSERT_TRUE(does(secretary, decide_claims{{mine}, {other}, "王师傅熟悉迎头支护"}));
  ASSERT_EQ(z.tenures.size(), 1U);
  EXPECT_EQ(z.tenures[0].id, mine) << "the claim goes on as the tenure";
  EXPECT_EQ(z.tenures[0].how, tenure_origin::claimed);
  EXPECT_EQ(z.tenures[0].promise, promise_text("本班无三违"));
  EXPECT_EQ(z.claims[1].state, claim_state::refused);
  for (const auto& each : z.claims)
    EXPECT_EQ(each.decision, why("王师傅熟悉迎头支护")) << "everybody sees why";
  EXPECT_EQ(refused(secretary, decide_claims{{other}, {}, "改主意"}), "zone.claim_not_open");
}

TEST_F(Claims, AreGrantedToNoMoreThanTheZoneHolds) {
  drawn(2);
  appointed(zhao);
  const auto mine = claimed(wang), other = claimed(li);
  EXPECT_EQ(refused(secretary, decide_claims{{mine, other}, {}, "都同意"}),
            "zone.too_many_holders");
  EXPECT_EQ(refused(secretary, decide_claims{{mine}, {mine}, "两样"}), "zone.decided_twice");
  EXPECT_EQ(refused(secretary, decide_claims{{}, {}, "空"}), "zone.nothing_decided");
  ASSERT_TRUE(does(secretary, decide_claims{{mine}, {}, "先定一个"}));
  EXPECT_EQ(open_claims(z), 1) << "the other one still waits";
}

TEST_F(Claims, MayBeMadeForAZoneThatIsFull) {
  drawn();
  appointed(wang);
  claimed(li);
  EXPECT_EQ(open_claims(z), 1);
  EXPECT_EQ(refused(wang, claim_zone{tenure_id(make_uuid(1)), "我来", {}}), "zone.holds_already");
}

TEST_F(Claims, AreOneToAPersonAndOnesOwnToWithdraw) {
  drawn();
  const auto mine = claimed(wang);
  EXPECT_EQ(refused(wang, claim_zone{tenure_id(make_uuid(1)), "再来", {}}), "zone.already_claimed");
  EXPECT_EQ(refused(li, withdraw_claim{mine}), "zone.claim_of_another");
  ASSERT_TRUE(does(wang, withdraw_claim{mine}));
  EXPECT_EQ(refused(wang, withdraw_claim{mine}), "zone.claim_not_open");
  claimed(wang);
  EXPECT_EQ(refused(wang, withdraw_claim{tenure_id(make_uuid(9))}), "zone.no_claim");
}

TEST_F(Claims, AreRankedByWhatCountsInTheSection) {
  drawn();
  people[zhao].person.crew = first_crew;
  people[li].zones_held = 1;
  claimed(li);
  claimed(wang);
  claimed(zhao);
  const auto all = ranking();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].claim.person, zhao) << "works in the crew, though he came last";
  EXPECT_FALSE(all[0].behind);
  EXPECT_EQ(all[1].claim.person, wang);
  EXPECT_EQ(all[1].behind, ground_code::works_in_crew);
  EXPECT_EQ(all[2].claim.person, li);
  EXPECT_EQ(all[2].behind, ground_code::zones_held) << "he holds a zone already";
  people[li].zones_held = 0;
  const auto equal = ranking();
  EXPECT_EQ(equal[1].claim.person, li);
  EXPECT_EQ(equal[2].behind, ground_code::claimed_first);
}

TEST_F(Claims, RankTheSameInWhateverOrderTheyLie) {
  drawn();
  claimed(wang);
  claimed(li);
  claimed(zhao);
  const auto expected = encode(ranking());
  auto& lie = z.claims;
  const auto by_id = [](const claim& a, const claim& b) { return a.id < b.id; };
  std::ranges::sort(lie, by_id);
  int orders = 0;
  do {
    EXPECT_EQ(encode(ranking()), expected);
    ++orders;
  } while (std::next_permutation(lie.begin(), lie.end(), by_id));
  EXPECT_EQ(orders, 6);
}

TEST_F(Qualification, IsMembershipWhereTheZoneSaysSo) {
  auto asked = drawing();
  asked.members_only = true;
  ASSERT_TRUE(does(secretary, asked));
  people[wang].person.member = false;
  EXPECT_EQ(refused(wang, claim_zone{tenure_id(make_uuid(1)), "我来", {}}), "zone.members_only");
  EXPECT_EQ(refused(secretary, appoint_holder{tenure_id(make_uuid(1)), wang, {}, {}, {}}),
            "zone.members_only");
}

TEST_F(Qualification, HoldsToTheLastDayOfTheCertificate) {
  auto asked = drawing();
  asked.qualification = people::certificate_code::gas_inspection;
  ASSERT_TRUE(does(secretary, asked));
  const appoint_holder appoint{tenure_id(make_uuid(1)), wang, {}, {}, {}};
  EXPECT_EQ(refused(secretary, appoint), "zone.not_qualified");
  people[wang].person.certificates = {
      {people::certificate_code::gas_inspection, *local_date::parse("2026-05-14")}};
  now = on("2026-05-15T00:00");
  EXPECT_EQ(refused(secretary, appoint), "zone.not_qualified") << "it ran out at midnight";
  now = on("2026-05-14T23:59");
  EXPECT_TRUE(does(secretary, appoint));
}

TEST_F(Qualification, IsLookedAtWhenTheBranchDecidesNotWhenOneClaims) {
  auto asked = drawing();
  asked.qualification = people::certificate_code::gas_inspection;
  ASSERT_TRUE(does(secretary, asked));
  const auto mine = claimed(wang);
  ASSERT_EQ(ranking().size(), 1U);
  EXPECT_FALSE(ranking()[0].qualified);
  EXPECT_FALSE(ranking()[0].eligible);
  EXPECT_EQ(refused(secretary, decide_claims{{mine}, {}, "同意"}), "zone.not_qualified");
  EXPECT_TRUE(does(secretary, decide_claims{{}, {mine}, "先取证"}));
}

TEST_F(Qualification, IsToWorkInTheSection) {
  drawn();
  const auto mine = claimed(wang);
  people[wang].active_here = false;
  EXPECT_EQ(refused(secretary, decide_claims{{mine}, {}, "同意"}), "zone.not_here");
  EXPECT_EQ(refused(chief, claim_zone{tenure_id(make_uuid(1)), "我来", {}}), "zone.not_here");
}

}  // namespace
}  // namespace headway::zones
