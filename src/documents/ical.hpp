// Writes calendars as RFC 5545 (iCalendar): what phones and desks import, shift by shift. Moments
// are written in UTC, so that no time zone has to be described. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace headway::documents {

struct calendar_event {
  // The same in every version of the calendar: an event that is imported again replaces itself.
  std::string uid;
  instant begins, ends;  // begins < ends
  std::string summary, description, place;
};

struct calendar {
  std::string name;  // shown above the events
  instant at;        // when this version was made
  std::vector<calendar_event> events;
};

// Valid UTF-8 in, with line ends and lines of at most 75 bytes as the format demands.
std::string to_ical(const calendar& of);

}  // namespace headway::documents
