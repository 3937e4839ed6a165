#include <algorithm>
#include <array>

#include "planner/checker.hpp"
#include "planner/explain.hpp"
#include "planner/satisfaction.hpp"

namespace headway::planner {
namespace {

// Steps of the solver for trying one remedy.
inline constexpr std::int32_t few_conflicts = 500;

local_date after(local_date date) { return {date.days + std::chrono::days(1)}; }

void take_leave_out(person& who, local_date date) {
  std::vector<date_range> left;
  for (const auto& leave : who.leave) {
    if (!leave.contains(date)) {
      left.push_back(leave);
      continue;
    }
    if (leave.from < date) left.push_back({leave.from, date});
    if (after(date) < leave.until) left.push_back({after(date), leave.until});
  }
  who.leave = std::move(left);
}

void release(problem_statement& in, const std::string& person, local_date date) {
  std::erase_if(in.published,
                [&](const auto& each) { return each.person == person && each.date == date; });
  std::vector<appointment> left;
  for (const auto& held : in.appointments) {
    if (held.person != person || !held.when.contains(date)) {
      left.push_back(held);
      continue;
    }
    if (held.when.from < date) left.push_back({held.person, held.demand, {held.when.from, date}});
    if (after(date) < held.when.until)
      left.push_back({held.person, held.demand, {after(date), held.when.until}});
  }
  in.appointments = std::move(left);
}

void apply_step(problem_statement& to, const remedy_step& step) {
  for (auto& who : to.persons) {
    if (who.id != step.person) continue;
    switch (step.kind) {
      case remedy_kind::certificate:
        who.certificates.push_back({*step.qualification, step.date, std::nullopt});
        break;
      case remedy_kind::leave_day:
        take_leave_out(who, step.date);
        break;
      case remedy_kind::swap:
        std::erase_if(who.roster, [&](const auto& day) { return day.date == step.date; });
        who.roster.push_back({step.date, step.shift, true, 0});
        break;
      case remedy_kind::release:
        release(to, who.id, step.date);
        break;
    }
  }
}

class finder {
 public:
  finder(const problem_statement& of, const grid& on, const choices& covered,
         std::span<const std::uint32_t> conflict, const explain_budget& within)
      : of_(of), on_(on), covered_(covered), conflict_(conflict), within_(within) {
    for (const auto cell : conflict)
      propose(cell);
  }

  std::vector<remedy> verified(std::span<const std::uint32_t> kept, std::uint32_t given_up) {
    order();
    std::vector<std::uint32_t> wanted(kept.begin(), kept.end());
    wanted.push_back(given_up);
    std::sort(wanted.begin(), wanted.end());
    std::vector<remedy> found;
    std::int32_t tried = 0;
    const auto enough = [&] {
      return tried >= within_.remedies_tried ||
             found.size() >= static_cast<std::size_t>(within_.remedies_wanted);
    };
    // At first one of each kind, so that people can choose; then more of any.
    std::vector<bool> used(proposed_.size(), false);
    for (const bool varied : {true, false})
      for (std::size_t i = 0; i < proposed_.size() && !enough(); ++i) {
        if (used[i] || (varied && known(found, proposed_[i].step.kind))) continue;
        used[i] = true;
        ++tried;
        if (works({{proposed_[i].step}}, wanted)) found.push_back({{proposed_[i].step}});
      }
    for (std::size_t i = 0; i < proposed_.size() && found.empty(); ++i)
      for (std::size_t k = i + 1; k < proposed_.size() && found.empty(); ++k) {
        if (tried++ >= 2 * within_.remedies_tried) return found;
        remedy both{{proposed_[i].step, proposed_[k].step}};
        if (works(both, wanted)) found.push_back(std::move(both));
      }
    return found;
  }

 private:
  struct proposal {
    int rank, turn;
    remedy_step step;
  };

  // Every single change that might help one cell of the conflict, the likeliest first.
  void propose(std::uint32_t number) {
    const auto& cell = on_.cells[number];
    const auto& what = of_.demands[cell.demand];
    const local_date date{of_.first.days + std::chrono::days(cell.day)};
    auto anyway = what;
    anyway.qualification.reset();
    for (std::int32_t p = 0; p < on_.persons; ++p) {
      const auto& who = of_.persons[static_cast<std::size_t>(p)];
      if (never_works(who, what.shift) || !may_cover(who, anyway, date)) continue;
      const bool away = std::any_of(who.leave.begin(), who.leave.end(),
                                    [&](const auto& leave) { return leave.contains(date); });
      const bool fits = may_cover(who, what, date);
      const auto& now = on_.domain(p, cell.day)[covered_[on_.at(p, cell.day)]];
      if (fits && away) add(0, {remedy_kind::leave_day, who.id, date, {}, {}});
      if (fits && !away) propose_bound(p, who, what, number, date);
      if (fits || away || !to_be_had(*what.qualification)) continue;
      const bool there = now.shift && of_.shifts[now.shift - 1u].id == what.shift;
      const bool idle = now.option <= static_cast<std::uint32_t>(on_.kinds);
      // Whoever held it once renews it sooner than somebody else learns the post.
      const bool lapsed =
          std::any_of(who.certificates.begin(), who.certificates.end(),
                      [&](const auto& held) { return held.qualification == *what.qualification; });
      add(lapsed          ? 2
          : there && idle ? 3
          : idle          ? 5
                          : 6,
          {remedy_kind::certificate, who.id, date, what.qualification, {}});
    }
  }

