#include "inspections/schedule.hpp"

#include "inspections/holders.hpp"
#include "inspections/records.hpp"
#include "people/queries.hpp"
#include "people/sections.hpp"
#include "people/shift_now.hpp"

namespace headway::inspections {
namespace {

// So long before their period rounds are opened, so that a plan can be written.
std::chrono::hours lead_of(period_kind kind) {
  if (kind == period_kind::month) return std::chrono::days(5);
  if (kind == period_kind::ten_day) return std::chrono::days(2);
  return std::chrono::hours(0);
}

// A box that was off for longer does not make up for all of it.
constexpr std::chrono::days made_up_for{31};

class opener {
 public:
  opener(journal::unit_of_work& work, const inspection_rulebook& rules, int limit)
      : work_(work), rules_(rules), left_(limit) {}

  int opened() const { return opened_; }

  void open(section_id section, const rhythm& by, const people::shift_calendar& calendar) {
    if (by.period == period_kind::any) return;
    const auto newest = newest_end(work_.store(), work_.site(), section, by.code);
    const auto from = newest ? std::max(*newest, work_.now() - made_up_for) : work_.now();
    for (auto in = period_at(by.period, calendar, from);
         in.from - lead_of(by.period) <= work_.now() && opened_ < left_;
         in = period_at(by.period, calendar, in.until))
      for (const auto& each : subjects_of(work_.store(), work_.site(), section, by, in))
        open_one(section, by, in, each);
  }

 private:
  void open_one(section_id section, const rhythm& by, const period& in, const round_subject& of) {
    const auto id = round_id_of(section, by.code, in.code, of);
    const auto known = work_.load<round_model>(id);
    if (!known || !(*known)->id.is_nil()) return;
    work_.record<round_model>(id, section, opening(by, in, of, work_.now(), rules_.shift_minutes));
    ++opened_;
  }

  journal::unit_of_work& work_;
  const inspection_rulebook& rules_;
  int left_;
  int opened_ = 0;
};

std::vector<round_fact> told_of(const inspection_round& r, instant now) {
  std::vector<round_fact> happened;
  if (r.state == round_state::open && r.until <= now) happened.emplace_back(round_missed{});
  for (const auto& each : people::fallen_due(r.alarms, now))
    happened.emplace_back(round_alarm_raised{each});
  return happened;
}

}  // namespace

std::vector<round_subject> subjects_of(sql::connection& store, site_id site, section_id section,
                                       const rhythm& by, const period& in) {
  std::vector<round_subject> all;
  switch (by.scope) {
    case rhythm_scope::section:
      all.emplace_back();
      break;
    case rhythm_scope::crew:
      for (const auto& each : by.period == period_kind::shift
                                  ? people::crews_on(store, site, section, in.first)
                                  : people::active_crews(store, site, section))
        all.push_back({.crew = each});
      break;
    case rhythm_scope::zone:
      for (const auto& each : zones_of_section(store, site, section))
        all.push_back({.zone = each});
      break;
  }
  return all;
}

int open_rounds(journal::unit_of_work& work, time_zone zone, int limit) {
  const auto rules = rulebook_in_force(work.store(), work.site());
  opener all(work, *rules, limit);
  for (const auto& section : people::sections_of_mine(work.store(), work.site())) {
    const auto calendar = people::calendar_of(work.store(), work.site(), section, zone);
    for (const auto& by : rules->rhythms)
      all.open(section, by, calendar);
  }
  return all.opened();
}

int tell_rounds(journal::unit_of_work& work, int limit) {
  int told = 0;
  for (const auto& due : due_by(work.store(), work.site(), work.now(), limit)) {
    const auto found = work.load<round_model>(due);
    if (!found || !found->exists()) continue;
    const auto happened = told_of(**found, work.now());
    if (happened.empty()) continue;
    work.record<round_model>(due, found->header.section, happened);
    ++told;
  }
  return told;
}

}  // namespace headway::inspections
