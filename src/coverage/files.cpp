#include "coverage/files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "coverage/records.hpp"
#include "documents/ical.hpp"
#include "imports/temporary_file.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"
#include "plan_files/plan_files.hpp"
#include "zones/queries.hpp"

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
    for (const auto& each : all.persons) {
      place_[each.id] = place_.size();
      texts_[each.id] = each.name;
    }
    for (const auto& each : all.crews)
      texts_[each.id] = each.name;
    for (const auto& each : all.posts)
      texts_[each.id] = each.name;
    for (const auto& each : zones::zones_of_section(from.store, from.site, from.section))
      texts_[each.id] = each.name.value;
    const auto rules = rules_in_force(from.store, from.site, from.section);
    for (const auto& each : rules->technologies)
      technologies_[each.code.value] = in == language::zh ? each.zh.value : each.en.value;
    section_ = people::section_name(from.store, from.site, from.section).value_or("");
  }
  std::string of(const uuid& id) const {
    const auto found = texts_.find(id);
    return found == texts_.end() ? std::string() : found->second;
  }
  // By worker's number.
  std::size_t place_of(const uuid& person) const {
    const auto found = place_.find(person);
    return found == place_.end() ? place_.size() : found->second;
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
  // What a demand is called: "瓦斯检查工", "掘进一班党员".
  std::string demand(const demand_key& key) const {
    const auto first = key.value.find('/');
    const auto last = key.value.rfind('/');
    const auto kind = key.value.substr(0, first);
    const auto about =
        key.value.substr(first + 1, last > first ? last - first - 1 : key.value.npos);
    if (kind == "technology") {
      const auto found = technologies_.find(about);
      return found == technologies_.end() ? about : found->second;
    }
    if (kind == "special") return say("特殊时期要求", "special period");
    const auto id = uuid::parse(about);
    const auto name = id ? of(*id) : std::string();
    if (kind == "crew") return in_ == language::zh ? name + "党员" : "a member in " + name;
    return name;
  }
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(in_ == language::zh ? zh : en);
  }
  const std::string& section() const { return section_; }

 private:
  language in_;
  std::map<uuid, std::string> texts_;
  std::map<std::string, std::string> technologies_;
  std::map<uuid, std::size_t> place_;
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
  // Crew by crew, as people look for themselves.
  std::ranges::sort(problem.persons, {}, [&](const planner::person& who) {
    return std::pair(who.crew, name.place_of(person_of(who.id)));
  });
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

// "16-18, 22"
std::string days_in_words(const std::vector<int>& days) {
  std::string made;
  for (std::size_t i = 0; i < days.size();) {
    std::size_t end = i;
    while (end + 1 < days.size() && days[end + 1] == days[end] + 1)
      ++end;
    if (!made.empty()) made += ", ";
    made += std::to_string(days[i]);
    if (end > i) made += "-" + std::to_string(days[end]);
    i = end + 1;
  }
  return made;
}

// What stays open knowingly, in a sentence each, below the plan.
std::vector<std::string> gaps_in_words(const reading_of& from, const month& of, const names& name) {
  std::vector<std::string> lines;
  const auto plan = find_month(from.store, from.site, from.section, of);
  if (!plan) return lines;
  const auto calendar = people::calendar_of(from.store, from.site, from.section, from.zone);
  std::map<std::string, std::set<int>> days;
  for (const auto& each : plan->gaps_accepted)
    days[each.demand.value].insert(each.days.begin(), each.days.end());
  for (const auto& [key, on] : days) {
    const std::vector<int> sorted(on.begin(), on.end());
    const int number = shift_of(demand_key(key));
    const people::shift_ref shift{of.on(sorted.front()), number};
    const auto when = number && calendar.has(shift) ? name.of(calendar.definition(shift)) : "";
    lines.push_back(fmt::format(fmt::runtime(name.say("空缺（已认可）：{0} {1} {2} 日",
                                                      "Left open knowingly: {0}, {1}, {2}")),
                                name.demand(demand_key(key)), when, days_in_words(sorted)));
  }
  if (!lines.empty() && plan->reason)
    lines.push_back(name.say("理由：", "Reason: ") + plan->reason->value);
  return lines;
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
  auto tables = plan_files::months_of(view_of(from, plan, name, words));
  for (auto& table : tables)
    std::ranges::move(gaps_in_words(from, of, name), std::back_inserter(table.notes));
  return documents::print_months(**with, tables, {name.section(), from.now});
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
