#include "coverage/statement.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace headway::coverage {
namespace {

using people::plus_days;

// The systems of shifts that the dates see, each with its first date.
class systems {
 public:
  systems(const picture& in, local_date first, int days) : in_(in) {
    for (int d = 0; d < days; ++d) {
      const auto date = plus_days(first, d);
      const auto& now = in.calendar.system_on(date);
      if (begin_.empty() || in.calendar.system_on(begin_.back()) != now) begin_.push_back(date);
    }
  }
  std::string id(local_date date, int number) const {
    std::size_t place = begin_.size() - 1;
    while (place > 0 && begin_[place] > date)
      --place;
    return (place == 0 ? "" : std::to_string(place + 1) + ".") + std::to_string(number);
  }
  std::vector<planner::shift_kind> kinds() const {
    std::vector<planner::shift_kind> made;
    for (const auto date : begin_) {
      const auto& shifts = in_.calendar.system_on(date).shifts;
      for (std::size_t i = 0; i < shifts.size(); ++i) {
        const int end =
            i + 1 < shifts.size() ? shifts[i + 1].starts_minute : shifts[0].starts_minute + 1440;
        planner::shift_kind kind;
        kind.id = id(date, static_cast<int>(i) + 1);
        kind.name = kind.id;
        kind.begins_minute = shifts[i].starts_minute - shifts[0].starts_minute;
        kind.length_minutes = end - shifts[i].starts_minute;
        kind.night = shifts[i].name == people::shift_name::night;
        made.push_back(std::move(kind));
      }
    }
    return made;
  }

 private:
  const picture& in_;
  std::vector<local_date> begin_{};
};

// One person's shifts by date, and what they ask of the limits.
class row {
 public:
  template <class ShiftOn>
  row(const picture& in, local_date first, int days, ShiftOn shift_on) : in_(in), first_(first) {
    for (int d = -days_before; d < days; ++d)
      numbers_.push_back(shift_on(plus_days(first, d)));
  }

  int on(int day) const { return numbers_[static_cast<std::size_t>(day + days_before)]; }
  int days() const { return static_cast<int>(numbers_.size()) - days_before; }

  // The shortest rest that ends on a date looked at, and where.
  struct found {
    int value = 0;
    std::optional<local_date> date;
  };
  found shortest_rest() const {
    found least{std::numeric_limits<int>::max(), std::nullopt};
    for (int d = 0; d < days(); ++d) {
      if (!on(d) || !on(d - 1)) continue;
      const auto today = plus_days(first_, d);
      const auto rest = in_.calendar.interval_of({today, on(d)}).begin -
                        in_.calendar.interval_of({plus_days(today, -1), on(d - 1)}).end;
      const auto minutes =
          static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(rest).count());
      if (minutes < least.value) least = {minutes, today};
    }
    return least;
  }
  found longest_run() const {
    found most;
    int length = run_before(0);
    for (int d = 0; d < days(); ++d) {
      length = on(d) ? length + 1 : 0;
      if (length > most.value) most = {length, plus_days(first_, d)};
    }
    return most;
  }
  int shifts() const {
    int count = 0;
    for (int d = 0; d < days(); ++d)
      count += on(d) != 0;
    return count;
  }
  int nights() const {
    int count = 0;
    for (int d = 0; d < days(); ++d)
      if (on(d))
        count += in_.calendar.definition({plus_days(first_, d), on(d)}).name ==
                 people::shift_name::night;
    return count;
  }
  // Days worked in a row up to the one before `day`.
  int run_before(int day) const {
    int length = 0;
    while (day - length - 1 >= -days_before && on(day - length - 1))
      ++length;
    return length;
  }

 private:
  const picture& in_;
  local_date first_;
  std::vector<int> numbers_{};
};

class builder {
 public:
  builder(const picture& in, const statement_wishes& as)
      : in_(in), as_(as), systems_(in, as.first, as.days) {}

  statement build() {
    made_.problem.first = as_.first;
    made_.problem.days = as_.days;
    made_.problem.shifts = systems_.kinds();
    add_demands();
    for (const auto& who : in_.staff.persons)
      add_person(who);
    for (const auto& crew : in_.staff.crews)
      add_notices(crew);
    add_appointments();
    return std::move(made_);
  }

 private:
  local_date date(int day) const { return plus_days(as_.first, day); }

  void add_demands() {
    made_.demands = demands_of(in_, as_.first, date(as_.days));
    for (auto& each : made_.demands) {
      if (!as_.posts_are_named) each.occupies = false;
      planner::demand what;
      what.id = each.key.value + "@" + each.from.text();
      what.when = {each.from, each.until};
      what.shift = systems_.id(each.from, each.shift);
      what.count = each.count;
      if (!each.qualification.empty()) what.qualification = each.qualification;
      what.occupies = each.occupies;
      what.hard = each.hard;
      what.under = each.hard ? 0 : in_.rules.weights.soft_gap;
      what.over = each.occupies ? 1 : 0;  // a post needs its holder, not everybody who could
      what.what = {std::string(codec::name_of(each.about.kind)), {each.key.value}};
      what.source = what.what.key;
      made_.problem.demands.push_back(std::move(what));
      if (!each.qualification.empty()) wanted_.push_back(each.qualification);
    }
    std::ranges::sort(wanted_);
    wanted_.erase(std::ranges::unique(wanted_).begin(), wanted_.end());
    // Nobody becomes a member, or holds a zone, to fill a shift: only what is learnt can be had.
    auto& innate = made_.problem.innate.emplace();
    std::ranges::copy_if(wanted_, std::back_inserter(innate), [](const std::string& each) {
      return !post_in(each) && !certificate_in(each);
    });
  }

