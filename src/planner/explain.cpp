#include "planner/explain.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "planner/checker.hpp"
#include "planner/satisfaction.hpp"

namespace headway::planner {
namespace {

using cells = std::vector<std::uint32_t>;

inline constexpr std::int32_t local_conflicts = 5'000;

cells hard_cells(const grid& on) {
  cells all;
  for (std::uint32_t i = 0; i < on.cells.size(); ++i)
    if (on.cells[i].hard) all.push_back(i);
  return all;
}

cells without(const cells& all, std::uint32_t one) {
  cells rest;
  std::copy_if(all.begin(), all.end(), std::back_inserter(rest),
               [&](auto each) { return each != one; });
  return rest;
}

cells with(const cells& all, std::uint32_t one) {
  auto more = all;
  more.insert(std::upper_bound(more.begin(), more.end(), one), one);
  return more;
}

// Leaves out one after the other what the contradiction does not need. False: budget ended.
bool minimise(satisfaction& solver, cells& core, std::int32_t conflicts) {
  for (std::size_t i = 0; i < core.size();) {
    const auto fewer = without(core, core[i]);
    const auto answer = solver.solve(fewer, conflicts);
    if (!answer) return false;
    if (*answer) {
      ++i;
      continue;
    }
    const auto smaller = solver.core(fewer);
    // What stood before `i` is needed by every contradiction within the core.
    core = smaller;
    std::sort(core.begin(), core.end());
  }
  return true;
}

class explainer {
 public:
  explainer(const problem_statement& of, const grid& on, const choices& near,
            const explain_budget& within)
      : of_(of), on_(on), within_(within), solver_(on) {
    solver_.prefer(near);
    missing_ = missing_of(near);
  }

  explanation run() {
    auto wanted = hard_cells(on_);
    for (const auto cell : missing_)
      if (on_.cells[cell].hard) give_up_around(cell, wanted);
    for (;;) {
      const auto answer = solver_.solve(wanted, within_.solver_conflicts);
      if (!answer) {
        out_.proven = false;
        break;
      }
      if (*answer) {
        out_.covered = solver_.chosen();
        take_back(wanted);
        separate(wanted);
        break;
      }
      if (!give_up_one(wanted)) break;
    }
    describe(wanted);
    return std::move(out_);
  }

 private:
  cells missing_of(const choices& near) const {
    std::vector<std::int32_t> counts(on_.cells.size(), 0);
    for (std::int32_t p = 0; p < on_.persons; ++p)
      for (std::int32_t d = 0; d < on_.days; ++d)
        for (const auto cell : on_.cells_of(on_.domain(p, d)[near[on_.at(p, d)]]))
          ++counts[cell];
    cells missing;
    for (std::uint32_t i = 0; i < counts.size(); ++i)
      if (counts[i] < on_.cells[i].need) missing.push_back(i);
    return missing;
  }

  // Finds a smallest conflict and drops one of its cells from `wanted`. False: nothing to drop.
  bool give_up_one(cells& wanted) {
    auto core = solver_.core(wanted);
    if (core.empty()) {
      conflict alone;
      for (const auto p : solver_.persons_in_core())
        alone.persons.push_back(of_.persons[static_cast<std::size_t>(p)].id);
      out_.conflicts.push_back(std::move(alone));
      return false;
    }
    give_up_of(std::move(core), wanted);
    return true;
  }

  void give_up_of(cells core, cells& wanted) {
    if (!minimise(solver_, core, within_.solver_conflicts)) out_.proven = false;
    auto dropped = core.back();
    for (const auto cell : core)
      if (std::binary_search(missing_.begin(), missing_.end(), cell)) dropped = cell;
    wanted = without(wanted, dropped);
    cores_.push_back(std::move(core));
    out_.given_up.push_back(dropped);
  }

  // What was given up early may be coverable beside what was given up later: then it is not given
  // up at all. What remains is needed: none of it can be covered beside the rest.
  void take_back(cells& wanted) {
    std::vector<cells> cores;
    cells given_up;
    for (std::size_t i = 0; i < cores_.size(); ++i) {
      auto more = with(wanted, out_.given_up[i]);
      const auto answer = solver_.solve(more, within_.solver_conflicts);
      if (!answer) out_.proven = false;
      if (answer.value_or(false)) {
        out_.covered = solver_.chosen();
        wanted = std::move(more);
        continue;
      }
      cores.push_back(std::move(cores_[i]));
      given_up.push_back(out_.given_up[i]);
    }
    cores_ = std::move(cores);
    out_.given_up = std::move(given_up);
  }

  // Every conflict is about one thing given up: whoever mends it need not mend another one too.
  void separate(const cells& wanted) {
    for (std::size_t i = 0; i < cores_.size(); ++i) {
      const auto open = std::count_if(cores_[i].begin(), cores_[i].end(), [&](auto cell) {
        return !std::binary_search(wanted.begin(), wanted.end(), cell);
      });
      if (open == 1) continue;
      const auto all = with(wanted, out_.given_up[i]);
      auto core = core_around(out_.given_up[i], all);
      if (!core && !solver_.solve(all, within_.solver_conflicts).value_or(true))
        core = solver_.core(all);
      if (!core || !minimise(solver_, *core, within_.solver_conflicts))
        out_.proven = false;
      else
        cores_[i] = std::move(*core);
    }
  }

