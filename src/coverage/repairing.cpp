#include <algorithm>

#include "coverage/outcome_words.hpp"
#include "coverage/planning.hpp"
#include "planner/repair.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

constexpr double repair_seconds = 2;

statement open_statement(const picture& in, local_date first, int days) {
  return statement_of(in, {.first = first, .days = days, .may = freedom::swaps});
}

named_change change_of(const planner::plan_change& from, const statement& of,
                       const outcome_words& words) {
  named_change made;
  made.person = person_of(from.person);
  made.date = from.date;
  made.before = words.occupied(from.before);
  made.after = words.occupied(from.after);
  if (from.after && from.after->demand &&
      (!from.before || from.before->demand != from.after->demand)) {
    const auto& what = demand_of(of, *from.after->demand);
    made.covers = what.key;
    made.about = what.about;
  }
  return made;
}

// What the absent person would have done.
std::vector<named_change> absent_changes(const picture& in, const dated_plan& stands,
                                         const repair_order& as) {
  std::vector<named_change> made;
  const auto* who = as.absent ? find_person(in, *as.absent) : nullptr;
  if (!who) return made;
  for (auto date = std::max(as.from, as.today); date < as.until; date = plus_days(date, 1)) {
    std::optional<demand_key> held;
    for (const auto& each : stands.duties)
      if (each.person == who->id && std::ranges::binary_search(each.days, stands.in.day_of(date)))
        held = each.demand;
    const int number = shift_on(in, *who, date);
    if (!number && !held) continue;
    named_change change;
    change.person = who->id;
    change.date = date;
    change.before = occupation{number ? number : shift_of(*held), held};
    made.push_back(std::move(change));
  }
  return made;
}

// What else on this date would be covered by the change, when it is not a post.
void name_what_is_covered(named_change& change, const std::vector<covered_cell>& cells,
                          const picture& in) {
  if (change.covers || !change.after) return;
  const auto* who = find_person(in, change.person);
  const auto place = static_cast<std::size_t>(who - in.staff.persons.data());
  for (const auto& cell : cells)
    if (cell.date == change.date && cell.present() <= cell.what->count &&
        std::ranges::find(cell.who, place) != cell.who.end()) {
      change.covers = cell.what->key;
      change.about = cell.what->about;
      return;
    }
}

}  // namespace

result<std::vector<repair_item>> repairs_of(const picture& in, const dated_plan& stands,
                                            const repair_order& as) {
  auto of = open_statement(in, stands.in.first, stands.in.days);
  of.problem.appointments.clear();  // what was published stands instead
  const auto plan = standing(in, of, stands.duties).plan;
  const planner::absence away{as.absent ? as.absent->text() : std::string(), {as.from, as.until}};
  const planner::repair_wishes wishes{.from = std::max(as.from, as.today),
                                      .seconds = repair_seconds};
  const auto found = planner::repair(of.problem, plan, {away}, wishes);
  if (!found) return found.error();
  const outcome_words words(in, of);
  std::vector<repair_item> made;
  for (const auto& each : *found) {
    repair_item item{absent_changes(in, stands, as), each.price, {}};
    const auto cells = cells_of(of, each.repaired);
    for (const auto& change : each.changes) {
      auto named = change_of(change, of, words);
      name_what_is_covered(named, cells, in);
      item.changes.push_back(std::move(named));
    }
    for (const auto& gap : each.gaps)
      if (gap.date >= as.from && gap.date < as.until)
        item.gaps.push_back(words.open(demand_of(of, gap.demand), gap.date, gap.present));
    made.push_back(std::move(item));
  }
  return made;
}

}  // namespace headway::coverage
