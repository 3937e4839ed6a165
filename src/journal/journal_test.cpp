// What the journal promises, on both engines: nothing lost, nothing altered unnoticed, and the same
// state wherever the same facts are.
#include "journal/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "journal/box.hpp"
#include "journal/findings.hpp"
#include "support/both_engines.hpp"

namespace headway::journal {
namespace {

using lamps::at;
using lamps::box;
using lamps::hung;
using lamps::lamp_model;
using lamps::lit;
using lamps::models;
using lamps::put_out;
using lamps::section;
using lamps::site;
using lamps::the_lamp;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::Field;
using ::testing::HasSubstr;

auto Found(const problem_kind& what) { return Field(&finding::what, Field(&problem::kind, &what)); }

class Journal : public ::testing::TestWithParam<sql::engine> {
 protected:
  box here{GetParam(), "here"};
};

TEST_P(Journal, KeepsStateAndRecordsBesideTheFacts) {
  here.note(1, {hung{"gateway 7"}, lit{}});
  const auto stored = here.subject();
  EXPECT_EQ(stored.document, R"({"where":"gateway 7","burning":true,"times_lit":1})");
  EXPECT_EQ(stored.header.version, 2);
  EXPECT_EQ(here.rows(), std::vector<record>({{section, true, "gateway 7"}}));
}

TEST_P(Journal, IsCleanAfterOrdinaryWork) {
  here.note(1, {hung{"gateway 7"}});
  here.note(2, {lit{}});
  here.note(2, {hung{"gateway 8"}}, named_uuid("another"));
  const auto seen = here.verified();
  EXPECT_TRUE(seen.clean()) << seen.findings.front().where;
  EXPECT_EQ(seen.facts, 3);
  EXPECT_EQ(seen.subjects, 2);
}

TEST_P(Journal, NamesTheFactThatWasAltered) {
  here.note(1, {hung{"gateway 7"}});
  here.note(2, {lit{}});
  here.on().script("UPDATE facts SET body = '{\"where\":\"gateway 8\"}' WHERE seq = 1");
  const auto seen = here.verified();
  EXPECT_THAT(seen.findings,
              Contains(AllOf(Found(problems::altered), Field(&finding::where, EndsWith("/1")))));
  EXPECT_FALSE(seen.clean());
}

TEST_P(Journal, NamesTheFactAfterAGap) {
  for (int minute = 1; minute <= 3; ++minute)
    here.note(minute, {hung{"gateway 7"}}, named_uuid(std::to_string(minute)));
  here.on().script("DELETE FROM facts WHERE seq = 2");
  EXPECT_THAT(here.verified().findings, Contains(AllOf(Found(problems::facts_missing),
                                                       Field(&finding::where, EndsWith("/3")))));
}

TEST_P(Journal, SeesARecordThatWasAltered) {
  here.note(1, {hung{"gateway 7"}});
  here.on().script("UPDATE lamps SET place = 'elsewhere'");
  EXPECT_THAT(here.verified().findings, Contains(Found(problems::records_differ)));
}

TEST_P(Journal, SeesARecordThatNoFactGives) {
  here.note(1, {hung{"gateway 7"}});
  here.on().script(
      "INSERT INTO lamps (site_id, subject, section, burning, place) "
      "SELECT site_id, section, section, 0, 'ghost' FROM lamps");
  EXPECT_THAT(here.verified().findings, Contains(Found(problems::rows_without_fact)));
}

TEST_P(Journal, SeesAStateThatWasAltered) {
  here.note(1, {hung{"gateway 7"}});
  here.on().script("UPDATE subjects SET version = 5");
  EXPECT_THAT(here.verified().findings, Contains(Found(problems::state_differs)));
}

TEST_P(Journal, RebuildsRecordsThatWereLost) {
  here.note(1, {hung{"gateway 7"}});
  here.on().script("DELETE FROM lamps");
  EXPECT_FALSE(here.verified().clean());
  sql::transaction transaction(here.on(), sql::access::write);
  rebuild(here.on(), site, models());
  transaction.commit();
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Journal, NeverLetsItsClockGoBack) {
  here.note(10, {hung{"gateway 7"}});
  here.note(3, {lit{}});  // the wall clock was set back
  const auto facts = here.own_facts();
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_LT(facts[0].clock, facts[1].clock);
  EXPECT_LT(facts[1].recorded_at, facts[0].recorded_at);
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Journal, LeavesNoTraceOfAUnitThatWasRolledBack) {
  here.note(1, {hung{"gateway 7"}});
  here.own().begin();
  here.on().begin(sql::access::write);
  {
    unit_of_work work(here.on(), here.own(), models(), {}, at(2));
    work.record<lamp_model>(the_lamp, section, lit{});
    work.finish();
  }
  here.on().rollback();
  here.own().roll_back();
  here.note(3, {lit{}});
  EXPECT_TRUE(here.verified().clean());
  EXPECT_EQ(here.own_facts().size(), 2u);
}

TEST_P(Journal, RefusesAnIdThatStandsForAnotherKind) {
  here.on().script(
      "INSERT INTO subjects (site_id, subject, kind, section, version, last_clock, last_node, "
      "last_seq, contested, document) SELECT 1, node, 'other', node, 1, 0, node, 1, 0, '{}' "
      "FROM nodes");
  const sql::transaction transaction(here.on(), sql::access::write);
  unit_of_work work(here.on(), here.own(), models(), {}, at(2));
  const auto found = work.load<lamp_model>(here.own().node());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code(), "journal.other_kind");
}

TEST_P(Journal, TellsWhatItKnewThen) {
  here.note(1, {hung{"gateway 7"}});
  here.note(5, {lit{}});
  const sql::transaction reading(here.on(), sql::access::read);
  const auto then = as_known_at(here.on(), site, models(), the_lamp, at(3));
  ASSERT_TRUE(then);
  EXPECT_THAT(then->document, HasSubstr("\"burning\":false"));
  EXPECT_FALSE(as_known_at(here.on(), site, models(), the_lamp, at(0)));
}

// ---- two boxes that were apart ----------------------------------------------------------------

class Merge : public Journal {
 protected:
  box there{GetParam(), "there"};
};

TEST_P(Merge, GivesBothTheSameStateAndKeepsTheStepThatDidNotFit) {
  here.note(1, {hung{"gateway 7"}, lit{}});
  ASSERT_TRUE(there.take(here.own_facts()));
  here.note(10, {put_out{}});
  there.note(11, {put_out{}});  // the same step, apart
  ASSERT_TRUE(there.take(here.own_facts()));
  ASSERT_TRUE(here.take(there.own_facts()));
  EXPECT_EQ(here.subject().document, there.subject().document);
  EXPECT_EQ(here.rows(), there.rows());
  EXPECT_EQ(here.subject().header.version, 4);
  EXPECT_THAT(here.contests(), ElementsAre(contest{there.own().node(), 1, "wrong_state"}));
  EXPECT_EQ(here.contests(), there.contests());
  EXPECT_TRUE(here.verified().clean());
  EXPECT_TRUE(there.verified().clean());
}

TEST_P(Merge, CountsACommandHandedToTwoBoxesOnce) {
  here.note(1, {hung{"gateway 7"}});
  ASSERT_TRUE(there.take(here.own_facts()));
  const author phone{{}, {}, at(2), command_id(named_uuid("sent twice"))};
  here.note_as(phone, 2, the_lamp, {lit{}});
  there.note_as(phone, 3, the_lamp, {lit{}});
  ASSERT_TRUE(here.take(there.own_facts()));
  EXPECT_THAT(here.contests(), ElementsAre());
  EXPECT_THAT(here.subject().document, HasSubstr("\"times_lit\":1"));
  EXPECT_TRUE(here.verified().clean());
}

TEST_P(Merge, TakesTheEndOfALifeBeforeItsBeginning) {
  box third{GetParam(), "third"};
  here.note(1, {hung{"gateway 7"}});
  ASSERT_TRUE(there.take(here.own_facts()));
  there.note(2, {lit{}});
  ASSERT_TRUE(third.take(there.own_facts()));  // what "here" recorded is still on its way
  third.note(3, {hung{"gateway 9"}}, named_uuid("another"));
  ASSERT_TRUE(third.take(here.own_facts()));
  EXPECT_EQ(third.subject().document, there.subject().document);
  EXPECT_TRUE(third.verified().clean());
}

TEST_P(Merge, TakesTheSameFactsTwiceWithoutHarm) {
  here.note(1, {hung{"gateway 7"}});
  ASSERT_TRUE(there.take(here.own_facts()));
  const auto again = there.take(here.own_facts());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 0);
  EXPECT_EQ(again->already_known, 1);
}

