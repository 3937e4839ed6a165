#include "coverage/planning.hpp"

#include <algorithm>
#include <tuple>

#include "coverage/outcome_words.hpp"
#include "coverage/technologies.hpp"

namespace headway::coverage {
namespace {

// Enough for a section of 120 people in a few seconds; the same on every machine.
constexpr std::int64_t moves_as_rostered = 400'000, moves_with_swaps = 1'500'000;
constexpr std::int32_t rounds_as_rostered = 2, rounds_with_swaps = 8;
constexpr double bound_seconds = 5;
constexpr std::int32_t conflicts_explained = 24, remedies_wanted = 4;
constexpr std::int64_t explaining_effort = 5'000;  // in the background there is time for words
constexpr double share_as_rostered = 0.2;

planner::plan_budget budget_of(const planning_order& as, freedom may) {
  const bool swaps = may == freedom::swaps;
  planner::plan_budget made;
  made.seed = as.seed;
  made.moves = swaps ? moves_with_swaps : moves_as_rostered;
  made.rounds = swaps ? rounds_with_swaps : rounds_as_rostered;
  made.bound = swaps;
  made.explaining.effort = explaining_effort;
  made.explaining.conflicts = conflicts_explained;
  made.explaining.remedies_wanted = remedies_wanted;
  made.bound_seconds = bound_seconds;
  if (as.seconds) {
    made.seconds = *as.seconds * (swaps ? 1 - share_as_rostered : share_as_rostered);
    made.moves = std::numeric_limits<std::int64_t>::max() / 2;
    made.rounds = std::numeric_limits<std::int32_t>::max();
  }
  return made;
}

struct planned {
  statement of;
  planner::plan_outcome outcome;
};

class month_planning {
 public:
  month_planning(const picture& in, const month& of, const planning_order& as,
                 planner::plan_watcher watcher)
      : in_(in), of_(of), as_(as), watcher_(watcher) {}

  result<plan_result> run() {
    auto made = solve(freedom::as_rostered);
    if (!made) return made.error();
    // At no cost nothing soft is open either.
    const bool settled = made->outcome.covered && made->outcome.cost == 0;
    if (!settled && !made->outcome.cancelled && as_.may_swap) {
      auto wider = solve(freedom::swaps);
      if (!wider) return wider.error();
      if (better(wider->outcome, made->outcome)) made = std::move(wider);
    }
    return in_words(*made);
  }

 private:
  result<planned> solve(freedom may) {
    planned made{statement_of(in_, {.first = of_.first, .days = of_.days, .may = may}), {}};
    auto outcome = planner::solve(made.of.problem, budget_of(as_, may), watcher_);
    if (!outcome) return outcome.error();
    made.outcome = std::move(*outcome);
    return made;
  }
  static bool better(const planner::plan_outcome& a, const planner::plan_outcome& b) {
    const auto badness = [](const planner::plan_outcome& of) {
      std::int64_t missing = 0;
      for (const auto& gap : of.judged.gaps)
        if (gap.hard) missing += gap.needed - gap.present;
      return std::tuple(of.judged.breaches.size(), missing, of.cost);
    };
    return badness(a) <= badness(b);
  }

  plan_result in_words(const planned& from) const {
    const outcome_words words(in_, from.of);
    plan_result made;
    made.covered = from.outcome.covered;
    made.explained = from.outcome.explained;
    made.least_missing = from.outcome.least_missing;
    made.cost = from.outcome.cost;
    made.bound = from.outcome.bound;
    if (!made.bound && made.covered && made.cost == 0) made.bound = 0;
    auto taken = take(in_, from.of, from.outcome.best);
    made.duties = std::move(taken.duties);
    made.swaps = std::move(taken.swaps);
    for (const auto& each : from.outcome.conflicts)
      made.conflicts.push_back(words.conflict(each));
    made.rotation = from.of.notices;
    const auto cells = cells_of(from.of, from.outcome.best);
    add_gaps(made, cells, words);
    for (const auto& swap : made.swaps)
      made.changes.push_back(change_of(swap, cells));
    std::vector<gap_item> gaps;
    for (const auto& each : made.gaps) {
      gap_item gap;
      gap.demand = each.demand;
      gap.about = each.about;
      gap.date = each.date;
      gaps.push_back(std::move(gap));
    }
    made.expiring = expiring(in_, of_.first, of_.end(), gaps);
    return made;
  }

  void add_gaps(plan_result& to, const std::vector<covered_cell>& cells,
                const outcome_words& words) const {
    for (const auto& cell : cells)
      if (cell.is_gap() && cell.date >= as_.today)
        (cell.what->hard ? to.gaps : to.soft_gaps)
            .push_back(words.open(*cell.what, cell.date, cell.present()));
    for (const auto& each : technology_gaps(in_, std::max(of_.first, as_.today), of_.end())) {
      if (!each.date) continue;
      const bool hard = each.rule->need == need_kind::hard;
      (hard ? to.gaps : to.soft_gaps)
          .push_back({technology_key(*each.rule), about(*each.rule), *each.date, 0, each.present,
                      each.needed});
      if (hard) to.covered = false;
    }
    for (auto* all : {&to.gaps, &to.soft_gaps})
      std::ranges::stable_sort(*all, {}, &open_demand::date);
  }

  // A swap with what it is good for: the post held, or a demand that would be short without it.
  named_change change_of(const shift_swap& swap, const std::vector<covered_cell>& cells) const {
    named_change made;
    made.person = swap.person;
    made.date = swap.date;
    const auto* who = find_person(in_, swap.person);
    if (const int number = shift_on(in_, *who, swap.date))
      made.before = occupation{number, std::nullopt};
    if (swap.shift) made.after = occupation{swap.shift, std::nullopt};
    const auto place = static_cast<std::size_t>(who - in_.staff.persons.data());
    for (const auto& cell : cells) {
      if (cell.date != swap.date || cell.present() > cell.what->count ||
          std::ranges::find(cell.who, place) == cell.who.end())
        continue;
      if (cell.what->occupies && made.after) made.after->demand = cell.what->key;
      if (made.covers && !cell.what->occupies) continue;
      made.covers = cell.what->key;
      made.about = cell.what->about;
    }
    return made;
  }

  const picture& in_;
  const month& of_;
  const planning_order& as_;
  planner::plan_watcher watcher_;
};

}  // namespace

result<plan_result> plan_month(const picture& in, const month& of, const planning_order& as,
                               planner::plan_watcher watcher) {
  return month_planning(in, of, as, watcher).run();
}

}  // namespace headway::coverage
