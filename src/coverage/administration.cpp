#include "coverage/administration.hpp"

#include <algorithm>
#include <set>

#include "coverage/picture_read.hpp"
#include "people/administration.hpp"
#include "places/queries.hpp"
#include "zones/queries.hpp"

namespace headway::coverage {
namespace {

using journal::unit_of_work;

std::string at(std::string_view list, std::size_t i, std::string_view member = {}) {
  auto made = std::string(list) + "/" + std::to_string(i);
  if (!member.empty()) (made += '/') += member;
  return made;
}

// Whether what rules and periods name is there.
class referee {
 public:
  referee(unit_of_work& work, section_id section) {
    const auto today = time_zone().date_of(work.now());
    staff_ = people::read_staff(work.store(), work.site(), section, today, today);
    zones_ = zones::zones_of_section(work.store(), work.site(), section);
  }

  bool crew(crew_id id) const { return has(staff_.crews, &people::rostered_crew::id, id); }
  bool post(post_id id) const { return has(staff_.posts, &people::staff_post::id, id); }
  bool zone(zone_id id) const { return has(zones_, &zones::zone::id, id); }
  bool person(person_id id) const { return has(staff_.persons, &people::staff_person::id, id); }

  result<void> check(const std::vector<extra_demand>& demands, const std::string& pointer) const {
    for (std::size_t i = 0; i < demands.size(); ++i)
      if (demands[i].post && !post(*demands[i].post))
        return problem(problems::unknown_reference, at(pointer, i, "post"));
    return {};
  }

 private:
  template <class Item, class Which, class Id>
  static bool has(const std::vector<Item>& among, Which which, Id id) {
    return std::ranges::find(among, id, which) != among.end();
  }

