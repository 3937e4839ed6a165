// Runs the commands of this slice within a unit of work: loads, decides, records. Used by the
// routes and the demo; who may do it at all is checked by them.
#pragma once

#include "inspections/rules.hpp"
#include "journal/journal.hpp"

namespace headway::inspections {

// Who inspects.
struct inspecting {
  section_id section;  // that the inspection belongs to: of the place
  std::vector<api::role> roles;
  time_zone zone;
};
// Records the inspection and what it does to rounds: that of the period in which it began is done,
// and whatever its rhythm had left undone there before is done late. Problems: those of rules.hpp,
// inspection.no_such_zone, inspection.not_a_hazard.
result<void> execute(journal::unit_of_work& work, const inspecting& by,
                     const record_inspection& asked);
// Rounds that it had done are open again, or missed, and their ladder begins anew.
result<void> execute(journal::unit_of_work& work, inspection_id inspection,
                     const void_inspection& asked);

result<void> execute(journal::unit_of_work& work, const publish_checklist& asked);
// Problem: request.not_found.
result<void> execute(journal::unit_of_work& work, checklist_id list, const retire_checklist& asked);

result<void> execute(journal::unit_of_work& work, round_id round, const write_plan& asked);
result<void> execute(journal::unit_of_work& work, round_id round, const excuse_round& asked);

namespace problems {
inline constexpr problem_kind no_such_zone{"inspection.no_such_zone", 422, "本区队没有这个责任区",
                                           "The section has no such zone"};
inline constexpr problem_kind not_a_hazard{"inspection.not_a_hazard", 422, "这个编号不是隐患",
                                           "This id does not stand for a hazard"};
}  // namespace problems

}  // namespace headway::inspections
