#include "planner/planner.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>

#include "planner/improve.hpp"
#include "planner/line_master.hpp"
#include "planner/month_program.hpp"
#include "planner/search.hpp"

namespace headway::planner {
namespace {

inline constexpr double no_time_limit = 100'000;
inline constexpr double usual_round_seconds = 5;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class planning {
 public:
  planning(const problem_statement& of, const plan_budget& within, plan_watcher watcher)
      : of_(of), within_(within), watcher_(watcher), on_(make_grid(of)) {
    best_.assign(on_.domain_begin.size() - 1, 0);
    reached_ = score_of(on_, best_);
  }

  plan_outcome run() {
    begun_ = processor_seconds();
    search();
    if (!out_.cancelled && (reached_.broken || reached_.missing)) cover_or_explain();
    if (!out_.cancelled && within_.rounds > 0) better();
    out_.best = to_plan(on_, of_, best_);
    out_.judged = check(of_, out_.best);
    out_.covered = out_.judged.keeps_rules() && out_.judged.covers_all();
    out_.cost = out_.judged.cost;
    say_what_stays_open();
    out_.explained = !out_.covered && (proven_by_conflicts_ || none_leaves_less_open());
    if (!out_.cancelled && out_.covered && within_.bound) prove_bound();
    tell(plan_phase::done);
    return std::move(out_);
  }

 private:
  double used() const { return processor_seconds() - begun_; }
  bool time_left(double share) const {
    return !within_.seconds || used() < *within_.seconds * share;
  }
  bool tell(plan_phase phase) {
    if (!watcher_({phase, reached_.broken, reached_.missing, reached_.cost})) out_.cancelled = true;
    return !out_.cancelled;
  }
  void take(const choices& found) {
    const auto score = score_of(on_, found);
    if (score >= reached_) return;
    reached_ = score;
    best_ = found;
  }

  void search() {
    local_search searching(on_, within_.seed);
    anneal(searching, usual_cooling(on_), within_.moves, plan_phase::searching);
    take(searching.best());
  }
  // A tenth of the time: a start is enough, improvement makes more of the rest.
  void anneal(local_search& what, const cooling& by, std::int64_t moves, plan_phase phase) {
    const auto begun = used();
    what.run(by, [&](std::uint64_t made) {
      if (made % (1 << 18) == 0 && !tell(phase)) return 65536;
      const auto by_moves = static_cast<double>(made) / static_cast<double>(moves);
      const auto by_time = within_.seconds ? (used() - begun) / (*within_.seconds / 10) : 0.0;
      return static_cast<std::int32_t>(std::min(1.0, std::max(by_moves, by_time)) * 65536);
    });
  }

  // With wishes left aside more can often be covered. Then back to the wishes, with a little
  // warmth.
  void cover_before_wishes() {
    const auto bare = without_costs(on_);
    local_search covering(bare, within_.seed);
    covering.start(best_);
    anneal(covering, usual_cooling(bare), within_.moves / 2, plan_phase::explaining);
    if (score_of(bare, covering.best()) < score_of(bare, best_)) best_ = covering.best();
    reached_ = score_of(on_, best_);
  }
  void warm_up() {
    local_search again(on_, within_.seed);
    again.start(best_);
    const auto usual = usual_cooling(on_);
    anneal(again, {usual.to_degrees_1024 * 64, usual.to_degrees_1024}, within_.moves / 4,
           plan_phase::explaining);
    take(again.best());
  }
  void cover_or_explain() {
    if (!tell(plan_phase::explaining)) return;
    cover_before_wishes();
    if (!out_.cancelled && (reached_.broken || reached_.missing)) put_into_words();
    if (!out_.cancelled) warm_up();
  }

  void put_into_words() {
    auto words = explain(of_, on_, best_, within_.explaining);
    proven_by_conflicts_ = words.proven && !words.conflicts.empty();
    out_.least_missing = words.least_missing;
    out_.conflicts = std::move(words.conflicts);
    if (!words.covered) return;
    // From here on only what has been given up may stay open, however cheap another gap would be:
    // what people are told and what the plan leaves open are the same.
    for (const auto cell : words.given_up) {
      on_.cells[cell].hard = false;
      on_.cells[cell].under = missing_person_cost;
    }
    best_ = *words.covered;
    reached_ = score_of(on_, best_);
  }

  // Of the demands in conflict those that the plan really leaves open.
  void say_what_stays_open() {
    for (auto& conflict : out_.conflicts)
      for (auto& each : conflict.demands)
        each.given_up =
            std::any_of(out_.judged.gaps.begin(), out_.judged.gaps.end(), [&](const gap& open) {
              return open.hard && open.demand == each.demand && open.date == each.date;
            });
  }

  bool none_leaves_less_open() const {
    std::int64_t missing = 0;
    for (const auto& open : out_.judged.gaps)
      if (open.hard) missing += open.needed - open.present;
    return out_.judged.keeps_rules() && missing == out_.least_missing;
  }

  void better() {
    improve_budget within;
    within.seed = within_.seed;
    within.rounds = within_.rounds;
    within.round_seconds = within_.seconds ? usual_round_seconds : no_time_limit;
    const auto made = improve(on_, best_, within, [&](const improvement& so_far) {
      reached_ = so_far.reached;
      best_ = so_far.best;
      return time_left(1.0) && tell(plan_phase::improving);
    });
    reached_ = made.reached;
    best_ = made.best;
    bound_ = made.bound;
  }

  // What improvement has learned, or the linear relaxation of the whole month where that says more.
  void prove_bound() {
    out_.bound = bound_;
    if ((bound_ && *bound_ >= reached_.cost) || !tell(plan_phase::bounding)) return;
    const month_program all(on_, best_, {});
    linear_budget budget;
    budget.relaxed = true;
    budget.seconds = within_.bound_seconds;
    const auto answer = solve(all.program(), budget);
    if (answer.outcome != linear_outcome::optimal) return;
    const auto same_for_all = reached_.cost - all.current_cost();
    out_.bound = std::max(bound_.value_or(0),
                          same_for_all + static_cast<std::int64_t>(std::ceil(answer.bound - 1e-6)));
  }

  const problem_statement& of_;
  plan_budget within_;
  plan_watcher watcher_;
  grid on_;
  choices best_{};
  score reached_{};
  std::optional<std::int64_t> bound_{};
  bool proven_by_conflicts_ = false;
  double begun_ = 0;
  plan_outcome out_{};
};

}  // namespace

result<plan_outcome> solve(const problem_statement& of, const plan_budget& within,
                           plan_watcher watcher) {
  if (auto wrong = validate(of)) return *wrong;
  return planning(of, within, watcher).run();
}

result<plan_outcome> solve(const problem_statement& of, const plan_budget& within) {
  return solve(of, within, [](const plan_progress&) { return true; });
}

}  // namespace headway::planner
