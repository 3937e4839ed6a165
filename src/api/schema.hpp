// JSON Schema (the dialect of OpenAPI 3.1) from described types.
#pragma once

#include <map>
#include <string>
#include <string_view>
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

// Appends the schema of what `of` describes: inline for simple types, a $ref for described ones.
void append_schema(std::string& out, schema_book& book, const codec::shape& of);
// Of {"items":[…],"next":"…"}.
void append_page_schema(std::string& out, schema_book& book, const codec::shape& item);

using schema_of_type = void (*)(std::string& out, schema_book& book);

template <class T>
void write_schema(std::string& out, schema_book& book) {
  append_schema(out, book, codec::shape_of<T>);
}
template <class T>
void write_page_schema(std::string& out, schema_book& book) {
  append_page_schema(out, book, codec::shape_of<T>);
}

}  // namespace headway::api

namespace headway::codec {

template <class T>
inline constexpr shape shape_of<api::record<T>> = {.form = form::served, .inner = &shape_of<T>};

}  // namespace headway::codec
