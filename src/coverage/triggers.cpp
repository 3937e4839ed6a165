#include "coverage/triggers.hpp"

#include <algorithm>

#include "people/shift_calendar.hpp"

namespace headway::coverage {
namespace {

using people::plus_days;

class deriver {
 public:
  deriver(const coverage_rules& rules, const trigger_ground& by, local_date from, local_date until)
      : rules_(rules), by_(by), from_(from), until_(until) {}

  std::vector<period_item> derive() {
    for (const auto& rule : rules_.triggers) {
      if (rule.demands.empty()) continue;
      switch (rule.on) {
        case trigger_kind::holiday:
          holidays(rule);
          break;
        case trigger_kind::colour:
          colours(rule);
          break;
        case trigger_kind::major_hazard:
          if (!by_.major_hazards.empty()) from_today(rule, by_.major_hazards);
          break;
        case trigger_kind::measured:
          series(rule);
          break;
      }
    }
    std::ranges::stable_sort(made_, {}, &period_item::from);
    return std::move(made_);
  }

 private:
  period_item* add(const trigger_rule& rule, local_date from, local_date until) {
    if (until <= from_ || from >= until_) return nullptr;
    period_item made;
    made.trigger = rule.code;
    made.kind = rule.on == trigger_kind::holiday ? period_kind::holiday : period_kind::other;
    made.on = rule.on;
    made.from = from;
    made.until = until;
    made.demands = rule.demands;
    made_.push_back(std::move(made));
    return &made_.back();
  }

  void holidays(const trigger_rule& rule) {
    for (const auto& each : rules_.holidays)
      if (auto* made = add(rule, each.from, each.until)) {
        made->name_zh = each.zh;
        made->name_en = each.en;
      }
  }
  void from_today(const trigger_rule& rule, std::vector<place_id> places) {
    if (auto* made = add(rule, by_.today, plus_days(by_.today, rule.days)))
      made->places = std::move(places);
  }
  void colours(const trigger_rule& rule) {
    std::vector<place_id> places;
    for (const auto& each : by_.colours)
      if (each.colour >= rule.colour) places.push_back(each.place);
    if (!places.empty()) from_today(rule, std::move(places));
  }
  void series(const trigger_rule& rule) {
    for (const auto& each : by_.series)
      if (each.series.value == rule.series->value)
        for (const auto& range : measured_ranges(rule, each.readings))
          add(rule, range.from, range.until);
  }

  const coverage_rules& rules_;
  const trigger_ground& by_;
  local_date from_, until_;
  std::vector<period_item> made_{};
};

}  // namespace

std::vector<period_item> triggered(const coverage_rules& rules, const trigger_ground& by,
                                   local_date from, local_date until) {
  return deriver(rules, by, from, until).derive();
}

std::vector<planner::date_range> measured_ranges(const trigger_rule& rule,
                                                 const std::vector<reading>& readings) {
  std::vector<planner::date_range> made;
  int in_a_row = 0;
  for (const auto& each : readings) {
    in_a_row = each.value >= *rule.at_least ? in_a_row + 1 : 0;
    if (in_a_row < rule.in_a_row.value_or(1)) continue;
    const auto until = plus_days(each.date, rule.days);
    if (!made.empty() && made.back().until >= each.date)
      made.back().until = std::max(made.back().until, until);
    else
      made.push_back({each.date, until});
  }
  return made;
}

period_item item_of(const special_period& declared) {
  period_item made;
  made.id = declared.id;
  made.kind = declared.kind;
  made.from = declared.from;
  made.until = declared.until;
  made.places = declared.places;
  made.demands = declared.demands;
  made.reason = declared.reason;
  return made;
}

}  // namespace headway::coverage
