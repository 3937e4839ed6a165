// Which shift it is, and who is on it.
#pragma once

#include <string>
#include <vector>

#include "base/ids.hpp"
#include "people/shift_calendar.hpp"
#include "sql/connection.hpp"

namespace headway::people {

// A shift as it is shown.
struct shift_view {
  local_date date;
  int number = 0;
  std::string name_zh;
  std::string name_en;
  instant begins;
  instant ends;
  bool maintenance = false;
};
BOOST_DESCRIBE_STRUCT(shift_view, (), (date, number, name_zh, name_en, begins, ends, maintenance))
shift_view view_of(const shift_calendar& calendar, shift_ref shift);

// Crews whose rotation puts them on the shift, by name.
std::vector<crew_id> crews_on(sql::connection& store, site_id site, section_id section,
                              shift_ref shift);
// Active persons on the shift, exceptions counted.
std::vector<person_id> persons_on(sql::connection& store, site_id site, section_id section,
                                  const shift_calendar& calendar, shift_ref shift);
// Whether the person is rostered on the shift.
bool is_on_shift(sql::connection& store, site_id site, person_id person, shift_ref shift);

// A shift to come and who works it, as things stand now.
struct shift_ahead {
  shift_view shift;
  std::vector<crew_id> crews;
  bool on_shift = false;  // whether the person who asks is rostered on it
};
BOOST_DESCRIBE_STRUCT(shift_ahead, (), (shift, crews, on_shift))
// For so many days a device without a network still knows which shift it is.
inline constexpr int shifts_ahead_days = 7;
// The shifts that follow on `shift`, to the last one of the day so many days on.
std::vector<shift_ahead> shifts_ahead(sql::connection& store, site_id site, section_id section,
                                      const shift_calendar& calendar, person_id person,
                                      shift_ref shift);

}  // namespace headway::people
