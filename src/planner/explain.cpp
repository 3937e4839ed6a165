#include "planner/explain.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "planner/checker.hpp"
#include "planner/relaxation.hpp"
#include "planner/satisfaction.hpp"

namespace headway::planner {
namespace {

using cells = std::vector<std::uint32_t>;

// Steps of the solver for a question that may well be asked in another way.
inline constexpr std::int32_t few_conflicts = 500;
// Of a conflict of more demands only the one given up is told with everybody who might cover it.
inline constexpr std::size_t told_one_by_one = 12;

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

class explainer {
 public:
  explainer(const problem_statement& of, const grid& on, const choices& near,
            const explain_budget& within)
      : of_(of), on_(on), within_(within), covered_(near) {
    find_who_could();
  }

  explanation run() {
    if (!begin()) return std::move(out_);
    count();
    // One after the other is covered beside all that is kept, or contradicts some of that: so every
    // conflict is about one thing given up, and whoever mends it need not mend another one too.
    cells harder;
    for (const auto cell : open_)
      if (!give_up_simply(cell)) harder.push_back(cell);
    for (const auto cell : harder)
      cover_or_give_up(cell);
    out_.covered = covered_;
    describe();
    return std::move(out_);
  }

 private:
  struct contradiction {
    std::uint32_t given_up;
    cells core;  // with it
    std::vector<std::int32_t> persons;
  };

  void find_who_could() {
    who_could_.resize(on_.cells.size());
    for (std::int32_t p = 0; p < on_.persons; ++p)
      for (std::int32_t d = 0; d < on_.days; ++d)
        for (const auto& each : on_.domain(p, d))
          for (const auto cell : on_.cells_of(each))
            if (who_could_[cell].empty() || who_could_[cell].back() != p)
              who_could_[cell].push_back(p);
  }

