#include "planner/repair.hpp"

#include <algorithm>

#include "planner/grid.hpp"
#include "planner/month_program.hpp"

namespace headway::planner {
namespace {

// A change costs more than all wishes around it together, a missing person more than all changes;
// up to these, so that the solver's numbers stay exact.
inline constexpr std::int64_t most_change_cost = 1'000'000;
inline constexpr std::int64_t changes_in_a_missing_person = 100;
inline constexpr std::int32_t most_nodes = 2'000;

class repairing {
 public:
  repairing(const problem_statement& of, const plan& standing, const std::vector<absence>& absences,
            const repair_wishes& as)
      : as_(as), of_(with_absences(of, absences)) {
    cost_before_ = check(of, standing).cost;
    // What is published from now on is what the repair may change; it never does so silently.
    std::erase_if(of_.published, [&](const auto& each) { return each.date >= as.from; });
    on_ = make_grid(of_);
    before_ = to_choices(on_, of_, standing);
    for (const auto& away : absences)
      dates_absent_ +=
          static_cast<std::size_t>((away.when.until.days - away.when.from.days).count());
    absences_ = absences;
  }

  // The dates themselves are enough when one change each does; nothing could do with fewer. Else
  // the dates around may change as well.
  std::vector<alternative> run() {
    auto found = around(0);
    const bool enough =
        !found.empty() && found[0].gaps.empty() && found[0].changes.size() <= dates_absent_;
    return enough || as_.days_around == 0 ? found : around(as_.days_around);
  }

 private:
  std::vector<alternative> around(std::int32_t days) {
    free_.assign(before_.size(), 0);
    for (const auto& away : absences_)
      release_dates(away.when, days);
    const auto change_cost = std::min(most_change_cost, 1 + most_that_wishes_cost());
    const auto weighed = with_changes_weighed(change_cost);
    std::vector<alternative> found;
    month_wishes wishes;
    wishes.free = free_;
    wishes.missing_cost = change_cost * changes_in_a_missing_person;
    month_program part(weighed, before_, std::move(wishes));
    linear_budget budget;
    budget.seconds = as_.seconds;
    budget.nodes = most_nodes;
    while (static_cast<std::int32_t>(found.size()) < as_.alternatives) {
      const auto answer = solve(part.program(), budget);
      if (answer.values.empty()) break;
      const auto after = part.read(answer.values);
      found.push_back(describe(after));
      if (!forbid(part, after)) break;
    }
    return found;
  }

  void release_dates(const date_range& when, std::int32_t around) {
    const auto first = static_cast<std::int32_t>((when.from.days - of_.first.days).count());
    const auto end = static_cast<std::int32_t>((when.until.days - of_.first.days).count());
    const auto now = static_cast<std::int32_t>((as_.from.days - of_.first.days).count());
    for (std::int32_t d = std::max({0, now, first - around}); d < std::min(on_.days, end + around);
         ++d)
      for (std::int32_t p = 0; p < on_.persons; ++p)
        free_[on_.at(p, d)] = 1;
  }

  grid with_changes_weighed(std::int64_t change_cost) const {
    auto made = on_;
    for (std::size_t slot = 0; slot < before_.size(); ++slot) {
      const auto begin = on_.domain_begin[slot];
      for (auto i = begin; i < on_.domain_begin[slot + 1]; ++i)
        if (i - begin != before_[slot]) made.entries[i].cost += change_cost;
    }
    return made;
  }

  // Nothing that the free slots decide can cost more.
  std::int64_t most_that_wishes_cost() const {
    std::int64_t most = 0;
    std::vector<std::int64_t> around(on_.cells.size(), 0);
    for (std::int32_t p = 0; p < on_.persons; ++p) {
      std::int64_t free_dates = 0;
      for (std::int32_t d = 0; d < on_.days; ++d) {
        if (!free_[on_.at(p, d)]) continue;
        ++free_dates;
        std::int64_t dearest = 0;
        for (const auto& each : on_.domain(p, d)) {
          dearest = std::max(dearest, each.cost);
          for (const auto cell : on_.cells_of(each))
            ++around[cell];
        }
        most += dearest;
      }
      const auto& rules = on_.rules[static_cast<std::size_t>(p)];
      most += free_dates * (rules.load.weight + rules.nights.weight);
    }
    for (std::size_t i = 0; i < around.size(); ++i)
      most += std::max(on_.cells[i].under, on_.cells[i].over) * around[i];
    return most;
  }

  alternative describe(const choices& after) const {
    alternative made;
    made.repaired = to_plan(on_, of_, after);
    const auto old = to_plan(on_, of_, before_);
    const auto verdict = check(of_, made.repaired);
    made.price = verdict.cost - cost_before_;
    for (const auto& each : verdict.gaps)
      if (each.hard) made.gaps.push_back(each);
    for (std::int32_t p = 0; p < on_.persons; ++p)
      for (std::int32_t d = 0; d < on_.days; ++d)
        if (after[on_.at(p, d)] != before_[on_.at(p, d)]) {
          const auto& id = of_.persons[static_cast<std::size_t>(p)].id;
          const local_date date{of_.first.days + std::chrono::days(d)};
          made.changes.push_back({id, date, find(old, id, date), find(made.repaired, id, date)});
        }
    return made;
  }

  static std::optional<assignment> find(const plan& in, const std::string& person,
                                        local_date date) {
    for (const auto& each : in.assignments)
      if (each.person == person && each.date == date) return each;
    return std::nullopt;
  }

  // Not all of these changes again. False when there were none: nothing can be had otherwise.
  bool forbid(month_program& part, const choices& after) const {
    std::vector<std::int32_t> columns;
    for (std::int32_t p = 0; p < on_.persons; ++p)
      for (std::int32_t d = 0; d < on_.days; ++d)
        if (const auto now = after[on_.at(p, d)]; now != before_[on_.at(p, d)])
          columns.push_back(part.column(p, d, now));
    if (columns.empty()) return false;
    part.program().add_row(-linear_program::free_bound,
                           static_cast<std::int64_t>(columns.size()) - 1);
    for (const auto column : columns)
      part.program().add_term(column, 1);
    return true;
  }

  repair_wishes as_;
  problem_statement of_;
  grid on_{};
  choices before_{};
  std::vector<std::uint8_t> free_{};
  std::vector<absence> absences_{};
  std::size_t dates_absent_ = 0;
  std::int64_t cost_before_ = 0;
};

}  // namespace

problem_statement with_absences(const problem_statement& of, const std::vector<absence>& absences) {
  auto changed = of;
  for (const auto& away : absences)
    for (auto& who : changed.persons)
      if (who.id == away.person) who.leave.push_back(away.when);
  return changed;
}

result<std::vector<alternative>> repair(const problem_statement& of, const plan& standing,
                                        const std::vector<absence>& absences,
                                        const repair_wishes& as) {
  if (auto wrong = validate(of)) return *wrong;
  if (auto wrong = validate(standing, of)) return *wrong;
  return repairing(of, standing, absences, as).run();
}

}  // namespace headway::planner
