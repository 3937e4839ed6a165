#include <algorithm>

#include "people/rules.hpp"

namespace headway::people {
namespace {

// Puts `made` into a list ordered by `from`, in the place of one of the same date.
template <class Dated>
void put_by_date(std::vector<Dated>& into, const Dated& made) {
  const auto at = std::ranges::lower_bound(into, made.from, {}, &Dated::from);
  if (at != into.end() && at->from == made.from)
    *at = made;
  else
    into.insert(at, made);
}

template <class Item>
bool has_duplicates(std::vector<Item> items) {
  std::ranges::sort(items);
  return std::ranges::adjacent_find(items) != items.end();
}

result<void> check(const post_description& asked) {
  if (asked.certificates.size() > limits::certificates_of_post)
    return problem(problems::too_long, "/certificates",
                   {{"most", std::to_string(limits::certificates_of_post)}});
  if (has_duplicates(asked.certificates)) return problem(problems::listed_twice, "/certificates");
  return {};
}

problem at_member(problem found, std::string_view member) {
  found.pointer = "/" + std::string(member) + found.pointer;
  return found;
}

}  // namespace

// ---- section ----------------------------------------------------------------------------------

objection fold(section& to, const fact_header& from, const section_founded& happened) {
  if (!to.id.is_nil()) return "already_there";
  if (!check(happened.shifts.system)) return "invalid";
  to.id = section_id(from.subject);
  to.name = happened.name;
  put_by_date(to.shift_systems, happened.shifts);
  return {};
}

objection fold(section& to, const fact_header&, const section_renamed& happened) {
  if (to.id.is_nil()) return "not_there";
  to.name = happened.name;
  return {};
}

objection fold(section& to, const fact_header&, const shift_system_set& happened) {
  if (to.id.is_nil()) return "not_there";
  if (!check(happened.shifts.system)) return "invalid";
  put_by_date(to.shift_systems, happened.shifts);
  return {};
}

decision<section_fact> decide(const section& on, const found_section& asked) {
  if (!on.id.is_nil()) return problem(problems::already_there, "/id");
  const auto shifts = asked.shifts.value_or(shift_period{local_date{}, three_shift_system()});
  if (auto valid = check(shifts.system); !valid) return at_member(valid.error(), "shifts/system");
  return std::vector<section_fact>{section_founded{asked.name, shifts}};
}

decision<section_fact> decide(const section& on, const rename_section& asked) {
  if (on.id.is_nil()) return problem(problems::not_found);
  if (on.name == asked.name) return std::vector<section_fact>{};
  return std::vector<section_fact>{section_renamed{asked.name}};
}

decision<section_fact> decide(const section& on, const set_shift_system& asked,
                              local_date first_open) {
  if (on.id.is_nil()) return problem(problems::not_found);
  if (auto valid = check(asked.system); !valid) return at_member(valid.error(), "system");
  if (asked.from < first_open)
    return problem(problems::shift_date_passed, "/from", {{"date", first_open.text()}});
  if (std::ranges::find(on.shift_systems, static_cast<const shift_period&>(asked)) !=
      on.shift_systems.end())
    return std::vector<section_fact>{};
  if (on.shift_systems.size() >= limits::shift_systems)
    return problem(problems::too_long, "/from", {{"most", std::to_string(limits::shift_systems)}});
  return std::vector<section_fact>{shift_system_set{asked}};
}

// ---- crew -------------------------------------------------------------------------------------

objection fold(crew& to, const fact_header& from, const crew_formed& happened) {
  if (!to.id.is_nil()) return "already_there";
  to.id = crew_id(from.subject);
  to.section = from.section;
  to.name = happened.name;
  to.kind = happened.crew;
  to.active = true;
  return {};
}

objection fold(crew& to, const fact_header&, const crew_changed& happened) {
  if (!to.active) return "not_there";
  to.name = happened.name;
  to.kind = happened.crew;
  return {};
}

objection fold(crew& to, const fact_header&, const rotation_set& happened) {
  if (!to.active) return "not_there";
  const auto& pattern = happened.rotation.pattern;
  if (pattern.empty() || pattern.size() > limits::rotation_days) return "invalid";
  put_by_date(to.rotations, happened.rotation);
  return {};
}

objection fold(crew& to, const fact_header&, const crew_dissolved&) {
  if (!to.active) return "not_there";
  to.active = false;
  return {};
}

namespace {

result<void> check_there(const crew& on) {
  if (on.id.is_nil()) return problem(problems::not_found);
  if (!on.active) return problem(problems::dissolved);
  return {};
}

}  // namespace

decision<crew_fact> decide(const crew& on, const form_crew& asked) {
  if (!on.id.is_nil()) return problem(problems::already_there, "/id");
  return std::vector<crew_fact>{crew_formed{asked.name, asked.kind}};
}

decision<crew_fact> decide(const crew& on, const change_crew& asked) {
  if (auto there = check_there(on); !there) return there.error();
  if (on.name == asked.name && on.kind == asked.kind) return std::vector<crew_fact>{};
  return std::vector<crew_fact>{crew_changed{asked.name, asked.kind}};
}

decision<crew_fact> decide(const crew& on, const dissolve_crew&) {
  if (auto there = check_there(on); !there) return there.error();
  return std::vector<crew_fact>{crew_dissolved{}};
}

decision<crew_fact> decide(const crew& on, const set_rotation& asked, int shifts) {
  if (auto there = check_there(on); !there) return there.error();
  const auto& pattern = asked.rotation.pattern;
  if (pattern.empty() || pattern.size() > limits::rotation_days)
    return problem(problems::rotation_length, "/rotation/pattern",
                   {{"most", std::to_string(limits::rotation_days)}});
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] < 0 || pattern[i] > shifts)
      return problem(problems::no_such_shift, "/rotation/pattern/" + std::to_string(i),
                     {{"number", std::to_string(pattern[i])}, {"shifts", std::to_string(shifts)}});
  if (std::ranges::find(on.rotations, asked.rotation) != on.rotations.end())
    return std::vector<crew_fact>{};
  if (on.rotations.size() >= limits::rotations)
    return problem(problems::too_long, "/rotation", {{"most", std::to_string(limits::rotations)}});
  return std::vector<crew_fact>{rotation_set{asked.rotation}};
}

