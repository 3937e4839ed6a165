// What the reading routes of hazards answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/route.hpp"
#include "hazards/facts.hpp"
#include "hazards/records.hpp"
#include "hazards/rulebook.hpp"
#include "people/certificates.hpp"
#include "people/shift_now.hpp"

namespace headway::hazards {

struct hazard_page {
  std::vector<api::record<hazard>> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(hazard_page, (), (items, next))

struct board_column {
  hazard_state state{};
  std::int64_t count = 0;
  std::vector<api::record<hazard>> items;  // the newest
};
BOOST_DESCRIBE_STRUCT(board_column, (), (state, count, items))
struct hazard_board {
  std::vector<board_column> columns;
};
BOOST_DESCRIBE_STRUCT(hazard_board, (), (columns))

struct similar_hazard {
  hazard_id id;
  std::string code;
  place_id place;
  hazard_state state{};
  std::string description;
  std::optional<std::string> measures;  // how it was put right
  double likeness = 0;
};
BOOST_DESCRIBE_STRUCT(similar_hazard, (), (id, code, place, state, description, measures, likeness))
struct similar_page {
  std::vector<similar_hazard> items;
};
BOOST_DESCRIBE_STRUCT(similar_page, (), (items))

struct coded {
  std::string code;
  std::string zh;
  std::string en;
  std::optional<int> national;  // the regulators' code
};
BOOST_DESCRIBE_STRUCT(coded, (), (code, zh, en, national))
struct code_book {
  std::vector<coded> levels, professions, inspection_types, hazard_states, major_categories,
      addressees, roles;
};
BOOST_DESCRIBE_STRUCT(code_book, (),
                      (levels, professions, inspection_types, hazard_states, major_categories,
                       addressees, roles))

// What a request narrows the list to, and the sections it may see. Problems: field.*,
// request.not_found for a section that may not be seen.
result<filter> filter_asked(const api::call& c);
code_book code_book_of(const rulebook& rules);

// ---- my shift now: what this person has to know and do ---------------------------------------

enum class to_do_kind : std::uint8_t {
  rectify,
  accept,
  verify,
  assign,
  extension,
  settle,
  complete  // reported by this person without words
};
BOOST_DESCRIBE_ENUM(to_do_kind, rectify, accept, verify, assign, extension, settle, complete)
struct to_do_item {
  to_do_kind kind{};
  std::optional<instant> due;
  bool overdue = false;
  hazards::hazard hazard;
};
BOOST_DESCRIBE_STRUCT(to_do_item, (), (kind, due, overdue, hazard))
struct my_shift {
  instant now;
  people::shift_view shift;
  people::shift_view next;
  std::vector<crew_id> crew_on_shift;
  bool on_shift = false;
  std::vector<people::shift_ahead> ahead;  // the shifts that follow, in their order
  std::vector<to_do_item> to_do;           // what is overdue first, then by deadline
  section_counts counts;
  std::vector<hazard> my_reports;  // the newest ten
  // Of certificates that posts demand: one's own; the whole section's for its chief and technician.
  std::vector<people::certificate_gap> certificates;
};
BOOST_DESCRIBE_STRUCT(my_shift, (),
                      (now, shift, next, crew_on_shift, on_shift, ahead, to_do, counts, my_reports,
                       certificates))

result<http::response> my(const api::read_call& c, time_zone zone);
result<http::response> list_hazards(const api::read_call& c);
result<http::response> one_hazard(const api::read_call& c);
result<http::response> board(const api::read_call& c);
result<http::response> similar(const api::read_call& c);
result<http::response> codes(const api::read_call& c, const rulebook& rules);

}  // namespace headway::hazards
