#include "planner/coverage.hpp"

#include <algorithm>
#include <unordered_map>

namespace headway::planner {
namespace {

plan who_can_come(const problem_statement& of, const plan& standing) {
  std::unordered_map<std::string_view, const person*> persons;
  for (const auto& who : of.persons)
    persons.emplace(who.id, &who);
  plan left;
  for (const auto& each : standing.assignments) {
    const auto& leave = persons.at(each.person)->leave;
    if (std::none_of(leave.begin(), leave.end(),
                     [&](const auto& range) { return range.contains(each.date); }))
      left.assignments.push_back(each);
  }
  return left;
}

}  // namespace

std::vector<live_gap> coverage_gaps(const problem_statement& of, const plan& standing, instant now,
                                    time_zone zone) {
  std::unordered_map<std::string_view, const demand*> demands;
  for (const auto& each : of.demands)
    demands.emplace(each.id, &each);
  std::unordered_map<std::string_view, const shift_kind*> shifts;
  for (const auto& each : of.shifts)
    shifts.emplace(each.id, &each);
  std::vector<live_gap> found;
  instant next = instant::max();  // the beginning of the next shift of the section
  const auto today = zone.date_of(now);
  for (const auto& shift : of.shifts)
    for (int day = 0; day < 2; ++day) {
      const auto begins =
          zone.at({today.days + std::chrono::days(day)}, std::chrono::minutes(shift.begins_minute));
      if (begins > now) next = std::min(next, begins);
    }
  for (const auto& each : check(of, who_can_come(of, standing)).gaps) {
    const auto& shift = *shifts.at(demands.at(each.demand)->shift);
    live_gap made{each, zone.at(each.date, std::chrono::minutes(shift.begins_minute)), {}, {}};
    made.ends = made.begins + std::chrono::minutes(shift.length_minutes);
    if (made.ends <= now) continue;
    made.when = made.begins <= now                         ? urgency::now
                : made.begins == next                      ? urgency::next_shift
                : made.begins < now + std::chrono::days(7) ? urgency::this_week
                                                           : urgency::later;
    found.push_back(std::move(made));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.begins < b.begins; });
  return found;
}

}  // namespace headway::planner
