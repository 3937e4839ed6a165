#include "coverage/coverage_check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "coverage/technologies.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

// Who is on which shift of a date, and at which post, by the planner's ids.
struct on_shift {
  std::size_t person = 0;
  const planner::assignment* by = nullptr;
};

class counter {
 public:
  counter(const statement& of, const planner::plan& standing) : of_(of) {
    std::map<std::string_view, std::size_t> persons;
    for (std::size_t i = 0; i < of.problem.persons.size(); ++i)
      persons.emplace(of.problem.persons[i].id, i);
    by_day_.resize(static_cast<std::size_t>(of.problem.days));
    for (const auto& each : standing.assignments)
      by_day_[day_of(each.date)].push_back({persons.at(each.person), &each});
    for (auto& day : by_day_)
      std::ranges::sort(day, {}, &on_shift::person);
  }

  std::vector<covered_cell> count() const {
    std::vector<covered_cell> made;
    for (std::size_t i = 0; i < of_.demands.size(); ++i)
      for (auto date = of_.demands[i].from; date < of_.demands[i].until; date = plus_days(date, 1))
        made.push_back(count(i, date));
    return made;
  }

 private:
  std::size_t day_of(local_date date) const {
    return static_cast<std::size_t>((date.days - of_.problem.first.days).count());
  }
  covered_cell count(std::size_t demand, local_date date) const {
    const auto& what = of_.problem.demands[demand];
    covered_cell made{&of_.demands[demand], date, {}};
    for (const auto& each : by_day_[day_of(date)])
      if (each.by->shift == what.shift && (!what.occupies || each.by->demand == what.id) &&
          planner::may_cover(of_.problem.persons[each.person], what, date))
        made.who.push_back(each.person);
    return made;
  }

  const statement& of_;
  std::vector<std::vector<on_shift>> by_day_{};
};

bool sooner(const gap_item& a, const gap_item& b) {
  return std::tie(a.begins, b.hard, a.demand) < std::tie(b.begins, a.hard, b.demand);
}

// Looks at the dates of one month at a time: plans are made by months.
class looker {
 public:
  looker(const picture& in, const std::vector<dated_plan>& published, instant now, int days)
      : in_(in), published_(published), now_(now) {
    running_ = in.calendar.shift_at(now);
    next_ = in.calendar.interval_of(in.calendar.next(running_)).begin;
    made_.from = running_.date;
    made_.until = plus_days(running_.date, days);
  }

  looked_ahead look() {
    for (auto from = made_.from; from < made_.until;) {
      const auto within = month::of(from);
      const auto until = std::min(within.end(), made_.until);
      look_at(within, from, until);
      from = until;
    }
    technologies();
    std::ranges::sort(made_.gaps, sooner);
    made_.expiring = expiring(in_, made_.from, made_.until, made_.gaps);
    return std::move(made_);
  }

 private:
  void look_at(const month& within, local_date from, local_date until) {
    const auto plan =
        std::ranges::find_if(published_, [&](const auto& each) { return each.in == within; });
    const bool planned = plan != published_.end();
    auto of = statement_of(
        in_,
        {.first = from, .days = people::days_between(from, until), .posts_are_named = planned});
    for (auto& each : of.notices)
      if (std::ranges::none_of(made_.rotation, [&](const rotation_notice& known) {
            return known.crew == each.crew && known.flaw == each.flaw;
          }))
        made_.rotation.push_back(each);
    const auto stands = standing(in_, of, planned ? plan->duties : std::vector<duty>());
    for (const auto& cell : cells_of(of, stands.plan)) {
      if (!cell.is_gap()) continue;
      auto gap = gap_at(cell, planned);
      if (gap.ends <= now_) continue;
      if (planned) {
        gap.accepted = is_accepted(plan->gaps_accepted, within, gap.demand, cell.date);
        for (const auto& each : stands.undone)
          if (each.demand == gap.demand && each.date == cell.date)
            gap.missing.push_back(each.person);
      }
      made_.gaps.push_back(std::move(gap));
    }
  }

  gap_item gap_at(const covered_cell& cell, bool planned) const {
    gap_item made;
    made.demand = cell.what->key;
    made.about = cell.what->about;
    made.date = cell.date;
    made.shift = cell.what->shift;
    const auto hours = in_.calendar.interval_of({cell.date, cell.what->shift});
    made.begins = hours.begin;
    made.ends = hours.end;
    made.when = urgency_of(hours);
    made.present = cell.present();
    made.needed = cell.what->count;
    made.hard = cell.what->hard;
    made.planned = planned;
    return made;
  }

