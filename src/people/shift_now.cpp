#include "people/shift_now.hpp"

#include <algorithm>

#include "people/queries.hpp"
#include "people/records.hpp"

namespace headway::people {

shift_view view_of(const shift_calendar& calendar, shift_ref shift) {
  const auto hours = calendar.interval_of(shift);
  const auto& definition = calendar.definition(shift);
  return {shift.date,
          shift.number,
          std::string(shift_name_text(definition, language::zh)),
          std::string(shift_name_text(definition, language::en)),
          hours.begin,
          hours.end,
          definition.maintenance};
}

std::vector<crew_id> crews_on(sql::connection& store, site_id site, section_id section,
                              shift_ref shift) {
  std::vector<crew_id> found;
  for (const auto& crew : read_crews(store, site, section))
    if (shift_by_rotation(crew.rotations, shift.date) == shift.number) found.push_back(crew.id);
  return found;
}

std::vector<person_id> persons_on(sql::connection& store, site_id site, section_id section,
                                  const shift_calendar& calendar, shift_ref shift) {
  const auto read = read_roster(store, site, section, shift.date, shift.date);
  const auto days = roster(calendar, read.crews, read.persons, shift.date, shift.date);
  const auto& shifts = days.front().shifts;
  const auto found = std::ranges::find(shifts, shift.number, &roster_shift::number);
  return found == shifts.end() ? std::vector<person_id>() : found->persons;
}

bool is_on_shift(sql::connection& store, site_id site, person_id person, shift_ref shift) {
  const auto known = find_person(store, site, person);
  if (!known || !known->active) return false;
  const rostered_person rostered{person, known->crew,
                                 exceptions_of(store, site, person, shift.date, shift.date)};
  const auto crews = read_crews(store, site, known->section);
  const auto crew = std::ranges::find(crews, known->crew, &rostered_crew::id);
  return shift_of(rostered, crew == crews.end() ? nullptr : &*crew, shift.date) == shift.number;
}

}  // namespace headway::people
