// What Headway costs, as ratios measured side by side in one run: five pairs in turn, medians.
// Prints a table; --json FILE writes rows {name, measured, unit, limit, ratio, goal, met}. Exits
// non-zero while a goal is not met. `only` chooses measures by their names.
#include <fmt/core.h>
#include <signal.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <fstream>
#include <optional>

#include "measures.hpp"

namespace headway::bench {
namespace {

// The year is made when the first measure asks for it.
class year_on_demand {
 public:
  explicit year_on_demand(const table& to) : to_(to) {}
  const year& operator()() {
    if (!made_) {
      made_.emplace();
      to_.note(fmt::format("a section with a year of {} facts", made_->facts()));
    }
    return *made_;
  }

 private:
  const table& to_;
  std::optional<year> made_{};
};

struct measure {
  std::string_view name;
  std::function<void(year_on_demand&, const table&)> run;
};
const measure measures[] = {
    {"start", [](auto& of, auto& to) { measure_start_and_memory(of(), to); }},
    {"replay", [](auto& of, auto& to) { measure_replay(of(), to); }},
    {"reads", [](auto& of, auto& to) { measure_reads(of(), to); }},
    {"reports", [](auto& of, auto& to) { measure_durable_reports(of(), to); }},
    {"verify", [](auto&, auto& to) { measure_verify(to); }},
    {"planner", [](auto&, auto& to) { measure_planner(to); }},
    {"rostering", [](auto&, auto& to) { measure_rostering(to); }},
    {"highs", [](auto&, auto& to) { measure_highs(to); }},
    {"coverage", [](auto& of, auto& to) { measure_coverage(of(), to); }},
};

struct wishes {
  const char* json = nullptr;
  std::vector<std::string_view> only;
};

bool read(int count, char** words, wishes& into) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--json") {
      if (++i == count) return false;
      into.json = words[i];
    } else if (std::ranges::find(measures, word, &measure::name) != std::end(measures)) {
      into.only.push_back(word);
    } else {
      return false;
    }
  }
  return true;
}

void print(const row& of) {
  fmt::print("{:<50} {:>10.1f} {:<8} {:>10.1f} {:>7.2f}  {:<8} {}\n", of.name, of.measured, of.unit,
             of.limit, of.ratio, of.goal, of.met ? "met" : "NOT met");
  std::fflush(stdout);
}

int run(const wishes& as) {
  if (sodium_init() < 0) return 2;
  ::signal(SIGPIPE, SIG_IGN);
  fmt::print("{:<50} {:>10} {:<8} {:>10} {:>7}  {:<8}\n", "", "measured", "", "limit", "ratio",
             "goal");
  std::vector<row> all;
  const table to{.take =
                     [&](row measured) {
                       print(measured);
                       all.push_back(std::move(measured));
                     },
                 .note =
                     [](const std::string& text) {
                       fmt::print("  {}\n", text);
                       std::fflush(stdout);
                     }};
  year_on_demand of(to);
  for (const auto& each : measures)
    if (as.only.empty() || std::ranges::find(as.only, each.name) != as.only.end()) each.run(of, to);
  if (as.json) std::ofstream(as.json) << encode(all) << "\n";
  return std::all_of(all.begin(), all.end(), [](const row& r) { return r.met; }) ? 0 : 1;
}

}  // namespace
}  // namespace headway::bench

int main(int count, char** words) {
  headway::bench::wishes as;
  if (!headway::bench::read(count, words, as)) {
    fmt::print(stderr,
               "usage: headway_bench [--json FILE] [start] [replay] [reads] [reports] [verify]"
               " [planner] [rostering] [highs] [coverage]\n");
    return 2;
  }
  try {
    return headway::bench::run(as);
  } catch (const std::exception& failed) {
    fmt::print(stderr, "headway_bench: {}\n", failed.what());
    return 2;
  }
}
