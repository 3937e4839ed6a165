#include "planner/grid.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "base/ensure.hpp"

namespace headway::planner {
namespace {

using index_of = std::unordered_map<std::string_view, std::uint32_t>;

template <class Item>
index_of index(const std::vector<Item>& items) {
  index_of made;
  for (std::uint32_t i = 0; i < items.size(); ++i)
    made.emplace(items[i].id, i);
  return made;
}

bool fits(const person& who, const demand& what, local_date date) {
  if (what.crew && *what.crew != who.crew) return false;
  if (what.section &&
      std::find(who.sections.begin(), who.sections.end(), *what.section) == who.sections.end())
    return false;
  return !what.qualification ||
         std::any_of(who.certificates.begin(), who.certificates.end(), [&](const auto& held) {
           return held.qualification == *what.qualification && held.valid_on(date);
         });
}

bool on_leave(const person& who, local_date date) {
  return std::any_of(who.leave.begin(), who.leave.end(),
                     [&](const auto& leave) { return leave.contains(date); });
}

class grid_maker {
 public:
  explicit grid_maker(const problem_statement& of) : of_(of) {}

  grid make() {
    made_.persons = static_cast<std::int32_t>(of_.persons.size());
    made_.days = of_.days;
    made_.kinds = static_cast<std::int32_t>(of_.shifts.size());
    shifts_ = index(of_.shifts);
    persons_ = index(of_.persons);
    demands_ = index(of_.demands);
    make_calendar();
    make_cells();
    gather_bindings();
    for (std::int32_t p = 0; p < made_.persons; ++p) {
      made_.rules.push_back(rules_of(of_.persons[static_cast<std::size_t>(p)]));
      for (std::int32_t d = 0; d < made_.days; ++d)
        make_domain(p, d);
    }
    made_.domain_begin.push_back(static_cast<std::uint32_t>(made_.entries.size()));
    return std::move(made_);
  }

 private:
  local_date date_of(std::int32_t day) const { return {of_.first.days + std::chrono::days(day)}; }
  std::int32_t day_of(local_date date) const {
    return static_cast<std::int32_t>((date.days - of_.first.days).count());
  }
  std::uint8_t shift_of(std::string_view id) const {
    return static_cast<std::uint8_t>(shifts_.at(id) + 1);
  }

  void make_calendar() {
    made_.minutes.push_back(0);
    made_.night.push_back(0);
    for (const auto& shift : of_.shifts) {
      made_.minutes.push_back(shift.length_minutes);
      made_.night.push_back(shift.night);
    }
    for (std::int32_t d = 0; d < made_.days; ++d) {
      const std::chrono::weekday day(date_of(d).days);
      const bool saturday = day == std::chrono::Saturday, sunday = day == std::chrono::Sunday;
      if (saturday || (sunday && d == 0)) ++made_.weekends;
      made_.weekend.push_back(saturday || sunday ? made_.weekends - 1 : -1);
    }
  }

  void make_cells() {
    at_shift_.resize(static_cast<std::size_t>(made_.days) * (of_.shifts.size() + 1));
    for (std::uint32_t i = 0; i < of_.demands.size(); ++i) {
      const auto& demand = of_.demands[i];
      const auto from = std::max(day_of(demand.when.from), 0);
      const auto until = std::min(day_of(demand.when.until), made_.days);
      for (std::int32_t d = from; d < until; ++d) {
        cells_at(d, shift_of(demand.shift))
            .push_back(static_cast<std::uint32_t>(made_.cells.size()));
        made_.cells.push_back({i, static_cast<std::uint16_t>(d), demand.count,
                               demand.hard ? 0 : demand.under, demand.over, demand.hard});
      }
    }
  }
  std::vector<std::uint32_t>& cells_at(std::int32_t day, std::uint8_t shift) {
    return at_shift_[static_cast<std::size_t>(day) * (of_.shifts.size() + 1) + shift];
  }

  void gather_bindings() {
    const auto all = static_cast<std::size_t>(made_.persons) * static_cast<std::size_t>(made_.days);
    published_.assign(all, nullptr);
    for (const auto& each : of_.published)
      published_[made_.at(static_cast<std::int32_t>(persons_.at(each.person)), day_of(each.date))] =
          &each;
    appointed_.resize(of_.persons.size());
    for (const auto& each : of_.appointments)
      appointed_[persons_.at(each.person)].push_back(&each);
  }

