// The policy of people: what may follow what. Pure: no clock, no store. Whether a crew, post or
// person that a command names exists is asked by administration.cpp, which knows the store.
#pragma once

#include "journal/model.hpp"
#include "people/commands.hpp"

namespace headway::people {

using journal::fact_header;
using journal::objection;

namespace limits {
using namespace headway::limits;
inline constexpr std::size_t rotation_days = 62;
inline constexpr std::size_t rotations = 200;
inline constexpr std::size_t shift_systems = 50;
inline constexpr std::size_t exceptions = 2'000;  // of one person
inline constexpr std::size_t posts_of_person = 8;
inline constexpr std::size_t certificates_of_post = 8;
}  // namespace limits

// ---- fold: objections are already_there, not_there, has_left, closed, invalid ------------------

objection fold(section&, const fact_header&, const section_founded&);
objection fold(section&, const fact_header&, const section_renamed&);
objection fold(section&, const fact_header&, const shift_system_set&);

objection fold(crew&, const fact_header&, const crew_formed&);
objection fold(crew&, const fact_header&, const crew_changed&);
objection fold(crew&, const fact_header&, const rotation_set&);
objection fold(crew&, const fact_header&, const crew_dissolved&);

objection fold(post&, const fact_header&, const post_declared&);
objection fold(post&, const fact_header&, const post_changed&);
objection fold(post&, const fact_header&, const post_withdrawn&);

objection fold(person&, const fact_header&, const person_joined&);
objection fold(person&, const fact_header&, const person_moved&);
objection fold(person&, const fact_header&, const posts_set&);
objection fold(person&, const fact_header&, const member_set&);
objection fold(person&, const fact_header&, const person_left&);
objection fold(person&, const fact_header&, const certificate_granted&);
objection fold(person&, const fact_header&, const certificate_withdrawn&);
objection fold(person&, const fact_header&, const exception_set&);
objection fold(person&, const fact_header&, const exception_lifted&);

objection fold(account&, const fact_header&, const account_opened&);
objection fold(account&, const fact_header&, const roles_set&);
objection fold(account&, const fact_header&, const account_locked&);
objection fold(account&, const fact_header&, const account_unlocked&);
objection fold(account&, const fact_header&, const account_closed&);

// ---- decide: no facts when everything is already as asked --------------------------------------

template <class Fact>
using decision = result<std::vector<Fact>>;

decision<section_fact> decide(const section&, const found_section&);
decision<section_fact> decide(const section&, const rename_section&);
// Shifts that have begun keep their system: `first_open` is the first date that may be changed.
decision<section_fact> decide(const section&, const set_shift_system&, local_date first_open);

decision<crew_fact> decide(const crew&, const form_crew&);
decision<crew_fact> decide(const crew&, const change_crew&);
decision<crew_fact> decide(const crew&, const dissolve_crew&);
// `shifts`: how many shifts a date of the section has.
decision<crew_fact> decide(const crew&, const set_rotation&, int shifts);

decision<post_fact> decide(const post&, const declare_post&);
decision<post_fact> decide(const post&, const change_post&);
decision<post_fact> decide(const post&, const withdraw_post&);

decision<person_fact> decide(const person&, const join_person&);
// `section`: where the person shall be.
decision<person_fact> decide(const person&, const change_person&, section_id section);
decision<person_fact> decide(const person&, const leave_person&);
decision<person_fact> decide(const person&, const grant_certificate&);
decision<person_fact> decide(const person&, const withdraw_certificate&);
decision<person_fact> decide(const person&, const set_exception&, int shifts);
decision<person_fact> decide(const person&, const lift_exception&);

decision<account_fact> decide(const account&, const open_account&);
decision<account_fact> decide(const account&, const set_roles&);
decision<account_fact> decide(const account&, const lock_account&);
decision<account_fact> decide(const account&, const unlock_account&);
decision<account_fact> decide(const account&, const close_account&);

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind already_there{"people.already_there", 409, "该编号已经登记过",
                                            "This id is already registered"};
inline constexpr problem_kind dissolved{"people.crew_dissolved", 409, "该班组已撤销",
                                        "This crew has been dissolved"};
inline constexpr problem_kind withdrawn{"people.post_withdrawn", 409, "该岗位已撤销",
                                        "This post has been withdrawn"};
inline constexpr problem_kind has_left{"people.person_has_left", 409, "此人已离开，不能再改",
                                       "This person has left and cannot be changed"};
inline constexpr problem_kind account_closed{"account.closed", 409, "该账号已注销",
                                             "This account is closed"};
inline constexpr problem_kind no_roles{"account.no_roles", 422, "至少要给一个角色",
                                       "An account needs at least one role"};
inline constexpr problem_kind shift_date_passed{
    "people.shift_date_passed", 409, "班制只能从 {date} 起更改，已开始的班不能再动",
    "The shift system can be changed from {date} on; shifts that have begun stay as they are"};
inline constexpr problem_kind rotation_length{"people.rotation_length", 422,
                                              "轮班周期须为 1 到 {most} 天",
                                              "A rotation has 1 to {most} days"};
inline constexpr problem_kind no_such_shift{
    "people.no_such_shift", 422, "没有第 {number} 班，本区队一天 {shifts} 个班",
    "There is no shift {number}; this section has {shifts} shifts a day"};
inline constexpr problem_kind shift_missing{"people.shift_missing", 422, "调班须写明调到第几班",
                                            "A swap names the shift to work instead"};
inline constexpr problem_kind shift_superfluous{"people.shift_superfluous", 422, "只有调班才写班次",
                                                "Only a swap names a shift"};
inline constexpr problem_kind no_certificate{"people.no_certificate", 409, "此人没有这种证件",
                                             "This person holds no such certificate"};
inline constexpr problem_kind no_exception{"people.no_exception", 409, "当天没有登记请假或调班",
                                           "Nothing is registered for this date"};
inline constexpr problem_kind listed_twice{"people.listed_twice", 422, "同一项填了两次",
                                           "The same item is listed twice"};
}  // namespace problems

}  // namespace headway::people
