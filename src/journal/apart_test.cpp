// Commands decided apart, on both engines: kept, contested where they no longer fit, and the same
// everywhere whatever the order of arrival.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journal/box.hpp"
#include "support/both_engines.hpp"

namespace headway::journal {
namespace {

using lamps::at;
using lamps::box;
using lamps::hung;
using lamps::lamp;
using lamps::lamp_model;
using lamps::lit;
using lamps::put_out;
using lamps::the_lamp;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using decided = std::optional<lamp_model::fact>;

decided light(const lamp& seen) { return seen.burning ? std::nullopt : decided(lit{}); }
decided extinguish(const lamp& seen) { return seen.burning ? decided(put_out{}) : std::nullopt; }

// Somebody who had seen `version` of the lamp; nullopt: who had seen the newest.
author having_seen(std::optional<std::int64_t> version, int minute) {
  author by{{}, {}, at(minute), command_id(make_uuid(to_unix_ms(at(minute))))};
  by.decided_on = version;
  return by;
}

class Apart : public ::testing::TestWithParam<sql::engine> {
 protected:
  box here{GetParam(), "here"};
};
INSTANTIATE_TEST_SUITE_P(Engines, Apart, tests::both_engines, tests::engine_name);

TEST_P(Apart, KeepsAStepThatSomebodyElseTookFirstAndSaysWhy) {
  here.note(1, {hung{"gateway 7"}, lit{}});
  here.note(2, {put_out{}});
  EXPECT_FALSE(here.note_apart(having_seen(std::nullopt, 3), 3, extinguish));
  EXPECT_TRUE(here.note_apart(having_seen(2, 4), 4, extinguish));
  EXPECT_THAT(here.contests(), ElementsAre(contest{here.own().node(), 4, "wrong_state"}));
  EXPECT_EQ(here.subject().header.version, 4);
  EXPECT_EQ(here.subject().contested, 1);
  EXPECT_EQ(here.own_facts().back().by.decided_on, 2);
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Apart, AppliesWhatStillFitsAndSaysWhatItWasDecidedOn) {
  here.note(1, {hung{"gateway 7"}, lit{}});
  here.note(2, {put_out{}});
  EXPECT_TRUE(here.note_apart(having_seen(1, 3), 3, light));
  EXPECT_THAT(here.contests(), ElementsAre());
  EXPECT_THAT(here.subject().document, HasSubstr(R"("times_lit":2)"));
  EXPECT_EQ(here.own_facts().back().by.decided_on, 1);
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Apart, IsNothingSpecialForWhoHadSeenTheNewest) {
  here.note(1, {hung{"gateway 7"}});
  EXPECT_TRUE(here.note_apart(having_seen(1, 2), 2, light));
  EXPECT_TRUE(here.note_apart(having_seen(9, 3), 3, extinguish));  // seen on another box
  EXPECT_EQ(here.own_facts().back().by.decided_on, std::nullopt);
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Apart, TakesVersionZeroForNothingYet) {
  here.note(1, {hung{"gateway 7"}});
  EXPECT_TRUE(here.note_apart(having_seen(0, 2), 2, [](const lamp& seen) {
    return seen.where.empty() ? decided(hung{"gateway 8"}) : std::nullopt;
  }));
  EXPECT_THAT(here.contests(), ElementsAre(contest{here.own().node(), 2, "already_hung"}));
  EXPECT_THAT(here.subject().document, HasSubstr("gateway 7"));
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Apart, HasABoundOnWhatMayBecomeContested) {
  here.note(1, {hung{"gateway 7"}, lit{}, put_out{}});
  int kept = 0;
  for (int i = 0; i < 210; ++i)
    kept += here.note_apart(having_seen(2, 2 + i), 2 + i, extinguish);
  EXPECT_EQ(kept, static_cast<int>(limits::contests_per_subject));
  EXPECT_TRUE(here.verified().clean());
}

// Two boxes, each with two people apart on it; then every box takes the others' facts in an order
// of its own.
TEST_P(Apart, GivesTheSameStateInWhateverOrderFactsArrive) {
  box there{GetParam(), "there"}, third{GetParam(), "third"};
  here.note(1, {hung{"gateway 7"}, lit{}});
  ASSERT_TRUE(there.take(here.own_facts()));
  const auto common = here.own_facts();
  here.note(10, {put_out{}});
  EXPECT_TRUE(here.note_apart(having_seen(2, 11), 12, extinguish));
  EXPECT_TRUE(there.note_apart(having_seen(2, 11), 11, extinguish));
  EXPECT_TRUE(there.note_apart(having_seen(1, 12), 13, light));
  EXPECT_TRUE(there.note_apart(having_seen(2, 14), 14, extinguish));
  const auto from_here = here.own_facts(), from_there = there.own_facts();
  ASSERT_TRUE(third.take(from_there));
  ASSERT_TRUE(third.take(from_here));
  ASSERT_TRUE(there.take(from_here));
  ASSERT_TRUE(here.take(from_there));
  for (box* other : {&there, &third}) {
    EXPECT_EQ(here.subject().document, other->subject().document);
    EXPECT_EQ(here.contests(), other->contests());
    EXPECT_TRUE(other->verified().clean());
  }
  EXPECT_EQ(here.contests().size(), 2U);
  EXPECT_TRUE(here.verified().clean());
}

}  // namespace
}  // namespace headway::journal
