// Runs the commands of this slice within a unit of work: loads, looks at what they name, decides,
// records. Used by the routes and the demo; who may do it is checked by them.
#pragma once

#include "journal/journal.hpp"
#include "zones/rules.hpp"

namespace headway::zones {

// `wall`: the mine's zone of time. Problems: those of rules.hpp and below.
result<void> execute(journal::unit_of_work& work, section_id section, const draw_zone& asked,
                     time_zone wall);
// Command is any other one of commands.hpp.
template <class Command>
result<void> execute(journal::unit_of_work& work, zone_id zone, const Command& asked,
                     time_zone wall);

// What is known of a person who holds or would hold a zone of `section`; zones held are counted at
// `at`, without `but`.
candidate about(sql::connection& on, site_id site, section_id section, person_id person, instant at,
                zone_id but);

namespace problems {
inline constexpr problem_kind no_place{"zone.no_place", 422, "没有这个地点，或者已经停用",
                                       "There is no such place, or it is no longer in use"};
inline constexpr problem_kind no_crew{"zone.no_crew", 422, "本区队没有这个班组",
                                      "The section has no such crew"};
inline constexpr problem_kind no_post{"zone.no_post", 422, "本区队没有这个岗位",
                                      "The section has no such post"};
inline constexpr problem_kind code_taken{
    "zone.code_taken", 409, "编号“{code}”已被本区队别的责任区使用",
    "The code \"{code}\" stands for another zone of the section"};
}  // namespace problems

}  // namespace headway::zones
