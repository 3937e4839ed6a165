#include "coverage/outcome_words.hpp"

#include <algorithm>

namespace headway::coverage {

obstacle_item outcome_words::obstacle(const planner::obstacle& from) const {
  obstacle_item made{person_of(from.person), from.why, {}, {}, {}};
  if (from.demand) {
    const auto& what = demand_of(of_, *from.demand);
    made.demand = what.key;
    made.about = what.about;
  }
  if (from.shift) made.shift = number_of(*from.shift);
  return made;
}

remedy_list outcome_words::remedy(const planner::remedy& from) const {
  remedy_list made;
  for (const auto& step : from.steps) {
    remedy_item item{step.kind, person_of(step.person), step.date, {}, {}, {}};
    if (step.qualification) item.post = post_in(*step.qualification);
    if (item.post) {
      const auto post = std::ranges::find(in_.staff.posts, *item.post, &people::staff_post::id);
      if (post != in_.staff.posts.end()) item.certificates = post->certificates;
    } else if (step.qualification) {
      if (const auto code = certificate_in(*step.qualification)) item.certificates = {*code};
    }
    if (step.shift) item.shift = number_of(*step.shift);
    made.steps.push_back(std::move(item));
  }
  return made;
}

conflict_item outcome_words::conflict(const planner::conflict& from) const {
  conflict_item made;
  for (const auto& each : from.demands) {
    const auto& what = demand_of(of_, each.demand);
    conflict_demand item{what.key,    what.about,    each.date, what.shift,
                         each.needed, each.given_up, {}};
    for (const auto& why : each.obstacles)
      item.obstacles.push_back(obstacle(why));
    made.demands.push_back(std::move(item));
  }
  for (const auto& person : from.persons)
    made.persons.push_back(person_of(person));
  for (const auto& each : from.remedies)
    made.remedies.push_back(remedy(each));
  return made;
}

std::optional<occupation> outcome_words::occupied(
    const std::optional<planner::assignment>& from) const {
  if (!from) return std::nullopt;
  occupation made{number_of(from->shift), std::nullopt};
  if (from->demand) made.demand = demand_of(of_, *from->demand).key;
  return made;
}

open_demand outcome_words::open(const demand& what, local_date date, int present) const {
  return {what.key, what.about, date, what.shift, present, what.count};
}

}  // namespace headway::coverage
