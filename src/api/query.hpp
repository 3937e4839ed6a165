// Typed parameters of the query.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/route.hpp"

namespace headway::api {

// The parameter `name` as an id; nullopt when it is absent or empty. Problem: field.wrong_type at
// "?name".
template <class Id>
result<std::optional<Id>> id_in_query(const call& c, std::string_view name) {
  const auto given = c.query(name);
  if (!given || given->empty()) return std::optional<Id>();
  if (const auto id = Id::parse(*given)) return std::optional<Id>(*id);
  return problem(problems::wrong_type, "?" + std::string(name),
                 {{"expected", "编号（UUID）|an id (UUID)"}});
}

}  // namespace headway::api
