#include <algorithm>

#include "inspections/rules.hpp"
#include "inspections/score.hpp"

namespace headway::inspections {

using journal::objection;
using journal::stamp_of;

// ---- an inspection ------------------------------------------------------------------------------

objection fold(inspection& to, const journal::fact_header& from, const inspected& happened) {
  if (!to.id.is_nil()) return "already_recorded";
  static_cast<inspection_frame&>(to) = happened.as;
  to.id = inspection_id(from.subject);
  to.section = from.section;
  to.recorded = stamp_of(from);
  to.marks = happened.marks;
  to.items = happened.items;
  to.points = happened.points;
  to.proof = happened.proof;
  to.shift = happened.shift;
  to.zones = happened.zones;
  to.holders = happened.holders;
  to.score = score_of(to.marks);
  to.poor = static_cast<int>(
      std::ranges::count(to.marks, verdict::poor, [](const auto& each) { return each.verdict; }));
  return std::nullopt;
}

// Voided by two people who were apart: the first one's reason stands.
objection fold(inspection& to, const journal::fact_header& from, const voided& happened) {
  if (to.id.is_nil()) return "not_recorded";
  if (!to.voided) to.voided = voiding{stamp_of(from), happened.reason};
  return std::nullopt;
}

// ---- a round ------------------------------------------------------------------------------------

namespace {

void settle(inspection_round& r) {
  if (!r.done.empty())
    r.state = r.done.front().at < r.until ? round_state::done : round_state::late;
  else if (r.excused)
    r.state = round_state::excused;
  else
    r.state = r.missed ? round_state::missed : round_state::open;
  if (!r.done.empty() || r.excused) r.alarms.clear();
}

}  // namespace

// Opened by every box that comes to its time: the same round each time.
objection fold(inspection_round& to, const journal::fact_header& from,
               const round_opened& happened) {
  if (!to.id.is_nil()) return std::nullopt;
  static_cast<round_duty&>(to) = happened.duty;
  to.id = round_id(from.subject);
  to.section = from.section;
  to.alarms = happened.alarms;
  return std::nullopt;
}

objection fold(inspection_round& to, const journal::fact_header& from,
               const plan_written& happened) {
  if (to.id.is_nil()) return "not_opened";
  to.plan = round_plan{stamp_of(from), happened.text};
  return std::nullopt;
}

objection fold(inspection_round& to, const journal::fact_header& from, const round_done& happened) {
  if (to.id.is_nil()) return "not_opened";
  const auto later =
      std::ranges::find_if(to.done, [&](const round_doing& each) { return happened.at < each.at; });
  to.done.insert(later, round_doing{stamp_of(from), happened.inspection, happened.at});
  settle(to);
  return std::nullopt;
}

objection fold(inspection_round& to, const journal::fact_header&, const round_undone& happened) {
  if (to.id.is_nil()) return "not_opened";
  std::erase_if(to.done,
                [&](const round_doing& each) { return each.inspection == happened.inspection; });
  to.alarms = happened.alarms;
  settle(to);
  return std::nullopt;
}

objection fold(inspection_round& to, const journal::fact_header& from, const round_missed&) {
  if (to.id.is_nil()) return "not_opened";
  if (!to.missed) to.missed = from.recorded_at;
  settle(to);
  return std::nullopt;
}

// An alarm that two boxes raised while apart counts once; one raised where nobody knew yet that the
// round was done, not at all.
objection fold(inspection_round& to, const journal::fact_header&,
               const round_alarm_raised& happened) {
  if (to.id.is_nil()) return "not_opened";
  if (!people::take_raised(to.alarms, happened.due)) return std::nullopt;
  ++to.alarms_raised;
  to.last_alarm = happened.due;
  return std::nullopt;
}

objection fold(inspection_round& to, const journal::fact_header& from,
               const round_excused& happened) {
  if (to.id.is_nil()) return "not_opened";
  if (!to.excused) to.excused = round_excuse{stamp_of(from), happened.reason};
  settle(to);
  return std::nullopt;
}

}  // namespace headway::inspections
