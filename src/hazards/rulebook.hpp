// What each mine may set differently about hazards: a versioned rule set, never a constant in code.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hazards/facts.hpp"
#include "journal/model.hpp"

namespace headway::hazards {

// One level of the mine's own table and the national code it is reported as.
struct level_rule {
  level_code code;
  short_text zh;
  short_text en;
  int national = 0;  // [hiddenLevel] 1 major, 2 general A, 3 B, 4 C, 5 D/E
};
BOOST_DESCRIBE_STRUCT(level_rule, (), (code, zh, en, national))

// Version 0 is what DOMAIN.md, section 3, proposes; a mine publishes its own over it.
struct rulebook {
  int version = 0;
  std::vector<level_rule> levels;     // from the gravest to the slightest
  std::vector<rung> until_assigned;   // counts from the report
  std::vector<rung> until_rectified;  // counts from the deadline
  std::vector<rung> until_accepted;   // counts from the rectification
  std::vector<rung> until_closed;     // counts from the acceptance
  std::vector<rung> suspended;        // counts from the end of the suspension
  int extensions_most = 0;
  int shift_minutes = 480;  // how long "one shift" is on the ladder
};
BOOST_DESCRIBE_STRUCT(rulebook, (),
                      (version, levels, until_assigned, until_rectified, until_accepted,
                       until_closed, suspended, extensions_most, shift_minutes))

const rulebook& default_rulebook();
const level_rule* find_level(const rulebook& rules, std::string_view code);

// Problems: rulebook.empty_ladder (an alarm that would fall silent), rulebook.bad_level.
result<void> check(const rulebook& rules);

// The major-hazard categories of order No. 4 (in force 2021-01-01), 1 to 15.
struct major_category {
  int number;
  std::string_view zh;
  std::string_view en;
};
std::span<const major_category> major_categories();

// A rule set is a subject of its own, one for the mine.
struct rules_published {
  static constexpr std::string_view kind = "published";
  rulebook rules;
};
BOOST_DESCRIBE_STRUCT(rules_published, (), (rules))

struct rulebook_model {
  static constexpr std::string_view name = "hazard_rules";
  using state = rulebook;
  using fact = std::variant<rules_published>;
  static std::span<const journal::record_table* const> tables() { return {}; }
  static void project(const state&, const journal::subject_header&, journal::record_sink&) {}
};
journal::objection fold(rulebook& rules, const journal::fact_header& from,
                        const rules_published& happened);
subject_id rulebook_subject();

}  // namespace headway::hazards
