#include "places/colours.hpp"

#include <algorithm>

namespace headway::places {

risk_colour colour_of(int risk_level, const open_by_level& open) {
  auto count = open;
  for (std::size_t level = 5; level > 1; --level)
    count[level - 1] += count[level] / 3;
  const int by_hazards = count[1] > 0 ? 4 : count[2] > 0 ? 3 : count[3] > 0 ? 2 : 1;
  return static_cast<risk_colour>(std::clamp(std::max(risk_level, by_hazards), 1, 4));
}

}  // namespace headway::places
