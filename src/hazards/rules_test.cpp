// The life of a hazard, by situations.
#include "hazards/rules_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace headway::hazards {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using ReportHazard = Hazard;
using RectifyHazard = Hazard;
using AcceptHazard = Hazard;
using ExtendHazard = Hazard;
using SuspendHazard = Hazard;
using GradeHazard = Hazard;
using Ladder = Hazard;

TEST_F(Hazard, GoesFromItsReportToTheArchive) {
  reported();
  EXPECT_EQ(h.state, hazard_state::reported);
  EXPECT_TRUE(does(inspector, verify_hazard{}));
  EXPECT_TRUE(does(leader, fixes()));
  EXPECT_TRUE(does(fixer, start_rectifying{}));
  EXPECT_EQ(h.state, hazard_state::rectifying);
  EXPECT_TRUE(does(fixer, rectify_hazard{"补打锚杆", {}}));
  EXPECT_TRUE(does(inspector, accept_hazard{}));
  EXPECT_TRUE(does(inspector, close_hazard{}));
  EXPECT_TRUE(does(inspector, archive_hazard{}));
  EXPECT_EQ(h.state, hazard_state::archived);
  EXPECT_THAT(h.alarms, IsEmpty());
}

TEST_F(ReportHazard, RefusesTheSameHazardTwice) {
  reported();
  EXPECT_EQ(refused(reporter, report()), "hazard.already_reported");
}

TEST_F(ReportHazard, TakesTheSlightestLevelWhenNoneIsGiven) {
  reported();
  EXPECT_EQ(h.grade.level.value, "C");
  EXPECT_EQ(h.grade.national_level, 4);
}

TEST_F(ReportHazard, RefusesALevelTheMineDoesNotHave) {
  auto asked = report();
  asked.level = "D";
  EXPECT_EQ(refused(reporter, asked), "hazard.unknown_level");
}

TEST_F(ReportHazard, NeedsTheLegalCategoryOfAMajorHazard) {
  auto asked = report();
  asked.level = "major";
  EXPECT_EQ(refused(reporter, asked), "hazard.category_needed");
  asked.major_category = 16;
  EXPECT_EQ(refused(reporter, asked), "field.out_of_range");
  asked.major_category = 2;
  EXPECT_TRUE(does(reporter, asked));
}

TEST_F(ReportHazard, RefusesALegalCategoryOfAnOrdinaryHazard) {
  auto asked = report();
  asked.major_category = 2;
  EXPECT_EQ(refused(reporter, asked), "hazard.category_without_major");
}

TEST_F(ReportHazard, WaitsForAcceptanceWhenFixedOnTheSpot) {
  auto asked = report();
  asked.on_the_spot = on_the_spot_fix{"当场紧固", {}};
  ASSERT_TRUE(does(reporter, asked));
  EXPECT_EQ(h.state, hazard_state::rectified);
  EXPECT_TRUE(h.rectification->on_the_spot);
  EXPECT_EQ(refused(reporter, accept_hazard{}), "hazard.acceptor_is_rectifier");
}

TEST_F(ReportHazard, BoundsItsPhotos) {
  auto asked = report();
  asked.photos.assign(limits::photos_per_step + 1, attachment_ref(std::string(64, 'a')));
  EXPECT_EQ(refused(reporter, asked), "field.too_long");
}

TEST_F(ReportHazard, NeedsWordsOrAPicture) {
  auto asked = report();
  asked.description = description_text();
  EXPECT_EQ(refused(reporter, asked), "hazard.nothing_said");
  asked.photos.emplace_back(std::string(64, 'a'));
  EXPECT_TRUE(does(reporter, asked));
}

TEST_F(ReportHazard, MayBeSpoken) {
  auto asked = report();
  asked.description = description_text();
  asked.voice.emplace();
  EXPECT_EQ(refused(reporter, asked), "hazard.nothing_said") << "an empty list says nothing";
  asked.voice->assign(7, attachment_ref(std::string(64, 'b')));
  EXPECT_EQ(refused(reporter, asked), "field.too_long");
  asked.voice->resize(1);
  EXPECT_TRUE(does(reporter, asked));
  EXPECT_EQ(h.voice, asked.voice);
}

TEST_F(ReportHazard, IsCommentedOnByVoice) {
  ASSERT_TRUE(does(reporter, report()));
  comment_hazard asked;
  EXPECT_EQ(refused(reporter, asked), "hazard.nothing_said");
  asked.voice.emplace(1, attachment_ref(std::string(64, 'b')));
  ASSERT_TRUE(does(reporter, asked));
  EXPECT_EQ(h.comments.at(0).voice, asked.voice);
}

TEST_F(ReportHazard, ReadsWhatWasReportedBeforeThereWereVoiceNotes) {
  const auto happened = decide(h, report(), {reporter, now, now, shift, default_rulebook()});
  ASSERT_TRUE(happened);
  const auto written = encode(std::get<hazards::reported>(happened->front()));
  EXPECT_EQ(written.find("voice"), written.npos);
  const auto read = decode_own<hazards::reported>(written);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->voice);
}

