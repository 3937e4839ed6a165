#include "planner/recombine.hpp"

#include "planner/line_master.hpp"

namespace headway::planner {
namespace {

inline constexpr std::size_t kept_lines = 150;  // of each person, for later runs

}  // namespace

recombiner::recombiner(const grid& on, std::uint64_t seed) : on_(on), chance_(seed) {
  for (std::int32_t p = 0; p < on.persons; ++p)
    finders_.emplace_back(on, p, room_);
  known_.resize(static_cast<std::size_t>(on.persons));
}

choices recombiner::run(const choices& from, std::span<const std::int32_t> persons,
                        const budget& within, function_ref<bool()> go_on) {
  line_master master({on_, from, persons, finders_, known_});
  auto limit = master.cost_of_from();
  auto best = from;
  const auto take = [&](const std::optional<line_master::lines>& found) {
    if (!found || master.cost_of(*found) >= limit) return;
    limit = master.cost_of(*found);
    best = master.with(*found);
  };
  const auto open = [&] { return go_on() && (!master.bound() || *master.bound() < limit); };
  master.price_all(false, go_on);
  if (open()) take(master.dive(limit, chance_, go_on));
  if (open()) take(master.choose(limit, {within.seconds, within.nodes, {}, false}));
  settled_ = master.bound() && *master.bound() >= limit;
  if (persons.size() == static_cast<std::size_t>(on_.persons)) {
    bound_ = master.bound();
    prices_ = master.settled_prices();
  }
  const auto& at = prices_.empty() ? master.settled_prices() : prices_;
  for (std::size_t i = 0; i < persons.size(); ++i)
    known_[static_cast<std::size_t>(persons[i])] = master.cheapest(i, at, kept_lines);
  return best;
}

}  // namespace headway::planner
