#include "planner/model.hpp"

#include <fmt/core.h>

#include <unordered_set>

namespace headway::planner {
namespace {

using id_set = std::unordered_set<std::string_view>;

// Collects the first complaint; later ones are passed over.
struct examiner {
  std::optional<problem> found{};

  bool fails() const { return found.has_value(); }
  void refuse(const problem_kind& kind, std::string pointer, std::string_view id = {}) {
    if (!found) found = problem(kind, std::move(pointer), {{"id", std::string(id)}});
  }
  void in_range(std::int64_t value, std::int64_t least, std::int64_t most,
                const std::string& pointer) {
    if (!found && (value < least || value > most))
      found = problem(headway::problems::out_of_range, pointer,
                      {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  }
  void known(const id_set& among, std::string_view id, const std::string& pointer) {
    if (!among.contains(id)) refuse(problems::unknown_reference, pointer, id);
  }
  void ordered(const date_range& range, const std::string& pointer) {
    if (range.until <= range.from) refuse(problems::empty_range, pointer);
  }
};

template <class Item>
id_set ids_of(const std::vector<Item>& items, std::string_view name, examiner& to) {
  id_set ids;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!ids.insert(items[i].id).second)
      to.refuse(problems::repeated_id, fmt::format("/{}/{}/id", name, i), items[i].id);
  return ids;
}

struct names {
  id_set shifts, persons, demands;
};

bool inside(local_date date, const problem_statement& of) {
  return of.first <= date && date.days < of.first.days + std::chrono::days(of.days);
}

void examine_shifts(const problem_statement& of, const names& known, examiner& to) {
  for (std::size_t i = 0; i < of.shifts.size(); ++i) {
    const auto at = fmt::format("/shifts/{}", i);
    to.in_range(of.shifts[i].begins_minute, 0, 1439, at + "/begins_minute");
    to.in_range(of.shifts[i].length_minutes, 1, 1440, at + "/length_minutes");
    for (const auto& barred : of.shifts[i].barred)
      to.known(known.shifts, barred, at + "/barred");
  }
}

void examine_limits(const person_limits& of, const problem_statement& in, const names& known,
                    const std::string& at, examiner& to) {
  const auto count = [&](const std::optional<std::int32_t>& value, std::int64_t most,
                         const char* name) {
    if (value) to.in_range(*value, 0, most, at + "/" + name);
  };
  const std::int64_t most_days = bounds::days, most_minutes = most_days * 1440;
  to.in_range(of.rest_minutes, 0, 2880, at + "/rest_minutes");
  for (const auto& shift : in.shifts)
    if (shift.begins_minute + shift.length_minutes + of.rest_minutes > 2880)
      to.refuse(problems::rest_too_long, at + "/rest_minutes");
  count(of.most_shifts, most_days, "most_shifts");
  count(of.most_nights, most_days, "most_nights");
  count(of.most_weekends, most_days, "most_weekends");
  count(of.most_minutes, most_minutes, "most_minutes");
  count(of.least_minutes, most_minutes, "least_minutes");
  if (of.most_consecutive)
    to.in_range(*of.most_consecutive, 1, most_days, at + "/most_consecutive");
  count(of.least_consecutive, most_days, "least_consecutive");
  count(of.least_days_off, most_days, "least_days_off");
  for (const auto& kind : of.kinds) {
    to.known(known.shifts, kind.shift, at + "/kinds");
    to.in_range(kind.most, 0, most_days, at + "/kinds");
  }
}

void examine_person(const person& of, const problem_statement& in, const names& known,
                    const std::string& at, examiner& to) {
  examine_limits(of.limits, in, known, at + "/limits", to);
  for (const auto& leave : of.leave)
    to.ordered(leave, at + "/leave");
  for (const auto& day : of.roster) {
    if (!inside(day.date, in)) to.refuse(problems::outside, at + "/roster");
    if (day.shift) to.known(known.shifts, *day.shift, at + "/roster");
    to.in_range(day.weight, 0, bounds::weight, at + "/roster");
  }
  for (const auto& wish : of.wishes) {
    if (!inside(wish.date, in)) to.refuse(problems::outside, at + "/wishes");
    to.known(known.shifts, wish.shift, at + "/wishes");
    to.in_range(wish.weight, 0, bounds::weight, at + "/wishes");
  }
  for (const auto* band : {&of.load, &of.nights})
    if (*band) {
      to.in_range((*band)->weight, 0, bounds::weight, at + "/load");
      to.in_range((*band)->least, 0, (*band)->most, at + "/load");
    }
  if (of.before) {
    to.known(known.shifts, of.before->shift, at + "/before/shift");
    to.in_range(of.before->worked_days, 1, bounds::days, at + "/before/worked_days");
  }
}

void examine_demands(const problem_statement& of, const names& known, examiner& to) {
  std::int64_t demand_days = 0;
  for (std::size_t i = 0; i < of.demands.size() && !to.fails(); ++i) {
    const auto& demand = of.demands[i];
    const auto at = fmt::format("/demands/{}", i);
    to.ordered(demand.when, at + "/when");
    to.known(known.shifts, demand.shift, at + "/shift");
    to.in_range(demand.count, 0, bounds::persons, at + "/count");
    to.in_range(demand.under, 0, bounds::weight, at + "/under");
    to.in_range(demand.over, 0, bounds::weight, at + "/over");
    demand_days +=
        std::min<std::int64_t>((demand.when.until.days - demand.when.from.days).count(), of.days);
    if (demand_days > static_cast<std::int64_t>(bounds::demand_days))
      to.refuse(problems::too_large, at);
  }
  for (std::size_t i = 0; i < of.appointments.size(); ++i) {
    const auto at = fmt::format("/appointments/{}", i);
    to.known(known.persons, of.appointments[i].person, at + "/person");
    to.known(known.demands, of.appointments[i].demand, at + "/demand");
    to.ordered(of.appointments[i].when, at + "/when");
  }
}

void examine_assignments(const std::vector<assignment>& of, const problem_statement& in,
                         const names& known, std::string_view name, examiner& to) {
  id_set occupying;
  for (const auto& demand : in.demands)
    if (demand.occupies) occupying.insert(demand.id);
  for (std::size_t i = 0; i < of.size() && !to.fails(); ++i) {
    const auto at = fmt::format("/{}/{}", name, i);
    to.known(known.persons, of[i].person, at + "/person");
    to.known(known.shifts, of[i].shift, at + "/shift");
    if (!inside(of[i].date, in)) to.refuse(problems::outside, at + "/date");
    if (!of[i].demand) continue;
    to.known(known.demands, *of[i].demand, at + "/demand");
    if (!occupying.contains(*of[i].demand)) to.refuse(problems::not_occupying, at + "/demand");
  }
}

names names_of(const problem_statement& of, examiner& to) {
  return {ids_of(of.shifts, "shifts", to), ids_of(of.persons, "persons", to),
          ids_of(of.demands, "demands", to)};
}

}  // namespace

std::optional<problem> validate(const problem_statement& of) {
  examiner to;
  to.in_range(of.days, 1, bounds::days, "/days");
  to.in_range(static_cast<std::int64_t>(of.shifts.size()), 1, bounds::shifts, "/shifts");
  to.in_range(static_cast<std::int64_t>(of.persons.size()), 0, bounds::persons, "/persons");
  to.in_range(static_cast<std::int64_t>(of.demands.size()), 0, bounds::demands, "/demands");
  if (to.fails()) return to.found;
  const auto known = names_of(of, to);
  examine_shifts(of, known, to);
  for (std::size_t i = 0; i < of.persons.size() && !to.fails(); ++i)
    examine_person(of.persons[i], of, known, fmt::format("/persons/{}", i), to);
  examine_demands(of, known, to);
  examine_assignments(of.published, of, known, "published", to);
  return to.found;
}

std::optional<problem> validate(const plan& of, const problem_statement& in) {
  examiner to;
  examine_assignments(of.assignments, in, names_of(in, to), "assignments", to);
  return to.found;
}

}  // namespace headway::planner
