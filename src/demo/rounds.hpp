// The inspections of the demonstration's last weeks: rounds opened by the calendar and done by
// those whose duty they are, spot checks between them, a few forgotten, one ladder that is
// climbing.
#pragma once

#include <map>
#include <set>

#include "demo/history.hpp"
#include "inspections/facts.hpp"

namespace headway::demo {

class inspectors {
 public:
  // All outlive it. `luck` is its own: the hazards of a seed are the same with and without it.
  inspectors(recorder& by, chance& luck, const stage& on, sql::connection& store, site_id site);

  // Lives through what happens before `at`; must not go back from call to call.
  void live_until(instant at);
  int made() const { return made_; }

 private:
  struct visit {
    person_id who;
    api::role as;
    std::optional<inspections::rhythm_code> rhythm;
    std::optional<crew_id> crew;
  };
  struct spot {
    place_id id;
    int poor_percent;        // how often an item is found poor here
    bool forgotten = false;  // nobody comes here in the last weeks
  };

  void forget_a_zone();
  void tend(instant at);
  void plan(const inspections::inspection_round& r);
  visit visitor_of(const inspections::inspection_round& r);
  bool is_left_undone(const inspections::inspection_round& r);
  void plan_spot_checks(instant day);
  void inspect(const visit& by, instant at);
  std::vector<inspections::inspection_mark> marks_at(const spot& at, bool whole, instant when);
  const spot& place_of_visit(instant at);

  recorder& by_;
  chance& luck_;
  const stage& on_;
  sql::connection& store_;
  site_id site_;
  instant next_tick_;
  std::vector<spot> spots_;
  std::multimap<instant, visit> visits_;
  std::set<inspections::round_id> planned_;
  int made_ = 0;
};

}  // namespace headway::demo
