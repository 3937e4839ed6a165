// The coverage planner on invented sections of the size of a real one.
#include <fmt/core.h>

#include <ctime>
#include <fstream>

#include "base/ensure.hpp"
#include "measures.hpp"
#include "planner/coverage.hpp"
#include "planner/planner.hpp"
#include "planner/repair.hpp"
#include "support/invented_section.hpp"

namespace headway::bench {
namespace {

using namespace planner;

// Processor time: the planner uses one thread, and nothing else is to be counted.
double processor_seconds(const std::function<void()>& work) {
  const auto begun = std::clock();
  work();
  return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

// The largest resident size of this process so far.
double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      double kilobytes = 0;
      status >> kilobytes;
      return kilobytes / 1024;
    }
  return 0;
}

double covered_after(const problem_statement& of, const plan_budget& within, plan_outcome& made) {
  return processor_seconds([&] { made = solve(of, within).value(); });
}

absence of_a_needed_one(const problem_statement& of, const plan& standing) {
  for (const auto& each : standing.assignments) {
    if (!each.demand || each.date.days < of.first.days + std::chrono::days(5)) continue;
    absence away{each.person, {each.date, {each.date.days + std::chrono::days(1)}}};
    if (!coverage_gaps(with_absences(of, {away}), standing, {}, {}).empty()) return away;
  }
  ENSURE(false);
}

void measure_section(const table& to) {
  const auto of = tests::invented_section({});
  plan_outcome made;
  plan_budget quick;
  quick.moves = 6'000'000;
  quick.rounds = 0;
  quick.bound = false;
  const auto covered = covered_after(of, quick, made);
  ENSURE(made.covered);
  to.take(at_most("planner: a section's month covered", covered, "s", 5));
  plan_budget full;
  full.seconds = 55;
  const auto took = covered_after(of, full, made);
  to.take(at_most("planner: the same with its bound", took, "s", 60));
  const auto gap = made.bound ? 100.0 * static_cast<double>(made.cost - *made.bound) /
                                    static_cast<double>(std::max<std::int64_t>(1, made.cost))
                              : 100.0;
  to.take(at_most("planner: gap to the bound", gap, "%", 5));
  to.note(fmt::format("cost {}, bound {}", made.cost, made.bound.value_or(0)));
  const auto away = of_a_needed_one(of, made.best);
  const auto repairing = processor_seconds([&] {
    const auto found = repair(of, made.best, {away}, {.from = away.when.from}).value();
    ENSURE(!found.empty() && found[0].gaps.empty());
  });
  to.take(at_most("planner: repair of one absence, three ways", repairing, "s", 1));
  std::vector<double> checks;
  for (int i = 0; i < 21; ++i)
    checks.push_back(processor_seconds([&] { coverage_gaps(of, made.best, {}, {}); }) * 1000);
  to.take(at_most("planner: live coverage of a month", median(checks), "ms", 20));
}

// Too few hold a certificate: an eighth of the workers, where one kind of work falls short, or a
// twelfth, where every kind does.
void measure_shortfall(const table& to, std::int32_t holders_percent, std::string_view what) {
  const auto of = tests::invented_section({.seed = 3, .holders_percent = holders_percent});
  plan_outcome made;
  plan_budget quick;
  quick.moves = 1'500'000;
  quick.rounds = 0;
  const auto took = covered_after(of, quick, made);
  ENSURE(!made.covered);
  to.take(at_most(fmt::format("planner: {} explained", what), took, "s", 5));
  std::int64_t missing = 0;
  for (const auto& each : made.judged.gaps)
    if (each.hard) missing += each.needed - each.present;
  to.note(fmt::format("{} persons missing, proven that {} must be; {} conflicts in words", missing,
                      made.least_missing, made.conflicts.size()));
}

// Mines are planned one by one: what forty cost is what one costs, forty times.
void measure_company(const table& to) {
  constexpr int mines = 40;
  std::vector<double> each;
  bool covered = true;
  for (int i = 0; i < mines; ++i) {
    const auto of = tests::invented_section({.seed = 100 + static_cast<std::uint64_t>(i),
                                             .workers = 60,
                                             .members = 20,
                                             .headings = 2,
                                             .sections = 2,
                                             .floaters = 4});
    plan_outcome made;
    plan_budget quick;
    quick.moves = 6'000'000;
    quick.rounds = 0;
    quick.bound = false;
    each.push_back(covered_after(of, quick, made));
    covered = covered && made.covered;
  }
  double first = 0, all = 0;
  for (std::size_t i = 0; i < each.size(); ++i) {
    all += each[i];
    if (i < mines / 4) first += each[i];
  }
  to.take(at_most("planner: forty mines beside four times ten", all, "s", 1.2 * 4 * first));
  to.note(covered ? "all covered" : "NOT all covered");
}

void measure_mine(const table& to) {
  const auto of = tests::invented_section({.sections = 10, .floaters = 20});
  plan_outcome made;
  plan_budget quick;
  quick.moves = 20'000'000;
  quick.rounds = 0;
  quick.bound = false;
  const auto took = covered_after(of, quick, made);
  to.take(at_most("planner: ten sections with floaters", took, "s", 60));
  to.note(made.covered ? "covered" : "NOT covered");
}

}  // namespace

void measure_planner(const table& to) {
  measure_section(to);
  to.take(at_most("planner: largest memory so far", peak_megabytes(), "MB", 200));
  measure_shortfall(to, 12, "a shortfall of one kind of work");
  measure_shortfall(to, 8, "a shortfall of every kind of work");
  measure_mine(to);
  measure_company(to);
}

}  // namespace headway::bench
