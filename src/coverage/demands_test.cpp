#include "coverage/demands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coverage/drawn_section_test.hpp"

namespace headway::coverage {
namespace {

using namespace drawing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "KEY from-until xCOUNT", with the section's names for its ids.
std::vector<std::string> told(const std::vector<demand>& all) {
  std::vector<std::string> lines;
  for (const auto& each : all) {
    std::string key = each.key.value;
    for (const auto* name : {"A", "B", "gas", "pump", "face"})
      for (const uuid& id : {uuid(crew(name)), uuid(post(name)), uuid(zone(name))})
        if (const auto at = key.find(id.text()); at != key.npos) key.replace(at, 36, name);
    lines.push_back(key + " " + each.from.text().substr(8) + "-" + each.until.text().substr(8) +
                    (each.count > 1 ? " x" + std::to_string(each.count) : "") +
                    (each.hard ? "" : " soft") + (each.occupies ? " post" : ""));
  }
  return lines;
}

TEST(DemandsOfASection, FollowTheRotationOfItsCrews) {
  const auto in = drawn(R"(
    crew A 1 1 2 0
    crew B 0 3 3 3
    post gas A gas_inspection
  )");
  EXPECT_THAT(told(demands_of(in, on(1), on(5))),
              ::testing::UnorderedElementsAre("crew/A/1 01-03", "crew/A/2 03-04", "crew/B/3 02-05",
                                              "post/gas/1 01-03 post", "post/gas/2 03-04 post"));
}

TEST(DemandsOfASection, AskForAPostWithoutACrewOnEveryShift) {
  const auto in = drawn("post pump -");
  EXPECT_THAT(
      told(demands_of(in, on(1), on(3))),
      ElementsAre("post/pump/1 01-03 post", "post/pump/2 01-03 post", "post/pump/3 01-03 post"));
}

TEST(DemandsOfASection, LeaveOutMaintenanceShiftsUnlessTheRulesSaySo) {
  auto in = drawn("post pump -");
  in.calendar = people::shift_calendar(time_zone(), people::four_shift_system());
  EXPECT_EQ(told(demands_of(in, on(1), on(2))).size(), 3u);
  in.rules.posts.maintenance = true;
  EXPECT_EQ(told(demands_of(in, on(1), on(2))).size(), 4u);
}

TEST(DemandsOfASection, GiveWayToExceptionsOfTheRules) {
  auto in = drawn(R"(
    crew A 1
    crew B 1
    post gas A gas_inspection
    zone face li
  )");
  in.rules.crews.except = {{crew("B"), need_kind::off, 1}};
  in.rules.posts.except = {{post("gas"), need_kind::soft, 2, {2}}};
  in.rules.areas.except = {{zone("face"), need_kind::hard, 1, {3}}};
  EXPECT_THAT(told(demands_of(in, on(1), on(2))),
              ElementsAre("crew/A/1 01-02", "post/gas/2 01-02 x2 soft post", "zone/face/3 01-02"));
}

TEST(DemandsOfASection, AskForAKeyAreaOnlyWhileSomebodyIsThere) {
  const auto in = drawn(R"(
    crew A 1 0
    zone face li
  )");
  EXPECT_THAT(
      told(demands_of(in, on(1), on(4))),
      ElementsAre("crew/A/1 01-02", "crew/A/1 03-04", "zone/face/1 01-02", "zone/face/1 03-04"));
}

TEST(DemandsOfASection, GrowInASpecialPeriodAndShrinkAfterIt) {
  auto in = drawn("crew A 0");
  period_item holiday;
  holiday.trigger = "spring";
  holiday.from = on(2);
  holiday.until = on(4);
  holiday.demands = {{extra_who::cadre, {}, {}, 1, need_kind::hard, {1, 3}}};
  in.periods = {holiday};
  EXPECT_THAT(told(demands_of(in, on(1), on(8))),
              ElementsAre("special/spring/0/1 02-04", "special/spring/0/3 02-04"));
}

TEST(DemandsOfASection, BeginAnewWhereTheSystemOfShiftsChanges) {
  auto in = drawn("crew A 1");
  in.calendar = people::shift_calendar(time_zone(), {{local_date{}, people::three_shift_system()},
                                                     {on(3), people::four_shift_system()}});
  EXPECT_THAT(told(demands_of(in, on(1), on(5))), ElementsAre("crew/A/1 01-03", "crew/A/1 03-05"));
}

TEST(Qualifications, OfAPostNeedEveryCertificateThatItDemands) {
  const auto in = drawn(R"(
    post gas - gas_inspection first_aid
    li   - - gas gas_inspection=2027-03-20 first_aid=2027-03-10
    wang - - gas gas_inspection
    zhao - - pump gas_inspection first_aid
  )");
  const std::vector<std::string> wanted{post_qualification(post("gas"))};
  const auto li = qualifications_of(in, *find_person(in, person("li")), wanted);
  ASSERT_EQ(li.size(), 1u);
  EXPECT_EQ(li[0].until, on(11)) << "valid through the tenth, the last day of the first to expire";
  const auto wang = qualifications_of(in, *find_person(in, person("wang")), wanted);
  ASSERT_EQ(wang.size(), 1u);
  EXPECT_LT(*wang[0].until, on(1)) << "known to lack one, valid on no date";
  EXPECT_THAT(qualifications_of(in, *find_person(in, person("zhao")), wanted), IsEmpty())
      << "has the certificates, but not the post";
}

TEST(Qualifications, LetNeighboursStandInForACrewWithoutAnyMember) {
  const auto in = drawn(R"(
    crew A 1
    crew B 1
    li   A member -
    wang B - -
    chief - member -
  )");
  const auto counts = [&](const char* who, const char* for_crew) {
    return !qualifications_of(in, *find_person(in, person(who)), {"crew/" + crew(for_crew).text()})
                .empty();
  };
  EXPECT_TRUE(counts("li", "A"));
  EXPECT_TRUE(counts("li", "B")) << "B has no member of its own";
  EXPECT_TRUE(counts("chief", "A")) << "a cadre who comes along";
  EXPECT_FALSE(counts("wang", "B"));
}

TEST(Qualifications, OfAKeyAreaAreItsHoldersAndWhoMayStandIn) {
  auto in = drawn(R"(
    crew A 1
    zone face li
    li   A - -
    wang A member -
    chief - member -
  )");
  const std::vector<std::string> wanted{"zone/" + zone("face").text()};
  const auto who = [&] {
    std::string names;
    for (const auto* name : {"li", "wang", "chief"})
      if (!qualifications_of(in, *find_person(in, person(name)), wanted).empty())
        names += std::string(name) + " ";
    return names;
  };
  EXPECT_EQ(who(), "li wang chief ");
  in.rules.areas.by = stand_in::cadre;
  EXPECT_EQ(who(), "li chief ");
  in.rules.areas.by = stand_in::nobody;
  EXPECT_EQ(who(), "li ");
}

}  // namespace
}  // namespace headway::coverage
