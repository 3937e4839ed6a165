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
  struct reading {
    sql::connection& store;
    site_id site;
  };
  // All outlive it. `luck` is its own: the hazards of a seed are the same with and without it.
  inspectors(recorder& by, chance& luck, const stage& on, reading from);

  // Lives through what happens before `at`; must not go back from call to call. `meanwhile` is told
  // each moment before what happens then.
  void live_until(instant at, function_ref<void(instant)> meanwhile);
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
  reading from_;
  instant next_tick_;
  std::vector<spot> spots_;
  std::multimap<instant, visit> visits_;
  std::set<inspections::round_id> planned_;
  int made_ = 0;
};

}  // namespace headway::demo
