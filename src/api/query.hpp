// Typed parameters of the query, and the body of commands that may come without one.
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

// The parameter `name` as one of the codes of E. Problem: field.unknown_code.
template <class E>
result<std::optional<E>> code_in_query(const call& c, std::string_view name) {
  const auto given = c.query(name);
  if (!given || given->empty()) return std::optional<E>();
  const auto value = codec::enum_from<E>(*given);
  if (!value)
    return problem(problems::unknown_code, "?" + std::string(name),
                   {{"value", given->substr(0, 80)}, {"allowed", codec::all_names<E>()}});
  return std::optional<E>(*value);
}

// The parameter `name` as a time; nullopt when it is absent or empty. Problem: field.wrong_type.
inline result<std::optional<instant>> instant_in_query(const call& c, std::string_view name) {
  const auto given = c.query(name);
  if (!given || given->empty()) return std::optional<instant>();
  if (const auto when = parse_instant(*given)) return std::optional<instant>(*when);
  return problem(problems::wrong_type, "?" + std::string(name),
                 {{"expected", "带时区的时间（RFC 3339）|a time with zone (RFC 3339)"}});
}

inline bool flag_in_query(const call& c, std::string_view name) {
  const auto given = c.query(name);
  return given && (*given == "true" || *given == "1");
}

// The section to look at: the one that `?section=` names if it may be seen, else one's own; nullopt
// for those who see all sections and name none. Problems: field.wrong_type, request.not_found.
inline result<std::optional<section_id>> section_in_query(const call& c) {
  const auto asked = id_in_query<section_id>(c, "section");
  if (!asked) return asked.error();
  if (*asked) {
    if (!c.who.sees(**asked)) return problem(problems::not_found, "?section");
    return *asked;
  }
  if (c.who.may(permission::read_all_sections)) return std::optional<section_id>();
  return std::optional<section_id>(c.who.section);
}

// The body of a command; an empty object when there is none.
inline std::string_view body_of(const call& c) {
  return c.in.body.empty() ? std::string_view("{}") : std::string_view(c.in.body);
}

}  // namespace headway::api
