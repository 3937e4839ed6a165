// Who works which shift: the rotation of the crews, changed by the exceptions of persons. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "people/facts.hpp"

namespace headway::people {

struct rostered_crew {
  crew_id id;
  std::vector<rotation> rotations;  // ascending by `from`
};

struct rostered_person {
  person_id id;
  crew_id crew;                              // nil: none, on shift by exception only
  std::vector<roster_exception> exceptions;  // ascending by date
};

struct roster_shift {
  int number = 0;
  std::vector<crew_id> crews;      // by rotation
  std::vector<person_id> persons;  // with exceptions
  friend bool operator==(const roster_shift&, const roster_shift&) = default;
};
BOOST_DESCRIBE_STRUCT(roster_shift, (), (number, crews, persons))

struct roster_day {
  local_date date;
  std::vector<roster_shift> shifts;  // every shift of the date
  friend bool operator==(const roster_day&, const roster_day&) = default;
};
BOOST_DESCRIBE_STRUCT(roster_day, (), (date, shifts))

// The number of the shift that the rotation gives for a shift date; 0: rest, or no rotation yet.
int shift_by_rotation(std::span<const rotation> rotations, local_date date);
// What the person works on a shift date; 0: nothing. `crew` may be null.
int shift_of(const rostered_person& person, const rostered_crew* crew, local_date date);

// The days [from, to] of a section.
std::vector<roster_day> roster(const shift_calendar& calendar, std::span<const rostered_crew> crews,
                               std::span<const rostered_person> persons, local_date from,
                               local_date to);

}  // namespace headway::people
