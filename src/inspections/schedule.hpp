// What happens to rounds by the clock alone. The app runs it on the writer every few seconds; the
// units' author is the system.
#pragma once

#include "inspections/period.hpp"
#include "inspections/rules.hpp"
#include "journal/journal.hpp"

namespace headway::inspections {

// Which rounds a rhythm has in the section in a period.
std::vector<round_subject> subjects_of(sql::connection& store, site_id site, section_id section,
                                       const rhythm& by, const period& in);

// Opens the rounds of every section whose time has come, those of a time in which nothing ran
// included; gives the number opened, about `limit` at most.
int open_rounds(journal::unit_of_work& work, time_zone zone, int limit);

// Marks rounds missed whose period has ended, and raises every alarm that is due, for at most
// `limit` rounds; gives the number of rounds told of.
int tell_rounds(journal::unit_of_work& work, int limit);

}  // namespace headway::inspections