TEST_F(ReportHazard, IsCompletedWithWordsAfterwards) {
  auto asked = report();
  asked.description = description_text();
  asked.photos.emplace_back(std::string(64, 'a'));
  ASSERT_TRUE(does(reporter, asked));
  EXPECT_EQ(refused(reporter, complete_hazard{}), "hazard.nothing_completed");
  complete_hazard words;
  words.description = "顶板离层";
  words.profession = profession::water_control;
  ASSERT_TRUE(does(reporter, words));
  EXPECT_EQ(h.description.value, "顶板离层");
  EXPECT_EQ(h.profession, profession::water_control);
  EXPECT_EQ(h.inspection_type, inspection_type::post) << "what is not given stays";
  EXPECT_EQ(h.photos.size(), 1u);
}

TEST_F(RectifyHazard, NeedsNoFiveFixesInTheShiftOfItsReport) {
  reported();
  EXPECT_TRUE(does(fixer, rectify_hazard{"当场清理", {}}));
  EXPECT_TRUE(h.rectification->on_the_spot);
}

TEST_F(RectifyHazard, NeedsTheFiveFixesFromTheNextShiftOn) {
  reported();
  shift = afternoon;
  EXPECT_EQ(refused(fixer, rectify_hazard{"清理", {}}), "hazard.wrong_state");
}

TEST_F(AcceptHazard, RefusesWhenAcceptorIsRectifier) {
  rectified();
  EXPECT_EQ(refused(fixer, accept_hazard{}), "hazard.acceptor_is_rectifier");
}

TEST_F(AcceptHazard, RefusesThePersonResponsibleEvenWhenAnotherReportedIt) {
  assigned();
  ASSERT_TRUE(does(leader, rectify_hazard{"代为上报", {}}));
  EXPECT_EQ(refused(fixer, accept_hazard{}), "hazard.acceptor_is_rectifier");
}

TEST_F(AcceptHazard, RefusesWhatIsNotRectified) {
  assigned();
  EXPECT_EQ(refused(inspector, accept_hazard{}), "hazard.wrong_state");
}

TEST_F(AcceptHazard, SendsBackAndCounts) {
  rectified();
  ASSERT_TRUE(does(inspector, send_back{"间距仍不够", now + hours(8)}));
  EXPECT_EQ(h.state, hazard_state::assigned);
  EXPECT_EQ(h.sent_back, 1);
  EXPECT_FALSE(h.rectification);
  EXPECT_EQ(refused(inspector, accept_hazard{}), "hazard.wrong_state");
}

TEST_F(Hazard, IsNotClosedBeforeItIsAccepted) {
  rectified();
  EXPECT_EQ(refused(inspector, close_hazard{}), "hazard.wrong_state");
}

TEST_F(Hazard, KnowsNoStepBeforeItsReport) {
  EXPECT_EQ(refused(leader, fixes()), "request.not_found");
  EXPECT_EQ(refused(leader, comment_hazard{"在吗", {}}), "request.not_found");
}

TEST_F(Hazard, RefusesADeadlineInThePast) {
  reported();
  auto asked = fixes();
  asked.deadline = now - minutes(1);
  EXPECT_EQ(refused(leader, asked), "hazard.deadline_past");
}

TEST_F(ExtendHazard, MovesTheDeadlineWhenAnotherGrantsIt) {
  assigned();
  const instant until = h.fixes->deadline + hours(24);
  ASSERT_TRUE(does(fixer, ask_extension{until, "锚杆未到"}));
  EXPECT_EQ(refused(fixer, grant_extension{}), "hazard.own_extension");
  EXPECT_EQ(refused(fixer, ask_extension{until, "再问一次"}), "hazard.extension_pending");
  ASSERT_TRUE(does(leader, grant_extension{}));
  EXPECT_EQ(h.fixes->deadline, until);
}

TEST_F(ExtendHazard, KeepsTheDeadlineWhenRefused) {
  assigned();
  const instant deadline = h.fixes->deadline;
  ASSERT_TRUE(does(fixer, ask_extension{deadline + hours(24), "锚杆未到"}));
  ASSERT_TRUE(does(leader, refuse_extension{"材料已到"}));
  EXPECT_EQ(h.fixes->deadline, deadline);
  EXPECT_EQ(refused(leader, grant_extension{}), "hazard.no_extension_asked");
}

TEST_F(ExtendHazard, StopsAtTheMostTheRuleSetAllows) {
  assigned();
  for (int i = 0; i < default_rulebook().extensions_most; ++i) {
    ASSERT_TRUE(does(fixer, ask_extension{h.fixes->deadline + hours(24), "等料"}));
    ASSERT_TRUE(does(leader, grant_extension{}));
  }
  EXPECT_EQ(refused(fixer, ask_extension{h.fixes->deadline + hours(24), "等料"}),
            "hazard.too_many_extensions");
}

