// When who inspects what: the rhythms of the mine, a versioned rule set and never a constant in
// code.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "api/permission.hpp"
#include "base/problem.hpp"
#include "inspections/terms.hpp"
#include "journal/model.hpp"

namespace headway::inspections {

struct rhythm {
  rhythm_code code;
  short_text zh, en;
  inspector by{};
  period_kind period{};
  rhythm_scope scope{};
  bool written_plan = false;  // a plan is written before the inspection
  std::vector<rung> ladder;   // counts from the end of the period; empty where there is none
  friend bool operator==(const rhythm&, const rhythm&) = default;
};
BOOST_DESCRIBE_STRUCT(rhythm, (), (code, zh, en, by, period, scope, written_plan, ladder))

// Version 0 is what DOMAIN.md, section 3, says; a mine publishes its own over it.
struct inspection_rulebook {
  int version = 0;
  std::vector<rhythm> rhythms;
  int half_life_days = 0;   // in which an inspection loses half of its weight in the live score
  int stale_days = 0;       // without an inspection for so long, a zone is not measured
  int shift_minutes = 480;  // how long "one shift" is on the ladder
};
BOOST_DESCRIBE_STRUCT(inspection_rulebook, (),
                      (version, rhythms, half_life_days, stale_days, shift_minutes))

const inspection_rulebook& default_rulebook();
const rhythm* find_rhythm(const inspection_rulebook& rules, std::string_view code);

// The roles that inspect as `by`; empty: everybody who may inspect.
std::span<const api::role> roles_of(inspector by);
bool inspects_as(std::span<const api::role> roles, inspector by);

// Problems: rulebook.empty_ladder, rulebook.unordered_ladder, inspection_rules.*.
result<void> check(const inspection_rulebook& rules);

// ---- a rule set is a subject of its own, one for the mine ---------------------------------------

struct rules_published {
  static constexpr std::string_view kind = "published";
  inspection_rulebook rules;
};
BOOST_DESCRIBE_STRUCT(rules_published, (), (rules))

struct rulebook_model {
  static constexpr std::string_view name = "inspection_rules";
  using state = inspection_rulebook;
  using fact = std::variant<rules_published>;
  static std::span<const journal::record_table* const> tables() { return {}; }
  static void project(const state&, const journal::subject_header&, journal::record_sink&) {}
};
journal::objection fold(inspection_rulebook& rules, const journal::fact_header& from,
                        const rules_published& happened);
subject_id rulebook_subject();

}  // namespace headway::inspections