  // Whose months matter to these cells: the others cover none of them, and their rules can be kept.
  std::vector<std::int32_t> concerned(const cells& by) const {
    std::vector<std::int32_t> all;
    for (const auto cell : by)
      all.insert(all.end(), who_could_[cell].begin(), who_could_[cell].end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  // Splits the hard cells into those that a plan covers and the rest. False: there is no plan.
  bool begin() {
    const auto present = presence(on_, covered_);
    for (std::uint32_t i = 0; i < on_.cells.size(); ++i)
      if (on_.cells[i].hard) (present[i] < on_.cells[i].need ? open_ : kept_).push_back(i);
    if (score_of(on_, covered_).broken == 0) return true;
    for (;;) {
      const auto answer = everybody().solve(kept_, within_.solver_conflicts);
      if (!answer) {
        out_.proven = false;
        return false;
      }
      if (*answer) break;
      const auto core = everybody().core(kept_);
      if (core.empty()) {
        conflict alone;
        for (const auto p : everybody().persons_in_core())
          alone.persons.push_back(of_.persons[static_cast<std::size_t>(p)].id);
        out_.conflicts.push_back(std::move(alone));
        return false;
      }
      kept_ = without(kept_, core.back());
      open_ = with(open_, core.back());
    }
    covered_ = everybody().chosen(covered_);
    return true;
  }

  void count() {
    cells all;
    std::merge(kept_.begin(), kept_.end(), open_.begin(), open_.end(), std::back_inserter(all));
    out_.least_missing = counted_of_all().missing(all);
  }

  satisfaction& everybody() {
    if (!everybody_) everybody_.emplace(on_).prefer(covered_);
    return *everybody_;
  }

  // People understand a conflict of one date and one kind of work best; counting sees that a few
  // people are wanted too often. False: it is not as simple as that.
  bool give_up_simply(std::uint32_t cell) {
    const auto wanted = with(kept_, cell);
    return !spent() && (give_up_within(0, alike_reaches, cell, wanted) ||
                        give_up_by_counting(true, cell, wanted));
  }
  void cover_or_give_up(std::uint32_t cell) {
    auto wanted = with(kept_, cell);
    if (spent()) return leave_unproven(cell);
    if (give_up_within(alike_reaches, reaches, cell, wanted) ||
        give_up_by_counting(false, cell, wanted))
      return;
    if (out_of_depth_) return leave_unproven(cell);
    const auto answer = ask(everybody(), wanted, within_.solver_conflicts);
    if (answer.value_or(false)) {
      covered_ = everybody().chosen(covered_);
      kept_ = std::move(wanted);
    } else if (answer) {
      give_up(cell, everybody().core(wanted));
    } else {
      out_of_depth_ = true;
      leave_unproven(cell);
    }
  }
  void leave_unproven(std::uint32_t cell) {
    out_.proven = false;
    out_.given_up.push_back(cell);
  }
  bool spent() const { return effort_ >= within_.effort; }
  std::optional<bool> ask(satisfaction& solver, const cells& wanted, std::int32_t conflicts) {
    effort_ += solver.persons();
    return solver.solve(wanted, conflicts);
  }
  // Whether the cells are too many for the persons, however they share them out.
  bool overfull(relaxation& counting, const cells& wanted) {
    effort_ += counting.persons();
    return counting.missing(wanted) > 0;
  }

  static constexpr int alike_reaches = 2, reaches = 6;
  bool give_up_within(int from, int to, std::uint32_t centre, const cells& wanted) {
    for (int reach = from; reach < to; ++reach) {
      cells around;
      for (const auto cell : wanted)
        if (near(cell, centre, reach)) around.push_back(cell);
      std::optional<satisfaction> few;
      if (reach < alike_reaches) few.emplace(on_, concerned(around)).prefer(covered_);
      auto& solver = few ? *few : everybody();
      if (ask(solver, around, few_conflicts).value_or(true)) continue;
      give_up(centre, solver.core(around));
      return true;
    }
    return false;
  }

  bool give_up_by_counting(bool alike, std::uint32_t centre, const cells& wanted) {
    const auto& of = of_.demands[on_.cells[centre].demand];
    cells around;
    for (const auto cell : wanted)
      if (!alike || of_.demands[on_.cells[cell].demand].qualification == of.qualification)
        around.push_back(cell);
    auto& counting = alike ? counted_of(around) : counted_of_all();
    for (const auto days : {3, 7, on_.days}) {
      if (!alike && days < on_.days) continue;  // a question about everybody is a dear one
      cells few;
      for (const auto cell : around)
        if (distance(cell, centre) <= days) few.push_back(cell);
      if (!overfull(counting, few)) continue;
      give_up(centre, counting.core(few));
      return true;
    }
    return false;
  }
  // Of one kind of work after the other: the last one's is kept.
  relaxation& counted_of(const cells& these) {
    auto persons = concerned(these);
    if (!counted_ || counted_persons_ != persons) {
      counted_.emplace(on_, covered_, persons);
      counted_persons_ = std::move(persons);
    }
    return *counted_;
  }
  relaxation& counted_of_all() {
    if (!all_counted_) all_counted_.emplace(on_, covered_, planner::everybody(on_));
    return *all_counted_;
  }
  std::int32_t distance(std::uint32_t one, std::uint32_t other) const {
    return std::abs(int{on_.cells[one].day} - int{on_.cells[other].day});
  }

  // Leaves out one after the other what the contradiction does not need, what is far away first.
  void give_up(std::uint32_t centre, cells core) {
    auto persons = concerned(core);
    satisfaction some(on_, persons);
    some.prefer(covered_);
    std::optional<relaxation> made;
    const auto counting = [&]() -> relaxation& {
      if (!made) made.emplace(on_, covered_, persons);
      return *made;
    };
    auto by_distance = core;
    std::stable_sort(by_distance.begin(), by_distance.end(),
                     [&](auto a, auto b) { return distance(a, centre) > distance(b, centre); });
    for (const auto cell : by_distance) {
      if (!std::binary_search(core.begin(), core.end(), cell)) continue;
      const auto fewer = without(core, cell);
      if (spent()) return leave_unproven(centre);
      auto answer = ask(some, fewer, few_conflicts);
      if (!answer && overfull(counting(), fewer)) {
        core = counting().core(fewer);
        continue;
      }
      if (!answer) answer = ask(some, fewer, within_.solver_conflicts);
      if (!answer) return leave_unproven(centre);
      if (!*answer) core = some.core(fewer);
    }
    // Prices are fractions: what they called too many have to be so by itself.
    const auto answer = ask(some, core, few_conflicts);
    if (answer.value_or(!overfull(counting(), core))) return leave_unproven(centre);
    out_.given_up.push_back(centre);
    found_.push_back({centre, std::move(core), std::move(persons)});
  }

  bool near(std::uint32_t cell, std::uint32_t centre, int reach) const {
    const auto& one = on_.cells[cell];
    const auto& other = on_.cells[centre];
    const auto& a = of_.demands[one.demand];
    const auto& b = of_.demands[other.demand];
    constexpr std::array<int, reaches> days = {0, 0, 0, 1, 2, 4};
    if (std::abs(int{one.day} - int{other.day}) > days[static_cast<std::size_t>(reach)])
      return false;
    if (reach < alike_reaches && a.qualification != b.qualification) return false;
    return reach > 0 || a.shift == b.shift;
  }

  void describe() {
    const auto most = static_cast<std::size_t>(within_.conflicts);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const auto& [given_up, core, persons] = found_[i];
      conflict made;
      satisfaction some(on_, persons);
      some.prefer(covered_);
      for (const auto cell : core) {
        const bool fully = i < most && (core.size() <= told_one_by_one || cell == given_up);
        made.demands.push_back(describe_cell(some, core, cell, cell == given_up, fully));
      }
      if (i < most)
        made.remedies = find_remedies(of_, on_, covered_, core, given_up, kept_, within_);
      out_.conflicts.push_back(std::move(made));
    }
  }

  uncovered describe_cell(satisfaction& some, const cells& core, std::uint32_t number,
                          bool given_up, bool fully) {
    const auto& cell = on_.cells[number];
    const auto& what = of_.demands[cell.demand];
    uncovered made{what.id, what.what, date_of(cell.day), cell.need, given_up, {}};
    if (!fully) return made;
    const auto others = without(core, number);
    if (some.solve(others, within_.solver_conflicts).value_or(false))
      made.obstacles = obstacles(number, others, some.chosen(covered_));
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
  choices covered_;                                     // covers all of `kept_`
  cells kept_{}, open_{};                               // hard cells, in order
  std::vector<std::vector<std::int32_t>> who_could_{};  // by cell
  std::optional<satisfaction> everybody_{};
  std::optional<relaxation> all_counted_{}, counted_{};
  std::vector<std::int32_t> counted_persons_{};
  std::int64_t effort_ = 0;
  bool out_of_depth_ = false;  // a question about everybody went unanswered; the next would too
  std::vector<contradiction> found_{};
  explanation out_{};
};

}  // namespace

explanation explain(const problem_statement& of, const grid& on, const choices& near,
                    const explain_budget& within) {
  return explainer(of, on, near, within).run();
}

}  // namespace headway::planner
