// Runs the commands of this slice within a unit of work: loads, decides, records. Used by the
// routes, the import and the demo; who may do it is checked by them.
#pragma once

#include "journal/journal.hpp"
#include "places/rules.hpp"

namespace headway::places {

// `section` nil: the place belongs to the whole mine. Problems: those of rules.hpp.
result<void> execute(journal::unit_of_work& work, section_id section, const open_place& asked);
result<void> execute(journal::unit_of_work& work, place_id place, const change_place& asked);
result<void> execute(journal::unit_of_work& work, place_id place, const retire_place& asked);

result<void> execute(journal::unit_of_work& work, const declare_risk& asked);
result<void> execute(journal::unit_of_work& work, risk_point_id point, const change_risk& asked);
result<void> execute(journal::unit_of_work& work, risk_point_id point, const withdraw_risk& asked);

}  // namespace headway::places
