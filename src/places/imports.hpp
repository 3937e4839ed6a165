// Import and export of places. An exported file is imported again unchanged.
#pragma once

#include <memory>

#include "imports/export_table.hpp"
#include "imports/staging.hpp"
#include "places/facts.hpp"

namespace headway::places {

// One row a place as it shall be, found by its code; the parent is named by its code, in the file
// or not. Places that the file does not name stay as they are.
std::shared_ptr<const imports::import_kind> place_import();

// The open places of `section` itself, by code.
imports::export_table export_places(sql::connection& store, site_id site, section_id section);
// GET /exports/places.csv
api::route_table export_routes();

}  // namespace headway::places