  row_rules rules_of(const person& who) const {
    const auto& limits = who.limits;
    row_rules made;
    made.most_shifts = limits.most_shifts.value_or(unlimited);
    made.most_nights = limits.most_nights.value_or(unlimited);
    made.most_weekends = limits.most_weekends.value_or(unlimited);
    made.most_minutes = limits.most_minutes.value_or(unlimited);
    made.least_minutes = limits.least_minutes.value_or(0);
    made.most_consecutive = limits.most_consecutive.value_or(unlimited);
    made.least_consecutive = limits.least_consecutive.value_or(0);
    made.least_days_off = limits.least_days_off.value_or(0);
    made.most_of.assign(of_.shifts.size() + 1, unlimited);
    for (const auto& kind : limits.kinds)
      made.most_of[shift_of(kind.shift)] = kind.most;
    made.barred_after.assign(of_.shifts.size() + 1, 0);
    for (std::size_t first = 0; first < of_.shifts.size(); ++first)
      for (std::size_t next = 0; next < of_.shifts.size(); ++next) {
        const auto& a = of_.shifts[first];
        const auto& b = of_.shifts[next];
        const auto rest = 1440 + b.begins_minute - a.begins_minute - a.length_minutes;
        if (rest < limits.rest_minutes ||
            std::find(a.barred.begin(), a.barred.end(), b.id) != a.barred.end())
          made.barred_after[first + 1] |= 1u << (next + 1);
      }
    if (who.before) {
      made.worked_before = who.before->worked_days;
      made.barred_first = made.barred_after[shift_of(who.before->shift)];
    }
    if (who.load) made.load = *who.load;
    if (who.nights) made.nights = *who.nights;
    return made;
  }

  // Everything the person could do on this date if nothing bound them.
  void fill_open_domain(std::int32_t p, std::int32_t d) {
    const auto& who = of_.persons[static_cast<std::size_t>(p)];
    const auto date = date_of(d);
    open_.clear();
    open_.push_back({.option = 0, .shift = 0, .cost = 0, .cells = {}});
    for (std::uint8_t shift = 1; shift <= made_.kinds; ++shift) {
      if (made_.rules.back().most_of[shift] == 0) continue;
      candidate present{shift, shift, 0, {}};
      for (const auto cell : cells_at(d, shift))
        if (const auto& demand = of_.demands[made_.cells[cell].demand];
            !demand.occupies && fits(who, demand, date))
          present.cells.push_back(cell);
      open_.push_back(present);
      for (const auto cell : cells_at(d, shift)) {
        const auto number = made_.cells[cell].demand;
        if (!of_.demands[number].occupies || !fits(who, of_.demands[number], date)) continue;
        candidate occupied = present;
        occupied.option = static_cast<std::uint32_t>(made_.kinds) + 1 + number;
        occupied.cells.push_back(cell);
        open_.push_back(std::move(occupied));
      }
    }
  }

  template <class Keep>
  void narrow(Keep keep) {
    if (std::any_of(open_.begin(), open_.end(), keep))
      open_.erase(std::remove_if(open_.begin(), open_.end(), [&](auto& c) { return !keep(c); }),
                  open_.end());
  }

  // Leave is stronger than what is published, that than the rotation, that than an appointment.
  void bind(std::int32_t p, std::int32_t d) {
    const auto& who = of_.persons[static_cast<std::size_t>(p)];
    const auto date = date_of(d);
    if (on_leave(who, date)) return narrow([](const auto& c) { return c.shift == 0; });
    if (const auto* stands = published_[made_.at(p, d)]) {
      const auto shift = shift_of(stands->shift);
      const auto option = stands->demand ? static_cast<std::uint32_t>(made_.kinds) + 1 +
                                               demands_.at(*stands->demand)
                                         : shift;
      narrow([&](const auto& c) { return c.shift == shift; });
      return narrow([&](const auto& c) { return c.option == option; });
    }
    for (const auto& day : who.roster) {
      if (day.date != date) continue;
      const std::uint8_t shift = day.shift ? shift_of(*day.shift) : 0;
      if (day.fixed) narrow([&](const auto& c) { return c.shift == shift; });
      for (auto& each : open_)
        if (each.shift != shift && !day.fixed) each.cost += day.weight;
    }
    for (const auto* held : appointed_[static_cast<std::size_t>(p)]) {
      if (!held->when.contains(date)) continue;
      const auto number = demands_.at(held->demand);
      narrow([&](const auto& c) {
        return std::any_of(c.cells.begin(), c.cells.end(),
                           [&](auto cell) { return made_.cells[cell].demand == number; });
      });
    }
  }