// ---- post -------------------------------------------------------------------------------------

objection fold(post& to, const fact_header& from, const post_declared& happened) {
  if (!to.id.is_nil()) return "already_there";
  static_cast<post_description&>(to) = happened;
  to.id = post_id(from.subject);
  to.section = from.section;
  to.active = true;
  return {};
}

objection fold(post& to, const fact_header&, const post_changed& happened) {
  if (!to.active) return "not_there";
  static_cast<post_description&>(to) = happened;
  return {};
}

objection fold(post& to, const fact_header&, const post_withdrawn&) {
  if (!to.active) return "not_there";
  to.active = false;
  return {};
}

decision<post_fact> decide(const post& on, const declare_post& asked) {
  if (!on.id.is_nil()) return problem(problems::already_there, "/id");
  if (auto valid = check(asked); !valid) return valid.error();
  return std::vector<post_fact>{post_declared{static_cast<const post_description&>(asked)}};
}

decision<post_fact> decide(const post& on, const change_post& asked) {
  if (on.id.is_nil()) return problem(problems::not_found);
  if (!on.active) return problem(problems::withdrawn);
  if (auto valid = check(asked); !valid) return valid.error();
  if (static_cast<const post_description&>(on) == asked) return std::vector<post_fact>{};
  return std::vector<post_fact>{post_changed{asked}};
}

decision<post_fact> decide(const post& on, const withdraw_post&) {
  if (on.id.is_nil()) return problem(problems::not_found);
  if (!on.active) return problem(problems::withdrawn);
  return std::vector<post_fact>{post_withdrawn{}};
}

}  // namespace headway::people
