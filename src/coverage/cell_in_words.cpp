// One demand on one date: who covers it, why the others do not, and what would do.
#include <algorithm>

#include "coverage/outcome_words.hpp"
#include "coverage/planning.hpp"
#include "coverage/technologies.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

constexpr std::int64_t remedy_moves = 20'000;
constexpr int remedy_days_around = 3;

// Nobody is on shift for a technology: who masters it, and who of them is away.
std::optional<cell_answer> technology_cell(const picture& in, const month& of,
                                           const std::optional<dated_plan>& stands,
                                           const cell_order& as) {
  for (const auto& rule : in.rules.technologies) {
    if (rule.need == need_kind::off || technology_key(rule) != as.demand) continue;
    cell_answer made;
    made.demand = as.demand;
    made.about = about(rule);
    made.date = as.date;
    made.covered_by = within_call(in, rule, as.date);
    made.present = static_cast<int>(made.covered_by.size());
    made.needed = rule.on_call_least;
    made.state = made.present >= made.needed    ? cell_state::covered
                 : rule.need == need_kind::soft ? cell_state::soft_gap
                 : stands && is_accepted(stands->gaps_accepted, of, as.demand, as.date)
                     ? cell_state::accepted
                     : cell_state::hard_gap;
    for (const auto person : masters_of(in, rule))
      if (std::ranges::find(made.covered_by, person) == made.covered_by.end())
        made.obstacles.push_back({person, planner::hindrance::on_leave, {}, {}, {}});
    return made;
  }
  return std::nullopt;
}

class cell_reader {
 public:
  cell_reader(const picture& in, const month& of, const std::optional<dated_plan>& stands,
              const cell_order& as)
      : in_(in), month_(of), stands_(stands), as_(as) {}

  result<std::optional<cell_answer>> read() {
    auto of = statement_of(
        in_, {.first = month_.first, .days = month_.days, .posts_are_named = stands_.has_value()});
    const auto plan = standing(in_, of, stands_ ? stands_->duties : std::vector<duty>()).plan;
    for (const auto& cell : cells_of(of, plan))
      if (cell.what->key == as_.demand && cell.date == as_.date) return answer(of, plan, cell);
    return std::optional<cell_answer>();
  }

 private:
  result<std::optional<cell_answer>> answer(const statement& of, const planner::plan& plan,
                                            const covered_cell& cell) {
    cell_answer made;
    made.demand = cell.what->key;
    made.about = cell.what->about;
    made.date = cell.date;
    made.shift = people::view_of(in_.calendar, {cell.date, cell.what->shift});
    made.present = cell.present();
    made.needed = cell.what->count;
    made.state = !cell.is_gap()     ? cell_state::covered
                 : !cell.what->hard ? cell_state::soft_gap
                 : stands_ && is_accepted(stands_->gaps_accepted, month_, as_.demand, as_.date)
                     ? cell_state::accepted
                     : cell_state::hard_gap;
    for (const auto who : cell.who)
      made.covered_by.push_back(in_.staff.persons[who].id);
    for (std::size_t p = 0; p < in_.staff.persons.size(); ++p)
      if (std::ranges::find(cell.who, p) == cell.who.end()) add_obstacle(made, of, plan, cell, p);
    if (!cell.is_gap() || cell.date < as_.today) return made;
    if (stands_) {
      auto repairs = repairs_of(in_, *stands_, {{}, as_.date, plus_days(as_.date, 1), as_.today});
      if (!repairs) return repairs.error();
      for (auto& each : *repairs)
        if (std::ranges::none_of(each.gaps, [&](const open_demand& gap) {
              return gap.demand == as_.demand && gap.date == as_.date;
            }))
          made.repairs.push_back(std::move(each));
    }
    if (made.repairs.empty()) return with_remedies(std::move(made));
    return made;
  }

