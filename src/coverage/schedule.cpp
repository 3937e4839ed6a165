#include "coverage/schedule.hpp"

#include <map>

#include "coverage/picture_read.hpp"
#include "coverage/records.hpp"

namespace headway::coverage {

std::vector<gap_step> gap_steps(sql::connection& on, site_id site, section_id section,
                                time_zone zone, instant now) {
  const auto today = zone.date_of(now);
  const auto from = people::plus_days(today, -1), until = people::plus_days(today, days_ahead);
  const auto in = read_picture(on, site, {section, zone, now, from, until});
  const auto ahead = look_ahead(in, plans_between(on, site, section, from, until), now, days_ahead);
  std::map<uuid, const gap_item*> there;
  for (const auto& each : ahead.gaps)
    if (each.hard) there.emplace(gap_id(section, each.demand, each.date), &each);
  std::vector<gap_step> steps;
  for (const auto& known : open_gaps(on, site, section)) {
    const auto found = there.find(known.id);
    const auto* now_there = found == there.end() ? nullptr : found->second;
    if (found != there.end()) there.erase(found);
    if (now_there && !now_there->accepted) continue;
    if (now_there)
      steps.push_back({known.id, gap_accepted{}});
    else if (known.date && known.ends <= now)
      steps.push_back({known.id, gap_lapsed{}});
    else
      steps.push_back({known.id, gap_covered{}});
  }
  const auto notice = now + std::chrono::days(in.rules.notice_days);
  for (const auto& [id, gap] : there) {
    if (gap->accepted || gap->begins >= notice) continue;
    gap_noticed noticed{gap->demand, gap->about,   gap->date,   gap->shift, gap->begins,
                        gap->ends,   gap->present, gap->needed, {}};
    // What holds the whole time begins nowhere: it counts as if it began when the notice ends.
    const auto from = gap->date ? gap->begins : notice;
    noticed.alarms = people::alarms_of(in.rules.ladder, from, now, in.rules.shift_minutes);
    steps.push_back({id, std::move(noticed)});
  }
  return steps;
}

void record_steps(journal::unit_of_work& work, section_id section,
                  const std::vector<gap_step>& steps) {
  for (const auto& each : steps) {
    const auto known = work.load<gap_model>(each.gap);
    if (known) work.record<gap_model>(each.gap, section, each.happened);
  }
}

int raise_due_gap_alarms(journal::unit_of_work& work, int limit) {
  int told = 0;
  for (const auto& due : due_gaps(work.store(), work.site(), work.now(), limit)) {
    const auto found = work.load<gap_model>(due.gap);
    if (!found || !found->exists()) continue;
    const auto raised = raise_alarms(**found, work.now());
    if (raised.empty()) continue;
    work.record<gap_model>(due.gap, due.section, raised);
    ++told;
  }
  return told;
}

}  // namespace headway::coverage
