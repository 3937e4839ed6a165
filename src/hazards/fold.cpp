#include <algorithm>
#include <boost/mp11/algorithm.hpp>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "hazards/rules.hpp"

namespace headway::hazards {
namespace {

using journal::objection;
using journal::stamp_of;
using is = hazard_state;

bool in(hazard_state state, std::initializer_list<hazard_state> allowed) {
  return std::find(allowed.begin(), allowed.end(), state) != allowed.end();
}

// A fact again from what a dispute keeps of it.
std::optional<fact> fact_of(std::string_view kind, std::string_view body) {
  std::optional<fact> found;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, fact>>(
      [&](auto alternative) {
        using happened = typename decltype(alternative)::type;
        if (found || happened::kind != kind) return;
        if (auto read = decode_own<happened>(body)) found = std::move(*read);
      });
  return found;
}

objection wrong_state() { return "wrong_state"; }

extension* pending_extension(hazard& h) {
  if (h.extensions.empty() || h.extensions.back().outcome != extension_outcome::asked)
    return nullptr;
  return &h.extensions.back();
}

objection apply(hazard& h, const journal::fact_header& from, const reported& f) {
  if (h.state != is::unreported) return "already_reported";
  h.id = hazard_id(from.subject);
  h.code = code_of(h.id);
  h.section = from.section;
  h.place = f.place;
  h.risk_point = f.risk_point;
  h.profession = f.profession;
  h.inspection_type = f.inspection_type;
  h.description = f.description;
  h.grade = f.grade;
  h.shift = f.shift;
  h.found_at = f.found_at;
  h.origin = f.origin;
  h.photos = f.photos;
  h.voice = f.voice;
  h.alarms = f.alarms;
  h.reported = stamp_of(from);
  h.state = f.origin && f.origin->closed_at ? is::archived : is::reported;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const completed& f) {
  if (!is_open(h)) return wrong_state();
  if (f.description) h.description = description_text(f.description->value);
  if (f.risk_point) h.risk_point = f.risk_point;
  if (f.profession) h.profession = *f.profession;
  if (f.inspection_type) h.inspection_type = *f.inspection_type;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const verified&) {
  if (h.state != is::reported) return wrong_state();
  h.state = is::verified;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const rejected& f) {
  if (!in(h.state, {is::reported, is::verified})) return wrong_state();
  h.state = is::rejected;
  h.rejected_reason = f.reason;
  h.alarms.clear();
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const graded& f) {
  if (!is_open(h)) return wrong_state();
  h.grade = f.grade;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const assigned& f) {
  if (!in(h.state, {is::reported, is::verified, is::assigned, is::rectifying}) || h.suspended)
    return wrong_state();
  h.fixes = f.fixes;
  h.alarms = f.alarms;
  h.state = is::assigned;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const started&) {
  if (h.state != is::assigned || h.suspended) return wrong_state();
  h.state = is::rectifying;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const rectified& f) {
  const bool fits = f.on_the_spot ? in(h.state, {is::reported, is::verified})
                                  : in(h.state, {is::assigned, is::rectifying});
  if (!fits || h.suspended) return wrong_state();
  h.rectification = rectification{stamp_of(from), f.measures, f.photos, f.on_the_spot, f.voice};
  h.alarms = f.alarms;
  h.state = is::rectified;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const accepted& f) {
  if (h.state != is::rectified) return wrong_state();
  if (h.rectification->by == from.by.actor) return "rectifier_accepts";
  h.acceptance = acceptance{stamp_of(from), f.note, f.photos};
  h.alarms = f.alarms;
  h.state = is::accepted;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const sent_back& f) {
  if (h.state != is::rectified) return wrong_state();
  ++h.sent_back;
  h.sent_back_reason = f.reason;
  h.rectification.reset();
  if (h.fixes && f.deadline) h.fixes->deadline = *f.deadline;
  h.alarms = f.alarms;
  h.state = h.fixes ? is::assigned : is::verified;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const extension_asked& f) {
  if (!in(h.state, {is::assigned, is::rectifying}) || pending_extension(h)) return wrong_state();
  h.extensions.push_back(
      {stamp_of(from), f.until, f.reason, extension_outcome::asked, std::nullopt, std::nullopt});
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const extension_granted& f) {
  auto* pending = pending_extension(h);
  if (!pending) return "no_extension_asked";
  if (!in(h.state, {is::assigned, is::rectifying})) return wrong_state();
  pending->outcome = extension_outcome::granted;
  pending->decided = stamp_of(from);
  pending->until = f.until;
  h.fixes->deadline = f.until;
  h.alarms = f.alarms;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const extension_refused& f) {
  auto* pending = pending_extension(h);
  if (!pending) return "no_extension_asked";
  pending->outcome = extension_outcome::refused;
  pending->decided = stamp_of(from);
  pending->refusal = f.reason;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const suspended& f) {
  if (!in(h.state, {is::verified, is::assigned, is::rectifying}) || h.suspended)
    return wrong_state();
  h.suspended = suspension{stamp_of(from), f.reason, f.until};
  h.alarms = f.alarms;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const resumed& f) {
  if (!h.suspended || !is_open(h)) return wrong_state();
  h.suspended.reset();
  if (h.fixes && f.deadline) h.fixes->deadline = *f.deadline;
  h.alarms = f.alarms;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const upgraded& f) {
  if (!is_open(h)) return wrong_state();
  h.grade = f.grade;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const supervised& f) {
  if (!is_open(h)) return wrong_state();
  h.supervised = supervision{stamp_of(from), f.by_level, f.requirement};
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const closed&) {
  if (h.state != is::accepted) return wrong_state();
  h.state = is::closed;
  h.closed = stamp_of(from);
  h.alarms.clear();
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const archived&) {
  if (!in(h.state, {is::closed, is::rejected})) return wrong_state();
  h.state = is::archived;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header& from, const commented& f) {
  if (h.state == is::unreported) return wrong_state();
  h.comments.push_back({stamp_of(from), f.text, f.photos, f.voice});
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const repeat_linked& f) {
  if (h.state == is::unreported) return wrong_state();
  if (std::find(h.repeats.begin(), h.repeats.end(), f.repeat_of) == h.repeats.end())
    h.repeats.push_back(f.repeat_of);
  return std::nullopt;
}

// An alarm that two boxes raised while apart counts once: the second finds it gone.
objection apply(hazard& h, const journal::fact_header&, const alarm_raised& f) {
  if (people::take_raised(h.alarms, f.due)) ++h.alarms_raised;
  return std::nullopt;
}

objection apply(hazard& h, const journal::fact_header&, const dispute_settled& f) {
  const auto found = std::find_if(h.disputes.begin(), h.disputes.end(), [&](const dispute& d) {
    return d.node == f.node && d.seq == f.seq && !d.outcome;
  });
  if (found == h.disputes.end()) return "no_dispute";
  if (f.outcome == settlement::taken) {
    auto then = with_taken(h, *found);
    if (!then) return wrong_state();
    const auto index = found - h.disputes.begin();
    h = std::move(*then);
    h.disputes[static_cast<std::size_t>(index)].outcome = f.outcome;
    h.alarms = f.alarms;
    return std::nullopt;
  }
  found->outcome = f.outcome;
  if (f.outcome == settlement::reopened) {
    h.state = h.fixes ? is::assigned : is::verified;
    h.rectification.reset();
    h.acceptance.reset();
    h.closed.reset();
    h.suspended.reset();
    h.rejected_reason.reset();
    h.alarms = f.alarms;
  }
  return std::nullopt;
}

// Where a hazard must stand for a step of this kind to apply; nullopt: never taken afterwards.
std::optional<hazard_state> stand_before(const fact& f) {
  if (const auto* done = std::get_if<rectified>(&f))
    return done->on_the_spot ? is::verified : is::rectifying;
  if (std::holds_alternative<verified>(f)) return is::reported;
  if (std::holds_alternative<rejected>(f)) return is::verified;
  if (std::holds_alternative<assigned>(f)) return is::verified;
  if (std::holds_alternative<started>(f)) return is::assigned;
  if (std::holds_alternative<closed>(f)) return is::accepted;
  if (std::holds_alternative<accepted>(f) || std::holds_alternative<sent_back>(f))
    return is::rectified;
  return std::nullopt;
}

}  // namespace

std::optional<hazard> with_taken(const hazard& h, const dispute& of) {
  auto happened = fact_of(of.step, of.body);
  if (!happened) return std::nullopt;
  const auto before = stand_before(*happened);
  const bool needs_work = before == is::rectified || before == is::accepted;
  if (!before || h.state == is::unreported || (needs_work && !h.rectification) ||
      (before == is::accepted && !h.acceptance) || (before == is::assigned && !h.fixes))
    return std::nullopt;
  auto then = h;
  then.state = *before;
  then.suspended.reset();
  then.closed.reset();
  then.rejected_reason.reset();
  if (before != is::accepted) then.acceptance.reset();
  if (!needs_work) then.rectification.reset();
  const auto offset =
      of.clock_offset_ms ? std::optional(milliseconds(*of.clock_offset_ms)) : std::nullopt;
  const journal::fact_header from{of.node,       of.seq, {},
                                  h.section,     h.id,   {of.by, {}, of.observed_at, {}, offset},
                                  of.recorded_at};
  const auto why = std::visit([&](const auto& f) { return apply(then, from, f); }, *happened);
  return why ? std::nullopt : std::optional(std::move(then));
}

objection fold(hazard& to, const journal::fact_header& from, const fact& happened) {
  const objection why = std::visit([&](const auto& f) { return apply(to, from, f); }, happened);
  if (why) {
    const std::string_view step = std::visit([](const auto& f) { return f.kind; }, happened);
    auto body = std::visit([](const auto& f) { return encode(f); }, happened);
    to.disputes.push_back({stamp_of(from), from.node, from.seq, std::string(step),
                           std::string(*why), std::move(body), std::nullopt});
  } else {
    to.changed = stamp_of(from);
  }
  return why;
}

bool is_open(const hazard& h) {
  return !in(h.state, {is::unreported, is::closed, is::archived, is::rejected});
}

bool is_running(const hazard& h) { return is_open(h) && !h.suspended; }

std::optional<instant> due_by(const hazard& h) {
  if (h.fixes) return h.fixes->deadline;
  return h.origin ? h.origin->deadline : std::nullopt;
}

std::optional<alarm> next_alarm(const hazard& h) {
  if (h.alarms.empty()) return std::nullopt;
  return h.alarms.front();
}

std::string code_of(const hazard_id& id) {
  constexpr char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::uint64_t bits = 0;
  for (std::size_t i = 11; i < 16; ++i)
    bits = bits << 8 | id.bytes[i];
  std::string code;
  for (int shift = 35; shift >= 0; shift -= 5) {
    code += digits[bits >> shift & 31];
    if (shift == 20) code += '-';
  }
  return code;
}

}  // namespace headway::hazards
