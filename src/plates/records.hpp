// Where the site's key is kept: beside the facts, not derived from them. Whoever reads the database
// or a backup of it can sign plates.
#pragma once

#include <span>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "plates/key.hpp"
#include "sql/database.hpp"

namespace headway::plates {

std::span<const sql::migration> migrations();

// The key of the site, made at the first call. Several processes that begin at once agree.
signing_key own_key(sql::connection& on, site_id site, instant now);

}  // namespace headway::plates
