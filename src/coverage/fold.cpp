#include <algorithm>
#include <charconv>
#include <tuple>

#include "coverage/rules.hpp"

namespace headway::coverage {

// ---- special period
// -------------------------------------------------------------------------------

journal::objection fold(special_period& to, const journal::fact_header& from,
                        const period_declared& happened) {
  if (to.declared) return "already_declared";
  static_cast<period_description&>(to) = happened;
  to.id = special_period_id(from.subject);
  to.section = from.section;
  to.declared = journal::stamp_of(from);
  return std::nullopt;
}

journal::objection fold(special_period& to, const journal::fact_header& from,
                        const period_ended& happened) {
  if (!to.declared) return "not_declared";
  if (to.ended) return "already_ended";
  to.until = std::min(to.until, happened.until);
  to.ended = journal::stamp_of(from);
  to.end_reason = happened.reason;
  return std::nullopt;
}

// ---- measured series
// ------------------------------------------------------------------------------

journal::objection fold(measured_series& to, const journal::fact_header& from,
                        const measured& happened) {
  to.series = happened.series.value;
  to.section = from.section;
  const auto place = [](const reading& r) { return std::tuple(r.date, r.shift); };
  for (const auto& each : happened.readings) {
    const auto at = std::ranges::lower_bound(to.readings, place(each), {}, place);
    if (at != to.readings.end() && place(*at) == place(each))
      *at = each;
    else
      to.readings.insert(at, each);
  }
  if (to.readings.size() > limits::readings_kept)
    to.readings.erase(to.readings.begin(), to.readings.end() - limits::readings_kept);
  return std::nullopt;
}

// ---- month plan
// -----------------------------------------------------------------------------------

namespace {

std::optional<month> month_of(const month_plan& of) { return month::parse(of.month.value); }

void drop_duty(month_plan& from, person_id person, int day) {
  for (auto& each : from.duties)
    if (each.person == person) std::erase(each.days, day);
  std::erase_if(from.duties, [](const duty& each) { return each.days.empty(); });
}

void add_duty(month_plan& to, const demand_key& demand, person_id person, int day) {
  const auto place = [](const duty& each) { return std::tie(each.demand, each.person); };
  const auto at = std::ranges::lower_bound(to.duties, std::tie(demand, person), {}, place);
  if (at == to.duties.end() || place(*at) != std::tie(demand, person)) {
    to.duties.insert(at, {demand, person, {day}});
    return;
  }
  const auto before = std::ranges::lower_bound(at->days, day);
  if (before == at->days.end() || *before != day) at->days.insert(before, day);
}

}  // namespace

std::optional<demand_key> duty_of(const month_plan& in, person_id person, local_date date) {
  const auto within = month_of(in);
  if (!within || !within->contains(date)) return std::nullopt;
  for (const auto& each : in.duties)
    if (each.person == person && std::ranges::binary_search(each.days, within->day_of(date)))
      return each.demand;
  return std::nullopt;
}

void apply(month_plan& to, const month_change& change) {
  const auto within = month_of(to);
  if (!within || !within->contains(change.date)) return;
  const int day = within->day_of(change.date);
  drop_duty(to, change.person, day);
  if (change.after && change.after->demand) add_duty(to, *change.after->demand, change.person, day);
  std::erase_if(to.swaps, [&](const shift_swap& each) {
    return each.person == change.person && each.date == change.date;
  });
  if (!change.exception) return;
  const auto place = [](const shift_swap& each) { return std::tie(each.date, each.person); };
  to.swaps.insert(
      std::ranges::lower_bound(to.swaps, std::tie(change.date, change.person), {}, place),
      {change.person, change.date, *change.exception});
}

journal::objection fold(month_plan& to, const journal::fact_header& from,
                        const month_published& happened) {
  if (to.published) return "already_published";
  to.id = from.subject;
  to.section = from.section;
  to.month = happened.month.value;
  to.duties = happened.duties;
  to.swaps = happened.swaps;
  to.gaps_accepted = happened.gaps_accepted;
  to.reason = happened.reason;
  to.seed = happened.seed;
  to.published = journal::stamp_of(from);
  std::ranges::sort(to.duties, {}, [](const duty& d) { return std::tie(d.demand, d.person); });
  std::ranges::sort(to.swaps, {}, [](const shift_swap& s) { return std::tie(s.date, s.person); });
  return std::nullopt;
}

journal::objection fold(month_plan& to, const journal::fact_header& from,
                        const month_changed& happened) {
  if (!to.published) return "not_published";
  for (const auto& each : happened.changes) {
    const auto held = each.before ? each.before->demand : std::nullopt;
    if (duty_of(to, each.person, each.date) != held) return "stands_otherwise";
  }
  for (const auto& each : happened.changes)
    apply(to, each);
  to.gaps_accepted.insert(to.gaps_accepted.end(), happened.gaps_accepted.begin(),
                          happened.gaps_accepted.end());
  to.changes.push_back(
      {journal::stamp_of(from), happened.reason, happened.absence, happened.changes});
  return std::nullopt;
}

// ---- coverage gap
// ---------------------------------------------------------------------------------

journal::objection fold(coverage_gap& to, const journal::fact_header& from,
                        const gap_noticed& happened) {
  if (to.state == gap_state::open) return std::nullopt;
  to.id = from.subject;
  to.section = from.section;
  to.demand = happened.demand.value;
  to.about = happened.about;
  to.date = happened.date;
  to.shift = happened.shift;
  to.begins = happened.begins;
  to.ends = happened.ends;
  to.present = happened.present;
  to.needed = happened.needed;
  to.state = gap_state::open;
  to.noticed_at = from.recorded_at;
  to.ended_at.reset();
  to.alarms = happened.alarms;
  to.raised.clear();
  return std::nullopt;
}

journal::objection fold(coverage_gap& to, const journal::fact_header&,
                        const gap_alarm_raised& happened) {
  if (to.state != gap_state::open || !people::take_raised(to.alarms, happened.due))
    return std::nullopt;
  if (to.raised.size() >= limits::alarms_kept) to.raised.erase(to.raised.begin());
  to.raised.push_back(happened.due);
  return std::nullopt;
}

namespace {

journal::objection end(coverage_gap& to, const journal::fact_header& from, gap_state as) {
  if (to.state != gap_state::open) return std::nullopt;
  to.state = as;
  to.ended_at = from.recorded_at;
  to.alarms.clear();
  return std::nullopt;
}

}  // namespace

journal::objection fold(coverage_gap& to, const journal::fact_header& from, const gap_covered&) {
  return end(to, from, gap_state::covered);
}

journal::objection fold(coverage_gap& to, const journal::fact_header& from, const gap_accepted&) {
  return end(to, from, gap_state::accepted);
}

journal::objection fold(coverage_gap& to, const journal::fact_header& from, const gap_lapsed&) {
  return end(to, from, gap_state::lapsed);
}

// ---- names
// ----------------------------------------------------------------------------------------

uuid month_plan_id(section_id section, const month& of) {
  return named_uuid("month_plan/" + section.text() + "/" + of.code());
}

uuid series_id(section_id section, std::string_view series) {
  return named_uuid("measured_series/" + section.text() + "/" + std::string(series));
}

uuid gap_id(section_id section, const demand_key& demand, std::optional<local_date> date) {
  return named_uuid("coverage_gap/" + section.text() + "/" + demand.value + "/" +
                    (date ? date->text() : std::string("always")));
}

int shift_of(const demand_key& key) {
  if (key.value.starts_with("technology/")) return 0;
  const auto slash = key.value.rfind('/');
  int number = 0;
  if (slash != std::string::npos)
    std::from_chars(key.value.data() + slash + 1, key.value.data() + key.value.size(), number);
  return number;
}

}  // namespace headway::coverage