TEST_F(SuspendHazard, HoldsTheWorkUntilItIsResumed) {
  assigned();
  ASSERT_TRUE(does(leader, suspend_hazard{"等待停电检修", now + hours(48)}));
  EXPECT_EQ(refused(fixer, rectify_hazard{"完成", {}}), "hazard.is_suspended");
  EXPECT_EQ(refused(leader, suspend_hazard{"再停", now + hours(48)}), "hazard.is_suspended");
  ASSERT_TRUE(does(leader, resume_hazard{}));
  EXPECT_TRUE(does(fixer, rectify_hazard{"完成", {}}));
}

TEST_F(GradeHazard, UpgradesOnlyToAGraverLevel) {
  reported();
  EXPECT_EQ(refused(inspector, upgrade_hazard{"C", {}, "一样"}), "hazard.not_graver");
  EXPECT_TRUE(does(inspector, upgrade_hazard{"B", {}, "区队无力解决"}));
  EXPECT_EQ(h.grade.national_level, 3);
}

TEST_F(Hazard, LinksARepeatOnce) {
  reported();
  const hazard_id other{named_uuid("other")};
  EXPECT_EQ(refused(leader, link_repeat{h_id}), "hazard.itself");
  EXPECT_TRUE(does(leader, link_repeat{other}));
  EXPECT_EQ(refused(leader, link_repeat{other}), "hazard.already_linked");
}

// ---- the ladder -------------------------------------------------------------------------------

TEST_F(Ladder, ClimbsFromTheResponsibleToTheMineHead) {
  assigned();
  std::vector<addressee> told;
  for (const auto& each : h.alarms)
    told.push_back(each.to);
  EXPECT_THAT(told, ::testing::ElementsAre(addressee::responsible, addressee::crew_leader,
                                           addressee::section_chief, addressee::deputy_mine_head,
                                           addressee::mine_head));
  EXPECT_EQ(h.alarms[0].at, h.fixes->deadline - hours(4));
}

TEST_F(Ladder, NeverFallsSilentWhileTheHazardIsOpen) {
  assigned();
  for (int day = 0; day < 400; ++day) {
    now += hours(24);
    const circumstances with{{}, now, now, shift, default_rulebook()};
    for (const auto& f : raise_alarms(h, with))
      ASSERT_FALSE(fold(h, header({}), f));
    ASSERT_TRUE(next_alarm(h));
    ASSERT_LE(next_alarm(h)->at, now + hours(24 * 11)) << "silent for more than a rung";
  }
  EXPECT_GT(h.alarms_raised, 380);
  EXPECT_EQ(next_alarm(h)->to, addressee::mine_head);
}

TEST_F(Ladder, HasANextAlarmInEveryOpenState) {
  const auto watched = [&] { return !is_open(h) || next_alarm(h).has_value(); };
  reported();
  EXPECT_TRUE(watched());
  ASSERT_TRUE(does(inspector, verify_hazard{}));
  EXPECT_TRUE(watched());
  ASSERT_TRUE(does(leader, fixes()));
  ASSERT_TRUE(does(leader, suspend_hazard{"停", now + hours(1)}));
  EXPECT_TRUE(watched());
  ASSERT_TRUE(does(leader, resume_hazard{}));
  ASSERT_TRUE(does(fixer, rectify_hazard{"完成", {}}));
  EXPECT_TRUE(watched());
  ASSERT_TRUE(does(inspector, accept_hazard{}));
  EXPECT_TRUE(watched());
}

TEST_F(Ladder, IsSilentOnceTheHazardIsClosed) {
  accepted();
  ASSERT_TRUE(does(inspector, close_hazard{}));
  now += hours(24 * 30);
  EXPECT_THAT(raise_alarms(h, {{}, now, now, shift, default_rulebook()}), IsEmpty());
}

TEST_F(Ladder, CountsAnAlarmThatTwoBoxesRaisedOnce) {
  assigned();
  now = h.alarms[0].at + minutes(1);
  const auto due = raise_alarms(h, {{}, now, now, shift, default_rulebook()});
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_FALSE(fold(h, header({}), due[0]));
  EXPECT_FALSE(fold(h, header({}), due[0]));
  EXPECT_EQ(h.alarms_raised, 1);
}

TEST(Rulebook, RefusesALadderThatWouldFallSilent) {
  auto rules = default_rulebook();
  EXPECT_TRUE(check(rules));
  rules.until_rectified.clear();
  EXPECT_EQ(check(rules).error().code(), "rulebook.empty_ladder");
}

TEST(Rulebook, RefusesTwoLevelsOfOneCode) {
  auto rules = default_rulebook();
  rules.levels.push_back(rules.levels.front());
  EXPECT_EQ(check(rules).error().pointer, "/levels/4");
}

// ---- what two boxes did while apart -----------------------------------------------------------

TEST(CodeOf, IsShortAndSayable) {
  const auto id = *hazard_id::parse("018f4e3a-1234-7abc-8def-00000000ffff");
  EXPECT_EQ(code_of(id), "0000-1ZZZ");
}

}  // namespace
}  // namespace headway::hazards
