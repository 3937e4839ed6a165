// The independent judge of plans. It reads the problem and the plan as people gave them and shares
// no code with the solvers: what it accepts is covered, whoever made it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "planner/model.hpp"

namespace headway::planner {

enum class rule : std::uint8_t {
  two_duties_at_once,
  on_leave,
  rest,  // too little of it, or a barred succession
  most_of_kind,
  most_shifts,
  most_nights,
  most_weekends,
  most_minutes,
  least_minutes,
  most_consecutive,
  least_consecutive,
  least_days_off,
  against_rotation,
  against_published,
  against_appointment,
  does_not_fit  // named for an occupying demand without fitting it
};
BOOST_DESCRIBE_ENUM(rule, two_duties_at_once, on_leave, rest, most_of_kind, most_shifts,
                    most_nights, most_weekends, most_minutes, least_minutes, most_consecutive,
                    least_consecutive, least_days_off, against_rotation, against_published,
                    against_appointment, does_not_fit)

// A rule of a person that a plan breaks; without a date it is about the whole month.
struct breach {
  std::string person;
  rule broken = rule::rest;
  std::optional<local_date> date;
};
BOOST_DESCRIBE_STRUCT(breach, (), (person, broken, date))

// A demand that has too few on one date.
struct gap {
  std::string demand;
  local_date date;
  std::int32_t present = 0, needed = 0;
  bool hard = true;
};
BOOST_DESCRIBE_STRUCT(gap, (), (demand, date, present, needed, hard))

struct verdict {
  std::vector<breach> breaches;
  std::vector<gap> gaps;  // hard and soft
  std::int64_t cost = 0;  // of soft demands, wishes, rotation, load and nights
  bool keeps_rules() const { return breaches.empty(); }
  bool covers_all() const;  // no hard gap
};
BOOST_DESCRIBE_STRUCT(verdict, (), (breaches, gaps, cost))

// Both have been validated. Pure; thread-safe.
verdict check(const problem_statement& of, const plan& made);

// Whether this person may count for this demand on this date: crew, section, valid certificate.
bool may_cover(const person& who, const demand& what, local_date date);

}  // namespace headway::planner
