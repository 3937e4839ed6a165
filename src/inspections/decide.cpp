#include <algorithm>

#include "base/ensure.hpp"
#include "inspections/rules.hpp"

namespace headway::inspections {
namespace {

constexpr std::chrono::hours inspection_most{24};
constexpr std::chrono::minutes scan_beside{30};  // before the beginning, after the end
constexpr int finds_most = 999;

std::string at_mark(std::size_t index, const char* member) {
  return "/marks/" + std::to_string(index) + member;
}

result<void> check_mark(const record_inspection& asked, std::size_t index,
                        const checklist_description& list) {
  const auto& m = asked.marks[index];
  const auto named = [&](const problem_kind& kind) {
    return problem(kind, at_mark(index, "/item"), {{"item", m.item.value}});
  };
  if (!find_item(list, m.item)) return named(problems::unknown_item);
  const auto first = std::ranges::find(asked.marks, m.item, &inspection_mark::item);
  if (&*first != &m) return named(problems::item_twice);
  if (m.photos.size() > limits::photos_per_step)
    return problem(problems::too_long, at_mark(index, "/photos"),
                   {{"most", std::to_string(limits::photos_per_step)}});
  if (!m.finds) return {};
  if (m.verdict != verdict::poor) return problem(problems::finds_of_good, at_mark(index, "/finds"));
  if (*m.finds < 1 || *m.finds > finds_most)
    return problem(problems::out_of_range, at_mark(index, "/finds"),
                   {{"least", "1"}, {"most", std::to_string(finds_most)}});
  return {};
}

result<void> check_marks(const record_inspection& asked, const checklist_description& list) {
  if (asked.marks.size() > list.items.size() * 2)
    return problem(problems::too_long, "/marks", {{"most", std::to_string(list.items.size())}});
  for (std::size_t i = 0; i < asked.marks.size(); ++i)
    if (auto good = check_mark(asked, i, list); !good) return good;
  if (asked.marks.empty()) return problem(problems::nothing_looked_at, "/marks");
  if (asked.kind == inspection_kind::spot || asked.marks.size() == list.items.size()) return {};
  const auto left = std::ranges::find_if(list.items, [&](const checklist_item& item) {
    return std::ranges::find(asked.marks, item.code, &inspection_mark::item) == asked.marks.end();
  });
  ENSURE(left != list.items.end());
  return problem(problems::items_left, "/marks",
                 {{"count", std::to_string(list.items.size() - asked.marks.size())},
                  {"item", left->code.value}});
}

result<void> check_rhythm(const record_inspection& asked, const inspection_circumstances& with) {
  if (asked.kind == inspection_kind::spot) {
    if (asked.rhythm) return problem(problems::rhythm_of_spot, "/rhythm");
    return {};
  }
  if (!asked.rhythm) return problem(problems::missing_field, "/rhythm", {{"field", "rhythm"}});
  const auto* by = find_rhythm(with.rules, *asked.rhythm);
  if (!by) return problem(problems::unknown_rhythm, "/rhythm", {{"rhythm", asked.rhythm->value}});
  if (!inspects_as(with.roles, by->by))
    return problem(problems::not_your_rhythm, "/rhythm",
                   {{"rhythm", by->zh.value + "|" + by->en.value}});
  if (by->scope == rhythm_scope::crew && !asked.crew && !with.own_crew)
    return problem(problems::crew_needed, "/crew");
  if (by->scope == rhythm_scope::zone && !asked.zone)
    return problem(problems::zone_needed, "/zone");
  return {};
}

result<void> check_moments(const record_inspection& asked) {
  if (asked.finished < asked.began) return problem(problems::finished_first, "/finished");
  if (asked.finished - asked.began > inspection_most)
    return problem(problems::too_long_a_time, "/finished",
                   {{"hours", std::to_string(inspection_most.count())}});
  return {};
}

presence_proof proof_of(const record_inspection& asked, const std::vector<zone_id>& zones) {
  if (!asked.presence) return presence_proof::none;
  const auto& scan = *asked.presence;
  const bool here = scan.plate == asked.place || (asked.zone && scan.plate == *asked.zone) ||
                    std::ranges::find(zones, zone_id(scan.plate)) != zones.end();
  if (!here) return presence_proof::elsewhere;
  const bool then = asked.began - scan_beside <= scan.at && scan.at <= asked.finished + scan_beside;
  return then ? presence_proof::proved : presence_proof::other_time;
}

valued_mark valued(const inspection_mark& m, const checklist_description& list) {
  const auto* item = find_item(list, m.item);
  ENSURE(item != nullptr);
  return {m, item->points, item->lost_each.value_or(1), item->zeroing};
}

}  // namespace

record_inspection put_right(record_inspection asked, const device_clock& by) {
  const instant measured = asked.finished + by.error.value_or(milliseconds(0));
  const auto move = journal::happened_at(measured, by.error.has_value(), by.now) - asked.finished;
  asked.began += move;
  asked.finished += move;
  if (asked.presence) asked.presence->at += move;
  return asked;
}

inspection_decision decide(const inspection& i, const record_inspection& asked,
                           const inspection_circumstances& with) {
  if (!i.id.is_nil()) return problem(problems::inspection_recorded, "/id");
  if (!with.list) return problem(problems::no_checklist, "/checklist_edition");
  for (const auto& good :
       {check_moments(asked), check_rhythm(asked, with), check_marks(asked, *with.list)})
    if (!good) return good.error();
  inspected made;
  made.as = asked;
  const auto* by = asked.rhythm ? find_rhythm(with.rules, *asked.rhythm) : nullptr;
  if (by && by->scope == rhythm_scope::crew && !asked.crew) made.as.crew = with.own_crew;
  for (const auto& each : asked.marks)
    made.marks.push_back(valued(each, *with.list));
  made.items = static_cast<int>(with.list->items.size());
  made.points = points_of(*with.list);
  made.proof = proof_of(asked, with.zones);
  made.shift = with.calendar.shift_at(asked.began);
  made.zones = asked.zone ? std::vector{*asked.zone} : with.zones;
  made.holders = with.holders;
  return std::vector<inspection_fact>{std::move(made)};
}

inspection_decision decide(const inspection& i, const void_inspection& asked) {
  if (i.id.is_nil()) return problem(problems::not_found);
  if (i.voided) return problem(problems::inspection_voided);
  return std::vector<inspection_fact>{voided{asked.reason}};
}

namespace {

result<void> expect_unsettled(const inspection_round& r) {
  if (r.id.is_nil()) return problem(problems::not_found);
  if (r.state != round_state::open && r.state != round_state::missed)
    return problem(problems::round_over);
  return {};
}

}  // namespace

round_decision decide(const inspection_round& r, const write_plan& asked) {
  if (auto fits = expect_unsettled(r); !fits) return fits.error();
  if (!r.written_plan) return problem(problems::plan_not_asked);
  return std::vector<round_fact>{plan_written{asked.text}};
}

round_decision decide(const inspection_round& r, const excuse_round& asked) {
  if (auto fits = expect_unsettled(r); !fits) return fits.error();
  return std::vector<round_fact>{round_excused{asked.reason}};
}

}  // namespace headway::inspections
