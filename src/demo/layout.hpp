// The mine on paper: the roads of an invented tunnelling section, as the drawing shows them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "places/facts.hpp"

namespace headway::demo {

enum class belongs : unsigned char { mine, section };

struct drawn_place {
  std::string_view code;    // the parent is named by it
  std::string_view parent;  // empty: none
  belongs owner;
  places::place_kind kind;
  std::string_view name;
  int length_m;  // 0: none
  places::point from, to;
  int twin;  // headings of one number are twins; 0: none
};
std::span<const drawn_place> drawn_places();  // parents before what lies within them

struct drawn_risk {
  std::string_view place;  // by code
  std::string_view name;
  int level;  // 4 major … 1 low
};
std::span<const drawn_risk> drawn_risks();

inline constexpr std::string_view mine_name = "青禾煤矿";
inline constexpr std::string_view section_name = "掘进一队";

}  // namespace headway::demo
