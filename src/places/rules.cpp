#include "places/rules.hpp"

#include <cmath>

namespace headway::places {
namespace {

// Whether `state` exists already; a subject that was never opened has the nil id.
template <class State>
bool exists(const State& state) {
  return !state.id.is_nil();
}

bool within(point at) {
  return std::abs(at.x) <= limits::coordinate_most && std::abs(at.y) <= limits::coordinate_most;
}

result<void> check_drawing(const place_description& of) {
  for (const auto& [at, pointer] : {std::pair(of.from, "/from"), std::pair(of.to, "/to")})
    if (at && !within(*at))
      return problem(problems::bad_point, pointer,
                     {{"most", std::to_string(limits::coordinate_most)}});
  if (of.to && !of.from) return problem(problems::from_missing, "/from");
  if (of.to && *of.to == *of.from && of.kind != place_kind::chamber)
    return problem(problems::no_line, "/to");
  return {};
}

// The way up from `parent` must end at a root without meeting `self`.
result<void> check_ancestors(place_id self, place_id parent, const neighbours& around) {
  auto at = std::optional(parent);
  for (int depth = 1; at; ++depth) {
    if (*at == self) return problem(problems::parent_circle, "/parent");
    if (depth >= limits::place_depth)
      return problem(problems::parent_too_deep, "/parent",
                     {{"most", std::to_string(limits::place_depth)}});
    const auto found = around.find(*at);
    at = found ? found->parent : std::nullopt;
  }
  return {};
}

result<void> check_parent(place_id self, section_id section, const place_description& as,
                          const neighbours& around) {
  if (as.kind == place_kind::mine) {
    if (!section.is_nil() || as.parent) return problem(problems::mine_misplaced, "/kind");
    return {};
  }
  if (!as.parent) return {};
  if (*as.parent == self) return problem(problems::parent_circle, "/parent");
  const auto parent = around.find(*as.parent);
  if (!parent || !parent->open) return problem(problems::no_parent, "/parent");
  if (!parent->section.is_nil() && parent->section != section)
    return problem(problems::parent_elsewhere, "/parent");
  return check_ancestors(self, *as.parent, around);
}

result<void> check_place(place_id self, section_id section, const place_description& as,
                         const neighbours& around) {
  if (auto good = check(as); !good) return good;
  if (auto good = check_parent(self, section, as, around); !good) return good;
  if (around.code_taken(section, as.code, self))
    return problem(problems::code_taken, "/code", {{"code", as.code.value}});
  return {};
}

result<void> check_level(const risk_description& of) {
  if (of.risk_level < 1 || of.risk_level > 4)
    return problem(problems::out_of_range, "/risk_level", {{"least", "1"}, {"most", "4"}});
  return {};
}

result<void> check_risk(const risk_description& of, std::optional<section_id> section,
                        const neighbours& around) {
  if (auto good = check_level(of); !good) return good;
  const auto at = around.find(of.place);
  if (!at || !at->open) return problem(problems::no_place, "/place");
  if (section && at->section != *section) return problem(problems::place_elsewhere, "/place");
  return {};
}

}  // namespace

// ---- fold
// -----------------------------------------------------------------------------------------

journal::objection fold(place& to, const journal::fact_header& from, const opened& happened) {
  if (exists(to)) return "already_open";
  static_cast<place_description&>(to) = happened.as;
  to.id = place_id(from.subject);
  to.section = from.section;
  to.open = true;
  return {};
}

journal::objection fold(place& to, const journal::fact_header&, const changed& happened) {
  if (!to.open) return "not_open";
  static_cast<place_description&>(to) = happened.as;
  return {};
}

journal::objection fold(place& to, const journal::fact_header&, const retired&) {
  if (!to.open) return "not_open";
  to.open = false;
  return {};
}

journal::objection fold(risk_point& to, const journal::fact_header& from,
                        const risk_declared& happened) {
  if (exists(to)) return "already_open";
  static_cast<risk_description&>(to) = happened;
  to.id = risk_point_id(from.subject);
  to.section = from.section;
  to.open = true;
  return {};
}

journal::objection fold(risk_point& to, const journal::fact_header&, const risk_changed& happened) {
  if (!to.open) return "not_open";
  static_cast<risk_description&>(to) = happened;
  return {};
}

journal::objection fold(risk_point& to, const journal::fact_header&, const risk_withdrawn&) {
  if (!to.open) return "not_open";
  to.open = false;
  return {};
}

// ---- decide
// ---------------------------------------------------------------------------------------

result<void> check(const place_description& of) {
  if (of.length_m && !(of.length_m->value > 0 && of.length_m->value <= limits::place_metres_most))
    return problem(problems::bad_length, "/length_m",
                   {{"most", std::to_string(static_cast<int>(limits::place_metres_most))}});
  if (of.twin && of.kind != place_kind::heading)
    return problem(problems::twin_not_heading, "/twin");
  return check_drawing(of);
}

decision<place_fact> decide(const place& p, const open_place& asked, section_id section,
                            const neighbours& around) {
  if (exists(p)) return problem(problems::place_already_open, "/id");
  if (auto good = check_place(asked.id, section, asked, around); !good) return good.error();
  return std::vector<place_fact>{opened{static_cast<const place_description&>(asked)}};
}

decision<place_fact> decide(const place& p, const change_place& asked, const neighbours& around) {
  if (!exists(p)) return problem(problems::not_found);
  if (!p.open) return problem(problems::place_retired);
  if (static_cast<const place_description&>(p) == asked) return std::vector<place_fact>{};
  if (auto good = check_place(p.id, p.section, asked, around); !good) return good.error();
  return std::vector<place_fact>{changed{asked}};
}

decision<place_fact> decide(const place& p, const retire_place&, const neighbours& around) {
  if (!exists(p)) return problem(problems::not_found);
  if (!p.open) return problem(problems::place_retired);
  if (around.has_open_children(p.id)) return problem(problems::open_children);
  return std::vector<place_fact>{retired{}};
}

decision<risk_fact> decide(const risk_point& r, const declare_risk& asked,
                           const neighbours& around) {
  if (exists(r)) return problem(problems::risk_already_declared, "/id");
  if (auto good = check_risk(asked, std::nullopt, around); !good) return good.error();
  return std::vector<risk_fact>{risk_declared{static_cast<const risk_description&>(asked)}};
}

decision<risk_fact> decide(const risk_point& r, const change_risk& asked,
                           const neighbours& around) {
  if (!exists(r)) return problem(problems::not_found);
  if (!r.open) return problem(problems::risk_withdrawn_already);
  if (static_cast<const risk_description&>(r) == asked) return std::vector<risk_fact>{};
  if (auto good = check_risk(asked, r.section, around); !good) return good.error();
  return std::vector<risk_fact>{risk_changed{asked}};
}

decision<risk_fact> decide(const risk_point& r, const withdraw_risk&) {
  if (!exists(r)) return problem(problems::not_found);
  if (!r.open) return problem(problems::risk_withdrawn_already);
  return std::vector<risk_fact>{risk_withdrawn{}};
}

}  // namespace headway::places
