// What people did to one zone while their boxes were apart, and how a person settles it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zones/rules_test.hpp"

namespace headway::zones {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ZonesApart : public Zone {
 protected:
  // Two decisions on the same claims: the first holds.
  void decide_apart() {
    drawn();
    mine = claimed(wang);
    other = claimed(li);
    ASSERT_TRUE(does(secretary, decide_claims{{mine}, {other}, "王师傅熟悉迎头支护"}));
    const auto objection =
        fold(z, header(chief, elsewhere), claims_decided{{other}, {mine}, "李师傅当班多", now});
    ASSERT_TRUE(objection);
    EXPECT_EQ(*objection, "claim_not_open");
    ASSERT_EQ(z.disputes.size(), 1U);
  }
  settle_zone_dispute settle(settlement outcome) const {
    return {elsewhere, z.disputes.at(0).seq, outcome, "支部会重新研究"};
  }

  const node_id elsewhere{named_uuid("other box")};
  tenure_id mine, other;
};

TEST_F(ZonesApart, KeepTheSecondDecisionForAPersonToSettle) {
  decide_apart();
  EXPECT_TRUE(is_disputed(z));
  EXPECT_EQ(z.disputes[0].by, chief);
  EXPECT_EQ(z.disputes[0].step, "claims_decided");
  EXPECT_THAT(held(face, now), ElementsAre(wang)) << "the first one holds";
  auto unknown = settle(settlement::kept);
  ++unknown.seq;
  EXPECT_EQ(refused(chief, unknown), "zone.no_dispute");
  ASSERT_TRUE(does(chief, settle(settlement::kept)));
  EXPECT_FALSE(is_disputed(z));
  EXPECT_EQ(z.disputes[0].settlement_reason, why("支部会重新研究"));
  EXPECT_THAT(held(face, now), ElementsAre(wang));
  EXPECT_EQ(refused(chief, settle(settlement::kept)), "zone.no_dispute");
}

TEST_F(ZonesApart, LetTheSecondDecisionHoldFromTheSettlementOn) {
  decide_apart();
  const instant settled = now;
  ASSERT_TRUE(does(chief, settle(settlement::taken)));
  EXPECT_THAT(held(face, settled - milliseconds(1)), ElementsAre(wang)) << "he did answer for it";
  EXPECT_THAT(held(face, settled), ElementsAre(li));
  EXPECT_EQ(z.claims[0].state, claim_state::refused);
  EXPECT_EQ(z.claims[1].decision, why("李师傅当班多"));
}

TEST_F(ZonesApart, OrAreDecidedAnew) {
  decide_apart();
  ASSERT_TRUE(does(secretary, end_tenure{mine, {}, "重新定岗"}));
  appointed(li);
  EXPECT_EQ(refused(chief, settle(settlement::taken)), "zone.cannot_take");
  ASSERT_TRUE(does(chief, settle(settlement::kept)));
  EXPECT_THAT(held(face, now), ElementsAre(li));
}

TEST_F(ZonesApart, KeepBothClaims) {
  drawn();
  claimed(wang);
  const tenure_id late(make_uuid(77));
  EXPECT_FALSE(fold(z, header(li, elsewhere), zones::claimed{late, li, "我也认", {}}));
  EXPECT_EQ(open_claims(z), 2);
}

TEST_F(ZonesApart, ContestASecondHolderWhereOneHoldsTheZone) {
  drawn();
  appointed(wang);
  const auto objection =
      fold(z, header(chief, elsewhere), zones::appointed{tenure_id(make_uuid(9)), li, now, {}, {}});
  ASSERT_TRUE(objection);
  EXPECT_EQ(*objection, "too_many_holders");
  EXPECT_THAT(held(face, now), ElementsAre(wang));
  EXPECT_EQ(refused(chief, settle(settlement::taken)), "zone.cannot_take")
      << "only decisions on claims are taken; the rest is done anew";
}

TEST_F(ZonesApart, ContestAWithdrawalOfWhatWasGranted) {
  drawn();
  mine = claimed(wang);
  ASSERT_TRUE(does(secretary, decide_claims{{mine}, {}, "同意"}));
  const auto objection = fold(z, header(wang, elsewhere), claim_withdrawn{mine});
  ASSERT_TRUE(objection);
  EXPECT_EQ(*objection, "claim_not_open");
}

// Later steps may come from another box before the drawing does.
TEST_F(ZonesApart, CanBeReadAgainWhenAClaimArrivesBeforeTheDrawing) {
  EXPECT_TRUE(fold(z, header(wang), zones::claimed{tenure_id(make_uuid(3)), wang, "我来", {}}));
  const auto again = decode_own<zone>(encode(z));
  ASSERT_TRUE(again);
  EXPECT_EQ(encode(*again), encode(z));
  EXPECT_THAT(held(face, now), IsEmpty());
}

TEST_F(ZonesApart, BelieveAClockThatIsFarAheadNoMoreThanTheNode) {
  drawn();
  auto from = header(wang);
  from.by.observed_at = now + std::chrono::hours(5);
  ASSERT_FALSE(fold(z, from, zones::claimed{tenure_id(make_uuid(3)), wang, "我来", {}}));
  EXPECT_EQ(ranking()[0].claimed_at, now);
  auto back = header(li);
  back.by.observed_at = now - std::chrono::hours(30 * 24);
  ASSERT_FALSE(fold(z, back, zones::claimed{tenure_id(make_uuid(4)), li, "我来", {}}));
  EXPECT_EQ(ranking()[1].claimed_at, now) << "nobody knows how wrong that clock is";
}

}  // namespace
}  // namespace headway::zones
