#include "people/shift_now.hpp"

#include <algorithm>

#include "people/queries.hpp"
#include "people/records.hpp"

namespace headway::people {
namespace {

rostered_person rostered(sql::connection& store, site_id site, const person_summary& person,
                         local_date from, local_date to) {
  if (!person.active) return {};
  return {person.id, person.crew, exceptions_of(store, site, person.id, from, to)};
}

bool works(const rostered_person& person, std::span<const rostered_crew> crews, shift_ref shift) {
  const auto crew = std::ranges::find(crews, person.crew, &rostered_crew::id);
  return shift_of(person, crew == crews.end() ? nullptr : &*crew, shift.date) == shift.number;
}

}  // namespace

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
  if (!known) return false;
  return works(rostered(store, site, *known, shift.date, shift.date),
               read_crews(store, site, known->section), shift);
}

std::vector<shift_ahead> shifts_ahead(sql::connection& store, site_id site, section_id section,
                                      const shift_calendar& calendar, person_id person,
                                      shift_ref shift) {
  const auto last = plus_days(shift.date, shifts_ahead_days);
  const auto crews = read_crews(store, site, section);
  const auto known = find_person(store, site, person);
  const auto who = known ? rostered(store, site, *known, shift.date, last) : rostered_person{};
  std::vector<shift_ahead> ahead;
  for (auto one = calendar.next(shift); one.date <= last; one = calendar.next(one)) {
    shift_ahead next{view_of(calendar, one), {}, works(who, crews, one)};
    for (const auto& crew : crews)
      if (shift_by_rotation(crew.rotations, one.date) == one.number) next.crews.push_back(crew.id);
    ahead.push_back(std::move(next));
  }
  return ahead;
}

}  // namespace headway::people
