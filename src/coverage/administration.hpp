// The commands of coverage run against the journal: look at what they name, judge, decide, record,
// and write the roster in the same step. Used by the routes and the demonstration; whether the
// asker may do this to this section is the caller's question.
#pragma once

#include "coverage/rules.hpp"
#include "journal/journal.hpp"

namespace headway::coverage {

// All run within the unit's transaction and write nothing when they give a problem: those of
// rulebook.hpp and rules.hpp, coverage.unknown_reference.
result<void> execute(journal::unit_of_work& work, section_id section, const publish_rules& asked);
result<void> execute(journal::unit_of_work& work, section_id section, const declare_period& asked);
result<void> execute(journal::unit_of_work& work, special_period_id on, const end_period& asked);
result<void> execute(journal::unit_of_work& work, section_id section, const record_readings& asked);

// Problems also: coverage.unknown_demand, those of people::execute(set_exception).
result<void> execute(journal::unit_of_work& work, section_id section, const publish_month& asked,
                     time_zone zone);
result<void> execute(journal::unit_of_work& work, const uuid& month_plan, const change_month& asked,
                     time_zone zone);

}  // namespace headway::coverage
