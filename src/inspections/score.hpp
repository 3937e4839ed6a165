// From marks to points, and from inspections to the live score of a zone. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "inspections/facts.hpp"

namespace headway::inspections {

// What an item found as marked has earned of its points: all, or what the finds leave; of a zeroing
// item nothing. Items that do not apply have neither earned nor lost.
int earned_by(const valued_mark& m);
// Items that do not apply, and items without a mark, leave the denominator; nullopt: none is left.
std::optional<inspection_score> score_of(std::span<const valued_mark> marks);
double percent_of(double earned, double possible);  // to one decimal

// An inspection as the live score sees it.
struct scored {
  inspection_id inspection;
  instant at;
  int earned = 0, possible = 0;
};

struct live_score {
  double percent = 0;
  int inspections = 0;  // that it rests on
};
// The points of all inspections up to `now`, each weighing half as much with every half-life of
// its age: a spot check of three items moves it less than a whole inspection. nullopt: not
// measured, because none was made within `stale_days` before `now`.
std::optional<live_score> live_score_of(std::span<const scored> all, instant now,
                                        int half_life_days, int stale_days);

}  // namespace headway::inspections
