#include "coverage/board.hpp"

#include <algorithm>
#include <map>

#include "coverage/records.hpp"
#include "coverage/technologies.hpp"
#include "people/queries.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

constexpr int my_days = 14;
constexpr std::size_t my_changes_most = 50;

struct looked {
  picture in;
  std::vector<dated_plan> published;
  looked_ahead ahead;
};

looked look(const reading_of& from) {
  // A shift may run that is booked on the date before.
  const auto first = plus_days(from.zone.date_of(from.now), -1);
  const auto until = plus_days(first, days_ahead + 1);
  looked made{
      read_picture(from.store, from.site, {from.section, from.zone, from.now, first, until}),
      plans_between(from.store, from.site, from.section, first, until),
      {}};
  made.ahead = look_ahead(made.in, made.published, from.now, days_ahead);
  return made;
}

void add_ladders(const reading_of& from, std::vector<gap_item>& to) {
  std::map<uuid, coverage_gap> known;
  for (auto& each : open_gaps(from.store, from.site, from.section))
    known.emplace(each.id, std::move(each));
  for (auto& each : to) {
    const auto found = known.find(gap_id(from.section, each.demand, each.date));
    if (found == known.end()) continue;
    const auto& gap = found->second;
    each.ladder = gap_ladder{gap.id, *gap.noticed_at, gap.raised, std::nullopt};
    if (!gap.alarms.empty()) each.ladder->next = gap.alarms.front();
  }
}

gap_counts count(const std::vector<gap_item>& gaps) {
  gap_counts made;
  int* const by_urgency[] = {&made.now, &made.next_shift, &made.this_week, &made.later};
  for (const auto& each : gaps)
    if (each.hard && !each.accepted) ++*by_urgency[static_cast<std::size_t>(each.when)];
  return made;
}

}  // namespace

coverage_now now_of(const reading_of& from) {
  auto seen = look(from);
  coverage_now made;
  made.now = from.now;
  made.section = from.section;
  const auto shift = seen.in.calendar.shift_at(from.now);
  made.shift = people::view_of(seen.in.calendar, shift);
  made.next = people::view_of(seen.in.calendar, seen.in.calendar.next(shift));
  made.until = plus_days(seen.ahead.until, -1);
  made.counts = count(seen.ahead.gaps);
  made.gaps = std::move(seen.ahead.gaps);
  add_ladders(from, made.gaps);
  made.expiring = std::move(seen.ahead.expiring);
  made.rotation = std::move(seen.ahead.rotation);
  made.periods = std::move(seen.in.periods);
  return made;
}

// ---- matrix
// ---------------------------------------------------------------------------------------

namespace {

class matrix_maker {
 public:
  matrix_maker(const picture& in, const month& of, const std::optional<dated_plan>& stands)
      : in_(in), of_(of), stands_(stands) {
    made_.section = in.section;
    made_.month = of.code();
    made_.first = of.first;
    made_.days = of.days;
    const auto& shifts = in.calendar.system_on(of.first).shifts;
    for (std::size_t i = 0; i < shifts.size(); ++i)
      made_.shifts.push_back({static_cast<int>(i) + 1,
                              std::string(people::shift_name_text(shifts[i], language::zh)),
                              std::string(people::shift_name_text(shifts[i], language::en)),
                              shifts[i].starts_minute, shifts[i].maintenance});
  }

  coverage_matrix make() {
    const auto of = statement_of(
        in_, {.first = of_.first, .days = of_.days, .posts_are_named = stands_.has_value()});
    const auto plan = standing(in_, of, stands_ ? stands_->duties : std::vector<duty>()).plan;
    for (const auto& cell : cells_of(of, plan))
      add(cell);
    for (const auto& rule : in_.rules.technologies)
      add(rule);
    for (auto& row : made_.rows)
      std::ranges::stable_sort(
          row.cells, {}, [](const matrix_cell& each) { return std::pair(each.day, each.shift); });
    return std::move(made_);
  }

 private:
  cell_state state_of(bool gap, bool hard, const demand_key& key, local_date date) const {
    if (!gap) return cell_state::covered;
    if (!hard) return cell_state::soft_gap;
    return stands_ && is_accepted(stands_->gaps_accepted, of_, key, date) ? cell_state::accepted
                                                                          : cell_state::hard_gap;
  }
  matrix_row& row(const std::string& name, const demand_subject& about, bool hard) {
    if (made_.rows.empty() || made_.rows.back().row.value != name)
      made_.rows.push_back({name, about, hard, {}});
    return made_.rows.back();
  }
  int person(std::size_t in_picture) {
    const auto id = in_.staff.persons[in_picture].id;
    const auto [found, added] = index_.try_emplace(id, static_cast<int>(made_.persons.size()));
    if (added) made_.persons.push_back(id);
    return found->second;
  }

  void add(const covered_cell& cell) {
    const auto& key = cell.what->key;
    matrix_cell made{of_.day_of(cell.date),
                     cell.what->shift,
                     cell.what->count,
                     cell.present(),
                     state_of(cell.is_gap(), cell.what->hard, key, cell.date),
                     {}};
    if (cell.what->occupies)
      for (const auto who : cell.who)
        made.who.push_back(person(who));
    row(key.value.substr(0, key.value.rfind('/')), cell.what->about, cell.what->hard)
        .cells.push_back(std::move(made));
  }
  void add(const technology_rule& rule) {
    if (rule.need == need_kind::off) return;
    const auto key = technology_key(rule);
    const bool hard = rule.need == need_kind::hard;
    auto& to = row(key.value, about(rule), hard);
    for (int day = 1; day <= of_.days; ++day) {
      const auto there = static_cast<int>(within_call(in_, rule, of_.on(day)).size());
      to.cells.push_back({day,
                          0,
                          rule.on_call_least,
                          there,
                          state_of(there < rule.on_call_least, hard, key, of_.on(day)),
                          {}});
    }
  }