  void add_person(const people::staff_person& who) {
    planner::person made;
    made.id = who.id.text();
    made.name = made.id;
    if (!who.crew.is_nil()) made.crew = who.crew.text();
    for (auto& held : qualifications_of(in_, who, wanted_))
      made.certificates.push_back({std::move(held.name), held.from, held.until});
    const row works(in_, as_.first, as_.days,
                    [&](local_date on) { return shift_on(in_, who, on); });
    made.limits = limits_of(works);
    const auto nights = works.nights();
    if (in_.rules.weights.nights > 0)
      made.nights = planner::band{0, nights, in_.rules.weights.nights};
    const bool may_swap = as_.may == freedom::swaps && !made.certificates.empty();
    for (int d = 0; d < as_.days; ++d)
      add_day(made, who, d, works.on(d), may_swap);
    if (works.on(-1))
      made.before = planner::carried{carried_shift(works.on(-1)), works.run_before(0)};
    made_.problem.persons.push_back(std::move(made));
  }
  // The shift of the day before the first, as the planner knows it.
  std::string carried_shift(int number) const {
    const auto count = static_cast<int>(in_.calendar.system_on(as_.first).shifts.size());
    return systems_.id(as_.first, std::min(number, count));
  }

  void add_day(planner::person& to, const people::staff_person& who, int day, int number,
               bool may_swap) const {
    const auto on = date(day);
    if (is_away(who, on)) {
      if (!to.leave.empty() && to.leave.back().until == on)
        to.leave.back().until = plus_days(on, 1);
      else
        to.leave.push_back({on, plus_days(on, 1)});
      return;
    }
    planner::roster_day made{on, std::nullopt, !may_swap || exception_on(who, on) != nullptr, 0};
    if (number) made.shift = systems_.id(on, number);
    if (!made.fixed)
      made.weight = who.crew.is_nil() ? in_.rules.weights.cadre : in_.rules.weights.swap;
    to.roster.push_back(std::move(made));
  }

  // The section's limits; where what stands in the roster asks for more already, that counts.
  planner::person_limits limits_of(const row& works) const {
    const auto& rules = in_.rules.limits;
    planner::person_limits made;
    made.rest_minutes = std::clamp(works.shortest_rest().value, 0, rules.rest_minutes);
    if (rules.most_consecutive)
      made.most_consecutive = std::max(*rules.most_consecutive, works.longest_run().value);
    if (rules.most_shifts) made.most_shifts = std::max(*rules.most_shifts, works.shifts());
    if (rules.most_nights) made.most_nights = std::max(*rules.most_nights, works.nights());
    return made;
  }

  void add_notices(const people::rostered_crew& crew) {
    const row works(in_, as_.first, as_.days, [&](local_date on) {
      const int number = people::shift_by_rotation(crew.rotations, on);
      return in_.calendar.has({on, number}) ? number : 0;
    });
    const auto& rules = in_.rules.limits;
    const auto rest = works.shortest_rest();
    if (rest.value < rules.rest_minutes)
      made_.notices.push_back(
          {crew.id, rotation_flaw::rest, rest.date, rules.rest_minutes, rest.value});
    const auto run = works.longest_run();
    if (rules.most_consecutive && run.value > *rules.most_consecutive)
      made_.notices.push_back(
          {crew.id, rotation_flaw::consecutive, run.date, *rules.most_consecutive, run.value});
    if (rules.most_shifts && works.shifts() > *rules.most_shifts)
      made_.notices.push_back(
          {crew.id, rotation_flaw::shifts, std::nullopt, *rules.most_shifts, works.shifts()});
    if (rules.most_nights && works.nights() > *rules.most_nights)
      made_.notices.push_back(
          {crew.id, rotation_flaw::nights, std::nullopt, *rules.most_nights, works.nights()});
  }

  // Who is appointed to a post, or has claimed it, holds it whenever the roster has him on its
  // shift: as many as are needed, the longest holding first.
  void add_appointments() {
    for (const auto& zone : in_.zones) {
      if (!zone.post) continue;
      const auto wanted = post_qualification(*zone.post);
      for (std::size_t i = 0; i < made_.demands.size(); ++i)
        if (made_.demands[i].occupies && made_.demands[i].about.kind == demand_kind::key_post &&
            made_.demands[i].qualification == wanted)
          appoint(zone, i);
    }
  }
  void appoint(const covered_zone& zone, std::size_t to) {
    const auto& what = made_.demands[to];
    for (auto on = what.from; on < what.until; on = plus_days(on, 1)) {
      int named = 0;
      for (const auto& holder : zone.holders) {
        if (named == what.count) break;
        if (on < holder.from || (holder.until && on >= *holder.until)) continue;
        const auto* who = find_person(in_, holder.person);
        if (!who || shift_on(in_, *who, on) != what.shift) continue;
        ++named;
        auto& all = made_.problem.appointments;
        const auto person = holder.person.text();
        const auto known = std::ranges::find_if(all, [&](const planner::appointment& each) {
          return each.person == person && each.when.until == on &&
                 each.demand == made_.problem.demands[to].id;
        });
        if (known != all.end())
          known->when.until = plus_days(on, 1);
        else
          all.push_back({person, made_.problem.demands[to].id, {on, plus_days(on, 1)}});
      }
    }
  }

  const picture& in_;
  statement_wishes as_;
  systems systems_;
  std::vector<std::string> wanted_{};
  statement made_{};
};

}  // namespace

statement statement_of(const picture& in, const statement_wishes& as) {
  return builder(in, as).build();
}

}  // namespace headway::coverage