  // Counting arguments over a whole month are hard for clauses, and people understand a conflict of
  // a few neighbouring dates better: looks from the missing cell outwards.
  void give_up_around(std::uint32_t centre, cells& wanted) {
    while (std::binary_search(wanted.begin(), wanted.end(), centre)) {
      auto core = core_around(centre, wanted);
      if (!core || core->empty()) return;  // empty: somebody's own rules, said by the whole problem
      give_up_of(std::move(*core), wanted);
    }
  }
  std::optional<cells> core_around(std::uint32_t centre, const cells& wanted) {
    for (int reach = 0; reach < 6; ++reach) {
      cells around;
      for (const auto cell : wanted)
        if (near(cell, centre, reach)) around.push_back(cell);
      if (!solver_.solve(around, local_conflicts).value_or(true)) return solver_.core(around);
    }
    return std::nullopt;
  }
  bool near(std::uint32_t cell, std::uint32_t centre, int reach) const {
    const auto& one = on_.cells[cell];
    const auto& other = on_.cells[centre];
    const auto& a = of_.demands[one.demand];
    const auto& b = of_.demands[other.demand];
    constexpr std::array days = {0, 0, 0, 1, 2, 4};
    if (std::abs(int{one.day} - int{other.day}) > days[static_cast<std::size_t>(reach)])
      return false;
    if (reach < 2 && a.qualification != b.qualification) return false;
    return reach > 0 || a.shift == b.shift;
  }

  void describe(const cells& kept) {
    const auto most = static_cast<std::size_t>(within_.conflicts);
    for (std::size_t i = 0; i < cores_.size(); ++i) {
      conflict made;
      for (const auto cell : cores_[i])
        made.demands.push_back(describe_cell(cores_[i], cell, cell == out_.given_up[i], i < most));
      if (i < most && out_.covered)
        made.remedies =
            find_remedies(of_, on_, *out_.covered, cores_[i], out_.given_up[i], kept, within_);
      out_.conflicts.push_back(std::move(made));
    }
  }

  uncovered describe_cell(const cells& core, std::uint32_t number, bool given_up, bool fully) {
    const auto& cell = on_.cells[number];
    const auto& what = of_.demands[cell.demand];
    uncovered made{what.id, what.what, date_of(cell.day), cell.need, given_up, {}};
    if (!fully) return made;
    const auto others = without(core, number);
    if (solver_.solve(others, within_.solver_conflicts).value_or(false))
      made.obstacles = obstacles(number, others, solver_.chosen());
    return made;
  }

  local_date date_of(std::int32_t day) const { return {of_.first.days + std::chrono::days(day)}; }

  // Why each one who fits does not cover the cell while the others of the conflict are covered.
  std::vector<obstacle> obstacles(std::uint32_t number, const cells& others,
                                  const choices& instead) const {
    std::vector<obstacle> found;
    for (std::int32_t p = 0; p < on_.persons; ++p)
      if (const auto why = hindered(p, number, others, instead)) found.push_back(*why);
    return found;
  }

  std::optional<obstacle> hindered(std::int32_t p, std::uint32_t number, const cells& others,
                                   const choices& instead) const {
    const auto& who = of_.persons[static_cast<std::size_t>(p)];
    const auto& what = of_.demands[on_.cells[number].demand];
    const std::int32_t day = on_.cells[number].day;
    const auto date = date_of(day);
    if (never_works(who, what.shift)) return std::nullopt;
    if (!may_cover(who, what, date)) {
      const bool held = what.qualification &&
                        std::any_of(who.certificates.begin(), who.certificates.end(), [&](auto& c) {
                          return c.qualification == *what.qualification;
                        });
      auto anyway = what;
      anyway.qualification.reset();
      if (!held || !may_cover(who, anyway, date)) return std::nullopt;
      return obstacle{who.id, hindrance::certificate_not_valid, {}, {}};
    }
    for (const auto& leave : who.leave)
      if (leave.contains(date)) return obstacle{who.id, hindrance::on_leave, {}, {}};
    const auto among = on_.domain(p, day);
    const auto covers = [&](const entry& each, std::uint32_t wanted) {
      const auto all = on_.cells_of(each);
      return std::find(all.begin(), all.end(), wanted) != all.end();
    };
    const auto& now = among[instead[on_.at(p, day)]];
    if (covers(now, number)) return std::nullopt;
    if (std::none_of(among.begin(), among.end(), [&](auto& each) { return covers(each, number); }))
      return obstacle{who.id, hindrance::bound_elsewhere, {}, shift_of(now)};
    // What they do that day counts only when the conflict needs it; else their other dates hinder.
    const auto needed =
        std::find_if(others.begin(), others.end(), [&](auto other) { return covers(now, other); });
    if (needed == others.end()) return obstacle{who.id, hindrance::must_rest, {}, {}};
    const auto& instead_of = of_.demands[on_.cells[*needed].demand];
    if (instead_of.occupies)
      return obstacle{who.id, hindrance::covers_another, instead_of.id, shift_of(now)};
    return obstacle{who.id, hindrance::on_another_shift, {}, shift_of(now)};
  }

  std::optional<std::string> shift_of(const entry& of) const {
    if (of.shift == 0) return std::nullopt;
    return of_.shifts[of.shift - 1u].id;
  }

  const problem_statement& of_;
  const grid& on_;
  explain_budget within_;
  satisfaction solver_;
  cells missing_{};
  std::vector<cells> cores_{};
  explanation out_{};
};

}  // namespace

explanation explain(const problem_statement& of, const grid& on, const choices& near,
                    const explain_budget& within) {
  return explainer(of, on, near, within).run();
}

}  // namespace headway::planner
