#include "people/ladder.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace headway::people {
namespace {

constexpr std::size_t rungs_most = 12;
constexpr std::chrono::hours last_rung_again_after{24};

std::chrono::minutes after(const rung& r, int shift_minutes) {
  return std::chrono::minutes(r.minutes + r.shifts * shift_minutes);
}

}  // namespace

std::vector<alarm> alarms_of(const std::vector<rung>& rungs, instant from, instant now,
                             int shift_minutes) {
  std::vector<alarm> planned;
  for (std::size_t i = 0; i < rungs.size(); ++i) {
    const instant at = from + after(rungs[i], shift_minutes);
    if (at > now || i + 1 == rungs.size()) planned.push_back({at, rungs[i].to});
  }
  ENSURE(!planned.empty());
  return planned;
}

std::vector<alarm> fallen_due(const std::vector<alarm>& planned, instant now) {
  return {planned.begin(),
          std::find_if(planned.begin(), planned.end(), [&](const alarm& a) { return a.at > now; })};
}

bool take_raised(std::vector<alarm>& planned, const alarm& raised) {
  if (planned.empty() || planned.front().at > raised.at) return false;
  while (planned.size() > 1 && planned.front().at <= raised.at)
    planned.erase(planned.begin());
  while (planned.front().at <= raised.at)
    planned.front().at += last_rung_again_after;
  return true;
}

result<void> check_ladder(const std::vector<rung>& rungs, int shift_minutes, std::string pointer) {
  if (rungs.empty() || rungs.size() > rungs_most)
    return problem(problems::empty_ladder, std::move(pointer));
  const auto earlier = [&](const rung& a, const rung& b) {
    return after(a, shift_minutes) < after(b, shift_minutes);
  };
  if (!std::is_sorted(rungs.begin(), rungs.end(), earlier))
    return problem(problems::unordered_ladder, std::move(pointer));
  return {};
}

}  // namespace headway::people
