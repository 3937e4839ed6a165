// JSON Schema (the dialect of OpenAPI 3.1) from described types.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>

#include "base/codec.hpp"

namespace headway::api {

// Collects the named schemas of a document and writes references to them.
class schema_book {
 public:
  const std::map<std::string, std::string>& all() const { return schemas_; }
  // The name under which T's schema stands: "report_hazard" of headway::hazards::report_hazard, or
  // "hazards_report_hazard" when another type has that name already.
  std::string name_of(const std::type_info& type);
  // Whether `name` is new: then its schema must be given by `define`.
  bool reserve(const std::string& name) { return schemas_.try_emplace(name, "{}").second; }
  void define(const std::string& name, std::string schema) { schemas_[name] = std::move(schema); }

 private:
  std::map<std::string, std::string> schemas_;
  std::map<std::string, std::string> types_;  // short name -> whole name of who has it
};

// Stands in a schema for the document of a subject as it is served: T, its version and its
// contested facts (journal::served_document).
template <class T>
struct record {};

template <class T>
inline constexpr bool is_record = false;
template <class T>
inline constexpr bool is_record<record<T>> = true;

template <class T>
void append_schema(std::string& out, schema_book& book);

// Appends "name":schema of every member of T, and to `required` the names of those that must be.
template <class T>
void append_members(std::string& out, std::string& required, schema_book& book) {
  using members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                           boost::describe::mod_inherited>;
  boost::mp11::mp_for_each<members>([&](auto d) {
    using member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
    if (out.back() != '{') out += ',';
    codec::append_quoted(out, d.name);
    out += ':';
    append_schema<member>(out, book);
    if constexpr (!codec::is_optional<member>) {
      if (!required.empty()) required += ',';
      codec::append_quoted(required, d.name);
    }
  });
}

// An object whose members were collected as above ("{" in front), without and with what the journal
// adds to a subject.
std::string object_schema(std::string_view members, std::string_view required);
std::string record_schema(std::string_view members, std::string_view required);

template <class T>
void append_record_schema(std::string& out, schema_book& book) {
  const auto name = book.name_of(typeid(T)) + "_record";
  out += R"({"$ref":"#/components/schemas/)" + name + R"("})";
  if (!book.reserve(name)) return;
  std::string members = "{", required;
  append_members<T>(members, required, book);
  book.define(name, record_schema(members, required));
}

// Appends the schema of T: inline for simple types, a $ref for described ones.
template <class T>
void append_schema(std::string& out, schema_book& book) {
  using namespace codec;
  if constexpr (std::same_as<T, bool>) {
    out += R"({"type":"boolean"})";
  } else if constexpr (std::integral<T>) {
    out += R"({"type":"integer"})";
  } else if constexpr (std::floating_point<T>) {
    out += R"({"type":"number"})";
  } else if constexpr (std::same_as<T, std::string>) {
    out += R"({"type":"string"})";
  } else if constexpr (is_text<T>) {
    out += R"({"type":"string","minLength":)" + std::to_string(T::least) + R"(,"maxLength":)" +
           std::to_string(T::most) + "}";
  } else if constexpr (identifier<T>) {
    out += R"({"type":"string","format":"uuid"})";
  } else if constexpr (std::same_as<T, instant>) {
    out += R"({"type":"string","format":"date-time"})";
  } else if constexpr (std::same_as<T, local_date>) {
    out += R"({"type":"string","format":"date"})";
  } else if constexpr (std::same_as<T, raw_json>) {
    out += "{}";
  } else if constexpr (is_optional<T>) {
    append_schema<typename T::value_type>(out, book);
  } else if constexpr (is_vector<T>) {
    out += R"({"type":"array","items":)";
    append_schema<typename T::value_type>(out, book);
    out += '}';
  } else if constexpr (strong<T>) {
    append_schema<std::remove_cvref_t<decltype(std::declval<T>().value)>>(out, book);
  } else if constexpr (is_record<T>) {
    []<class Subject>(record<Subject>*, std::string& to, schema_book& in) {
      append_record_schema<Subject>(to, in);
    }(static_cast<T*>(nullptr), out, book);
  } else {
    const auto name = book.name_of(typeid(T));
    out += R"({"$ref":"#/components/schemas/)" + name + R"("})";
    if (!book.reserve(name)) return;
    std::string schema;
    if constexpr (described_enum<T>) {
      schema = R"({"type":"string","enum":[)";
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
        if (schema.back() != '[') schema += ',';
        append_quoted(schema, d.name);
      });
      schema += "]}";
    } else {
      std::string members = "{", required;
      append_members<T>(members, required, book);
      schema = object_schema(members, required);
    }
    book.define(name, std::move(schema));
  }
}

using schema_of_type = void (*)(std::string& out, schema_book& book);

template <class T>
void write_schema(std::string& out, schema_book& book) {
  append_schema<T>(out, book);
}

// Of {"items":[T…],"next":"…"}.
template <class T>
void write_page_schema(std::string& out, schema_book& book) {
  out += R"({"type":"object","properties":{"items":{"type":"array","items":)";
  append_schema<T>(out, book);
  out += R"(},"next":{"type":"string"}},"required":["items"]})";
}

}  // namespace headway::api
