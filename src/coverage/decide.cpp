#include <algorithm>

#include "base/ensure.hpp"
#include "coverage/rules.hpp"

namespace headway::coverage {
namespace {

int days_between(local_date from, local_date until) {
  return static_cast<int>((until.days - from.days).count());
}

// Days of the month, ascending and each once.
bool good_days(const std::vector<int>& days, const month& in) {
  return !days.empty() && days.front() >= 1 && days.back() <= in.days &&
         std::ranges::adjacent_find(days, std::greater_equal<>{}) == days.end();
}

result<void> check_gaps(const std::vector<accepted_gap>& gaps, const month& in) {
  if (gaps.size() > limits::accepted_gaps)
    return problem(problems::too_long, "/gaps_accepted",
                   {{"most", std::to_string(limits::accepted_gaps)}});
  for (std::size_t i = 0; i < gaps.size(); ++i)
    if (!good_days(gaps[i].days, in))
      return problem(problems::bad_day, "/gaps_accepted/" + std::to_string(i) + "/days");
  return {};
}

bool is_among(const std::vector<uncovered_cell>& cells, const demand_key& demand, local_date date) {
  return std::ranges::any_of(cells, [&](const uncovered_cell& each) {
    return each.demand == demand && each.date == date;
  });
}

// Accepting what is covered would hide the gap that comes later.
result<void> check_are_gaps(const std::vector<accepted_gap>& gaps, const month& in,
                            const std::vector<uncovered_cell>& uncovered) {
  for (std::size_t i = 0; i < gaps.size(); ++i)
    for (const int day : gaps[i].days)
      if (!is_among(uncovered, gaps[i].demand, in.on(day)))
        return problem(problems::not_a_gap, "/gaps_accepted/" + std::to_string(i));
  return {};
}

problem refuse_uncovered(const std::vector<uncovered_cell>& open) {
  return problem(problems::uncovered, "/gaps_accepted",
                 {{"count", std::to_string(open.size())},
                  {"date", open.front().date.text()},
                  {"demand", open.front().demand.value}});
}

problem refuse_breach(const month_judgement::breach& of, const month& in) {
  return problem(problems::breaks_rules, "",
                 {{"date", of.date ? of.date->text() : in.code()}, {"person", of.person.text()}});
}

}  // namespace

bool is_accepted(const std::vector<accepted_gap>& gaps, const month& in, const demand_key& demand,
                 local_date date) {
  return in.contains(date) && std::ranges::any_of(gaps, [&](const accepted_gap& each) {
           return each.demand == demand &&
                  std::ranges::find(each.days, in.day_of(date)) != each.days.end();
         });
}

// ---- special period
// -------------------------------------------------------------------------------

decision<period_fact> decide(const special_period& on, const declare_period& asked) {
  if (on.declared) return problem(problems::period_there, "/id");
  if (asked.until <= asked.from) return problem(problems::empty_range, "/until");
  if (days_between(asked.from, asked.until) > limits::period_days)
    return problem(problems::range_too_long, "/until",
                   {{"most", std::to_string(limits::period_days)}});
  if (asked.places.size() > limits::period_places)
    return problem(problems::too_long, "/places",
                   {{"most", std::to_string(limits::period_places)}});
  if (asked.demands.empty()) return problem(problems::no_demands, "/demands");
  if (asked.demands.size() > limits::extra_demands)
    return problem(problems::too_long, "/demands",
                   {{"most", std::to_string(limits::extra_demands)}});
  for (std::size_t i = 0; i < asked.demands.size(); ++i)
    if (auto good = check(asked.demands[i], "/demands/" + std::to_string(i)); !good)
      return good.error();
  return std::vector<period_fact>{period_declared{static_cast<const period_description&>(asked)}};
}

decision<period_fact> decide(const special_period& on, const end_period& asked) {
  if (!on.declared) return problem(problems::not_found);
  if (on.ended) return problem(problems::period_over);
  if (asked.until < on.from || asked.until > on.until)
    return problem(problems::end_outside, "/until");
  return std::vector<period_fact>{period_ended{asked.until, asked.reason}};
}

// ---- month plan
// -----------------------------------------------------------------------------------

decision<month_fact> decide(const month_plan& on, const publish_month& asked,
                            const month_judgement& judged) {
  if (on.published) return problem(problems::already_published);
  const auto in = month::parse(asked.month.value);
  if (!in) return problem(problems::bad_month, "/month");
  if (asked.duties.size() > limits::duties)
    return problem(problems::too_long, "/duties", {{"most", std::to_string(limits::duties)}});
  if (asked.swaps.size() > limits::swaps)
    return problem(problems::too_long, "/swaps", {{"most", std::to_string(limits::swaps)}});
  for (std::size_t i = 0; i < asked.duties.size(); ++i)
    if (!good_days(asked.duties[i].days, *in))
      return problem(problems::bad_day, "/duties/" + std::to_string(i) + "/days");
  if (auto good = check_gaps(asked.gaps_accepted, *in); !good) return good.error();
  if (!judged.breaches.empty()) return refuse_breach(judged.breaches.front(), *in);
  if (auto good = check_are_gaps(asked.gaps_accepted, *in, judged.uncovered); !good)
    return good.error();
  std::vector<uncovered_cell> open;
  for (const auto& each : judged.uncovered)
    if (!is_accepted(asked.gaps_accepted, *in, each.demand, each.date)) open.push_back(each);
  if (!open.empty()) return refuse_uncovered(open);
  if (!asked.gaps_accepted.empty() && !asked.reason)
    return problem(problems::reason_missing, "/reason");
  return std::vector<month_fact>{month_published{static_cast<const month_description&>(asked)}};
}

decision<month_fact> decide(const month_plan& on, const change_month& asked,
                            const judged_change& judged) {
  if (!on.published) return problem(problems::not_published);
  const auto in = month::parse(on.month.value);
  ENSURE(in);
  if (asked.changes.empty()) return problem(problems::too_short, "/changes", {{"least", "1"}});
  if (asked.changes.size() > limits::changes_at_once)
    return problem(problems::too_long, "/changes",
                   {{"most", std::to_string(limits::changes_at_once)}});
  if (on.changes.size() >= limits::changes_kept)
    return problem(problems::too_long, "", {{"most", std::to_string(limits::changes_kept)}});
  for (std::size_t i = 0; i < asked.changes.size(); ++i) {
    const auto& each = asked.changes[i];
    const auto at = "/changes/" + std::to_string(i);
    if (!in->contains(each.date)) return problem(problems::bad_day, at + "/date");
    for (std::size_t j = 0; j < i; ++j)
      if (asked.changes[j].person == each.person && asked.changes[j].date == each.date)
        return problem(problems::bad_day, at + "/date");
    const auto held = each.before ? each.before->demand : std::nullopt;
    if (duty_of(on, each.person, each.date) != held) return problem(problems::moved_on, at);
  }
  if (auto good = check_gaps(asked.gaps_accepted, *in); !good) return good.error();
  for (const auto& each : judged.after.breaches)
    if (std::ranges::none_of(judged.before.breaches, [&](const month_judgement::breach& known) {
          return known.person == each.person && known.date == each.date;
        }))
      return refuse_breach(each, *in);
  if (auto good = check_are_gaps(asked.gaps_accepted, *in, judged.after.uncovered); !good)
    return good.error();
  std::vector<uncovered_cell> open;
  for (const auto& each : judged.after.uncovered)
    if (!is_among(judged.before.uncovered, each.demand, each.date) &&
        !is_accepted(on.gaps_accepted, *in, each.demand, each.date) &&
        !is_accepted(asked.gaps_accepted, *in, each.demand, each.date))
      open.push_back(each);
  if (!open.empty()) return refuse_uncovered(open);
  return std::vector<month_fact>{
      month_changed{judged.changes, asked.gaps_accepted, asked.reason, asked.absence}};
}

// ---- coverage gap
// ---------------------------------------------------------------------------------

std::vector<gap_fact> raise_alarms(const coverage_gap& of, instant now) {
  std::vector<gap_fact> raised;
  if (of.state != gap_state::open) return raised;
  for (const auto& due : people::fallen_due(of.alarms, now))
    raised.push_back(gap_alarm_raised{due});
  return raised;
}

}  // namespace headway::coverage
