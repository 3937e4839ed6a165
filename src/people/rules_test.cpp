#include "people/rules.hpp"

#include <gtest/gtest.h>

#include "people/models.hpp"

namespace headway::people {
namespace {

local_date day(std::string_view text) { return local_date::parse(text).value(); }
uuid some_id(std::string_view name) { return named_uuid(name); }

fact_header header(std::string_view subject, section_id section = section_id(some_id("section"))) {
  fact_header made{};
  made.subject = some_id(subject);
  made.section = section;
  return made;
}

// Applies what was decided; it must apply.
template <class State, class Fact>
void apply(State& to, std::string_view subject, const decision<Fact>& decided,
           section_id section = section_id(some_id("section"))) {
  ASSERT_TRUE(decided) << decided.error().code();
  for (const auto& one : *decided) {
    const auto why =
        std::visit([&](const auto& f) { return fold(to, header(subject, section), f); }, one);
    ASSERT_FALSE(why) << *why;
  }
}

template <class Fact>
std::string_view refusal(const decision<Fact>& decided) {
  return decided ? "" : decided.error().code();
}

person joined_person() {
  person made;
  join_person asked;
  asked.crew = crew_id(some_id("crew"));
  apply(made, "person", decide(made, asked));
  return made;
}

section founded_section() {
  section made;
  apply(made, "section",
        decide(made, found_section{section_id(some_id("section")), "掘进一队", {}}));
  return made;
}

crew formed_crew() {
  crew made;
  apply(made, "crew", decide(made, form_crew{}));
  return made;
}

account opened_account() {
  account made;
  open_account asked;
  asked.roles = {api::role::worker};
  apply(made, "account", decide(made, asked));
  return made;
}

TEST(FoundSection, HasThreeShiftsUnlessToldOtherwise) {
  const auto made = founded_section();
  ASSERT_EQ(made.shift_systems.size(), 1u);
  EXPECT_EQ(made.shift_systems[0].system, three_shift_system());
  EXPECT_EQ(refusal(decide(made, found_section{})), "people.already_there");
}

TEST(SetShiftSystem, LeavesShiftsThatHaveBegunAsTheyAre) {
  auto on = founded_section();
  set_shift_system asked;
  asked.from = day("2026-06-01");
  asked.system = four_shift_system();
  EXPECT_EQ(refusal(decide(on, asked, day("2026-06-02"))), "people.shift_date_passed");
  apply(on, "section", decide(on, asked, day("2026-06-01")));
  EXPECT_EQ(on.shift_systems.size(), 2u);
  EXPECT_TRUE(decide(on, asked, day("2026-06-01"))->empty());
  // Set again for the same date, it takes the place of the first.
  asked.system = three_shift_system();
  apply(on, "section", decide(on, asked, day("2026-06-01")));
  EXPECT_EQ(on.shift_systems.size(), 2u);
  asked.system.shifts.clear();
  EXPECT_EQ(decide(on, asked, day("2026-06-01")).error().pointer, "/system/shifts");
}

TEST(SetRotation, NamesTheDayWhoseShiftDoesNotExist) {
  const auto on = formed_crew();
  const crew_id id(some_id("crew"));
  EXPECT_TRUE(decide(on, set_rotation{id, {day("2026-01-01"), {1, 2, 3, 0}}}, 3));
  const auto refused = decide(on, set_rotation{id, {day("2026-01-01"), {1, 4}}}, 3);
  EXPECT_EQ(refusal(refused), "people.no_such_shift");
  EXPECT_EQ(refused.error().pointer, "/rotation/pattern/1");
  EXPECT_EQ(refusal(decide(on, set_rotation{id, {day("2026-01-01"), {}}}, 3)),
            "people.rotation_length");
  EXPECT_EQ(refusal(decide(on, set_rotation{id, {day("2026-01-01"), std::vector<int>(63, 1)}}, 3)),
            "people.rotation_length");
}

TEST(DissolveCrew, EndsTheCrewForGood) {
  auto on = formed_crew();
  apply(on, "crew", decide(on, dissolve_crew{}));
  EXPECT_FALSE(on.active);
  EXPECT_EQ(refusal(decide(on, change_crew{"二班", crew_kind::heading})), "people.crew_dissolved");
  EXPECT_EQ(fold(on, header("crew"), crew_changed{"二班", crew_kind::heading}), "not_there");
}

TEST(ChangePost, RefusesTheSameCertificateTwice) {
  post on;
  declare_post asked;
  asked.code = post_code::gas_inspector;
  asked.certificates = {certificate_code::gas_inspection, certificate_code::gas_inspection};
  EXPECT_EQ(refusal(decide(on, asked)), "people.listed_twice");
  asked.certificates.pop_back();
  apply(on, "post", decide(on, asked));
  change_post same;
  static_cast<post_description&>(same) = asked;
  EXPECT_TRUE(decide(on, same)->empty());
}

TEST(ChangePerson, RecordsOnlyWhatDiffers) {
  auto on = joined_person();
  change_person asked;
  asked.crew = on.crew;
  EXPECT_TRUE(decide(on, asked, on.section)->empty());
  asked.member = true;
  const auto decided = decide(on, asked, on.section);
  ASSERT_EQ(decided->size(), 1u);
  EXPECT_TRUE(std::holds_alternative<member_set>(decided->front()));
  const section_id other(some_id("other section"));
  asked.crew.reset();
  apply(on, "person", decide(on, asked, other), other);
  EXPECT_EQ(on.section, other);
  EXPECT_FALSE(on.crew);
}

TEST(LeavePerson, TakesCrewAndPostsAndAllowsToJoinAgain) {
  auto on = joined_person();
  apply(on, "person", decide(on, leave_person{}));
  EXPECT_FALSE(on.active);
  EXPECT_FALSE(on.crew);
  EXPECT_EQ(refusal(decide(on, leave_person{})), "people.person_has_left");
  EXPECT_EQ(fold(on, header("person"), member_set{true}), "has_left");
  apply(on, "person", decide(on, join_person{}));
  EXPECT_TRUE(on.active);
}

TEST(GrantCertificate, RenewsTheOneOfTheSameKind) {
  auto on = joined_person();
  grant_certificate asked;
  asked.code = certificate_code::blasting;
  asked.expires = day("2027-01-01");
  apply(on, "person", decide(on, asked));
  asked.expires = day("2030-01-01");
  apply(on, "person", decide(on, asked));
  ASSERT_EQ(on.certificates.size(), 1u);
  EXPECT_EQ(on.certificates[0].expires, day("2030-01-01"));
  EXPECT_EQ(refusal(decide(on, withdraw_certificate{certificate_code::hoist})),
            "people.no_certificate");
}

TEST(SetException, NamesAShiftOnlyForASwap) {
  auto on = joined_person();
  set_exception asked;
  asked.date = day("2026-03-01");
  asked.kind = exception_kind::swap_to_shift;
  EXPECT_EQ(refusal(decide(on, asked, 3)), "people.shift_missing");
  asked.shift = 4;
  EXPECT_EQ(refusal(decide(on, asked, 3)), "people.no_such_shift");
  asked.shift = 2;
  apply(on, "person", decide(on, asked, 3));
  asked.kind = exception_kind::sick;
  EXPECT_EQ(refusal(decide(on, asked, 3)), "people.shift_superfluous");
  asked.shift.reset();
  apply(on, "person", decide(on, asked, 3));
  ASSERT_EQ(on.exceptions.size(), 1u);
  EXPECT_EQ(on.exceptions[0].kind, exception_kind::sick);
  apply(on, "person", decide(on, lift_exception{{}, asked.date}));
  EXPECT_EQ(refusal(decide(on, lift_exception{{}, asked.date})), "people.no_exception");
}

TEST(SetRoles, KeepsEachRoleOnceAndNeverNone) {
  auto on = opened_account();
  EXPECT_EQ(refusal(decide(on, set_roles{})), "account.no_roles");
  EXPECT_TRUE(decide(on, set_roles{{api::role::worker, api::role::worker}})->empty());
  apply(on, "account", decide(on, set_roles{{api::role::inspector, api::role::worker}}));
  EXPECT_EQ(on.roles, (roles{api::role::worker, api::role::inspector}));
}

TEST(CloseAccount, CannotBeUndone) {
  auto on = opened_account();
  apply(on, "account", decide(on, lock_account{}));
  EXPECT_EQ(on.state, account_state::locked);
  apply(on, "account", decide(on, close_account{}));
  EXPECT_EQ(refusal(decide(on, unlock_account{})), "account.closed");
  EXPECT_EQ(fold(on, header("account"), account_unlocked{}), "closed");
}

// What a merge may bring: facts recorded elsewhere that meet a subject nobody founded.
TEST(PeopleFold, KeepsASubjectUntouchedByFactsThatComeBeforeItsBeginning) {
  section s;
  EXPECT_EQ(fold(s, header("section"), section_renamed{"二队"}), "not_there");
  crew c;
  EXPECT_EQ(fold(c, header("crew"), rotation_set{{day("2026-01-01"), {1}}}), "not_there");
  post p;
  EXPECT_EQ(fold(p, header("post"), post_withdrawn{}), "not_there");
  person q;
  EXPECT_EQ(fold(q, header("person"), posts_set{}), "has_left");
  account a;
  EXPECT_EQ(fold(a, header("account"), roles_set{}), "closed");
  EXPECT_EQ(encode(s), encode(section{}));
  EXPECT_EQ(encode(q), encode(person{}));
}

TEST(PeopleFold, RefusesAShiftSystemThatNoCalendarCanUse) {
  auto on = founded_section();
  EXPECT_EQ(fold(on, header("section"), shift_system_set{{day("2026-01-01"), {}}}), "invalid");
  EXPECT_EQ(on.shift_systems.size(), 1u);
}

}  // namespace
}  // namespace headway::people
