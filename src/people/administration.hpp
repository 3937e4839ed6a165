// The commands of people run against the journal: look at what they name, decide, record, and keep
// the identities beside. Used by the routes, by imports and by the demonstration; whether the
// asker may do this to this section is the caller's question.
#pragma once

#include "journal/journal.hpp"
#include "people/commands.hpp"
#include "people/models.hpp"

namespace headway::people {

using journal::unit_of_work;

// All run within the unit's transaction and write nothing when they give a problem.
result<void> execute(unit_of_work& work, const found_section& asked);
result<void> execute(unit_of_work& work, section_id on, const rename_section& asked);
// Changes shifts from tomorrow's shift date on.
result<void> execute(unit_of_work& work, section_id on, const set_shift_system& asked,
                     time_zone zone);

result<void> execute(unit_of_work& work, const form_crew& asked);
result<void> execute(unit_of_work& work, crew_id on, const change_crew& asked);
// Problem people.crew_not_empty while active persons belong to it.
result<void> execute(unit_of_work& work, crew_id on, const dissolve_crew& asked);
result<void> execute(unit_of_work& work, const set_rotation& asked);

result<void> execute(unit_of_work& work, const declare_post& asked);
result<void> execute(unit_of_work& work, post_id on, const change_post& asked);
result<void> execute(unit_of_work& work, post_id on, const withdraw_post& asked);

// `section`: where the person joins when the command does not say.
result<void> execute(unit_of_work& work, const join_person& asked, section_id section);
result<void> execute(unit_of_work& work, person_id on, const change_person& asked);
result<void> execute(unit_of_work& work, person_id on, const leave_person& asked);
result<void> execute(unit_of_work& work, person_id on, const grant_certificate& asked);
result<void> execute(unit_of_work& work, person_id on, const withdraw_certificate& asked);
// The person leaves, its accounts are closed, and nothing that says who it was is left.
result<void> execute(unit_of_work& work, person_id on, const erase_person& asked);
result<void> execute(unit_of_work& work, const set_exception& asked);
result<void> execute(unit_of_work& work, const lift_exception& asked);

// `password_hash` of the command's password.
result<void> execute(unit_of_work& work, const open_account& asked,
                     const std::string& password_hash);
result<void> execute(unit_of_work& work, account_id on, const set_roles& asked);
result<void> execute(unit_of_work& work, account_id on, const lock_account& asked);
result<void> execute(unit_of_work& work, account_id on, const unlock_account& asked);
result<void> execute(unit_of_work& work, account_id on, const close_account& asked);
// Ends what is signed in with the old one.
result<void> set_password_hash(unit_of_work& work, account_id on, const std::string& password_hash);

namespace problems {
inline constexpr problem_kind unknown_section{"people.unknown_section", 422, "没有这个区队",
                                              "There is no such section"};
inline constexpr problem_kind unknown_crew{"people.unknown_crew", 422, "本区队没有这个班组",
                                           "The section has no such crew"};
inline constexpr problem_kind unknown_post{"people.unknown_post", 422, "本区队没有这个岗位",
                                           "The section has no such post"};
inline constexpr problem_kind unknown_person{"people.unknown_person", 422, "没有这个人",
                                             "There is no such person"};
inline constexpr problem_kind number_taken{"people.number_taken", 409, "工号“{number}”已经有人用",
                                           "The worker's number \"{number}\" is taken"};
inline constexpr problem_kind crew_not_empty{"people.crew_not_empty", 409,
                                             "班组里还有 {count} 人，请先调走再撤销",
                                             "The crew still has {count} persons; move them first"};
inline constexpr problem_kind account_name_taken{"account.name_taken", 409,
                                                 "账号“{account}”已经有人用",
                                                 "The account name \"{account}\" is taken"};
}  // namespace problems

}  // namespace headway::people