  void add_obstacle(cell_answer& to, const statement& of, const planner::plan& plan,
                    const covered_cell& cell, std::size_t p) const {
    const auto& who = in_.staff.persons[p];
    const auto& wanted = cell.what->qualification;
    if (wanted.empty()) return;
    const auto held = qualifications_of(in_, who, {wanted});
    if (held.empty()) return;
    obstacle_item made{who.id, planner::hindrance::bound_elsewhere, {}, {}, {}};
    const bool valid = std::ranges::any_of(held, [&](const qualification& each) {
      return (!each.from || *each.from <= cell.date) && (!each.until || cell.date < *each.until);
    });
    const int number = shift_on(in_, who, cell.date);
    if (is_away(who, cell.date))
      made.why = planner::hindrance::on_leave;
    else if (!valid)
      made.why = planner::hindrance::certificate_not_valid;
    else if (number == cell.what->shift)
      name_other_post(made, of, plan, p, cell.date);
    else if (number) {
      made.why = planner::hindrance::on_another_shift;
      made.shift = number;
    } else if (!is_rested(who, cell))
      made.why = planner::hindrance::must_rest;
    to.obstacles.push_back(std::move(made));
  }
  static void name_other_post(obstacle_item& to, const statement& of, const planner::plan& plan,
                              std::size_t p, local_date date) {
    for (const auto& each : plan.assignments)
      if (each.person == of.problem.persons[p].id && each.date == date && each.demand) {
        to.why = planner::hindrance::covers_another;
        to.demand = demand_of(of, *each.demand).key;
        to.about = demand_of(of, *each.demand).about;
      }
  }
  bool is_rested(const people::staff_person& who, const covered_cell& cell) const {
    const auto hours = in_.calendar.interval_of({cell.date, cell.what->shift});
    const std::chrono::minutes rest(in_.rules.limits.rest_minutes);
    const auto before = plus_days(cell.date, -1), after = plus_days(cell.date, 1);
    if (const int number = shift_on(in_, who, before))
      if (hours.begin - in_.calendar.interval_of({before, number}).end < rest) return false;
    if (const int number = shift_on(in_, who, after))
      if (in_.calendar.interval_of({after, number}).begin - hours.end < rest) return false;
    return true;
  }

  // A few dates around, everything else as it stands: what would have to change.
  result<std::optional<cell_answer>> with_remedies(cell_answer made) const {
    const auto first = std::max(month_.first, plus_days(as_.date, -remedy_days_around));
    const auto end = std::min(month_.end(), plus_days(as_.date, remedy_days_around + 1));
    auto of = statement_of(
        in_, {.first = first, .days = people::days_between(first, end), .may = freedom::swaps});
    of.problem.appointments.clear();
    std::erase_if(of.problem.demands, [](const planner::demand& each) { return !each.hard; });
    std::erase_if(of.demands, [](const demand& each) { return !each.hard; });
    if (stands_) {
      of.problem.published = standing(in_, of, stands_->duties).plan.assignments;
      std::erase_if(of.problem.published,
                    [&](const planner::assignment& each) { return each.date == as_.date; });
    }
    planner::plan_budget little;
    little.moves = remedy_moves;
    little.rounds = 0;
    little.bound = false;
    const auto outcome = planner::solve(of.problem, little);
    if (!outcome) return outcome.error();
    const outcome_words words(in_, of);
    for (const auto& conflict : outcome->conflicts) {
      const auto told = words.conflict(conflict);
      for (const auto& each : told.demands)
        if (each.demand == as_.demand && each.date == as_.date) {
          made.remedies = told.remedies;
          if (!each.obstacles.empty()) made.obstacles = each.obstacles;
        }
    }
    return std::optional<cell_answer>(std::move(made));
  }

  const picture& in_;
  const month& month_;
  const std::optional<dated_plan>& stands_;
  const cell_order& as_;
};

}  // namespace

result<std::optional<cell_answer>> cell_of(const picture& in, const month& of,
                                           const std::optional<dated_plan>& stands,
                                           const cell_order& as) {
  if (auto found = technology_cell(in, of, stands, as)) return found;
  return cell_reader(in, of, stands, as).read();
}

}  // namespace headway::coverage
