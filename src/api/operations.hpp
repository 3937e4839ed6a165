// The routes that belong to the API itself: the stream of changes, its description, its health.
#pragma once

#include "api/route.hpp"

namespace headway::api {

struct operations_need {
  std::function<std::string()> metrics;
  std::function<const std::string&()> document;  // openapi.json
  std::function<bool()> is_ready;
  std::function<const route_table&()> routes;
};
route_table operations(operations_need needed);

// The page at /api: the routes in both languages, as plain HTML.
std::string api_page(const route_table& routes, language in);

}  // namespace headway::api
