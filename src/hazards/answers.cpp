#include "hazards/answers.hpp"

#include <algorithm>

#include "api/query.hpp"
#include "api/timeline.hpp"
#include "hazards/similar.hpp"

namespace headway::hazards {
namespace {

constexpr problem_kind report_not_here{"hazard.report_not_here", 404,
                                       "这条隐患的上报还没有传到这台服务器，先到的步骤已经留存",
                                       "The report of this hazard has not reached this server yet; "
                                       "the steps that came first are kept"};

constexpr int board_items = 20;
constexpr int similar_candidates = 400;
constexpr std::size_t similar_items = 5;

constexpr std::size_t usual_document_bytes = 1'400;

// Appends the hazards as they are served; gives the cursor of the next page.
result<std::string> append_list(std::string& out, const api::read_call& c, const filter& by,
                                order sorted, int limit, const std::string& cursor) {
  journal::served_documents items(out);
  auto next = list(c.store, c.site, by, sorted, limit, cursor,
                   [&](const journal::subject_view& one) { items.add(one); });
  if (next) items.finish(c.store, c.site);
  return next;
}

// Later steps may arrive from another box before the report itself. They are kept, and their facts
// can be read; but of the hazard nothing is known yet that could be shown.
result<http::response> served_once_reported(const api::read_call& c,
                                            const journal::stored_subject& found) {
  // Within a text of the document the quotes would be escaped.
  if (found.document.find("\"state\":\"unreported\"") != found.document.npos)
    return problem(report_not_here);
  return api::record_answer(c, c.store, found);
}

}  // namespace

result<filter> filter_asked(const api::call& c) {
  filter by;
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  const auto state = api::code_in_query<hazard_state>(c, "state");
  if (!state) return state.error();
  const auto place = api::id_in_query<place_id>(c, "place");
  if (!place) return place.error();
  const auto responsible = api::id_in_query<person_id>(c, "responsible");
  if (!responsible) return responsible.error();
  const auto reporter = api::id_in_query<person_id>(c, "reporter");
  if (!reporter) return reporter.error();
  by.section = *section;
  by.state = *state;
  by.place = *place;
  by.responsible = *responsible;
  by.reporter = *reporter;
  by.open = api::flag_in_query(c, "open");
  by.overdue = api::flag_in_query(c, "overdue");
  by.disputed = api::flag_in_query(c, "disputed");
  if (const auto level = c.query("level"); level && !level->empty()) by.level = level_code(*level);
  if (auto words = c.query("text"); words && !words->empty()) {
    if (words->size() > 400 || !is_clean_text(*words)) return problem(problems::bad_text, "?text");
    by.text = std::move(*words);
  }
  by.now = c.now;
  return by;
}

result<http::response> list_hazards(const api::read_call& c) {
  const auto by = filter_asked(c);
  if (!by) return by.error();
  const auto limit = c.page_limit();
  if (!limit) return limit.error();
  const auto sorted = api::code_in_query<order>(c, "sort");
  if (!sorted) return sorted.error();
  std::string out;
  out.reserve(static_cast<std::size_t>(*limit) * usual_document_bytes);
  out += "{\"items\":[";
  const auto next = append_list(out, c, *by, sorted->value_or(order::newest), *limit,
                                c.query("cursor").value_or(""));
  if (!next) return next.error();
  out += ']';
  if (!next->empty()) {
    out += ",\"next\":";
    codec::append_quoted(out, *next);
  }
  return api::json(out += '}');
}

result<http::response> one_hazard(const api::read_call& c) {
  const auto found = api::as_asked(c, hazard_model::name);
  if (!found) return found.error();
  return served_once_reported(c, *found);
}

result<http::response> board(const api::read_call& c) {
  auto by = filter_asked(c);
  if (!by) return by.error();
  std::string out = "{\"columns\":[";
  for (const auto& [state, count] : count_by_state(c.store, c.site, by->section)) {
    by->state = state;
    if (out.back() != '[') out += ',';
    out += "{\"state\":\"" + std::string(codec::name_of(state)) +
           "\",\"count\":" + std::to_string(count) + ",\"items\":[";
    const auto next = append_list(out, c, *by, order::newest, board_items, "");
    if (!next) return next.error();
    out += "]}";
  }
  return api::json(out += "]}");
}

result<http::response> similar(const api::read_call& c) {
  const auto words = c.query("text").value_or("");
  const auto place = api::id_in_query<place_id>(c, "place");
  if (!place) return place.error();
  similar_page answer;
  if (words.size() > 4000 || !is_clean_text(words)) return problem(problems::bad_text, "?text");
  const fingerprint asked(words);
  std::vector<std::pair<double, described>> alike;
  for (auto& each : newest_of_section(c.store, c.site, c.who.section, similar_candidates)) {
    double likeness = asked.likeness(fingerprint(each.description));
    if (likeness < similar_likeness) continue;
    if (*place && each.place == **place) likeness = std::min(1.0, likeness * 1.25);
    alike.emplace_back(likeness, std::move(each));
  }
  std::stable_sort(alike.begin(), alike.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (alike.size() > similar_items) alike.resize(similar_items);
  for (const auto& [likeness, each] : alike) {
    const auto stored = journal::find_subject(c.store, c.site, each.id, false);
    const auto h = decode_own<hazard>(stored->document).value();
    similar_hazard item{h.id, h.code, h.place, h.state, h.description.value, {}, likeness};
    if (h.rectification) item.measures = h.rectification->measures.value;
    answer.items.push_back(std::move(item));
  }
  return api::json_of(answer);
}

}  // namespace headway::hazards
