// Reads SQLite's plan of every statement of the program: one that goes through a whole table, or
// sorts what it found, is quick in a small section and slow in a large one.
//
// Every table leads with site_id, so a search by that alone is a whole table as well.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/slices.hpp"
#include "hazards/records.hpp"
#include "sql/statements.hpp"
#include "support/test_store.hpp"

namespace headway {
namespace {

// Statements that read much by their nature, by a part of their text, with the reason.
struct exception {
  std::string_view part, reason;
};
constexpr exception exceptions[] = {
    {"GROUP BY state", "the board counts; from an index that holds all it needs"},
    {"GROUP BY place", "the colours count; only open hazards"},
    {"h.is_open = 1 AND h.suspended = 0 AND h.deadline <", "sorts the overdue ones only"},
    {"WHERE h.site_id = $1 AND h.is_open = 1 AND h.deadline IS NOT NULL", "sorts open ones only"},
    {"SELECT node, name FROM nodes", "a mine has few nodes"},
    {"FROM sqlite_schema", "begins a backup"},
    {"FROM schema_steps", "once, at the start"},
    {"FROM identities WHERE site_id = $1 ORDER BY", "the whole directory is asked for"},
    {"FROM certificate_numbers WHERE site_id = $1", "the whole directory is asked for"},
    {"FROM sections WHERE site_id = $1 ORDER BY", "a mine has few sections"},
    {"OR section = $3 OR $4 = 1)", "the directory of a section, or of the mine"},
    {"OR p.section = $3 OR $4 = 1)", "the directory of a section, or of the mine"},
    {"FROM crews WHERE site_id = $1 AND section = $2", "sorts the crews of one section"},
    {"FROM accounts a LEFT JOIN persons p", "the list of all accounts"},
    {"AND subject IN (SELECT person FROM accounts", "as many accounts as people who sign in"},
    {"FROM posts WHERE site_id = $1 AND (section", "a mine has few posts"},
    {"UPDATE facts SET body = '{}'", "a test damages the journal"},
    {"SELECT document FROM subjects WHERE kind = $1", "a test looks at a state"},
    {"FROM places p JOIN subjects s", "the drawing shows all places"},
    {"FROM risk_points r JOIN subjects s", "the drawing shows all risk points"},
    {"FROM checklists c JOIN subjects s", "a mine has few checklists"},
};

// Whole tables are counted by `verify` and emptied before they are derived again.
bool counts_or_empties(std::string_view text) {
  return (text.starts_with("SELECT COUNT(*) FROM ") || text.starts_with("DELETE FROM ")) &&
         text.ends_with(" WHERE site_id = $1");
}

bool is_excepted(std::string_view text) {
  return counts_or_empties(text) || std::ranges::any_of(exceptions, [&](const exception& each) {
           return text.find(each.part) != text.npos;
         });
}

bool is_whole_table(std::string_view step) {
  if (step.starts_with("SCAN ")) return step != "SCAN CONSTANT ROW";
  return step.starts_with("SEARCH ") && step.ends_with("(site_id=?)");
}

class QueryPlans : public ::testing::Test {
 protected:
  QueryPlans() { EXPECT_TRUE(sql::migrate(*on_, app::all_migrations(), instant{})); }

  // The steps of the plan; empty when the statement belongs to tables of a test.
  std::vector<std::string> plan_of(const std::string& text) {
    const sql::statement explain("EXPLAIN QUERY PLAN " + text);
    std::size_t parameters = 0;
    while (text.find('$' + std::to_string(parameters + 1)) != text.npos)
      ++parameters;
    std::vector<std::string> steps;
    try {
      on_->each(explain, std::vector<sql::value>(parameters, nullptr), [&](const sql::row& row) {
        steps.emplace_back(row.text(3));
        return true;
      });
    } catch (const sql::error& unknown_table) {
      return {};
    }
    return steps;
  }

