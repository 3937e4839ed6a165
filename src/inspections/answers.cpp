// Reading checklists, inspections and scores.
#include "inspections/answers.hpp"

#include <algorithm>
#include <cmath>

#include "api/query.hpp"
#include "api/timeline.hpp"
#include "api/validation.hpp"
#include "inspections/holders.hpp"

namespace headway::inspections {
namespace {

constexpr problem_kind inspection_not_here{
    "inspection.not_here", 404, "这次检查还没有传到这台服务器，先到的步骤已经留存",
    "This inspection has not reached this server yet; the steps that came first are kept"};

constexpr std::chrono::days change_over{7};
constexpr int half_lives_seen = 8;  // what is older weighs less than half a per cent
constexpr int scored_most = 500;
constexpr std::size_t recent_most = 12;

inspection_brief brief_of(const inspection& i) {
  inspection_brief brief{.id = i.id,
                         .kind = i.kind,
                         .rhythm = i.rhythm,
                         .place = i.place,
                         .zones = i.zones,
                         .checklist = i.checklist,
                         .checklist_edition = i.checklist_edition,
                         .by = i.recorded.by,
                         .began = i.began,
                         .finished = i.finished,
                         .proof = i.proof,
                         .score = i.score,
                         .poor = i.poor,
                         .looked_at = static_cast<int>(i.marks.size()),
                         .items = i.items,
                         .voided = i.voided.has_value()};
  for (const auto& each : i.marks)
    if (each.hazard) ++brief.hazards;
  return brief;
}

zone_score score_of_zone(const api::read_call& c, zone_id zone, const inspection_rulebook& rules) {
  const auto seen =
      std::chrono::days(std::max(rules.stale_days, rules.half_life_days * half_lives_seen));
  const auto all = scored_of_zone(c.store, c.site, zone, c.now - change_over - seen, scored_most);
  const auto score_at = [&](instant at) {
    return live_score_of(all, at, rules.half_life_days, rules.stale_days);
  };
  zone_score made;
  made.zone = zone;
  if (!all.empty()) {
    made.newest = all.back().at;
    made.age_hours = static_cast<int>(
        std::max(std::chrono::floor<std::chrono::hours>(c.now - all.back().at).count(), 0L));
  }
  for (auto i = all.size() - std::min(all.size(), recent_most); i < all.size(); ++i)
    made.recent.push_back(
        {all[i].inspection, all[i].at, percent_of(all[i].earned, all[i].possible)});
  const auto now = score_at(c.now);
  if (!now) return made;
  made.percent = now->percent;
  made.inspections = now->inspections;
  if (const auto before = score_at(c.now - change_over))
    made.change = std::round((now->percent - before->percent) * 10) / 10;
  return made;
}

}  // namespace

result<http::response> list_checklists(const api::read_call& c) {
  return api::validated(c, encode(checklist_page{checklists_in_use(c.store, c.site)}));
}

result<http::response> one_checklist(const api::read_call& c) {
  const auto id = c.id<checklist_id>();
  if (!id) return id.error();
  auto found = find_checklist(c.store, c.site, *id);
  if (!found) return problem(problems::not_found);
  const auto edition = c.query("edition");
  if (!edition) return api::validated(c, encode(*found));
  const auto number = decode<int>(*edition);
  const auto then = number ? find_edition(c.store, c.site, *id, *number) : std::nullopt;
  if (!then) return problem(problems::not_found, "?edition");
  static_cast<checklist_description&>(*found) = *then;
  found->edition = *number;
  return api::validated(c, encode(*found));
}

result<http::response> list_inspections(const api::read_call& c) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  const auto place = api::id_in_query<place_id>(c, "place");
  if (!place) return place.error();
  const auto zone = api::id_in_query<zone_id>(c, "zone");
  if (!zone) return zone.error();
  const auto limit = c.page_limit();
  if (!limit) return limit.error();
  std::vector<std::string> items;
  const auto next =
      list(c.store, c.site, {*section, *place, *zone}, *limit, c.query("cursor").value_or(""),
           [&](const inspection& one) { items.push_back(encode(brief_of(one))); });
  if (!next) return next.error();
  return api::page(items, *next);
}

result<http::response> one_inspection(const api::read_call& c) {
  const auto found = api::as_asked(c, inspection_model::name);
  if (!found) return found.error();
  if (decode_own<inspection>(found->document).value().id.is_nil())
    return problem(inspection_not_here);
  return api::record_answer(c, c.store, *found);
}

result<http::response> findings_of(const api::read_call& c) {
  const auto id = c.id<inspection_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, inspection_model::name);
  if (!found) return found.error();
  finding_list all;
  for (const auto& each : decode_own<inspection>(found->document).value().marks)
    if (each.hazard)
      all.items.push_back(
          {each.item, *each.hazard,
           journal::find_subject(c.store, c.site, *each.hazard, false).has_value()});
  return api::json_of(all);
}

result<http::response> scores(const api::read_call& c) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  if (!*section) return problem(problems::missing_field, "?section", {{"field", "section"}});
  const auto rules = rulebook_in_force(c.store, c.site);
  zone_score_list all{.now = {},
                      .half_life_days = rules->half_life_days,
                      .stale_days = rules->stale_days,
                      .items = {}};
  for (const auto& zone : zones_of_section(c.store, c.site, **section))
    all.items.push_back(score_of_zone(c, zone, *rules));
  const auto basis = encode(all);  // without the time, which is another at every reading
  all.now = c.now;
  return api::validated(c, encode(all), basis);
}

}  // namespace headway::inspections
