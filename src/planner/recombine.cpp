#include "planner/recombine.hpp"

#include "planner/line_master.hpp"
#include <cstdio>
#include <cstdlib>
#include <ctime>

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
  static const int D=getenv("DIVES")?atoi(getenv("DIVES")):1, N=getenv("NODES")?atoi(getenv("NODES")):400; 
  static const bool T=getenv("TRACE");
  auto t0=clock(); 
  if(T) fprintf(stderr,"   n %zu from %ld bound %ld\n",persons.size(),limit,master.bound().value_or(-1));
  for(int i=0;i<D&&open();++i) { auto f=master.dive(limit, chance_, go_on); if(T) fprintf(stderr,"   dive %ld %.2f\n", f?master.cost_of(*f):-1,double(clock()-t0)/1e6); take(f); }
  if (open() && N) {take(master.choose(limit, {within.seconds, N, {}, false})); if(T) fprintf(stderr,"   chose %ld %.2f\n",limit,double(clock()-t0)/1e6);}
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
