// Everything that the coverage of a section depends on, as plain values: what the pure rules of
// this slice work on. picture_read.hpp reads it from the store; tests draw it as tables.
#pragma once

#include <optional>
#include <vector>

#include "coverage/answers.hpp"
#include "people/shift_calendar.hpp"
#include "people/staff.hpp"

namespace headway::coverage {

// A person answers for a zone, published, on the shift dates of [from, until).
struct zone_holder {
  person_id person;
  local_date from;
  std::optional<local_date> until;
};

struct covered_zone {
  zone_id id;
  bool key_area = false;        // by heading; what is held by crew or post has demands of its own
  std::optional<post_id> post;  // of a zone on the basis of a post
  std::vector<zone_holder> holders;  // the longest holding first
};

struct picture {
  section_id section;
  people::shift_calendar calendar;
  coverage_rules rules;
  people::staff staff;  // exceptions from a fortnight before the first date looked at
  std::vector<covered_zone> zones;
  std::vector<period_item> periods;  // declared and triggered
};

// How far before the first date a picture knows the roster: for runs of days.
inline constexpr int days_before = 14;

const people::staff_person* find_person(const picture& in, person_id person);
const people::rostered_crew* find_crew(const picture& in, crew_id crew);
// The shift number that the person works on the date, exceptions counted; 0: none.
int shift_on(const picture& in, const people::staff_person& who, local_date date);
// The same by the crew's rotation alone.
int rotation_on(const picture& in, const people::staff_person& who, local_date date);
// Leave, sickness, training: away, whatever the plan says.
bool is_away(const people::staff_person& who, local_date date);
const people::roster_exception* exception_on(const people::staff_person& who, local_date date);
// The picture with the exception set, or lifted when nullopt. Unknown persons are passed over.
void set_exception(picture& in, person_id person, local_date date,
                   std::optional<people::roster_exception> exception);

}  // namespace headway::coverage
