#include "api/schema.hpp"

#include <boost/core/demangle.hpp>

namespace headway::api {

std::string schema_book::name_of(const std::type_info& type) {
  const std::string whole = boost::core::demangle(type.name());
  const auto end = whole.rfind("::");
  if (end == whole.npos) return whole;
  const auto name = whole.substr(end + 2);
  if (types_.try_emplace(name, whole).first->second == whole) return name;
  const auto begin = whole.rfind("::", end - 1);
  const auto from = begin == whole.npos ? 0 : begin + 2;
  return whole.substr(from, end - from) + '_' + name;
}

std::string object_schema(std::string_view members, std::string_view required) {
  std::string schema = R"({"type":"object","additionalProperties":false,"properties":)";
  schema += members;
  schema += '}';
  if (!required.empty()) ((schema += R"(,"required":[)") += required) += ']';
  return schema += '}';
}

std::string record_schema(std::string_view members, std::string_view required) {
  std::string all =
      R"({"version":{"type":"integer"},"contested":{"type":"array","items":{"type":"object",)"
      R"("properties":{"node":{"type":"string","format":"uuid"},"seq":{"type":"integer"},)"
      R"("reason":{"type":"string"}},"required":["node","seq","reason"]}})";
  if (members.size() > 1) (all += ',') += members.substr(1);
  std::string names = R"("version","contested")";
  if (!required.empty()) (names += ',') += required;
  return object_schema(all, names);
}

}  // namespace headway::api
