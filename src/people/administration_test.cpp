// Commands of people against the store, on both engines.
#include "people/administration.hpp"

#include <gtest/gtest.h>

#include "people/identities.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"
#include "people/sign_ins.hpp"
#include "support/people_store.hpp"

namespace headway::people {
namespace {

constexpr site_id site = tests::people_store::site;
local_date day(std::string_view text) { return local_date::parse(text).value(); }

class Organisation : public ::testing::TestWithParam<sql::engine>, protected tests::people_store {
 protected:
  Organisation() : people_store(GetParam()) {}
  section_id first = found_section("掘进一队"), second = found_section("掘进二队");
  crew_id heading = form_crew(first, "一班"), elsewhere = form_crew(second, "二队一班");
};
INSTANTIATE_TEST_SUITE_P(Engines, Organisation, tests::both_engines, tests::engine_name);

TEST_P(Organisation, KeepsNamesOfPersonsOutOfTheJournal) {
  const auto wang = join(first, "王大山", "10086", heading);
  grant_certificate asked;
  asked.code = certificate_code::gas_inspection;
  asked.expires = day("2028-01-01");
  asked.number = "T110101199003077777";
  ASSERT_EQ(execute(wang, asked), "");
  open_account(wang, "wangdashan", {api::role::worker});
  journal::each_fact_by_subject(*on, site, [](const journal::fact& f, instant) {
    for (const auto* secret : {"王大山", "10086", "T110101199003077777", "wangdashan"})
      EXPECT_EQ(f.body.find(secret), f.body.npos) << f.body;
    return true;
  });
  EXPECT_EQ(find_identity(*on, site, wang)->name.value, "王大山");
  EXPECT_TRUE(is_sound());
}

TEST_P(Organisation, ErasesAPersonAndTheChainStillHolds) {
  const auto wang = join(first, "王大山", "10086", heading);
  const auto account = open_account(wang, "wang", {api::role::crew_leader});
  ASSERT_EQ(persons_with_role(*on, site, first, api::role::crew_leader), std::vector{wang});
  ASSERT_EQ(execute(wang, erase_person{}), "");
  EXPECT_FALSE(find_identity(*on, site, wang));
  EXPECT_FALSE(find_credential(*on, site, account));
  EXPECT_FALSE(find_person(*on, site, wang)->active);
  EXPECT_TRUE(persons_with_role(*on, site, first, api::role::crew_leader).empty());
  const auto shown = read_directory(*on, site, first, "某矿", day("2026-11-22"));
  ASSERT_EQ(shown.persons.size(), 1u);
  EXPECT_EQ(shown.persons[0].name, "");
  EXPECT_TRUE(is_sound());
  // The number is free again, and erasing twice changes nothing.
  join(first, "李小河", "10086");
  EXPECT_EQ(execute(wang, erase_person{}), "");
}

TEST_P(Organisation, RefusesANumberThatSomebodyElseHas) {
  join(first, "王大山", "10086");
  join_person twin;
  twin.id = person_id(named_uuid("twin"));
  twin.name = "李小河";
  twin.number = "10086";
  EXPECT_EQ(execute(twin, first), "people.number_taken");
}

TEST_P(Organisation, RefusesACrewOrPostOfAnotherSection) {
  const auto wang = join(first, "王大山", "1");
  change_person asked;
  asked.name = "王大山";
  asked.number = "1";
  asked.crew = elsewhere;
  EXPECT_EQ(execute(wang, asked), "people.unknown_crew");
  asked.section = second;
  EXPECT_EQ(execute(wang, asked), "");
  EXPECT_TRUE(is_active_in(*on, site, wang, second));
  EXPECT_FALSE(is_active_in(*on, site, wang, first));
  declare_post post;
  post.id = post_id(named_uuid("post"));
  post.section = first;
  post.name = "瓦斯检查员";
  ASSERT_EQ(execute(post), "");
  asked.posts = {post.id};
  EXPECT_EQ(execute(wang, asked), "people.unknown_post");
  EXPECT_TRUE(is_sound());
}

TEST_P(Organisation, DissolvesACrewOnlyWhenNobodyIsLeftInIt) {
  const auto wang = join(first, "王大山", "1", heading);
  EXPECT_EQ(execute(heading, dissolve_crew{}), "people.crew_not_empty");
  ASSERT_EQ(execute(wang, leave_person{}), "");
  EXPECT_EQ(execute(heading, dissolve_crew{}), "");
  EXPECT_TRUE(is_sound());
}

TEST_P(Organisation, ChangesTheShiftSystemFromTomorrowsShiftDate) {
  set_shift_system asked;
  asked.system = four_shift_system();
  asked.from = day("2026-11-22");
  EXPECT_EQ(execute(first, asked, zone), "people.shift_date_passed");
  asked.from = day("2026-11-23");
  EXPECT_EQ(execute(first, asked, zone), "");
  const auto calendar = calendar_of(*on, site, first, zone);
  EXPECT_EQ(calendar.system_on(day("2026-11-22")), three_shift_system());
  EXPECT_EQ(calendar.system_on(day("2026-11-23")), four_shift_system());
  EXPECT_EQ(shift_systems_of(*on, site, second).size(), 1u);
  EXPECT_TRUE(is_sound());
}

TEST_P(Organisation, ReadsTheRosterOfASectionWithItsExceptions) {
  const auto wang = join(first, "王大山", "1", heading);
  const auto li = join(first, "李小河", "2", heading);
  join(second, "赵四", "3", elsewhere);
  ASSERT_EQ(execute(set_rotation{heading, {day("2026-11-01"), {1, 2, 3}}}), "");
  EXPECT_EQ(execute(set_rotation{heading, {day("2026-11-01"), {4}}}), "people.no_such_shift");
  set_exception leave;
  leave.person = wang;
  leave.date = day("2026-11-02");
  leave.kind = exception_kind::leave;
  ASSERT_EQ(execute(leave), "");
  const auto read = read_roster(*on, site, first, day("2026-11-02"), day("2026-11-02"));
  const auto days = roster(calendar_of(*on, site, first, zone), read.crews, read.persons,
                           day("2026-11-02"), day("2026-11-02"));
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days[0].shifts.at(1).crews, std::vector{heading});
  EXPECT_EQ(days[0].shifts.at(1).persons, std::vector{li});
  EXPECT_TRUE(read_roster(*on, site, first, day("2026-11-03"), day("2026-11-09"))
                  .persons.at(0)
                  .exceptions.empty());
  EXPECT_TRUE(is_sound());
}

TEST_P(Organisation, ShowsASectionItsOwnDirectoryAndWhatBelongsToTheMine) {
  join(first, "王大山", "1", heading);
  join(second, "赵四", "2", elsewhere);
  join(section_id{}, "孙矿长", "3");
  const auto own = read_directory(*on, site, first, "某矿", day("2026-11-22"));
  ASSERT_EQ(own.sections.size(), 1u);
  EXPECT_EQ(own.sections[0].shift_system, "three_shift");
  ASSERT_EQ(own.persons.size(), 2u);
  EXPECT_EQ(own.persons[0].name, "王大山");
  EXPECT_EQ(own.persons[1].name, "孙矿长");
  EXPECT_EQ(own.crews.size(), 1u);
  EXPECT_EQ(read_directory(*on, site, {}, "某矿", day("2026-11-22")).persons.size(), 3u);
}

TEST_P(Organisation, OpensNoSecondAccountUnderOneName) {
  const auto wang = join(first, "王大山", "1");
  open_account(wang, "wang", {api::role::worker});
  people::open_account second_account;
  second_account.id = account_id(named_uuid("second account"));
  second_account.person = wang;
  second_account.account = "wang";
  second_account.roles = {api::role::worker};
  EXPECT_EQ(execute(second_account, std::string("hash")), "account.name_taken");
  EXPECT_EQ(list_accounts(*on, site).size(), 1u);
}

}  // namespace
}  // namespace headway::people
