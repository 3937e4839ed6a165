#include "inspections/administration.hpp"

#include "inspections/holders.hpp"
#include "inspections/period.hpp"
#include "inspections/records.hpp"
#include "people/queries.hpp"

namespace headway::inspections {
namespace {

// Hazards stand above this slice: here they are known by the name of their kind only. One that is
// not here yet may come later.
result<void> check_hazards(journal::unit_of_work& work, const record_inspection& asked) {
  for (std::size_t i = 0; i < asked.marks.size(); ++i) {
    if (!asked.marks[i].hazard) continue;
    const auto found =
        journal::find_subject(work.store(), work.site(), *asked.marks[i].hazard, false);
    if (found && found->kind != "hazard")
      return problem(problems::not_a_hazard, "/marks/" + std::to_string(i) + "/hazard");
  }
  return {};
}

result<void> check_zone(journal::unit_of_work& work, section_id section,
                        const record_inspection& asked) {
  if (asked.zone && !zone_exists(work.store(), work.site(), section, *asked.zone))
    return problem(problems::no_such_zone, "/zone");
  return {};
}

std::optional<crew_id> crew_of(journal::unit_of_work& work) {
  const auto known = people::find_person(work.store(), work.site(), work.by().actor);
  if (!known || known->crew.is_nil()) return std::nullopt;
  return known->crew;
}

void do_round(journal::unit_of_work& work, const subject_id& round, section_id section,
              const inspection_frame& as, inspection_id by) {
  work.record<round_model>(round, section, round_done{by, as.began});
}

// The round of the period in which the inspection began. It may not be open yet: the inspection
// was made as its period began, or before this box had come to know of its section.
void do_own_round(journal::unit_of_work& work, section_id section, const rhythm& by,
                  const inspection_frame& as, const inspection_circumstances& with,
                  inspection_id inspection) {
  const auto in = period_at(by.period, with.calendar, as.began);
  const round_subject of{by.scope == rhythm_scope::crew ? as.crew : std::nullopt,
                         by.scope == rhythm_scope::zone ? as.zone : std::nullopt};
  const auto id = round_id_of(section, by.code, in.code, of);
  const auto known = work.load<round_model>(id);
  if (!known || (*known)->state == round_state::done) return;
  if ((*known)->id.is_nil())
    work.record<round_model>(id, section,
                             opening(by, in, of, work.now(), with.rules.shift_minutes));
  do_round(work, id, section, as, inspection);
}

void do_rounds(journal::unit_of_work& work, section_id section, const inspection_frame& as,
               const inspection_circumstances& with, inspection_id inspection) {
  const auto* by = as.rhythm ? find_rhythm(with.rules, *as.rhythm) : nullptr;
  if (!by || by->period == period_kind::any || section.is_nil()) return;
  const round_subject of{by->scope == rhythm_scope::crew ? as.crew : std::nullopt,
                         by->scope == rhythm_scope::zone ? as.zone : std::nullopt};
  for (const auto& each :
       ended_unsettled(work.store(), work.site(), section, by->code, of.id(), as.began))
    do_round(work, each, section, as, inspection);
  do_own_round(work, section, *by, as, with, inspection);
}

// A rhythm that the rule set has given up no longer says whom its rounds are told to.
const std::vector<rung> ladder_of_given_up{{0, 0, addressee::section_chief}};

}  // namespace

result<void> execute(journal::unit_of_work& work, const inspecting& by,
                     const record_inspection& sent) {
  const auto known = work.load<inspection_model>(sent.id);
  if (!known) return known.error();
  const auto asked = put_right(sent, {work.by().clock_offset, work.now()});
  if (auto good = check_zone(work, by.section, asked); !good) return good;
  if (auto good = check_hazards(work, asked); !good) return good;
  const auto rules = rulebook_in_force(work.store(), work.site());
  const auto list =
      find_edition(work.store(), work.site(), asked.checklist, asked.checklist_edition);
  const auto calendar = people::calendar_of(work.store(), work.site(), by.section, by.zone);
  auto at_that_minute = held_at(work.store(), work.site(), asked.place, asked.began);
  const inspection_circumstances with{by.roles,
                                      crew_of(work),
                                      *rules,
                                      list ? &*list : nullptr,
                                      calendar,
                                      std::move(at_that_minute.zones),
                                      std::move(at_that_minute.holders)};
  const auto happened = decide(**known, asked, with);
  if (!happened) return happened.error();
  work.record<inspection_model>(asked.id, by.section, *happened);
  do_rounds(work, by.section, std::get<inspected>(happened->front()).as, with, asked.id);
  return {};
}

result<void> execute(journal::unit_of_work& work, inspection_id inspection,
                     const void_inspection& asked) {
  const auto known = work.load<inspection_model>(inspection);
  if (!known) return known.error();
  const auto happened = decide(**known, asked);
  if (!happened) return happened.error();
  const auto section = known->header.section;
  work.record<inspection_model>(inspection, section, *happened);
  const auto rules = rulebook_in_force(work.store(), work.site());
  for (const auto& each : rounds_done_by(work.store(), work.site(), inspection)) {
    const auto round = work.load<round_model>(each);
    if (!round) return round.error();
    const auto* by = find_rhythm(*rules, (*round)->rhythm);
    const auto& ladder = by && !by->ladder.empty() ? by->ladder : ladder_of_given_up;
    work.record<round_model>(
        each, section,
        round_undone{inspection,
                     people::alarms_of(ladder, (*round)->until, work.now(), rules->shift_minutes)});
  }
  return {};
}

result<void> execute(journal::unit_of_work& work, const publish_checklist& asked) {
  const auto known = work.load<checklist_model>(asked.id);
  if (!known) return known.error();
  const auto happened = decide(**known, asked);
  if (!happened) return happened.error();
  work.record<checklist_model>(asked.id, {}, *happened);
  return {};
}

result<void> execute(journal::unit_of_work& work, checklist_id list,
                     const retire_checklist& asked) {
  const auto known = work.load<checklist_model>(list);
  if (!known) return known.error();
  if (!known->exists() && list != heading_checklist_id()) return problem(problems::not_found);
  const auto happened = decide(**known, asked);
  if (!happened) return happened.error();
  work.record<checklist_model>(list, {}, *happened);
  return {};
}

namespace {

template <class Command>
result<void> step(journal::unit_of_work& work, round_id round, const Command& asked) {
  const auto known = work.load<round_model>(round);
  if (!known) return known.error();
  const auto happened = decide(**known, asked);
  if (!happened) return happened.error();
  work.record<round_model>(round, known->header.section, *happened);
  return {};
}

}  // namespace

result<void> execute(journal::unit_of_work& work, round_id round, const write_plan& asked) {
  return step(work, round, asked);
}

result<void> execute(journal::unit_of_work& work, round_id round, const excuse_round& asked) {
  return step(work, round, asked);
}

}  // namespace headway::inspections