  urgency urgency_of(interval hours) const {
    if (hours.begin <= now_) return urgency::now;
    if (hours.begin <= next_) return urgency::next_shift;
    return hours.begin < now_ + std::chrono::days(7) ? urgency::this_week : urgency::later;
  }

  void technologies() {
    for (const auto& each : technology_gaps(in_, made_.from, made_.until)) {
      gap_item made;
      made.demand = technology_key(*each.rule);
      made.about = about(*each.rule);
      made.date = each.date;
      auto hours = in_.calendar.hours_of(each.date.value_or(running_.date));
      if (!each.date) hours.end = in_.calendar.hours_of(plus_days(made_.until, -1)).end;
      made.begins = hours.begin;
      made.ends = hours.end;
      made.when = urgency_of(hours);
      made.present = each.present;
      made.needed = each.needed;
      made.hard = each.rule->need == need_kind::hard;
      for (const auto& plan : published_)
        if (each.date && plan.in.contains(*each.date)) {
          made.planned = true;
          made.accepted = is_accepted(plan.gaps_accepted, plan.in, made.demand, *each.date);
        }
      made_.gaps.push_back(std::move(made));
    }
  }

  const picture& in_;
  const std::vector<dated_plan>& published_;
  instant now_;
  people::shift_ref running_{};
  instant next_{};
  looked_ahead made_{};
};

}  // namespace

std::vector<covered_cell> cells_of(const statement& of, const planner::plan& standing) {
  return counter(of, standing).count();
}

looked_ahead look_ahead(const picture& in, const std::vector<dated_plan>& published, instant now,
                        int days) {
  return looker(in, published, now, days).look();
}

std::vector<expiry_notice> expiring(const picture& in, local_date from, local_date until,
                                    const std::vector<gap_item>& gaps) {
  std::vector<expiry_notice> found;
  const auto is_demanded = [&](const people::staff_post& post) {
    return post.key || std::ranges::find(in.rules.posts.except, post.id, &post_exception::post) !=
                           in.rules.posts.except.end();
  };
  const auto first_gap = [&](post_id post, local_date after) -> std::optional<local_date> {
    for (const auto& gap : gaps)
      if (gap.about.post == post && gap.date && *gap.date > after) return gap.date;
    return std::nullopt;
  };
  for (const auto& post : in.staff.posts) {
    if (!is_demanded(post)) continue;
    for (const auto& who : in.staff.persons) {
      if (std::ranges::find(who.posts, post.id) == who.posts.end()) continue;
      for (const auto& held : who.certificates)
        if (std::ranges::find(post.certificates, held.code) != post.certificates.end() &&
            held.expires >= from && held.expires < until)
          found.push_back(
              {who.id, post.id, held.code, held.expires, first_gap(post.id, held.expires)});
    }
  }
  std::ranges::stable_sort(found, {}, &expiry_notice::expires);
  return found;
}

month_judgement judge(const picture& measured_by, const picture& in, const month& of,
                      const std::vector<duty>& duties, local_date from) {
  const statement_wishes as{.first = of.first, .days = of.days, .may = freedom::swaps};
  auto wanted = statement_of(in, as);
  // Whom the branch has appointed is the planner's to honour; a person may decide otherwise.
  wanted.problem.appointments.clear();
  const auto before = statement_of(measured_by, as);
  for (std::size_t p = 0; p < wanted.problem.persons.size(); ++p)
    wanted.problem.persons[p].limits = before.problem.persons[p].limits;
  const auto stands = standing(in, wanted, duties);
  month_judgement made;
  for (const auto& cell : cells_of(wanted, stands.plan))
    if (cell.what->hard && cell.is_gap() && cell.date >= from)
      made.uncovered.push_back({cell.what->key, cell.date});
  for (const auto& each : technology_gaps(in, std::max(of.first, from), of.end()))
    if (each.date && each.rule->need == need_kind::hard)
      made.uncovered.push_back({technology_key(*each.rule), *each.date});
  std::ranges::sort(made.uncovered, {},
                    [](const uncovered_cell& each) { return std::tie(each.date, each.demand); });
  std::set<std::pair<person_id, std::optional<local_date>>> blamed;
  for (const auto& each : stands.undone)
    if (each.date >= from) blamed.insert({each.person, each.date});
  for (const auto& each : planner::check(wanted.problem, stands.plan).breaches)
    if (!each.date || *each.date >= from) blamed.insert({person_of(each.person), each.date});
  for (const auto& [person, date] : blamed)
    made.breaches.push_back({person, date});
  return made;
}

}  // namespace headway::coverage
