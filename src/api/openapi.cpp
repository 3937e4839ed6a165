#include <map>

#include "api/dispatcher.hpp"

namespace headway::api {
namespace {

using codec::append_quoted;

std::string_view name_of(http::verb method) {
  constexpr std::string_view names[] = {"get", "head", "post", "put", "patch", "delete", "options"};
  return names[static_cast<std::size_t>(method)];
}

// "hazards" of "/api/v1/hazards/{id}".
std::string_view group_of(std::string_view path) {
  constexpr std::string_view versioned = "/api/v1/";
  if (!path.starts_with(versioned)) return "operations";
  path.remove_prefix(versioned.size());
  return path.substr(0, path.find('/'));
}

bool is_command(const route& of) { return std::holds_alternative<write>(of.runs); }

void member(std::string& out, std::string_view name, std::string_view text) {
  append_quoted(out, name);
  out += ':';
  append_quoted(out, text);
}

void append_parameter(std::string& out, std::string_view name, std::string_view in,
                      std::string_view schema) {
  out += out.back() == '[' ? "{" : ",{";
  member(out, "name", name);
  out += ',';
  member(out, "in", in);
  out += in == "path" ? R"(,"required":true,"schema":)" : R"(,"schema":)";
  out += schema;
  out += '}';
}

void append_parameters(std::string& out, const route& of) {
  constexpr std::string_view text = R"({"type":"string"})",
                             id = R"({"type":"string","format":"uuid"})",
                             number = R"({"type":"integer"})";
  out += R"("parameters":[)";
  for (std::size_t at = of.path.find('{'); at != of.path.npos; at = of.path.find('{', at + 1)) {
    const auto name = of.path.substr(at + 1, of.path.find('}', at) - at - 1);
    append_parameter(out, name, "path", text);
  }
  for (const auto name : of.query)
    append_parameter(out, name, "query", name == "limit" ? number : text);
  if (is_command(of)) {
    append_parameter(out, "Idempotency-Key", "header", id);
    append_parameter(out, "Headway-Device", "header", id);
    append_parameter(out, "Headway-Observed-At", "header",
                     R"({"type":"string","format":"date-time"})");
    append_parameter(out, "Headway-Clock-Offset", "header", number);
    append_parameter(out, "Headway-Apart", "header", number);
    append_parameter(out, "If-Match", "header", text);
  }
  out += ']';
}

void append_content(std::string& out, std::string_view media_type, schema_of_type schema,
                    schema_book& book) {
  out += R"("content":{)";
  append_quoted(out, media_type);
  out += R"(:{"schema":)";
  if (schema)
    schema(out, book);
  else if (media_type == "application/json")
    out += "{}";
  else
    out += R"({"type":"string","contentMediaType":"application/octet-stream"})";
  out += "}}";
}

void append_answers(std::string& out, const route& of, schema_book& book) {
  out += R"("responses":{")" + std::to_string(of.success) + R"(":{)";
  member(out, "description", of.success == 201 ? "Made" : "Done");
  if (of.success != 204) {
    out += ',';
    append_content(out, of.answer_type, of.answer_schema, book);
  }
  out += R"(},"default":{"$ref":"#/components/responses/problem"}})";
}

void append_security(std::string& out, const access& needs) {
  if (std::holds_alternative<open_to_all>(needs)) {
    out += R"("security":[])";
    return;
  }
  out += R"("security":[{"session":[]},{"token":[]}])";
  if (const auto* needed = std::get_if<permission>(&needs)) {
    out += ',';
    member(out, "x-permission", codec::name_of(*needed));
  }
}

void append_operation(std::string& out, const route& of, schema_book& book) {
  append_quoted(out, name_of(of.method));
  out += R"(:{"tags":[)";
  append_quoted(out, group_of(of.path));
  out += "],";
  member(out, "summary", of.summary_en);
  out += ',';
  member(out, "x-summary-zh", of.summary_zh);
  out += ',';
  append_security(out, of.needs);
  out += ',';
  append_parameters(out, of);
  const bool takes_bytes = of.request_type != "application/json";
  if (of.request_schema || takes_bytes) {
    out += R"(,"requestBody":{"required":true,)";
    append_content(out, of.request_type, of.request_schema, book);
    out += '}';
  }
  out += ',';
  append_answers(out, of, book);
  out += '}';
}

// What problem_answer writes.
struct problem_item {
  std::string code, pointer, detail;
};
BOOST_DESCRIBE_STRUCT(problem_item, (), (code, pointer, detail))
struct problem_document {
  std::string type, title;
  int status = 0;
  std::string detail, code;
  std::optional<std::string> request_id;
  std::optional<std::vector<problem_item>> errors;
};
BOOST_DESCRIBE_STRUCT(problem_document, (), (type, title, status, detail, code, request_id, errors))

void append_components(std::string& out, schema_book& book) {
  out += R"("components":{"securitySchemes":{)";
  out += R"("session":{"type":"apiKey","in":"cookie","name":"headway"},)";
  out += R"("token":{"type":"http","scheme":"bearer"}},"responses":{"problem":{)";
  member(out, "description", "A problem (RFC 9457)");
  out += ',';
  append_content(out, "application/problem+json", &write_schema<problem_document>, book);
  out += R"(}},"schemas":{)";
  for (const auto& [name, schema] : book.all()) {
    if (out.back() != '{') out += ',';
    append_quoted(out, name);
    (out += ':') += schema;
  }
  out += "}}";
}

}  // namespace

std::string openapi(const route_table& routes) {
  std::map<std::string_view, std::map<http::verb, const route*>> by_path;
  for (const auto& each : routes)
    by_path[each.path][each.method] = &each;
  schema_book book;
  std::string out =
      R"({"openapi":"3.1.0","info":{"title":"Headway","version":"1","description":"Commands are POST with JSON and may be sent again under the same Idempotency-Key. Times are RFC 3339 in UTC. Problems are application/problem+json in the language of Accept-Language."},"paths":{)";
  for (const auto& [path, by_verb] : by_path) {
    if (out.back() != '{') out += ',';
    append_quoted(out, path);
    out += ":{";
    for (const auto& [verb, of] : by_verb) {
      if (out.back() != '{') out += ',';
      append_operation(out, *of, book);
    }
    out += '}';
  }
  out += "},";
  append_components(out, book);
  return out += "}\n";
}

}  // namespace headway::api
