#include "coverage/picture.hpp"

#include <algorithm>

namespace headway::coverage {

const people::staff_person* find_person(const picture& in, person_id person) {
  const auto& all = in.staff.persons;
  const auto found = std::ranges::lower_bound(all, person, {}, &people::staff_person::id);
  return found != all.end() && found->id == person ? &*found : nullptr;
}

const people::rostered_crew* find_crew(const picture& in, crew_id crew) {
  const auto found = std::ranges::find(in.staff.crews, crew, &people::rostered_crew::id);
  return found == in.staff.crews.end() ? nullptr : &*found;
}

namespace {

// A shift that the date has not, because the system has changed, is a day of rest.
int within_system(const picture& in, int number, local_date date) {
  return in.calendar.has({date, number}) ? number : 0;
}

}  // namespace

int shift_on(const picture& in, const people::staff_person& who, local_date date) {
  return within_system(in, people::shift_of(who, find_crew(in, who.crew), date), date);
}

int rotation_on(const picture& in, const people::staff_person& who, local_date date) {
  const auto* crew = find_crew(in, who.crew);
  return crew ? within_system(in, people::shift_by_rotation(crew->rotations, date), date) : 0;
}

const people::roster_exception* exception_on(const people::staff_person& who, local_date date) {
  const auto found =
      std::ranges::lower_bound(who.exceptions, date, {}, &people::roster_exception::date);
  return found != who.exceptions.end() && found->date == date ? &*found : nullptr;
}

bool is_away(const people::staff_person& who, local_date date) {
  const auto* exception = exception_on(who, date);
  return exception && exception->kind != people::exception_kind::swap_to_shift &&
         exception->kind != people::exception_kind::day_off;
}

void set_exception(picture& in, person_id person, local_date date,
                   std::optional<people::roster_exception> exception) {
  auto& all = in.staff.persons;
  const auto who = std::ranges::lower_bound(all, person, {}, &people::staff_person::id);
  if (who == all.end() || who->id != person) return;
  std::erase_if(who->exceptions, [&](const auto& each) { return each.date == date; });
  if (!exception) return;
  who->exceptions.insert(
      std::ranges::lower_bound(who->exceptions, date, {}, &people::roster_exception::date),
      *exception);
}

}  // namespace headway::coverage