  people::staff staff_;
  std::vector<zones::zone> zones_;
};

result<void> check_names(const referee& by, const coverage_rules& rules) {
  for (std::size_t i = 0; i < rules.crews.except.size(); ++i)
    if (!by.crew(rules.crews.except[i].crew))
      return problem(problems::unknown_reference, at("/rules/crews/except", i, "crew"));
  for (std::size_t i = 0; i < rules.posts.except.size(); ++i)
    if (!by.post(rules.posts.except[i].post))
      return problem(problems::unknown_reference, at("/rules/posts/except", i, "post"));
  for (std::size_t i = 0; i < rules.areas.except.size(); ++i)
    if (!by.zone(rules.areas.except[i].zone))
      return problem(problems::unknown_reference, at("/rules/areas/except", i, "zone"));
  for (std::size_t i = 0; i < rules.triggers.size(); ++i)
    if (auto good = by.check(rules.triggers[i].demands, at("/rules/triggers", i, "demands")); !good)
      return good;
  for (std::size_t i = 0; i < rules.technologies.size(); ++i) {
    const auto& masters = rules.technologies[i].masters;
    for (std::size_t j = 0; j < masters.size(); ++j)
      if (!by.person(masters[j]))
        return problem(problems::unknown_reference, at(at("/rules/technologies", i, "masters"), j));
  }
  return {};
}

picture picture_of(unit_of_work& work, section_id section, const month& of, time_zone zone) {
  return read_picture(work.store(), work.site(), {section, zone, work.now(), of.first, of.end()});
}

// Makes the roster say of the date what `wanted` says.
result<void> write_exception(unit_of_work& work, const picture& now, person_id person,
                             local_date date,
                             const std::optional<people::roster_exception>& wanted) {
  const auto* who = find_person(now, person);
  const auto* known = who ? exception_on(*who, date) : nullptr;
  if (wanted) {
    if (known && *known == *wanted) return {};
    people::set_exception asked;
    static_cast<people::roster_exception&>(asked) = *wanted;
    asked.person = person;
    return people::execute(work, asked);
  }
  if (!known) return {};
  return people::execute(work, people::lift_exception{person, date});
}

// Every exception in which the two pictures differ, on these dates.
result<void> write_roster(unit_of_work& work, const picture& before, const picture& after,
                          const std::set<std::pair<person_id, local_date>>& dates) {
  for (const auto& [person, date] : dates) {
    const auto* who = find_person(after, person);
    const auto* exception = who ? exception_on(*who, date) : nullptr;
    auto done = write_exception(
        work, before, person, date,
        exception ? std::optional(*exception) : std::optional<people::roster_exception>());
    if (!done) return done;
  }
  return {};
}

result<void> check_swaps(const picture& in, const month& of, const std::vector<shift_swap>& swaps) {
  std::set<std::pair<person_id, local_date>> seen;
  for (std::size_t i = 0; i < swaps.size(); ++i) {
    const auto& swap = swaps[i];
    const auto* who = find_person(in, swap.person);
    if (!who) return problem(problems::unknown_reference, at("/swaps", i, "person"));
    if (!of.contains(swap.date) || !seen.insert({swap.person, swap.date}).second)
      return problem(problems::bad_day, at("/swaps", i, "date"));
    const auto shifts = static_cast<int>(in.calendar.system_on(swap.date).shifts.size());
    if (swap.shift < 0 || swap.shift > shifts)
      return problem(problems::out_of_range, at("/swaps", i, "shift"),
                     {{"least", "0"}, {"most", std::to_string(shifts)}});
    if (is_away(*who, swap.date))
      return problem(problems::breaks_rules, at("/swaps", i), {{"date", swap.date.text()}});
  }
  return {};
}

// The demands of the month that occupy whoever holds them: duties are about these.
std::set<std::string> occupying(const picture& in, const month& of) {
  std::set<std::string> keys;
  for (const auto& each : demands_of(in, of.first, of.end()))
    if (each.occupies) keys.insert(each.key.value);
  return keys;
}

result<void> check_duties(const picture& in, const month& of, const std::vector<duty>& duties) {
  const auto keys = occupying(in, of);
  for (std::size_t i = 0; i < duties.size(); ++i) {
    if (!keys.contains(duties[i].demand.value))
      return problem(problems::unknown_demand, at("/duties", i, "demand"));
    if (!find_person(in, duties[i].person))
      return problem(problems::unknown_reference, at("/duties", i, "person"));
  }
  return {};
}

result<void> check_demands(const picture& in, const month& of,
                           const std::vector<month_change>& changes) {
  const auto keys = occupying(in, of);
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (const auto& after = changes[i].after;
        after && after->demand && !keys.contains(after->demand->value))
      return problem(problems::unknown_demand, at("/changes", i, "after/demand"));
  return {};
}

}  // namespace

result<void> execute(unit_of_work& work, section_id section, const publish_rules& asked) {
  const auto known = work.load<rules_model>(rules_subject(section));
  if (!known) return known.error();
  if (auto good = check(asked.rules); !good) {
    auto wrong = good.error();
    wrong.pointer = "/rules" + wrong.pointer;
    return wrong;
  }
  if (auto good = check_names(referee(work, section), asked.rules); !good) return good;
  work.record<rules_model>(rules_subject(section), section, rules_published{asked.rules});
  return {};
}

result<void> execute(unit_of_work& work, section_id section, const declare_period& asked) {
  const auto known = work.load<period_model>(asked.id);
  if (!known) return known.error();
  const auto happened = decide(**known, asked);
  if (!happened) return happened.error();
  if (auto good = referee(work, section).check(asked.demands, "/demands"); !good) return good;
  for (std::size_t i = 0; i < asked.places.size(); ++i) {
    const auto place = places::find_place(work.store(), work.site(), asked.places[i]);
    if (!place || !place->open || (!place->section.is_nil() && place->section != section))
      return problem(problems::unknown_reference, at("/places", i));
  }
  work.record<period_model>(asked.id, section, *happened);
  return {};
}

result<void> execute(unit_of_work& work, special_period_id on, const end_period& asked) {
  const auto known = work.load<period_model>(on);
  if (!known) return known.error();
  const auto happened = decide(**known, asked);
  if (!happened) return happened.error();
  work.record<period_model>(on, known->header.section, *happened);
  return {};
}

result<void> execute(unit_of_work& work, section_id section, const record_readings& asked) {
  const auto id = series_id(section, asked.series.value);
  const auto known = work.load<series_model>(id);
  if (!known) return known.error();
  if (asked.readings.empty()) return problem(problems::too_short, "/readings", {{"least", "1"}});
  if (asked.readings.size() > limits::readings_at_once)
    return problem(problems::too_long, "/readings",
                   {{"most", std::to_string(limits::readings_at_once)}});
  for (std::size_t i = 0; i < asked.readings.size(); ++i)
    if (asked.readings[i].shift < 1 || asked.readings[i].shift > 4)
      return problem(problems::out_of_range, at("/readings", i, "shift"),
                     {{"least", "1"}, {"most", "4"}});
  work.record<series_model>(id, section, measured{asked.series, asked.readings});
  return {};
}

result<void> execute(unit_of_work& work, section_id section, const publish_month& asked,
                     time_zone zone) {
  const auto of = month::parse(asked.month.value);
  if (!of) return problem(problems::bad_month, "/month");
  const auto id = month_plan_id(section, *of);
  const auto known = work.load<month_model>(id);
  if (!known) return known.error();
  if ((*known)->published) return problem(problems::already_published);
  const auto now = picture_of(work, section, *of, zone);
  if (auto good = check_swaps(now, *of, asked.swaps); !good) return good;
  const auto after = with_swaps(now, asked.swaps);
  if (auto good = check_duties(after, *of, asked.duties); !good) return good;
  const auto today = now.calendar.shift_at(work.now()).date;
  const auto happened = decide(**known, asked, judge(now, after, *of, asked.duties, today));
  if (!happened) return happened.error();
  work.record<month_model>(id, section, *happened);
  std::set<std::pair<person_id, local_date>> dates;
  for (const auto& each : asked.swaps)
    dates.insert({each.person, each.date});
  return write_roster(work, now, after, dates);
}

namespace {

// A change of a month on its way: the roster before and after, and the changes with what the roster
// then says.
struct foreseen_change {
  picture now, without, after;  // as it is; with the absence; with the changes too
  std::vector<month_change> changes;
  std::set<std::pair<person_id, local_date>> dates;
};

result<void> take_absence(foreseen_change& to, const std::optional<absence_note>& note) {
  if (!note) return {};
  if (!find_person(to.now, note->person))
    return problem(problems::unknown_reference, "/absence/person");
  if (note->until <= note->from) return problem(problems::empty_range, "/absence/until");
  if (people::days_between(note->from, note->until) > limits::absence_days)
    return problem(problems::range_too_long, "/absence/until",
                   {{"most", std::to_string(limits::absence_days)}});
  if (note->kind == people::exception_kind::swap_to_shift)
    return problem(problems::unknown_code, "/absence/kind",
                   {{"value", "swap_to_shift"}, {"allowed", "leave, sick, training, day_off"}});
  for (auto date = note->from; date < note->until; date = people::plus_days(date, 1)) {
    set_exception(to.without, note->person, date,
                  people::roster_exception{date, note->kind, std::nullopt});
    to.dates.insert({note->person, date});
  }
  return {};
}

result<void> take_change(foreseen_change& to, const asked_change& asked, const std::string& where) {
  const auto* who = find_person(to.now, asked.person);
  if (!who) return problem(problems::unknown_reference, where + "/person");
  const int stands = shift_on(to.now, *who, asked.date);
  if (asked.before && asked.before->shift != stands && stands)
    return problem(problems::moved_on, where);
  month_change made;
  static_cast<asked_change&>(made) = asked;
  const int wanted = asked.after ? asked.after->shift : 0;
  const auto shifts = static_cast<int>(to.now.calendar.system_on(asked.date).shifts.size());
  if (wanted < 0 || wanted > shifts)
    return problem(problems::out_of_range, where + "/after/shift",
                   {{"least", "0"}, {"most", std::to_string(shifts)}});
  const auto* away_now = find_person(to.without, asked.person);
  if (is_away(*away_now, asked.date)) {
    if (wanted) return problem(problems::breaks_rules, where, {{"date", asked.date.text()}});
  } else {
    if (rotation_on(to.now, *who, asked.date) != wanted) made.exception = wanted;
    const std::vector<shift_swap> one{{asked.person, asked.date, wanted}};
    to.after = with_swaps(std::move(to.after), one);
    to.dates.insert({asked.person, asked.date});
  }
  to.changes.push_back(std::move(made));
  return {};
}

}  // namespace

result<void> execute(unit_of_work& work, const uuid& month_plan, const change_month& asked,
                     time_zone zone) {
  const auto known = work.load<month_model>(month_plan);
  if (!known) return known.error();
  if (!(*known)->published) return problem(problems::not_published);
  const coverage::month_plan stands = **known;
  const auto of = month::parse(stands.month.value);
  const auto now = picture_of(work, stands.section, *of, zone);
  foreseen_change to{now, now, now, {}, {}};
  if (auto good = take_absence(to, asked.absence); !good) return good;
  to.after = to.without;
  for (std::size_t i = 0; i < asked.changes.size() && i < limits::changes_at_once; ++i)
    if (auto good = take_change(to, asked.changes[i], at("/changes", i)); !good) return good;
  auto changed = stands;
  for (const auto& each : to.changes)
    apply(changed, each);
  if (auto good = check_demands(to.after, *of, to.changes); !good) return good;
  const auto today = to.now.calendar.shift_at(work.now()).date;
  judged_change judged{to.changes, judge(to.without, to.without, *of, stands.duties, today),
                       judge(to.without, to.after, *of, changed.duties, today)};
  const auto happened = decide(stands, asked, judged);
  if (!happened) return happened.error();
  work.record<month_model>(month_plan, stands.section, *happened);
  return write_roster(work, to.now, to.after, to.dates);
}

}  // namespace headway::coverage
