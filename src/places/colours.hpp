// The four-colour map: how dangerous a place is now. Pure.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "sql/connection.hpp"

namespace headway::places {

enum class risk_colour : std::uint8_t { blue = 1, yellow, orange, red };
BOOST_DESCRIBE_ENUM(risk_colour, blue, yellow, orange, red)

// Open hazards of one place by national level: index 1 major, 2 A, 3 B, 4 C, 5 D/E.
using open_by_level = std::array<std::int64_t, 6>;

struct open_hazards {
  place_id place;
  open_by_level count{};
};
// Asks hazards/ for all places that have any; app/ gives it, so that places/ need not know
// hazards/.
using ask_open_hazards =
    std::function<std::vector<open_hazards>(sql::connection&, site_id, std::optional<section_id>)>;

struct coloured_place {
  place_id place;
  risk_colour colour{};
  std::int64_t open = 0;    // hazards
  section_id section = {};  // nil: of the whole mine; not part of what is answered
};
BOOST_DESCRIBE_STRUCT(coloured_place, (), (place, colour, open))

// DOMAIN.md, section 3: three open hazards of one level count as one of the next; a major one sets
// red; everything falls back on closing. What the open hazards come to then lifts the colour of the
// gravest risk point (`risk_level` 4 major … 1 low, 0 none) and never lowers it. As colours, A is
// orange, B yellow, C and below blue.
risk_colour colour_of(int risk_level, const open_by_level& open);

}  // namespace headway::places
