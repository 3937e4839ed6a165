#include "places/graph.hpp"

#include <algorithm>
#include <cstdint>

namespace headway::places {
namespace {

bool between(int value, int a, int b) { return std::min(a, b) <= value && value <= std::max(a, b); }

bool lies_on(point at, const place& p) {
  if (!p.from) return false;
  const point a = *p.from, b = p.to.value_or(a);
  const auto cross =
      std::int64_t{b.x - a.x} * (at.y - a.y) - std::int64_t{b.y - a.y} * (at.x - a.x);
  return cross == 0 && between(at.x, a.x, b.x) && between(at.y, a.y, b.y);
}

}  // namespace

std::vector<joint> joints_of(std::span<const place> places) {
  std::vector<point> ends;
  for (const auto& each : places) {
    if (!each.open) continue;
    if (each.from) ends.push_back(*each.from);
    if (each.to) ends.push_back(*each.to);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<joint> found;
  for (const auto at : ends) {
    joint here{at, {}};
    for (const auto& each : places)
      if (each.open && lies_on(at, each)) here.places.push_back(each.id);
    if (here.places.size() < 2) continue;
    std::sort(here.places.begin(), here.places.end());
    found.push_back(std::move(here));
  }
  return found;
}

}  // namespace headway::places
