#include "documents/ical.hpp"

#include <algorithm>

namespace headway::documents {
namespace {

constexpr std::size_t most_bytes_of_line = 75;

// "20270301T060000Z"
std::string moment_of(instant at) {
  auto text = to_text(at).substr(0, 19);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text + 'Z';
}

std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') {
      made += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') made += '\\';
    made += c;
  }
  return made;
}

bool begins_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Long lines go on in the next one after a space; never within a character.
void add_line(std::string& to, std::string_view name, std::string_view value) {
  std::string line(name);
  line += ':';
  line += value;
  std::string_view rest = line;
  for (std::size_t most = most_bytes_of_line; rest.size() > most; most = most_bytes_of_line - 1) {
    auto cut = most;
    while (!begins_a_character(rest[cut]))
      --cut;
    to += rest.substr(0, cut);
    to += "\r\n ";
    rest.remove_prefix(cut);
  }
  to += rest;
  to += "\r\n";
}

void add_text(std::string& to, std::string_view name, std::string_view value) {
  if (!value.empty()) add_line(to, name, escaped(value));
}

}  // namespace

std::string to_ical(const calendar& of) {
  std::string made;
  add_line(made, "BEGIN", "VCALENDAR");
  add_line(made, "VERSION", "2.0");
  add_line(made, "PRODID", "-//Headway//Month plan//EN");
  add_line(made, "CALSCALE", "GREGORIAN");
  add_line(made, "METHOD", "PUBLISH");
  add_text(made, "X-WR-CALNAME", of.name);
  for (const auto& event : of.events) {
    add_line(made, "BEGIN", "VEVENT");
    add_text(made, "UID", event.uid);
    add_line(made, "DTSTAMP", moment_of(of.at));
    add_line(made, "DTSTART", moment_of(event.begins));
    add_line(made, "DTEND", moment_of(event.ends));
    add_text(made, "SUMMARY", event.summary);
    add_text(made, "DESCRIPTION", event.description);
    add_text(made, "LOCATION", event.place);
    add_line(made, "END", "VEVENT");
  }
  add_line(made, "END", "VCALENDAR");
  return made;
}

}  // namespace headway::documents
