#include "coverage/files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "coverage/records.hpp"
#include "documents/ical.hpp"
#include "imports/temporary_file.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"
#include "plan_files/plan_files.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

constexpr int calendar_days = 62;

// What stands in files in place of ids.
class names {
 public:
  names(const reading_of& from, language in) : in_(in) {
    const auto all = people::read_directory(from.store, from.site, from.section, "",
                                            from.zone.date_of(from.now));
    for (const auto& each : all.persons)
      texts_[each.id] = each.name;
    for (const auto& each : all.crews)
      texts_[each.id] = each.name;
    for (const auto& each : all.posts)
      texts_[each.id] = each.name;
    section_ = people::section_name(from.store, from.site, from.section).value_or("");
  }
  std::string of(const uuid& id) const {
    const auto found = texts_.find(id);
    return found == texts_.end() ? std::string() : found->second;
  }
  std::string of(const people::shift_definition& shift) const {
    return std::string(people::shift_name_text(shift, in_));
  }
  std::string duty(const demand_key& key) const {
    const auto slash = key.value.rfind('/');
    const auto post =
        slash == std::string::npos ? std::nullopt : post_in(key.value.substr(0, slash));
    return post ? of(*post) : std::string();
  }
  const std::string& section() const { return section_; }

 private:
  language in_;
  std::map<uuid, std::string> texts_;
  std::string section_;
};

// The month as it stands, with names for people.
struct readable_plan {
  statement of;
  planner::plan made;
};

readable_plan read_plan(const reading_of& from, const month& of, const names& name) {
  const auto in =
      read_picture(from.store, from.site, {from.section, from.zone, from.now, of.first, of.end()});
  auto plans = plans_between(from.store, from.site, from.section, of.first, of.end());
  readable_plan made{statement_of(in, {.first = of.first, .days = of.days}), {}};
  made.made =
      standing(in, made.of, plans.empty() ? std::vector<duty>() : plans.front().duties).plan;
  auto& problem = made.of.problem;
  for (auto& who : problem.persons) {
    who.name = name.of(person_of(who.id));
    if (const auto crew = crew_id::parse(who.crew)) who.crew = name.of(*crew);
  }
  std::size_t kind = 0;
  for (local_date date = of.first; date < of.end() && kind < problem.shifts.size();
       date = plus_days(date, 1)) {
    const auto& shifts = in.calendar.system_on(date).shifts;
    if (date > of.first && shifts == in.calendar.system_on(plus_days(date, -1)).shifts) continue;
    for (const auto& shift : shifts) {
      problem.shifts[kind].name = name.of(shift);
      // Of the day, as the clock on the wall shows it.
      problem.shifts[kind].begins_minute = (shift.starts_minute + 1440) % 1440;
      ++kind;
    }
  }
  return made;
}

plan_files::plan_view view_of(const reading_of& from, const readable_plan& plan, const names& name,
                              language words) {
  return {.of = plan.of.problem,
          .made = plan.made,
          .title = name.section(),
          .words = words,
          .zone = from.zone,
          .at = from.now,
          .duty = [&name](const planner::demand& what) {
            return name.duty(what.id.substr(0, what.id.rfind('@')));
          }};
}

}  // namespace

result<const documents::typefaces*> file_office::fonts() {
  const std::lock_guard held(opening_);
  if (!fonts_) {
    auto opened = documents::typefaces::open();
    if (!opened) return opened.error();
    fonts_ = std::move(*opened);
  }
  return fonts_.get();
}

result<std::string> file_office::printed(const reading_of& from, const month& of, language words) {
  const auto with = fonts();
  if (!with) return with.error();
  const names name(from, words);
  const auto plan = read_plan(from, of, name);
  return plan_files::printed(view_of(from, plan, name, words), **with);
}

result<std::string> file_office::workbook(const reading_of& from, const month& of,
                                          language words) const {
  const names name(from, words);
  const auto plan = read_plan(from, of, name);
  const imports::temporary_file to;
  if (auto done = plan_files::write_workbook(view_of(from, plan, name, words), to.path()); !done)
    return done.error();
  return to.bytes();
}

std::string calendar_of(const reading_of& from, person_id person, local_date first,
                        language words) {
  const names name(from, words);
  const auto until = plus_days(first, calendar_days);
  const auto in =
      read_picture(from.store, from.site, {from.section, from.zone, from.now, first, until});
  const auto plans = plans_between(from.store, from.site, from.section, first, until);
  documents::calendar made{name.section() + " " + name.of(person), from.now, {}};
  const auto* who = find_person(in, person);
  if (!who) return documents::to_ical(made);
  for (auto date = first; date < until; date = plus_days(date, 1)) {
    const int number = shift_on(in, *who, date);
    if (!number) continue;
    const auto hours = in.calendar.interval_of({date, number});
    documents::calendar_event event;
    event.uid = fmt::format("{}-{}@headway", date.text(), person.text());
    event.begins = hours.begin;
    event.ends = hours.end;
    event.summary = name.of(in.calendar.definition({date, number}));
    for (const auto& plan : plans) {
      if (!plan.in.contains(date)) continue;
      for (const auto& each : plan.duties)
        if (each.person == person && shift_of(each.demand) == number &&
            std::ranges::binary_search(each.days, plan.in.day_of(date)))
          event.summary += " · " + name.duty(each.demand);
    }
    event.description = name.section();
    made.events.push_back(std::move(event));
  }
  return documents::to_ical(made);
}

}  // namespace headway::coverage
