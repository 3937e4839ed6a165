#include "coverage/picture_read.hpp"

#include <algorithm>

#include "coverage/records.hpp"
#include "hazards/records.hpp"
#include "people/queries.hpp"
#include "places/queries.hpp"
#include "zones/queries.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

covered_zone zone_of(const zones::zone& z, const people::shift_calendar& calendar) {
  covered_zone made{z.id, z.basis == zones::zone_basis::heading, z.post, {}};
  if (z.basis != zones::zone_basis::post) made.post.reset();
  for (const auto& tenure : z.tenures) {
    if (!tenure.published) continue;
    // A suspension that is still running ends it here, for as long as it runs.
    auto until = tenure.until;
    for (const auto& each : tenure.suspensions)
      if (!each.until) until = until ? std::min(*until, each.from) : each.from;
    zone_holder holder{tenure.person, calendar.shift_at(tenure.from).date, std::nullopt};
    if (until) holder.until = calendar.shift_at(*until).date;
    made.holders.push_back(holder);
  }
  std::ranges::stable_sort(made.holders, {}, &zone_holder::from);
  return made;
}

}  // namespace

trigger_ground read_ground(sql::connection& on, site_id site, section_id section,
                           local_date today) {
  trigger_ground made;
  made.today = today;
  const auto open = hazards::open_by_place(on, site, section);
  for (const auto& each : places::colours_of(on, site, section, open))
    if (each.section == section) made.colours.push_back({each.place, each.colour});
  for (const auto& each : open)
    if (each.count[1] > 0) made.major_hazards.push_back(each.place);
  made.series = series_of(on, site, section);
  return made;
}

picture read_picture(sql::connection& on, site_id site, const picture_wishes& as) {
  picture made{as.section,
               people::calendar_of(on, site, as.section, as.zone),
               *rules_in_force(on, site, as.section),
               people::read_staff(on, site, as.section, plus_days(as.from, -days_before), as.until),
               {},
               {}};
  for (const auto& each : zones::zones_of_section(on, site, as.section))
    made.zones.push_back(zone_of(each, made.calendar));
  for (const auto& each : periods_between(on, site, as.section, as.from, as.until))
    made.periods.push_back(item_of(each));
  const auto today = made.calendar.shift_at(as.now).date;
  std::ranges::move(
      triggered(made.rules, read_ground(on, site, as.section, today), as.from, as.until),
      std::back_inserter(made.periods));
  std::ranges::stable_sort(made.periods, {}, &period_item::from);
  return made;
}

std::vector<dated_plan> plans_between(sql::connection& on, site_id site, section_id section,
                                      local_date from, local_date until) {
  std::vector<dated_plan> found;
  for (auto each = month::of(from); each.first < until; each = each.next())
    if (auto plan = find_month(on, site, section, each))
      found.push_back({each, std::move(plan->duties), std::move(plan->gaps_accepted)});
  return found;
}

}  // namespace headway::coverage
