#include "planner/improve.hpp"

#include <algorithm>
#include <numeric>

#include "planner/month_program.hpp"

namespace headway::planner {
namespace {

inline constexpr std::int32_t nodes_per_round = 400;
inline constexpr std::int64_t missing_cost = 100'000;

// How many slots a round frees; grows while rounds are solved to the end, shrinks when not.
struct reach {
  std::int32_t slots = 120;
  void learn(bool solved) {
    slots = solved ? std::min(slots + std::max(1, slots / 16), 4'000)
                   : std::max(slots - std::max(1, slots / 6), 40);
  }
};

class neighbourhoods {
 public:
  neighbourhoods(const grid& on, std::uint64_t seed) : on_(on), chance_(seed) {}

  // Whole months of some persons.
  std::vector<std::uint8_t> persons(const choices& at, std::int32_t slots) {
    std::vector<std::uint8_t> free(at.size(), 0);
    for (const auto p : drawn_persons()) {
      if (slots <= 0) break;
      for (std::int32_t d = 0; d < on_.days; ++d)
        slots -= release(free, p, d);
    }
    return free;
  }
  // Some dates of all persons, or of as many as fit.
  std::vector<std::uint8_t> dates(const choices& at, std::int32_t slots) {
    std::vector<std::uint8_t> free(at.size(), 0);
    const auto length = static_cast<std::int32_t>(
        3 + chance_.under(static_cast<std::uint32_t>(std::min(on_.days, 12))));
    const auto first = static_cast<std::int32_t>(
        chance_.under(static_cast<std::uint32_t>(std::max(1, on_.days - length + 1))));
    for (const auto p : drawn_persons()) {
      if (slots <= 0) break;
      for (std::int32_t d = first; d < std::min(on_.days, first + length); ++d)
        slots -= release(free, p, d);
    }
    return free;
  }
  bool either() { return chance_.under(2) == 0; }

 private:
  std::vector<std::int32_t> drawn_persons() {
    std::vector<std::int32_t> all(static_cast<std::size_t>(on_.persons));
    std::iota(all.begin(), all.end(), 0);
    for (std::size_t i = all.size(); i > 1; --i)
      std::swap(all[i - 1], all[chance_.under(static_cast<std::uint32_t>(i))]);
    return all;
  }
  std::int32_t release(std::vector<std::uint8_t>& free, std::int32_t person, std::int32_t day) {
    if (on_.domain(person, day).size() < 2) return 0;
    free[on_.at(person, day)] = 1;
    return 1;
  }

  const grid& on_;
  chance chance_;
};

}  // namespace

improvement improve(const grid& on, const choices& from, std::uint64_t seed, double round_seconds,
                    function_ref<bool(const improvement&)> go_on) {
  improvement made{from, score_of(on, from), 0, 0};
  neighbourhoods around(on, seed);
  reach of_persons, of_dates;
  while (go_on(made)) {
    ++made.rounds;
    const bool persons = around.either();
    auto& size = persons ? of_persons : of_dates;
    month_wishes wishes;
    wishes.free =
        persons ? around.persons(made.best, size.slots) : around.dates(made.best, size.slots);
    wishes.missing_cost = made.reached.missing ? missing_cost : 0;
    const month_program part(on, made.best, std::move(wishes));
    linear_budget budget;
    budget.seconds = round_seconds;
    budget.nodes = nodes_per_round;
    if (made.reached.broken == 0) budget.below = part.current_cost();
    const auto answer = solve(part.program(), budget);
    size.learn(answer.outcome == linear_outcome::optimal ||
               answer.outcome == linear_outcome::infeasible);
    if (answer.values.empty()) continue;
    auto next = part.read(answer.values);
    const auto reached = score_of(on, next);
    if (reached > made.reached) continue;
    made.successes += reached < made.reached;
    made.reached = reached;
    made.best = std::move(next);
  }
  return made;
}

}  // namespace headway::planner
