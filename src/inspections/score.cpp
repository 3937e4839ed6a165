#include "inspections/score.hpp"

#include <algorithm>
#include <cmath>

namespace headway::inspections {

int earned_by(const valued_mark& m) {
  if (m.verdict == verdict::good) return m.points;
  if (m.verdict == verdict::not_applicable || m.zeroing) return 0;
  // Not multiplied before compared: both are input.
  const int finds = m.finds.value_or(1);
  return finds >= (m.points + m.lost_each - 1) / m.lost_each ? 0 : m.points - finds * m.lost_each;
}

double percent_of(double earned, double possible) {
  return std::round(earned / possible * 1000) / 10;
}

std::optional<inspection_score> score_of(std::span<const valued_mark> marks) {
  inspection_score made;
  for (const auto& each : marks) {
    if (each.verdict == verdict::not_applicable) continue;
    made.possible += each.points;
    made.earned += earned_by(each);
  }
  if (made.possible == 0) return std::nullopt;
  made.percent = percent_of(made.earned, made.possible);
  return made;
}

std::optional<live_score> live_score_of(std::span<const scored> all, instant now,
                                        int half_life_days, int stale_days) {
  using days = std::chrono::duration<double, std::chrono::days::period>;
  live_score made;
  bool fresh = false;
  double earned = 0, possible = 0;
  for (const auto& each : all) {
    if (each.at > now || each.possible == 0) continue;
    const double age = days(now - each.at).count();
    const double weight = std::exp2(-age / half_life_days);
    earned += weight * each.earned;
    possible += weight * each.possible;
    fresh = fresh || age <= stale_days;
    ++made.inspections;
  }
  if (!fresh) return std::nullopt;
  made.percent = percent_of(earned, possible);
  return made;
}

}  // namespace headway::inspections
