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

namespace {

using codec::append_quoted;
using codec::form;

struct listed {
  std::string members;   // "name":schema,…
  std::string required;  // "name",…
};

listed list_members(schema_book& book, const codec::shape& of) {
  listed made;
  for (const auto& each : of.members) {
    if (!made.members.empty()) made.members += ',';
    append_quoted(made.members, each.name);
    made.members += ':';
    append_schema(made.members, book, *each.is);
    if (each.is->form == form::maybe) continue;
    if (!made.required.empty()) made.required += ',';
    append_quoted(made.required, each.name);
  }
  return made;
}

std::string object_schema(const listed& of) {
  std::string schema = R"({"type":"object","additionalProperties":false,"properties":{)";
  schema += of.members;
  schema += '}';
  if (!of.required.empty()) ((schema += R"(,"required":[)") += of.required) += ']';
  return schema += '}';
}

// With what the journal adds to a subject.
std::string served_schema(const listed& of) {
  listed all{R"("version":{"type":"integer"},"contested":{"type":"array","items":{"type":"object",)"
             R"("properties":{"node":{"type":"string","format":"uuid"},"seq":{"type":"integer"},)"
             R"("reason":{"type":"string"}},"required":["node","seq","reason"]}})",
             R"("version","contested")"};
  if (!of.members.empty()) (all.members += ',') += of.members;
  if (!of.required.empty()) (all.required += ',') += of.required;
  return object_schema(all);
}

std::string code_schema(const codec::shape& of) {
  std::string schema = R"({"type":"string","enum":[)";
  for (const auto& each : of.codes) {
    if (schema.back() != '[') schema += ',';
    append_quoted(schema, each.name);
  }
  return schema += "]}";
}

std::string text_schema(const codec::shape& of) {
  if (of.most == limits::request_body_bytes) return R"({"type":"string"})";  // std::string
  return R"({"type":"string","minLength":)" + std::to_string(of.least) + R"(,"maxLength":)" +
         std::to_string(of.most) + "}";
}

// A $ref to the schema that `make` gives, which is made once.
template <class Make>
void append_reference(std::string& out, schema_book& book, const std::string& name, Make make) {
  ((out += R"({"$ref":"#/components/schemas/)") += name) += R"("})";
  if (book.reserve(name)) book.define(name, make());
}

}  // namespace

void append_schema(std::string& out, schema_book& book, const codec::shape& of) {
  switch (of.form) {
    case form::boolean:
      out += R"({"type":"boolean"})";
      return;
    case form::integer:
      out += R"({"type":"integer"})";
      return;
    case form::number:
      out += R"({"type":"number"})";
      return;
    case form::text:
      out += text_schema(of);
      return;
    case form::view:
      out += R"({"type":"string"})";
      return;
    case form::id:
      out += R"({"type":"string","format":"uuid"})";
      return;
    case form::instant:
      out += R"({"type":"string","format":"date-time"})";
      return;
    case form::date:
      out += R"({"type":"string","format":"date"})";
      return;
    case form::any:
      out += "{}";
      return;
    case form::maybe:
      append_schema(out, book, *of.inner);
      return;
    case form::list:
      out += R"({"type":"array","items":)";
      append_schema(out, book, *of.inner);
      out += '}';
      return;
    case form::code:
      append_reference(out, book, book.name_of(*of.type), [&] { return code_schema(of); });
      return;
    case form::object:
      append_reference(out, book, book.name_of(*of.type),
                       [&] { return object_schema(list_members(book, of)); });
      return;
    case form::served:
      append_reference(out, book, book.name_of(*of.inner->type) + "_record",
                       [&] { return served_schema(list_members(book, *of.inner)); });
      return;
  }
}

void append_page_schema(std::string& out, schema_book& book, const codec::shape& item) {
  out += R"({"type":"object","properties":{"items":{"type":"array","items":)";
  append_schema(out, book, item);
  out += R"(},"next":{"type":"string"}},"required":["items"]})";
}

}  // namespace headway::api
