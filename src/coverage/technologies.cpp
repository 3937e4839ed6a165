#include "coverage/technologies.hpp"

namespace headway::coverage {

demand_key technology_key(const technology_rule& of) { return "technology/" + of.code.value; }

demand_subject about(const technology_rule& of) {
  demand_subject made{.kind = demand_kind::technology};
  made.technology = of.code;
  return made;
}

std::vector<person_id> masters_of(const picture& in, const technology_rule& of) {
  std::vector<person_id> here;
  for (const auto person : of.masters)
    if (find_person(in, person)) here.push_back(person);
  return here;
}

std::vector<person_id> within_call(const picture& in, const technology_rule& of, local_date date) {
  auto here = masters_of(in, of);
  std::erase_if(here, [&](person_id person) { return is_away(*find_person(in, person), date); });
  return here;
}

std::vector<technology_gap> technology_gaps(const picture& in, local_date from, local_date until) {
  std::vector<technology_gap> found;
  for (const auto& rule : in.rules.technologies) {
    if (rule.need == need_kind::off) continue;
    const auto masters = static_cast<int>(masters_of(in, rule).size());
    if (masters < rule.masters_least)
      found.push_back({&rule, std::nullopt, masters, rule.masters_least});
    for (auto date = from; date < until; date = people::plus_days(date, 1)) {
      const auto there = static_cast<int>(within_call(in, rule, date).size());
      if (there < rule.on_call_least) found.push_back({&rule, date, there, rule.on_call_least});
    }
  }
  return found;
}

}  // namespace headway::coverage
