#include "planner/improve.hpp"

#include <algorithm>

#include "planner/chance.hpp"
#include "planner/line_master.hpp"
#include "planner/month_program.hpp"
#include "planner/recombine.hpp"

namespace headway::planner {
namespace {

inline constexpr std::int32_t nodes_per_round = 400;
inline constexpr std::int64_t missing_cost = missing_person_cost;
inline constexpr std::size_t most_at_once = 200;  // persons of one round

// How much a round frees; grows while rounds are solved to the end, shrinks when not.
struct reach {
  std::int32_t size, least, most;
  void learn(bool solved) {
    size = solved ? std::min(size + std::max(1, size / 16), most)
                  : std::max(size - std::max(1, size / 6), least);
  }
};

class improving {
 public:
  improving(const grid& on, const choices& from, const improve_budget& within,
            function_ref<bool(const improvement&)> go_on)
      : on_(on), within_(within), go_on_(go_on), chance_(within.seed), months_(on, within.seed) {
    made_.best = from;
    made_.reached = score_of(on, from);
  }

  improvement run() {
    while (made_.rounds < within_.rounds && !proven() && go_on_(made_)) {
      ++made_.rounds;
      if (made_.rounds == 1)
        take(some_months(on_.persons));
      else if (chance_.under(2) == 0)
        take(some_months(persons_.size));
      else
        take(some_dates());
    }
    return std::move(made_);
  }

 private:
  bool proven() const {
    return made_.reached.broken == 0 && made_.reached.missing == 0 && made_.bound &&
           *made_.bound >= made_.reached.cost;
  }
  void take(choices next) {
    const auto reached = score_of(on_, next);
    if (reached > made_.reached) return;
    made_.successes += reached < made_.reached;
    made_.reached = reached;
    made_.best = std::move(next);
  }

  choices some_months(std::int32_t many) {
    auto drawn = drawn_persons();
    drawn.resize(std::min({drawn.size(), static_cast<std::size_t>(many), most_at_once}));
    auto next = months_.run(made_.best, drawn, {within_.round_seconds, nodes_per_round},
                            [&] { return go_on_(made_); });
    if (made_.rounds > 1) persons_.learn(months_.settled());
    if (months_.bound()) made_.bound = std::max(made_.bound.value_or(0), *months_.bound());
    return next;
  }

  // The same dates of all persons, or of as many as fit.
  choices some_dates() {
    month_wishes wishes;
    wishes.free.assign(made_.best.size(), 0);
    const auto length = static_cast<std::int32_t>(
        3 + chance_.under(static_cast<std::uint32_t>(std::min(on_.days, 12))));
    const auto first = static_cast<std::int32_t>(
        chance_.under(static_cast<std::uint32_t>(std::max(1, on_.days - length + 1))));
    auto slots = slots_.size;
    for (const auto p : drawn_persons()) {
      if (slots <= 0) break;
      for (std::int32_t d = first; d < std::min(on_.days, first + length); ++d)
        if (on_.domain(p, d).size() > 1) {
          wishes.free[on_.at(p, d)] = 1;
          --slots;
        }
    }
    wishes.missing_cost = made_.reached.missing ? missing_cost : 0;
    const month_program part(on_, made_.best, std::move(wishes));
    linear_budget budget;
    budget.seconds = within_.round_seconds;
    budget.nodes = nodes_per_round;
    if (made_.reached.broken == 0) budget.below = part.current_cost();
    const auto answer = solve(part.program(), budget);
    slots_.learn(answer.outcome == linear_outcome::optimal ||
                 answer.outcome == linear_outcome::infeasible);
    return answer.values.empty() ? made_.best : part.read(answer.values);
  }

  std::vector<std::int32_t> drawn_persons() {
    auto all = everybody(on_);
    for (std::size_t i = all.size(); i > 1; --i)
      std::swap(all[i - 1], all[chance_.under(static_cast<std::uint32_t>(i))]);
    return all;
  }

  const grid& on_;
  improve_budget within_;
  function_ref<bool(const improvement&)> go_on_;
  chance chance_;
  recombiner months_;
  reach persons_{8, 4, 60}, slots_{120, 40, 4'000};
  improvement made_{};
};

}  // namespace

improvement improve(const grid& on, const choices& from, const improve_budget& within,
                    function_ref<bool(const improvement&)> go_on) {
  return improving(on, from, within, go_on).run();
}

}  // namespace headway::planner
