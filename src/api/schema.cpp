#include "api/schema.hpp"

#include <boost/core/demangle.hpp>

namespace headway::api {

std::string type_name(const std::type_info& type) {
  const std::string whole = boost::core::demangle(type.name());
  const auto scope = whole.rfind("::");
  return scope == whole.npos ? whole : whole.substr(scope + 2);
}

}  // namespace headway::api