  void add_wishes(std::int32_t p, std::int32_t d) {
    const auto date = date_of(d);
    for (const auto& wish : of_.persons[static_cast<std::size_t>(p)].wishes) {
      if (wish.date != date) continue;
      const auto shift = shift_of(wish.shift);
      for (auto& each : open_)
        if ((each.shift == shift) != wish.wanted) each.cost += wish.weight;
    }
  }

  void make_domain(std::int32_t p, std::int32_t d) {
    fill_open_domain(p, d);
    bind(p, d);
    add_wishes(p, d);
    made_.domain_begin.push_back(static_cast<std::uint32_t>(made_.entries.size()));
    for (const auto& each : open_) {
      made_.entries.push_back({each.option, static_cast<std::uint32_t>(made_.entry_cells.size()),
                               static_cast<std::uint16_t>(each.cells.size()), each.shift,
                               each.cost});
      made_.entry_cells.insert(made_.entry_cells.end(), each.cells.begin(), each.cells.end());
    }
  }

  struct candidate {
    std::uint32_t option = 0;
    std::uint8_t shift = 0;
    std::int64_t cost = 0;
    std::vector<std::uint32_t> cells{};
  };

  const problem_statement& of_;
  grid made_{};
  index_of shifts_{}, persons_{}, demands_{};
  std::vector<std::vector<std::uint32_t>> at_shift_{};
  std::vector<const assignment*> published_{};
  std::vector<std::vector<const appointment*>> appointed_{};
  std::vector<candidate> open_{};
};

}  // namespace

grid make_grid(const problem_statement& of) { return grid_maker(of).make(); }

grid without_costs(const grid& of) {
  auto bare = of;
  for (auto& each : bare.entries)
    each.cost = 0;
  for (auto& each : bare.cells)
    each.under = each.over = 0;
  for (auto& each : bare.rules)
    each.load = each.nights = {};
  return bare;
}

std::vector<std::int32_t> everybody(const grid& on) {
  std::vector<std::int32_t> all(static_cast<std::size_t>(on.persons));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

std::vector<std::int32_t> presence(const grid& on, const choices& chosen) {
  std::vector<std::int32_t> counts(on.cells.size(), 0);
  for (std::int32_t p = 0; p < on.persons; ++p)
    for (std::int32_t d = 0; d < on.days; ++d)
      for (const auto cell : on.cells_of(on.domain(p, d)[chosen[on.at(p, d)]]))
        ++counts[cell];
  return counts;
}

std::int32_t grid::find(std::int32_t person, std::int32_t day, std::uint32_t option) const {
  const auto among = domain(person, day);
  for (std::size_t i = 0; i < among.size(); ++i)
    if (among[i].option == option) return static_cast<std::int32_t>(i);
  return -1;
}

plan to_plan(const grid& on, const problem_statement& of, const choices& chosen) {
  plan made;
  for (std::int32_t p = 0; p < on.persons; ++p)
    for (std::int32_t d = 0; d < on.days; ++d) {
      const auto& taken = on.domain(p, d)[chosen[on.at(p, d)]];
      if (taken.shift == 0) continue;
      assignment each{of.persons[static_cast<std::size_t>(p)].id,
                      {of.first.days + std::chrono::days(d)},
                      of.shifts[taken.shift - 1u].id,
                      std::nullopt};
      const auto kinds = static_cast<std::uint32_t>(on.kinds);
      if (taken.option > kinds) each.demand = of.demands[taken.option - kinds - 1].id;
      made.assignments.push_back(std::move(each));
    }
  return made;
}

choices to_choices(const grid& on, const problem_statement& of, const plan& from) {
  const auto persons = index(of.persons), shifts = index(of.shifts), demands = index(of.demands);
  choices made(on.domain_begin.size() - 1, 0);
  for (const auto& each : from.assignments) {
    const auto p = static_cast<std::int32_t>(persons.at(each.person));
    const auto d = static_cast<std::int32_t>((each.date.days - of.first.days).count());
    const auto option = each.demand
                            ? static_cast<std::uint32_t>(on.kinds) + 1 + demands.at(*each.demand)
                            : shifts.at(each.shift) + 1;
    if (const auto found = on.find(p, d, option); found >= 0)
      made[on.at(p, d)] = static_cast<std::uint16_t>(found);
  }
  return made;
}

}  // namespace headway::planner
