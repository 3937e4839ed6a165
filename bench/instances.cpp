// The planner on the published instances, HEADWAY_ROSTERING_SECONDS of processor time for each.
#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>

#include "measures.hpp"
#include "planner/planner.hpp"
#include "process.hpp"
#include "rostering.hpp"
#include "support/data_files.hpp"

namespace headway::bench {
namespace {

using namespace planner;

inline constexpr int instances = 12;

// What was reached on one instance, and the bound below which nothing lies.
double gap_of(int number, const std::string& folder, const boost::json::object& known,
              double seconds, const table& to) {
  const auto of = rostering_instance(folder, number);
  plan_budget within;
  within.seconds = seconds;
  within.moves = std::int64_t{1} << 50;
  within.rounds = 1 << 20;
  const auto begun = own_cpu_seconds();
  const auto made = solve(of, within).value();
  const auto used = own_cpu_seconds() - begun;
  const auto best = known.at(fmt::format("Instance{}.txt", number)).to_number<std::int64_t>();
  const auto gap = 100.0 * static_cast<double>(made.cost - best) / static_cast<double>(best);
  to.note(fmt::format(
      "instance {:>2}: {:>5}  best known {:>5}  bound {:>5}  gap {:>5.2f} %  {:>5.1f} s{}", number,
      made.cost, best, made.bound.value_or(0), gap, used,
      made.judged.keeps_rules() ? "" : "  NOT feasible"));
  return made.judged.keeps_rules() ? gap : 100;
}

}  // namespace

void measure_rostering(const table& to) {
  const auto folder = rostering_folder();
  if (!folder) {
    to.note("the published instances are not here (HEADWAY_ROSTERING)");
    return;
  }
  const char* given = std::getenv("HEADWAY_ROSTERING_SECONDS");
  const double seconds = given ? std::strtod(given, nullptr) : 60;
  const auto known = boost::json::parse(tests::read_all(*folder + "/reference.json"))
                         .at("best_known_upper_bound")
                         .as_object();
  double gaps = 0, on_first_two = 0;
  for (int i = 1; i <= instances; ++i) {
    const auto gap = gap_of(i, *folder, known, seconds, to);
    gaps += gap / instances;
    if (i <= 2) on_first_two += std::max(0.0, gap);
  }
  to.take(at_most(fmt::format("rostering: mean gap of 12 instances, {:.0f} s each", seconds), gaps,
                  "%", seconds > 60 ? 1.5 : 2.5));
  to.take(at_most("rostering: gap on the first two", on_first_two, "%", 0));
}

}  // namespace headway::bench
