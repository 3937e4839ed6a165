// The planner beside HiGHS on small months: whole months as linear programs, each proven by both.
// ./dev bench highs installs HiGHS (bench/highs) and names its script in HEADWAY_HIGHS.
#include <fmt/core.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "lp_file.hpp"
#include "measures.hpp"
#include "planner/month_program.hpp"
#include "planner/planner.hpp"
#include "process.hpp"
#include "rostering.hpp"
#include "support/invented_section.hpp"

namespace headway::bench {
namespace {

using namespace planner;

struct highs_answer {
  std::string status;
  double objective = 0, seconds = 0;
};
BOOST_DESCRIBE_STRUCT(highs_answer, (), (status, objective, seconds))

struct small_month {
  std::string name;
  problem_statement of;
};

std::vector<small_month> small_months() {
  std::vector<small_month> all;
  if (const auto folder = rostering_folder())
    for (int i = 1; i <= 3; ++i)
      all.push_back({fmt::format("published instance {}", i), rostering_instance(*folder, i)});
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    tests::section_wishes as;
    as.seed = seed;
    as.days = 6 + static_cast<std::int32_t>(seed);
    as.workers = 18 + 2 * static_cast<std::int32_t>(seed);
    as.members = 8;
    as.headings = 1;
    as.posts_per_heading = 2;
    all.push_back({fmt::format("invented section {}", seed), tests::invented_section(as)});
  }
  return all;
}

highs_answer ask_highs(const std::string& script, const std::string& lp_file) {
  process node({"node", script, lp_file});
  return decode<highs_answer>(node.line_with("status")).value();
}

// Nothing costs less: by the bound that improvement gave, or else by the planner's own branch and
// bound over the whole month, which is asked for something cheaper.
bool is_proven(const plan_outcome& made, const month_program& all) {
  if (!made.covered) return false;
  if (made.bound == made.cost) return true;
  linear_budget within;
  within.seconds = 300;
  within.nodes = 1'000'000;
  within.below = all.current_cost();
  return solve(all.program(), within).outcome == linear_outcome::infeasible;
}

// The whole month as one program. False: the optima differ, or one is not proven.
bool compare(const small_month& month, const std::string& script, const disk_folder& in,
             const table& to) {
  plan_budget within;
  within.seconds = 10;
  within.moves = 1'000'000;
  within.rounds = 1'000;
  const auto begun = own_cpu_seconds();
  const auto made = solve(month.of, within).value();
  const auto on = make_grid(month.of);
  const auto chosen = to_choices(on, month.of, made.best);
  const month_program all(on, chosen, {});
  const bool own_proof = is_proven(made, all);
  const auto used = own_cpu_seconds() - begun;
  const auto file = in / (month.name + ".lp");
  std::ofstream(file) << to_lp(all.program());
  const auto other = ask_highs(script, file);
  const auto same_for_all = static_cast<double>(made.cost - all.current_cost());
  const auto theirs = other.objective + same_for_all;
  const bool proven = own_proof && other.status == "Optimal";
  const bool equal = proven && std::abs(theirs - static_cast<double>(made.cost)) < 0.5;
  to.note(
      fmt::format("{:<22} {:>6} columns {:>6} rows   planner {:>6} {:>6.1f} s   HiGHS {:>8.1f} "
                  "{:>6.1f} s   {}",
                  month.name, all.program().columns.size(), all.program().rows.size(), made.cost,
                  used, theirs, other.seconds,
                  equal    ? "equal, both proven"
                  : proven ? "DIFFERENT"
                           : "NOT proven"));
  return equal;
}

}  // namespace

void measure_highs(const table& to) {
  const char* script = std::getenv("HEADWAY_HIGHS");
  if (!script) {
    to.note("HiGHS is not here: ./dev bench highs installs it");
    return;
  }
  const disk_folder folder("highs");
  const auto months = small_months();
  double differing = 0;
  for (const auto& month : months)
    differing += !compare(month, script, folder, to);
  to.take(at_most(fmt::format("planner: optima of {} months unlike HiGHS's", months.size()),
                  differing, "months", 0));
}

}  // namespace headway::bench
