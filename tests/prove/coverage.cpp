// Random sections, planned; every answer is checked by something that had no part in it: plans by
// the checker, conflicts and remedies by another solver kernel whose plans the checker judges too.
#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/codec.hpp"
#include "planner/chance.hpp"
#include "planner/month_program.hpp"
#include "planner/planner.hpp"
#include "prove/proofs.hpp"
#include "support/invented_section.hpp"

namespace headway::prove {
namespace {

using namespace planner;

tests::section_wishes random_wishes(chance& by) {
  tests::section_wishes as;
  as.seed = by.next();
  as.days = static_cast<std::int32_t>(4 + by.under(7));
  as.workers = static_cast<std::int32_t>(14 + by.under(18));
  as.members = static_cast<std::int32_t>(4 + by.under(8));
  as.headings = 1;
  as.posts_per_heading = static_cast<std::int32_t>(1 + by.under(3));
  as.holders_percent = static_cast<std::int32_t>(12 + by.under(30));
  as.leave_percent = static_cast<std::int32_t>(by.under(50));
  as.fixed_rotation = by.under(2) == 0;
  return as;
}

// The problem with these demands and dates only.
problem_statement only(const problem_statement& of, const std::vector<uncovered>& demands) {
  auto few = of;
  few.demands.clear();
  few.appointments.clear();
  for (std::size_t i = 0; i < demands.size(); ++i)
    for (const auto& each : of.demands)
      if (each.id == demands[i].demand) {
        auto one = each;
        one.id = fmt::format("{}:{}", each.id, i);
        one.when = {demands[i].date, {demands[i].date.days + std::chrono::days(1)}};
        few.demands.push_back(std::move(one));
      }
  return few;
}

// Whether all hard demands can be covered, by linear programming and the checker.
bool coverable(const problem_statement& of) {
  const auto on = make_grid(of);
  const choices any(on.domain_begin.size() - 1, 0);
  const month_program all(on, any, {});
  linear_answer answer;
  if (!all.program().columns.empty()) {
    answer = solve(all.program(), {.seconds = 1000, .nodes = 100'000});
    if (answer.values.empty()) return false;
  }
  const auto verdict = check(of, to_plan(on, of, all.read(answer.values)));
  return verdict.keeps_rules() && verdict.covers_all();
}

struct tally {
  int sections = 0, covered = 0, conflicts = 0, remedies = 0, helpless = 0, breaches = 0;
  std::uint64_t digest = 14695981039346656037u;  // FNV-1a over all plans

  void read(const std::string& text) {
    for (const char c : text)
      digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  void breach(std::uint64_t section, const char* what) {
    ++breaches;
    fmt::print("section {}: {}\n", section, what);
  }
};

// What a remedy promises: with it, its conflict is covered beside everything that was covered.
problem_statement promised(const problem_statement& of, const plan_outcome& made,
                           const conflict& mended) {
  std::vector<uncovered> all;
  for (const auto& demand : of.demands)
    for (auto date = demand.when.from; demand.hard && date < demand.when.until;
         date.days += std::chrono::days(1)) {
      bool lost = false;
      for (const auto& other : made.conflicts)
        for (const auto& each : other.demands)
          lost = lost || (&other != &mended && each.given_up && each.demand == demand.id &&
                          each.date == date);
      if (!lost) all.push_back({demand.id, {}, date, demand.count, false, {}});
    }
  return only(of, all);
}

void prove_conflict(const problem_statement& of, const plan_outcome& made, const conflict& found,
                    std::uint64_t number, tally& to) {
  ++to.conflicts;
  if (coverable(only(of, found.demands))) to.breach(number, "a conflict can be covered");
  for (std::size_t i = 0; i < found.demands.size(); ++i) {
    auto fewer = found.demands;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!coverable(only(of, fewer))) to.breach(number, "a conflict is not minimal");
  }
  if (found.remedies.empty()) ++to.helpless;
  if (!found.remedies.empty() && coverable(promised(of, made, found)))
    to.breach(number, "a remedy is not needed");
  for (const auto& each : found.remedies) {
    ++to.remedies;
    if (!coverable(apply(promised(of, made, found), each)))
      to.breach(number, "a remedy does not work");
  }
}

// What the plan leaves open and what is said to be given up are the same.
void prove_words(const plan_outcome& made, std::uint64_t number, tally& to) {
  std::set<std::pair<std::string, local_date>> open, said;
  for (const auto& gap : made.judged.gaps)
    if (gap.hard) open.emplace(gap.demand, gap.date);
  for (const auto& each : made.conflicts) {
    std::size_t given_up = 0;
    for (const auto& demand : each.demands) {
      if (!demand.given_up) continue;
      ++given_up;
      said.emplace(demand.demand, demand.date);
    }
    if (!each.demands.empty() && given_up != 1)
      to.breach(number, "a conflict that does not give up one demand");
  }
  if (open != said) to.breach(number, "open demands and words differ");
}

}  // namespace

int coverage() {
  chance by(seed());
  tally total;
  plan_budget within;
  within.moves = 20'000;
  within.rounds = 1;
  within.explaining.effort = std::numeric_limits<std::int64_t>::max();
  within.explaining.solver_conflicts = 200'000;
  for (int i = 0, all = rounds(2'000); i < all; ++i) {
    const auto as = random_wishes(by);
    const auto of = tests::invented_section(as);
    within.seed = by.next();
    const auto made = solve(of, within).value();
    ++total.sections;
    total.covered += made.covered;
    total.read(encode(made));
    if (!made.judged.keeps_rules()) total.breach(as.seed, "a rule is broken");
    if (!made.covered && !made.explained) total.breach(as.seed, "uncovered without a proof");
    if (made.covered && made.bound && *made.bound > made.cost)
      total.breach(as.seed, "cheaper than the bound");
    for (const auto& each : made.conflicts)
      prove_conflict(of, made, each, as.seed, total);
    prove_words(made, as.seed, total);
    if (total.sections % 100 == 0) fmt::print(stderr, "  {} of {} sections\n", total.sections, all);
  }
  fmt::print(
      "{} sections: {} covered, {} conflicts (all minimal unless said), {} remedies tried "
      "again, {} conflicts without one; digest of all answers {:016x}\n",
      total.sections, total.covered, total.conflicts, total.remedies, total.helpless, total.digest);
  return total.breaches == 0 ? 0 : 1;
}

}  // namespace headway::prove
