// POST /imports, /imports/{id}/accept, DELETE /imports/{id}: the same for every kind of import.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.hpp"
#include "imports/staging.hpp"

namespace headway::imports {

// The TOML text of a named mapping (`?mapping=`), nullopt when there is none. The name holds only
// letters, digits, '-' and '_'. Called from the pool.
using find_mapping = std::function<std::optional<std::string>(std::string_view name)>;

// The names under which `find_mapping` finds one, in order. Called from the pool.
using list_mappings = std::function<std::vector<std::string>()>;

api::route_table routes(std::vector<std::shared_ptr<const import_kind>> kinds,
                        find_mapping named = {}, list_mappings listed = {});

}  // namespace headway::imports
