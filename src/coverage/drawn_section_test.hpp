// A small section drawn as a table, for the tests of the pure rules of coverage.
//
//   const auto in = drawn(R"(
//     crew A 1 1 2 0
//     post gas A gas_inspection
//     zone face li wang
//     li   A member gas gas_inspection=2027-03-03 : . . L .
//     wang A - gas gas_inspection : . 3 . .
//   )");
//
// Dates begin on 2027-03-01. A crew has its rotation; a post its crew ("-": of the section) and the
// certificates it demands; a zone its published holders. A person has a crew ("-": none), whether a
// member, a post, certificates (with the last day on which they hold), and behind the colon what
// each date brings: "." as the crew, L leave, S sick, 0 a day off, 1-4 another shift.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>

#include "coverage/picture.hpp"

namespace headway::coverage::drawing {

inline const section_id section{named_uuid("section")};
inline local_date on(int day) {  // of March 2027
  return {local_date::parse("2027-03-01")->days + std::chrono::days(day - 1)};
}
inline person_id person(const std::string& name) { return person_id(named_uuid("person " + name)); }
inline crew_id crew(const std::string& name) { return crew_id(named_uuid("crew " + name)); }
inline post_id post(const std::string& name) { return post_id(named_uuid("post " + name)); }
inline zone_id zone(const std::string& name) { return zone_id(named_uuid("zone " + name)); }
inline demand_key crew_key(const std::string& name, int shift) {
  return "crew/" + crew(name).text() + "/" + std::to_string(shift);
}
inline demand_key post_key(const std::string& name, int shift) {
  return "post/" + post(name).text() + "/" + std::to_string(shift);
}
inline demand_key zone_key(const std::string& name, int shift) {
  return "zone/" + zone(name).text() + "/" + std::to_string(shift);
}

inline people::certificate_code certificate(const std::string& name) {
  return codec::enum_from<people::certificate_code>(name).value();
}

inline people::roster_exception exception(const std::string& mark, local_date date) {
  using enum people::exception_kind;
  if (mark == "L") return {date, leave, std::nullopt};
  if (mark == "S") return {date, sick, std::nullopt};
  if (mark == "0") return {date, day_off, std::nullopt};
  return {date, swap_to_shift, std::stoi(mark)};
}

inline people::staff_person drawn_person(const std::string& name, std::istringstream& line) {
  people::staff_person made;
  made.id = person(name);
  std::string word;
  line >> word;
  if (word != "-") made.crew = crew(word);
  line >> word;
  made.member = word == "member";
  for (bool first = true; line >> word && word != ":"; first = false) {
    if (first) {
      if (word != "-") made.posts.push_back(post(word));
      continue;
    }
    const auto equal = word.find('=');
    const auto expires = equal == word.npos ? on(1000) : *local_date::parse(word.substr(equal + 1));
    made.certificates.push_back({certificate(word.substr(0, equal)), expires});
  }
  for (int day = 1; line >> word; ++day)
    if (word != ".") made.exceptions.push_back(exception(word, on(day)));
  return made;
}

inline picture drawn(const std::string& table) {
  picture made{section,
               people::shift_calendar(time_zone(), people::three_shift_system()),
               default_rules(),
               {},
               {},
               {}};
  std::istringstream lines(table);
  for (std::string text; std::getline(lines, text);) {
    std::istringstream line(text);
    std::string what, name, word;
    if (!(line >> what)) continue;
    if (what == "crew") {
      line >> name;
      people::rostered_crew one{crew(name), {{on(1), {}}}};
      for (int shift = 0; line >> shift;)
        one.rotations[0].pattern.push_back(shift);
      made.staff.crews.push_back(one);
    } else if (what == "post") {
      people::staff_post one;
      line >> name >> word;
      one.id = post(name);
      one.name = name;
      one.key = true;
      one.code = name == "gas" ? people::post_code::gas_inspector : people::post_code::other;
      if (word != "-") one.crew = crew(word);
      while (line >> word)
        one.certificates.push_back(certificate(word));
      made.staff.posts.push_back(one);
    } else if (what == "zone") {
      line >> name;
      covered_zone one{zone(name), true, std::nullopt, {}};
      while (line >> word)
        one.holders.push_back({person(word), on(-100), std::nullopt});
      made.zones.push_back(one);
    } else {
      made.staff.persons.push_back(drawn_person(what, line));
    }
  }
  std::ranges::sort(made.staff.persons, {}, &people::staff_person::id);
  return made;
}

}  // namespace headway::coverage::drawing