  // What is wrong with the plan; empty when nothing is.
  std::string fault_in(const std::string& text) {
    const auto steps = plan_of(text);
    const bool sorts = std::ranges::any_of(
        steps, [](const auto& step) { return step.starts_with("USE TEMP B-TREE"); });
    const bool whole = std::ranges::any_of(steps, is_whole_table);
    // Walking an index from one end and stopping at the limit is what a page is.
    const bool a_page =
        text.find("LIMIT") != text.npos && !sorts &&
        std::ranges::none_of(steps, [](const auto& step) { return step.starts_with("SCAN "); });
    if (!sorts && (!whole || a_page)) return {};
    std::string told = text;
    for (const auto& step : steps)
      told += "\n    " + step;
    return told;
  }

  tests::test_store store_{sql::engine::sqlite};
  std::unique_ptr<sql::connection> on_ = store_.database().connect(sql::access::write);
};

// Lists are put together when they are asked for: asks for the common ones.
void ask_for_lists(sql::connection& on) {
  const section_id section(make_uuid(1));
  const person_id person(make_uuid(1));
  using state = hazards::hazard_state;
  const hazards::filter asked[] = {
      {},
      {.section = section},
      {.section = section, .state = state::reported},
      {.section = section, .open = true},
      {.section = section, .overdue = true},
      {.section = section, .disputed = true},
      {.section = section, .extension_asked = true},
      {.section = section, .place = place_id(make_uuid(1))},
      {.section = section, .state = state::assigned, .responsible = person},
      {.section = section, .reporter = person},
  };
  for (const auto& by : asked)
    for (const auto sorted : {hazards::order::newest, hazards::order::deadline})
      EXPECT_TRUE(hazards::list(on, site_id{1}, by, sorted, 50, "", [](const auto&) {}));
}

TEST_F(QueryPlans, NeitherGoThroughAWholeTableNorSort) {
  ask_for_lists(*on_);
  int read = 0;
  for (const auto& text : sql::texts_of_all_statements()) {
    if (!plan_of(text).empty()) ++read;
    if (is_excepted(text)) continue;
    EXPECT_EQ(fault_in(text), "");
  }
  EXPECT_GT(read, 100) << "the statements of the slices are not looked at";
}

// What a person finds first thing in a shift must not walk back through the years of the section.
TEST_F(QueryPlans, FindWhatIsRareByItsOwnIndex) {
  ask_for_lists(*on_);
  constexpr std::pair<std::string_view, std::string_view> indexes[] = {
      {"AND h.reporter = $3 ORDER BY h.recorded_at DESC", "hazards_by_reporter"},
      {"AND h.responsible = $4 ORDER BY h.recorded_at DESC", "hazards_by_responsible"},
      {"AND h.disputed = 1 ORDER BY h.recorded_at DESC", "hazards_disputed"},
      {"h.extension_asked = 1 AND h.is_open = 1 ORDER BY h.recorded_at", "hazards_extension_asked"},
      {"FROM facts WHERE site_id = $1 AND command = $2", "facts_by_command"},
      {"WHERE s.site_id = $1 AND s.token_hash = $2", "sessions_by_token"},
      {"FROM hazards WHERE site_id = $1 AND next_alarm_at <= $2", "hazards_by_due_alarm"},
      {"FROM coverage_gaps WHERE site_id = $1 AND next_alarm_at <= $2", "coverage_gaps_due"},
      {"FROM inspection_rounds WHERE site_id = $1 AND next_at <= $2", "inspection_rounds_due"},
      {"r.section = $2 AND r.unsettled = 1", "inspection_rounds_to_do"},
      {"$1 AND r.unsettled = 1", "inspection_rounds_to_do_anywhere"},
  };
  for (const auto& [part, index] : indexes) {
    int found = 0;
    for (const auto& text : sql::texts_of_all_statements()) {
      if (text.find(part) == text.npos) continue;
      const auto steps = plan_of(text);
      if (steps.empty()) continue;
      ++found;
      EXPECT_TRUE(std::ranges::any_of(
          steps, [&](const auto& step) { return step.find(index) != step.npos; }))
          << text << "\n"
          << steps.front();
    }
    EXPECT_GT(found, 0) << part;
  }
}

}  // namespace
}  // namespace headway