  // The same change may help several cells of one conflict.
  void add(int rank, remedy_step step) {
    const bool known = std::any_of(proposed_.begin(), proposed_.end(), [&](const auto& each) {
      return each.step.kind == step.kind && each.step.person == step.person &&
             each.step.date == step.date && each.step.qualification == step.qualification &&
             each.step.shift == step.shift;
    });
    if (!known) proposed_.push_back({rank, 0, std::move(step)});
  }

  bool to_be_had(const std::string& qualification) const {
    const auto& innate = of_.innate;
    return !innate || std::find(innate->begin(), innate->end(), qualification) == innate->end();
  }

  // Within each kind the likeliest first; the kinds take turns, so that many hopeless changes of
  // one kind do not keep another from being tried.
  void order() {
    std::stable_sort(proposed_.begin(), proposed_.end(),
                     [](const auto& a, const auto& b) { return a.rank < b.rank; });
    std::array<int, 4> of_kind{};
    for (auto& each : proposed_)
      each.turn = of_kind[static_cast<std::size_t>(each.step.kind)]++;
    std::stable_sort(proposed_.begin(), proposed_.end(),
                     [](const auto& a, const auto& b) { return a.turn < b.turn; });
  }

  // The person fits and is there, but something fixed keeps them from it.
  void propose_bound(std::int32_t p, const person& who, const demand& what, std::uint32_t number,
                     local_date date) {
    for (const auto& each : on_.domain(p, on_.cells[number].day)) {
      const auto cells = on_.cells_of(each);
      if (std::find(cells.begin(), cells.end(), number) != cells.end()) return;
    }
    const bool rotated = std::any_of(who.roster.begin(), who.roster.end(), [&](const auto& day) {
      return day.date == date && day.fixed && day.shift != what.shift;
    });
    if (rotated)
      add(1, {remedy_kind::swap, who.id, date, {}, what.shift});
    else
      add(4, {remedy_kind::release, who.id, date, {}, {}});
  }

  static bool known(const std::vector<remedy>& found, remedy_kind kind) {
    return std::any_of(found.begin(), found.end(),
                       [&](const auto& each) { return each.steps[0].kind == kind; });
  }

  // Remedies leave the demands alone, so the cells keep their numbers. Mostly it is enough that
  // those whom the conflict concerns share their months out anew.
  bool works(const remedy& tried, std::span<const std::uint32_t> wanted) const {
    const auto changed = apply(of_, tried);
    const auto on = make_grid(changed);
    const auto persons = concerned(on);
    satisfaction some(on, persons);
    some.prefer(as_covered(on));
    const auto answer = some.solve(not_covered_without(persons, wanted), few_conflicts);
    if (answer.value_or(true)) return answer.has_value();
    satisfaction all(on);
    all.prefer(as_covered(on));
    return all.solve(wanted, few_conflicts).value_or(false);
  }
  // What covers all that is kept, where the changed domains still have it.
  choices as_covered(const grid& on) const {
    choices made(covered_.size(), 0);
    for (std::int32_t p = 0; p < on.persons; ++p)
      for (std::int32_t d = 0; d < on.days; ++d) {
        const auto now = on_.domain(p, d)[covered_[on_.at(p, d)]].option;
        made[on.at(p, d)] =
            static_cast<std::uint16_t>(std::max(std::int32_t{0}, on.find(p, d, now)));
      }
    return made;
  }
  std::vector<std::int32_t> concerned(const grid& on) const {
    std::vector<std::int32_t> persons;
    for (std::int32_t p = 0; p < on.persons; ++p) {
      const auto first = on.domain_begin[on.at(p, 0)], last = on.domain_begin[on.at(p + 1, 0)];
      const bool could = std::any_of(
          on.entries.begin() + first, on.entries.begin() + last, [&](const entry& each) {
            const auto cells = on.cells_of(each);
            return std::any_of(cells.begin(), cells.end(), [&](auto cell) {
              return std::binary_search(conflict_.begin(), conflict_.end(), cell);
            });
          });
      if (could) persons.push_back(p);
    }
    return persons;
  }
  // Those of `wanted` that the others do not cover while they stay as they are.
  std::vector<std::uint32_t> not_covered_without(std::span<const std::int32_t> persons,
                                                 std::span<const std::uint32_t> wanted) const {
    std::vector<std::int32_t> counts(on_.cells.size(), 0);
    for (std::int32_t p = 0; p < on_.persons; ++p)
      for (std::int32_t d = 0; d < on_.days; ++d)
        if (!std::binary_search(persons.begin(), persons.end(), p))
          for (const auto cell : on_.cells_of(on_.domain(p, d)[covered_[on_.at(p, d)]]))
            ++counts[cell];
    std::vector<std::uint32_t> left;
    for (const auto cell : wanted)
      if (counts[cell] < on_.cells[cell].need) left.push_back(cell);
    return left;
  }

  const problem_statement& of_;
  const grid& on_;
  const choices& covered_;
  std::span<const std::uint32_t> conflict_;  // in order
  explain_budget within_;
  std::vector<proposal> proposed_{};
};

}  // namespace

bool never_works(const person& who, const std::string& shift) {
  return std::any_of(who.limits.kinds.begin(), who.limits.kinds.end(),
                     [&](const auto& limit) { return limit.shift == shift && limit.most == 0; });
}

problem_statement apply(const problem_statement& to, const remedy& steps) {
  auto changed = to;
  for (const auto& step : steps.steps)
    apply_step(changed, step);
  return changed;
}

std::vector<remedy> find_remedies(const problem_statement& of, const grid& on,
                                  const choices& covered, std::span<const std::uint32_t> conflict,
                                  std::uint32_t given_up, std::span<const std::uint32_t> kept,
                                  const explain_budget& within) {
  return finder(of, on, covered, conflict, within).verified(kept, given_up);
}

}  // namespace headway::planner