TEST_P(Merge, RecordsAfterWhatItHasSeenEvenWithASlowClock) {
  here.note(500, {hung{"gateway 7"}});
  ASSERT_TRUE(there.take(here.own_facts()));
  there.note(1, {lit{}});  // hours behind
  ASSERT_TRUE(here.take(there.own_facts()));
  EXPECT_THAT(here.contests(), ElementsAre());
  EXPECT_THAT(here.subject().document, HasSubstr("\"burning\":true"));
}

TEST_P(Merge, RefusesAGap) {
  here.note(1, {hung{"gateway 7"}});
  here.note(2, {lit{}});
  const auto facts = here.own_facts();
  const auto done = there.take(std::span(facts).subspan(1));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code(), "journal.gap");
}

TEST_P(Merge, RefusesAFactThatWasAlteredOnTheWay) {
  here.note(1, {hung{"gateway 7"}});
  auto facts = here.own_facts();
  facts[0].by.actor = person_id(named_uuid("somebody else"));
  const auto done = there.take(facts);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code(), "journal.broken_chain");
}

TEST_P(Merge, RefusesAFactItDoesNotKnow) {
  here.note(1, {hung{"gateway 7"}});
  auto facts = here.own_facts();
  facts[0].kind = "lamp.exploded";
  facts[0].own = hash_of(facts[0]);
  const auto done = there.take(facts);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code(), "journal.unknown_fact");
}

TEST_P(Merge, RefusesAClockBeyondAllTime) {
  here.note(1, {hung{"gateway 7"}});
  auto facts = here.own_facts();
  facts[0].clock = clock_reading(std::numeric_limits<std::int64_t>::max());
  facts[0].own = hash_of(facts[0]);
  const auto done = there.take(facts);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code(), "journal.clock_too_far");
}

INSTANTIATE_TEST_SUITE_P(Engines, Journal, tests::both_engines, tests::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Merge, tests::both_engines, tests::engine_name);

}  // namespace
}  // namespace headway::journal