  const picture& in_;
  const month& of_;
  const std::optional<dated_plan>& stands_;
  coverage_matrix made_{};
  std::map<person_id, int> index_{};
};

}  // namespace

coverage_matrix matrix_of(const reading_of& from, const matrix_wishes& as) {
  auto in = read_picture(from.store, from.site,
                         {from.section, from.zone, from.now, as.of.first, as.of.end()});
  std::optional<dated_plan> stands;
  auto published = plans_between(from.store, from.site, from.section, as.of.first, as.of.end());
  if (as.made) {
    in = with_swaps(std::move(in), as.made->swaps);
    stands = dated_plan{as.of, as.made->duties, {}};
  } else if (!published.empty()) {
    stands = std::move(published.front());
  }
  auto made = matrix_maker(in, as.of, stands).make();
  made.published = !published.empty();
  if (as.made) made.plan = as.plan;
  return made;
}

// ---- my duties
// ------------------------------------------------------------------------------------

namespace {

std::optional<demand_subject> subject_of(const demand_key& key) {
  const auto slash = key.value.rfind('/');
  const auto post = slash == std::string::npos ? std::nullopt : post_in(key.value.substr(0, slash));
  if (!post) return std::nullopt;
  demand_subject made{.kind = demand_kind::key_post};
  made.post = *post;
  return made;
}

void add_days(my_coverage& to, const picture& in, const std::vector<dated_plan>& published,
              const people::staff_person& who, local_date first) {
  for (int d = 0; d < my_days; ++d) {
    const auto date = plus_days(first, d);
    const int number = shift_on(in, who, date);
    if (!number) continue;
    my_day made{
        people::view_of(in.calendar, {date, number}), {}, {}, rotation_on(in, who, date) != number};
    for (const auto& plan : published) {
      if (!plan.in.contains(date)) continue;
      for (const auto& each : plan.duties)
        if (each.person == who.id && shift_of(each.demand) == number &&
            std::ranges::binary_search(each.days, plan.in.day_of(date))) {
          made.demand = each.demand;
          made.about = subject_of(each.demand);
        }
    }
    to.days.push_back(std::move(made));
  }
}

void add_changes(my_coverage& to, const month_plan& of, person_id person) {
  for (const auto& change : of.changes)
    for (const auto& each : change.changes) {
      if (each.person != person) continue;
      my_change made;
      static_cast<month_change&>(made) = each;
      made.at = change.stamp.recorded_at;
      made.reason = change.reason;
      if (each.after && each.after->demand) made.about = subject_of(*each.after->demand);
      to.changes.push_back(std::move(made));
    }
}

}  // namespace

my_coverage my_of(const reading_of& from, person_id person) {
  my_coverage made;
  const auto seen = look(from);
  const auto* who = find_person(seen.in, person);
  if (!who) return made;
  const auto today = seen.in.calendar.shift_at(from.now).date;
  add_days(made, seen.in, seen.published, *who, today);
  for (const auto& each : seen.published)
    if (const auto plan = find_month(from.store, from.site, from.section, each.in))
      add_changes(made, *plan, person);
  std::ranges::stable_sort(made.changes, std::greater<>{}, &my_change::at);
  if (made.changes.size() > my_changes_most) made.changes.resize(my_changes_most);
  for (const auto& gap : seen.ahead.gaps)
    if (gap.hard && gap.date && *gap.date < plus_days(today, seen.in.rules.notice_days) &&
        (gap.about.crew == std::optional(who->crew) ||
         std::ranges::find(gap.missing, person) != gap.missing.end()))
      made.gaps.push_back(gap);
  return made;
}

period_list periods_of(const reading_of& from, local_date first, local_date until) {
  period_list made;
  for (const auto& each : periods_between(from.store, from.site, from.section, first, until))
    made.items.push_back(item_of(each));
  const auto rules = rules_in_force(from.store, from.site, from.section);
  const auto calendar = people::calendar_of(from.store, from.site, from.section, from.zone);
  const auto ground =
      read_ground(from.store, from.site, from.section, calendar.shift_at(from.now).date);
  std::ranges::move(triggered(*rules, ground, first, until), std::back_inserter(made.items));
  std::ranges::stable_sort(made.items, {}, &period_item::from);
  return made;
}

month_list months_of(const reading_of& from) {
  month_list made;
  const auto now = month::of(from.zone.date_of(from.now));
  const auto before = month::of(plus_days(now.first, -1));
  std::map<std::string, published_month> published;
  for (auto& each : months_from(from.store, from.site, from.section, before.code()))
    published.emplace(each.month, each);
  for (const auto& each : {before, now, now.next()})
    made.items.push_back({month_plan_id(from.section, each), from.section, each.code(), false,
                          std::nullopt, std::nullopt, 0, 0});
  for (const auto& [code, each] : published) {
    auto at = std::ranges::find(made.items, code, &month_item::month);
    if (at == made.items.end()) at = made.items.insert(at, month_item{});
    *at = {each.id,         from.section,       code,        true, each.published_at,
           each.changed_at, each.gaps_accepted, each.version};
  }
  return made;
}

}  // namespace headway::coverage
