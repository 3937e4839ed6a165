// What stands, and what the planner made, on the ground of a statement.
#include <algorithm>
#include <charconv>
#include <map>

#include "base/ensure.hpp"
#include "coverage/statement.hpp"

namespace headway::coverage {

using people::plus_days;

person_id person_of(const std::string& id) {
  const auto parsed = person_id::parse(id);
  ENSURE(parsed);
  return *parsed;
}

int number_of(const std::string& shift) {
  const auto point = shift.find('.');
  const auto digits = std::string_view(shift).substr(point == shift.npos ? 0 : point + 1);
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

const demand& demand_of(const statement& in, const std::string& id) {
  const auto& all = in.problem.demands;
  // `demands_of` gives them by key and date, so by id.
  const auto found = std::ranges::lower_bound(all, id, {}, &planner::demand::id);
  ENSURE(found != all.end() && found->id == id);
  return in.demands[static_cast<std::size_t>(found - all.begin())];
}

namespace {

// The demand of this key on the date; nullptr when there is none.
const planner::demand* planned_demand(const statement& in, const demand_key& key, local_date date) {
  const auto& all = in.problem.demands;
  auto found =
      std::ranges::upper_bound(all, key.value + "@" + date.text(), {}, &planner::demand::id);
  if (found == all.begin()) return nullptr;
  --found;
  const auto& known = in.demands[static_cast<std::size_t>(found - all.begin())];
  return known.key == key && found->when.contains(date) ? &*found : nullptr;
}

}  // namespace

standing_plan standing(const picture& in, const statement& of, const std::vector<duty>& duties) {
  standing_plan made;
  const auto& problem = of.problem;
  const auto within = month::of(problem.first);
  std::map<std::pair<person_id, local_date>, const duty*> held;
  for (const auto& each : duties)
    for (const int day : each.days)
      if (!held.try_emplace({each.person, within.on(day)}, &each).second)  // two at once
        made.undone.push_back({each.demand, each.person, within.on(day)});
  for (std::size_t p = 0; p < problem.persons.size(); ++p) {
    const auto& who = in.staff.persons[p];
    for (int d = 0; d < problem.days; ++d) {
      const auto date = plus_days(problem.first, d);
      const int number = shift_on(in, who, date);
      const auto mine = held.find({who.id, date});
      const auto* wanted = mine == held.end() ? nullptr : mine->second;
      if (number) {
        planner::assignment each{problem.persons[p].id, date, {}, std::nullopt};
        for (const auto& day : problem.persons[p].roster)
          if (day.date == date && day.shift) each.shift = *day.shift;
        if (wanted) {
          const auto* what = planned_demand(of, wanted->demand, date);
          if (what && what->occupies && what->shift == each.shift &&
              planner::may_cover(problem.persons[p], *what, date)) {
            each.demand = what->id;
            wanted = nullptr;
          }
        }
        made.plan.assignments.push_back(std::move(each));
      }
      if (wanted) made.undone.push_back({wanted->demand, who.id, date});
    }
  }
  return made;
}

taken_plan take(const picture& in, const statement& of, const planner::plan& made) {
  taken_plan taken;
  const auto within = month::of(of.problem.first);
  std::map<std::pair<std::string, person_id>, std::vector<int>> days;
  std::map<std::pair<person_id, local_date>, int> works;
  for (const auto& each : made.assignments) {
    const auto person = person_of(each.person);
    works[{person, each.date}] = number_of(each.shift);
    if (each.demand)
      days[{demand_of(of, *each.demand).key.value, person}].push_back(within.day_of(each.date));
  }
  for (auto& [what, on] : days) {
    std::ranges::sort(on);
    taken.duties.push_back({what.first, what.second, std::move(on)});
  }
  for (const auto& who : in.staff.persons)
    for (int d = 0; d < of.problem.days; ++d) {
      const auto date = plus_days(of.problem.first, d);
      const auto found = works.find({who.id, date});
      const int number = found == works.end() ? 0 : found->second;
      if (number != shift_on(in, who, date)) taken.swaps.push_back({who.id, date, number});
    }
  return taken;
}

picture with_swaps(picture in, const std::vector<shift_swap>& swaps) {
  for (const auto& each : swaps) {
    const auto* who = find_person(in, each.person);
    if (!who) continue;
    std::optional<people::roster_exception> exception;
    if (rotation_on(in, *who, each.date) != each.shift) {
      exception =
          each.shift
              ? people::roster_exception{each.date, people::exception_kind::swap_to_shift,
                                         each.shift}
              : people::roster_exception{each.date, people::exception_kind::day_off, std::nullopt};
    }
    set_exception(in, each.person, each.date, exception);
  }
  return in;
}

}  // namespace headway::coverage
