// Imports and exports of people and of the roster. An exported file is imported again unchanged.
#pragma once

#include <memory>

#include "imports/export_table.hpp"
#include "imports/staging.hpp"
#include "people/facts.hpp"

namespace headway::people {

// One row a person, found by the worker's number. An empty cell leaves things as they are, `无`
// takes them away; certificates not listed stay. Nobody is removed but by `在册` = 否.
std::shared_ptr<const imports::import_kind> people_import();

// One row a date and crew with its shift, or a date and person with what differs. The dates of a
// crew follow each other without gap, at most 62 of them, and then repeat.
std::shared_ptr<const imports::import_kind> roster_import(time_zone zone);

// Everybody with an identity in `section`, or of the mine when it is absent, who is active.
imports::export_table export_people(sql::connection& store, site_id site,
                                    std::optional<section_id> section);
imports::export_table export_roster(sql::connection& store, site_id site, section_id section,
                                    local_date from, local_date to);

}  // namespace headway::people
