// What can happen to places and risk points, and what they are.
//
// Places form a tree (mine ⊃ roadways, gateways, chambers, headings) drawn as lines on a schematic
// plane. Which of them join is not stated but read off the drawing (graph.hpp): an end that lies on
// another place is a joint. A list of joints would be a second truth beside the coordinates, and
// both would have to be kept in step by whoever draws.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace headway::places {

enum class place_kind : std::uint8_t { mine, roadway, gateway, chamber, heading };
BOOST_DESCRIBE_ENUM(place_kind, mine, roadway, gateway, chamber, heading)

// A point of the drawing, in schematic units that mean nothing but order and direction. Whole
// numbers, so that "lies on" is exact.
struct point {
  int x = 0, y = 0;
  friend auto operator<=>(const point&, const point&) = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

struct metres {
  using strong = void;
  double value = 0;
  friend auto operator<=>(const metres&, const metres&) = default;
};

using place_code = text<32>;
using place_name = text<60>;

// ---- places -------------------------------------------------------------------------------------

struct place_description {
  std::optional<place_id> parent;
  place_kind kind{};
  place_name name;
  place_code code;                 // what the mine calls it in its ledgers; unique in the section
  std::optional<metres> length_m;  // true length, not that of the drawing
  std::optional<point> from, to;   // a chamber may be one point
  // Headings driven side by side by one crew (双巷) carry the same id here.
  std::optional<uuid> twin;
  friend bool operator==(const place_description&, const place_description&) = default;
};
BOOST_DESCRIBE_STRUCT(place_description, (), (parent, kind, name, code, length_m, from, to, twin))

struct opened {
  static constexpr std::string_view kind = "opened";
  place_description as;
};
BOOST_DESCRIBE_STRUCT(opened, (), (as))

struct changed {
  static constexpr std::string_view kind = "changed";
  place_description as;
};
BOOST_DESCRIBE_STRUCT(changed, (), (as))

// Walled off, backfilled or given up. What happened there stays.
struct retired {
  static constexpr std::string_view kind = "retired";
};
BOOST_DESCRIBE_STRUCT(retired, (), ())

using place_fact = std::variant<opened, changed, retired>;

struct place : place_description {
  place_id id;
  section_id section;  // nil: of the whole mine
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(place, (place_description), (id, section, open))

// ---- risk points --------------------------------------------------------------------------------

struct risk_description {
  place_id place;
  place_name name;
  int risk_level = 1;  // [riskLevel] 4 major, 3 larger, 2 general, 1 low
  friend bool operator==(const risk_description&, const risk_description&) = default;
};
BOOST_DESCRIBE_STRUCT(risk_description, (), (place, name, risk_level))

struct risk_declared : risk_description {
  static constexpr std::string_view kind = "declared";
};
BOOST_DESCRIBE_STRUCT(risk_declared, (risk_description), ())

struct risk_changed : risk_description {
  static constexpr std::string_view kind = "changed";
};
BOOST_DESCRIBE_STRUCT(risk_changed, (risk_description), ())

struct risk_withdrawn {
  static constexpr std::string_view kind = "withdrawn";
};
BOOST_DESCRIBE_STRUCT(risk_withdrawn, (), ())

using risk_fact = std::variant<risk_declared, risk_changed, risk_withdrawn>;

struct risk_point : risk_description {
  risk_point_id id;
  section_id section;
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(risk_point, (risk_description), (id, section, open))

}  // namespace headway::places
