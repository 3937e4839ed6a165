// Hazards in and out as tables: the import of records from elsewhere, and the ledger as a workbook.
#pragma once

#include <memory>
#include <string>

#include "api/route.hpp"
#include "imports/staging.hpp"

namespace headway::hazards {

// Records of hazards or accidents from another system become hazards that wait to be verified. A
// record is known again by its place, its text and the day it was found: importing a file twice
// adds nothing.
std::unique_ptr<imports::import_kind> hazard_import(time_zone zone);

// The ledger as a workbook or CSV: one row a hazard that the filter of the list lets through.
api::route_table export_routes(time_zone zone);

}  // namespace headway::hazards
