// What has to be inspected now, soon, and is overdue; and the rounds of a month.
#include <algorithm>
#include <map>

#include "api/query.hpp"
#include "api/validation.hpp"
#include "inspections/answers.hpp"
#include "inspections/holders.hpp"
#include "inspections/schedule.hpp"
#include "people/queries.hpp"
#include "people/sections.hpp"

namespace headway::inspections {
namespace {

constexpr std::chrono::hours soon_within{24};

class due_rounds_of {
 public:
  due_rounds_of(const api::read_call& c, time_zone zone)
      : c_(c),
        zone_(zone),
        rules_(rulebook_in_force(c.store, c.site)),
        zones_(zones_held_by(c.store, c.site, c.who.person, c.now)) {
    if (const auto person = people::find_person(c.store, c.site, c.who.person))
      crew_ = person->crew;
  }

  due_list all(std::optional<section_id> section) {
    for (const auto& each : ended(c_.store, c_.site, section, c_.now, limits::rounds_overdue))
      add_opened(each);
    made_.overdue = count_ended(c_.store, c_.site, section, c_.now);
    for (const auto& each : running(c_.store, c_.site, section, c_.now, limits::rounds_running))
      add_opened(each);
    const auto sections =
        section ? std::vector{*section} : people::sections_of_mine(c_.store, c_.site);
    for (const auto& each : sections)
      add_soon(each);
    for (const auto& each : rules_->rhythms)
      if (each.period == period_kind::any && inspects_as(c_.who.roles, each.by))
        made_.at_any_time.push_back(each);
    std::ranges::stable_sort(made_.items, [](const due_round& a, const due_round& b) {
      return std::tie(a.due, a.until) < std::tie(b.due, b.until);
    });
    return std::move(made_);
  }

 private:
  // Whether whoever asks may do it.
  bool is_mine(const round_duty& duty, section_id section) const {
    if (!inspects_as(c_.who.roles, duty.by) || !c_.who.may(api::permission::inspect)) return false;
    if (!c_.who.section.is_nil() && section != c_.who.section) return false;
    if (duty.crew && !crew_.is_nil()) return *duty.crew == crew_;
    return !duty.zone || std::ranges::find(zones_, *duty.zone) != zones_.end() ||
           duty.by != inspector::post_worker;
  }

  due_round& add(const round_duty& duty, section_id section, round_id id) {
    due_round one;
    static_cast<round_duty&>(one) = duty;
    one.id = id;
    one.section = section;
    const auto* by = find_rhythm(*rules_, duty.rhythm);
    one.name_zh = by ? by->zh : short_text(duty.rhythm.value);
    one.name_en = by ? by->en : short_text(duty.rhythm.value);
    one.due = duty.until <= c_.now  ? due_state::overdue
              : duty.from <= c_.now ? due_state::now
                                    : due_state::soon;
    one.mine = is_mine(duty, section);
    return made_.items.emplace_back(std::move(one));
  }

  void add_opened(const inspection_round& r) {
    auto& one = add(r, r.section, r.id);
    one.planned = r.plan.has_value();
    one.alarms = r.alarms;
    one.alarms_raised = r.alarms_raised;
    one.last_alarm = r.last_alarm;
  }

  // Rounds that are not open yet: known from the rhythms, the calendar and the rotation.
  void add_soon(section_id section) {
    const auto calendar = people::calendar_of(c_.store, c_.site, section, zone_);
    for (const auto& by : rules_->rhythms) {
      if (by.period == period_kind::any) continue;
      const auto running = period_at(by.period, calendar, c_.now);
      for (auto in = period_at(by.period, calendar, running.until); in.from <= c_.now + soon_within;
           in = period_at(by.period, calendar, in.until))
        add_period(section, by, in);
    }
  }
  void add_period(section_id section, const rhythm& by, const period& in) {
    for (const auto& of : subjects_of(c_.store, c_.site, section, by, in)) {
      const auto id = round_id_of(section, by.code, in.code, of);
      if (journal::find_subject(c_.store, c_.site, id, false)) continue;
      add(duty_of(by, in, of), section, id).alarms =
          people::alarms_of(by.ladder, in.until, c_.now, rules_->shift_minutes);
    }
  }

  const api::read_call& c_;
  time_zone zone_;
  std::shared_ptr<const inspection_rulebook> rules_;
  std::vector<zone_id> zones_;
  crew_id crew_;
  due_list made_;
};

round_cell cell_of(const inspection_round& r) {
  round_cell cell{.id = r.id,
                  .rhythm = r.rhythm,
                  .period = r.period,
                  .from = r.from,
                  .until = r.until,
                  .crew = r.crew,
                  .zone = r.zone,
                  .state = r.state,
                  .written_plan = r.written_plan,
                  .planned = r.plan.has_value(),
                  .inspection = {}};
  if (!r.done.empty()) cell.inspection = r.done.front().inspection;
  return cell;
}

void count(round_count& to, round_state state) {
  switch (state) {
    case round_state::open:
      ++to.open;
      break;
    case round_state::done:
      ++to.done;
      break;
    case round_state::late:
      ++to.late;
      break;
    case round_state::missed:
      ++to.missed;
      break;
    case round_state::excused:
      ++to.excused;
      break;
  }
}

}  // namespace

result<http::response> due_rounds(const api::read_call& c, time_zone zone) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  auto all = due_rounds_of(c, zone).all(*section);
  const auto basis = encode(all);  // without the time, which is another at every reading
  all.now = c.now;
  return api::validated(c, encode(all), basis);
}

result<http::response> rounds_of_month(const api::read_call& c, time_zone zone) {
  const auto section = api::section_in_query(c);
  if (!section) return section.error();
  if (!*section) return problem(problems::missing_field, "?section", {{"field", "section"}});
  const auto calendar = people::calendar_of(c.store, c.site, **section, zone);
  round_month all;
  all.month = c.query("month").value_or(period_at(period_kind::month, calendar, c.now).code);
  const auto dates = parse_month(all.month);
  if (!dates)
    return problem(problems::wrong_type, "?month",
                   {{"expected", "月份（年-月）|a month (YYYY-MM)"}});
  std::map<rhythm_code, round_count> counts;
  const interval month{calendar.hours_of(dates->first).begin, calendar.hours_of(dates->last).end};
  auto found = rounds_between(c.store, c.site, **section, month, limits::rounds_of_month + 1);
  all.complete = found.size() <= limits::rounds_of_month;
  if (!all.complete) found.pop_back();
  for (const auto& each : found) {
    all.items.push_back(cell_of(each));
    auto& of_rhythm = counts[each.rhythm];
    of_rhythm.rhythm = each.rhythm;
    count(of_rhythm, each.state);
  }
  for (auto& [rhythm, of_rhythm] : counts)
    all.counts.push_back(std::move(of_rhythm));
  return api::validated(c, encode(all));
}

result<http::response> one_round(const api::read_call& c) {
  const auto id = c.id<round_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, round_model::name);
  if (!found) return found.error();
  return api::record_answer(c, c.store, *found);
}

}  // namespace headway::inspections
