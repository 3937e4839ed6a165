#include "coverage/rulebook.hpp"

#include <algorithm>

namespace headway::coverage {
namespace {

constexpr int hour = 60;
constexpr int day = 24 * hour;

coverage_rules make_default() {
  using enum people::addressee;
  coverage_rules rules;
  trigger_rule on_holidays{"holiday", trigger_kind::holiday, {}, {}, {}, {}, 1, {}};
  on_holidays.demands = {{extra_who::cadre, {}, {}, 1, need_kind::soft, {}}};
  trigger_rule on_red{"red", trigger_kind::colour, places::risk_colour::red, {}, {}, {}, 3, {}};
  on_red.demands = {{extra_who::member, {}, {}, 2, need_kind::soft, {}}};
  trigger_rule on_major{"major_hazard", trigger_kind::major_hazard, {}, {}, {}, {}, 3, {}};
  on_major.demands = {{extra_who::cadre, {}, {}, 1, need_kind::soft, {}}};
  rules.triggers = {on_holidays, on_red, on_major};
  rules.ladder = {{-3 * day, 0, crew_leader},
                  {-1 * day, 0, section_chief},
                  {0, -1, section_chief},
                  {0, 0, deputy_mine_head}};
  return rules;
}

// Collects the first complaint.
class examiner {
 public:
  bool good() const { return !found_; }
  result<void> answer() && {
    if (found_) return std::move(*found_);
    return {};
  }
  void refuse(const problem_kind& kind, std::string pointer,
              std::vector<std::pair<std::string, std::string>> arguments = {}) {
    if (!found_) found_ = problem(kind, std::move(pointer), std::move(arguments));
  }
  void in_range(std::int64_t value, std::int64_t least, std::int64_t most, std::string pointer) {
    if (value < least || value > most)
      refuse(problems::out_of_range, std::move(pointer),
             {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  }
  void at_most(std::size_t count, std::size_t most, std::string pointer) {
    if (count > most)
      refuse(problems::too_long, std::move(pointer), {{"most", std::to_string(most)}});
  }
  void shifts(const std::vector<int>& numbers, const std::string& pointer) {
    at_most(numbers.size(), 4, pointer);
    for (const int number : numbers)
      in_range(number, 1, 4, pointer);
    auto sorted = numbers;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end())
      refuse(problems::repeated_rule, pointer);
  }
  // A member that belongs to one choice only.
  template <class T>
  void only_with(bool chosen, const std::optional<T>& given, std::string_view name,
                 const std::string& pointer) {
    const auto field =
        std::vector<std::pair<std::string, std::string>>{{"field", std::string(name)}};
    if (chosen && !given)
      refuse(problems::rule_incomplete, pointer + "/" + std::string(name), field);
    if (!chosen && given)
      refuse(problems::rule_superfluous, pointer + "/" + std::string(name), field);
  }
  // Items of a list, each named once by `key`.
  template <class Item, class Key, class Each>
  void list(const std::vector<Item>& items, std::size_t most, const std::string& pointer, Key key,
            Each each) {
    at_most(items.size(), most, pointer);
    for (std::size_t i = 0; i < items.size() && good(); ++i) {
      const auto at = pointer + "/" + std::to_string(i);
      for (std::size_t j = 0; j < i; ++j)
        if (items[j].*key == items[i].*key) refuse(problems::repeated_rule, at);
      each(items[i], at);
    }
  }

 private:
  std::optional<problem> found_;
};

bool is_code(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void check_extra(examiner& to, const extra_demand& of, const std::string& at) {
  to.only_with(of.who == extra_who::post, of.post, "post", at);
  to.only_with(of.who == extra_who::certificate, of.certificate, "certificate", at);
  to.in_range(of.least, 1, limits::demand_least_most, at + "/least");
  to.shifts(of.shifts, at + "/shifts");
}

void check_demands(examiner& to, const coverage_rules& of) {
  const auto least = [&](int value, const std::string& at) {
    to.in_range(value, 1, limits::demand_least_most, at + "/least");
  };
  least(of.crews.least, "/crews");
  to.list(of.crews.except, limits::rule_exceptions, "/crews/except", &crew_exception::crew,
          [&](const crew_exception& each, const std::string& at) { least(each.least, at); });
  least(of.posts.least, "/posts");
  to.list(of.posts.except, limits::rule_exceptions, "/posts/except", &post_exception::post,
          [&](const post_exception& each, const std::string& at) {
            least(each.least, at);
            to.shifts(each.shifts, at + "/shifts");
          });
  to.list(of.areas.except, limits::rule_exceptions, "/areas/except", &zone_exception::zone,
          [&](const zone_exception& each, const std::string& at) {
            least(each.least, at);
            to.shifts(each.shifts, at + "/shifts");
          });
}

void check_trigger(examiner& to, const trigger_rule& of, const std::string& at) {
  if (!is_code(of.code)) to.refuse(problems::bad_code, at + "/code");
  to.only_with(of.on == trigger_kind::colour, of.colour, "colour", at);
  to.only_with(of.on == trigger_kind::measured, of.series, "series", at);
  to.only_with(of.on == trigger_kind::measured, of.at_least, "at_least", at);
  if (of.in_a_row) {
    to.only_with(of.on == trigger_kind::measured, of.in_a_row, "in_a_row", at);
    to.in_range(*of.in_a_row, 1, 30, at + "/in_a_row");
  }
  to.in_range(of.days, 1, 31, at + "/days");
  to.at_most(of.demands.size(), limits::extra_demands, at + "/demands");
  for (std::size_t i = 0; i < of.demands.size(); ++i)
    check_extra(to, of.demands[i], at + "/demands/" + std::to_string(i));
}

void check_technology(examiner& to, const technology_rule& of, const std::string& at) {
  if (!is_code(of.code)) to.refuse(problems::bad_code, at + "/code");
  to.at_most(of.masters.size(), limits::technology_masters, at + "/masters");
  auto sorted = of.masters;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end())
    to.refuse(problems::repeated_rule, at + "/masters");
  to.in_range(of.masters_least, 1, limits::demand_least_most, at + "/masters_least");
  to.in_range(of.on_call_least, 0, limits::demand_least_most, at + "/on_call_least");
}

void check_limits(examiner& to, const coverage_rules& of) {
  const auto& limits = of.limits;
  to.in_range(limits.rest_minutes, 0, 16 * hour, "/limits/rest_minutes");
  if (limits.most_consecutive)
    to.in_range(*limits.most_consecutive, 1, 31, "/limits/most_consecutive");
  if (limits.most_shifts) to.in_range(*limits.most_shifts, 1, 31, "/limits/most_shifts");
  if (limits.most_nights) to.in_range(*limits.most_nights, 0, 31, "/limits/most_nights");
  to.in_range(of.weights.swap, 1, 1'000, "/weights/swap");
  to.in_range(of.weights.cadre, 1, 1'000, "/weights/cadre");
  to.in_range(of.weights.soft_gap, 1, 1'000, "/weights/soft_gap");
  to.in_range(of.weights.nights, 0, 1'000, "/weights/nights");
  to.in_range(of.notice_days, 1, 31, "/notice_days");
  to.in_range(of.shift_minutes, hour, day, "/shift_minutes");
}

}  // namespace

const coverage_rules& default_rules() {
  static const coverage_rules rules = make_default();
  return rules;
}

result<void> check(const extra_demand& of, const std::string& pointer) {
  examiner to;
  check_extra(to, of, pointer);
  return std::move(to).answer();
}

result<void> check(const coverage_rules& of) {
  examiner to;
  check_limits(to, of);
  check_demands(to, of);
  to.at_most(of.holidays.size(), limits::holidays, "/holidays");
  for (std::size_t i = 0; i < of.holidays.size() && i < limits::holidays; ++i)
    if (of.holidays[i].until <= of.holidays[i].from)
      to.refuse(problems::empty_range, "/holidays/" + std::to_string(i) + "/until");
  to.list(of.triggers, limits::triggers, "/triggers", &trigger_rule::code,
          [&](const trigger_rule& each, const std::string& at) { check_trigger(to, each, at); });
  to.list(
      of.technologies, limits::technologies, "/technologies", &technology_rule::code,
      [&](const technology_rule& each, const std::string& at) { check_technology(to, each, at); });
  if (!to.good()) return std::move(to).answer();
  return people::check_ladder(of.ladder, of.shift_minutes, "/ladder");
}

journal::objection fold(coverage_rules& rules, const journal::fact_header&,
                        const rules_published& happened) {
  const int version = rules.version + 1;
  rules = happened.rules;
  rules.version = version;
  return std::nullopt;
}

subject_id rules_subject(section_id section) {
  return named_uuid("coverage_rules/" + section.text());
}

}  // namespace headway::coverage
