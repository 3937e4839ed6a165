#include "people/roster.hpp"

#include <algorithm>
#include <unordered_map>

namespace headway::people {

int shift_by_rotation(std::span<const rotation> rotations, local_date date) {
  const rotation* holds = nullptr;
  for (const auto& each : rotations)
    if (each.from <= date) holds = &each;
  if (!holds || holds->pattern.empty()) return 0;
  const auto day = static_cast<std::size_t>(days_between(holds->from, date));
  return holds->pattern[day % holds->pattern.size()];
}

int shift_of(const rostered_person& person, const rostered_crew* crew, local_date date) {
  const auto exception =
      std::ranges::lower_bound(person.exceptions, date, {}, &roster_exception::date);
  if (exception != person.exceptions.end() && exception->date == date)
    return exception->kind == exception_kind::swap_to_shift ? exception->shift.value_or(0) : 0;
  return crew ? shift_by_rotation(crew->rotations, date) : 0;
}

std::vector<roster_day> roster(const shift_calendar& calendar, std::span<const rostered_crew> crews,
                               std::span<const rostered_person> persons, local_date from,
                               local_date to) {
  std::unordered_map<crew_id, const rostered_crew*> crew_by_id;
  for (const auto& each : crews)
    crew_by_id.emplace(each.id, &each);
  std::vector<roster_day> days;
  for (local_date date = from; date <= to; date = plus_days(date, 1)) {
    roster_day day{date, {}};
    const auto count = calendar.system_on(date).shifts.size();
    for (std::size_t i = 1; i <= count; ++i)
      day.shifts.push_back({static_cast<int>(i), {}, {}});
    // A number beyond the date's shifts (the system has changed since) is a day of rest.
    const auto put = [&](int number, auto roster_shift::*list, const auto& who) {
      if (number >= 1 && std::cmp_less_equal(number, count))
        (day.shifts[static_cast<std::size_t>(number) - 1].*list).push_back(who);
    };
    for (const auto& crew : crews)
      put(shift_by_rotation(crew.rotations, date), &roster_shift::crews, crew.id);
    for (const auto& person : persons) {
      const auto crew = crew_by_id.find(person.crew);
      put(shift_of(person, crew == crew_by_id.end() ? nullptr : crew->second, date),
          &roster_shift::persons, person.id);
    }
    days.push_back(std::move(day));
  }
  return days;
}

}  // namespace headway::people
