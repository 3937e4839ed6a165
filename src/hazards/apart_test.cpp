// What people did to one hazard while their boxes were apart, and how a person settles it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hazards/rules_test.hpp"

namespace headway::hazards {
namespace {

using ::testing::SizeIs;
using Apart = Hazard;

TEST_F(Apart, KeepsTheStepThatDidNotFitForAPersonToSettle) {
  rectified();
  const node_id other{named_uuid("other box")};
  ASSERT_TRUE(does(inspector, accept_hazard{}));
  const auto why = fold(h, header(leader, other), sent_back{"没有整改到位", {}, h.alarms});
  ASSERT_TRUE(why);
  EXPECT_EQ(*why, "wrong_state");
  ASSERT_THAT(h.disputes, SizeIs(1));
  EXPECT_EQ(h.state, hazard_state::accepted);
  const auto& dispute = h.disputes[0];
  EXPECT_EQ(refused(leader, settle_dispute{other, dispute.seq + 1, settlement::kept, "看过"}),
            "hazard.no_dispute");
  ASSERT_TRUE(does(leader, settle_dispute{other, dispute.seq, settlement::reopened, "确实没到位"}));
  EXPECT_EQ(h.state, hazard_state::assigned);
  EXPECT_TRUE(next_alarm(h));
  EXPECT_EQ(refused(leader, settle_dispute{other, dispute.seq, settlement::kept, "再裁"}),
            "hazard.no_dispute");
}

TEST_F(Apart, CanBeReadAgainWhenAStepArrivesBeforeTheReport) {
  EXPECT_TRUE(fold(h, header(leader), verified{}));
  const auto again = decode_own<hazard>(encode(h));
  ASSERT_TRUE(again);
  EXPECT_EQ(encode(*again), encode(h));
}

TEST_F(Apart, ContestsAnAcceptanceByTheRectifier) {
  rectified();
  const auto why = fold(h, header(fixer), hazards::accepted{std::nullopt, {}, h.alarms});
  ASSERT_TRUE(why);
  EXPECT_EQ(*why, "rectifier_accepts");
  EXPECT_EQ(h.state, hazard_state::rectified);
}

TEST_F(Apart, LetsTheContestedStepHoldWhenAPersonSaysSo) {
  reported();
  const node_id other{named_uuid("other box")};
  ASSERT_TRUE(does(inspector, reject_hazard{"现场未见"}));
  const auto acted = now;
  ASSERT_TRUE(fold(h, header(fixer, other), hazards::rectified{"当场紧固", {}, true, h.alarms}));
  ASSERT_EQ(h.state, hazard_state::rejected);
  ASSERT_TRUE(
      does(leader, settle_dispute{other, h.disputes[0].seq, settlement::taken, "照片为证"}));
  EXPECT_EQ(h.state, hazard_state::rectified);
  ASSERT_TRUE(h.rectification);
  EXPECT_EQ(h.rectification->by, fixer);
  EXPECT_EQ(h.rectification->observed_at, acted) << "it counts as done when it was done";
  EXPECT_EQ(h.rectification->measures.value, "当场紧固");
  EXPECT_FALSE(h.rejected_reason);
  EXPECT_TRUE(next_alarm(h)) << "an open hazard is never silent";
  EXPECT_EQ(h.disputes[0].outcome, settlement::taken);
  EXPECT_TRUE(does(inspector, accept_hazard{}));
}

TEST_F(Apart, LetsARejectionHoldAgainstARectification) {
  reported();
  const node_id other{named_uuid("other box")};
  ASSERT_TRUE(does(fixer, rectify_hazard{"当场紧固", {}}));
  ASSERT_TRUE(fold(h, header(inspector, other), hazards::rejected{"现场未见"}));
  ASSERT_EQ(h.state, hazard_state::rectified);
  ASSERT_TRUE(does(leader, settle_dispute{other, h.disputes[0].seq, settlement::taken, "去看过"}));
  EXPECT_EQ(h.state, hazard_state::rejected);
  EXPECT_EQ(h.rejected_reason->value, "现场未见");
  EXPECT_FALSE(h.rectification);
  EXPECT_FALSE(next_alarm(h));
}

TEST_F(Apart, RefusesToLetHoldWhatCanNoLongerStand) {
  rectified();
  const node_id other{named_uuid("other box")};
  ASSERT_TRUE(does(inspector, send_back{"间距仍不够", {}}));
  ASSERT_TRUE(fold(h, header(leader, other), hazards::accepted{std::nullopt, {}, h.alarms}));
  EXPECT_EQ(refused(leader, settle_dispute{other, h.disputes[0].seq, settlement::taken, "合格"}),
            "hazard.cannot_take");
}

}  // namespace
}  // namespace headway::hazards
