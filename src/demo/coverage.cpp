#include "demo/coverage.hpp"

#include <algorithm>

#include "coverage/administration.hpp"
#include "coverage/picture_read.hpp"
#include "coverage/planning.hpp"
#include "people/administration.hpp"

namespace headway::demo {
namespace {

using coverage::month;
using people::plus_days;

// Among the workers of the first heading crew, by their posts (crowd.cpp).
constexpr std::size_t first_gas_inspector = 11, second_gas_inspector = 12;
constexpr std::size_t drivers[] = {1, 2}, bolters[] = {3, 4, 5};

local_date of_year(int year, unsigned month_, unsigned day) {
  return {std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month_) /
                                std::chrono::day(day))};
}

class coverage_teller {
 public:
  coverage_teller(recorder& by, chance& luck, const stage& on)
      : by_(by), luck_(luck), on_(on), people_(on.people) {
    today_ = on.calendar.shift_at(on.until).date;
    this_month_ = month::of(today_);
  }

  void tell() {
    give_days_of_rest();
    set_rules();
    declare_fault();
    send_to_training();
    plan_this_month();
    leave_something_to_do();
  }

 private:
  template <class Run>
  void act(person_id actor, Run run) {
    by_.act(actor, on_.until, run);
  }

  // From this month on whoever comes from the evening shift has a day of rest before the night.
  void give_days_of_rest() {
    for (const auto& crew : people_.crews) {
      const auto& old = crew.rotation.pattern;
      if (old.size() < 21) continue;
      const auto from = std::max(crew.rotation.from, this_month_.first);
      const auto begin = static_cast<std::size_t>(people::days_between(crew.rotation.from, from));
      people::rotation made{from, {}};
      for (std::size_t i = 0; i < old.size(); ++i) {
        const int here = old[(begin + i) % old.size()], next = old[(begin + i + 1) % old.size()];
        made.pattern.push_back(here > 1 && next == 1 ? 0 : here);
      }
      act(people_.chief, [&](auto& work) {
        return people::execute(work, people::set_rotation{crew.id, made});
      });
    }
  }

  void set_rules() {
    const auto& first = people_.crews.front().workers;
    coverage::publish_rules asked;
    asked.rules = coverage::default_rules();
    const auto next_year = static_cast<int>(std::chrono::year_month_day(today_.days).year()) + 1;
    asked.rules.holidays = {
        {of_year(next_year, 1, 1), of_year(next_year, 1, 4), "元旦", "New Year's Day"},
        {of_year(next_year, 5, 1), of_year(next_year, 5, 6), "劳动节", "Labour Day"},
        {of_year(next_year, 10, 1), of_year(next_year, 10, 8), "国庆节", "National Day"}};
    const auto technology = [&](const char* code, const char* zh, const char* en,
                                std::vector<person_id> masters) {
      coverage::technology_rule made;
      made.code = code;
      made.zh = zh;
      made.en = en;
      made.masters = std::move(masters);
      asked.rules.technologies.push_back(std::move(made));
    };
    technology("bolting", "锚杆锚索支护", "Bolting and cable bolting",
               {first[bolters[0]], first[bolters[1]], first[bolters[2]], people_.technician});
    technology("roadheader", "掘进机操作与调试", "Driving and setting up the roadheader",
               {first[drivers[0]], first[drivers[1]]});
    technology("gas", "瓦斯检查与排放", "Measuring and draining gas",
               {first[first_gas_inspector], first[second_gas_inspector], people_.technician});
    act(people_.chief, [&](auto& work) { return coverage::execute(work, people_.section, asked); });
  }

  void declare_fault() {
    coverage::declare_period asked;
    asked.id = coverage::special_period_id(luck_.id(on_.until));
    asked.kind = coverage::period_kind::fault_crossing;
    asked.from = plus_days(today_, -3);
    asked.until = plus_days(today_, 10);
    asked.reason = "过F12断层，顶板破碎、淋水加大";
    asked.source = "地测科地质预报";
    for (const auto& each : on_.places)
      if (each.kind == places::place_kind::heading && asked.places.empty())
        asked.places.push_back(each.id);
    asked.demands = {{coverage::extra_who::member, {}, {}, 2, coverage::need_kind::soft, {}}};
    act(people_.technician,
        [&](auto& work) { return coverage::execute(work, people_.section, asked); });
  }

  void be_away(person_id who, local_date from, int days, people::exception_kind why) {
    for (int d = 0; d < days; ++d) {
      people::set_exception asked;
      asked.person = who;
      asked.date = plus_days(from, d);
      asked.kind = why;
      act(people_.chief, [&](auto& work) { return people::execute(work, asked); });
    }
  }

  // Some of the days that people have asked for.
  void send_to_training() {
    using enum people::exception_kind;
    const auto next = this_month_.next();
    for (std::size_t i = 1; i < people_.crews.size(); ++i) {
      const auto& workers = people_.crews[i].workers;
      be_away(workers[workers.size() - 1], next.on(luck_.between(3, 12)), 5, leave);
      be_away(workers[workers.size() - 2], next.on(luck_.between(14, 22)), 3, training);
    }
  }

  void plan_this_month() {
    coverage::publish_month asked;
    asked.month = this_month_.code();
    act(people_.chief, [&](auto& work) -> result<void> {
      const auto in = coverage::read_picture(
          work.store(), work.site(),
          {people_.section, on_.calendar.zone(), on_.until, this_month_.first, this_month_.end()});
      const coverage::planning_order order{1, std::nullopt, today_, false};
      const auto made = coverage::plan_month(in, this_month_, order,
                                             [](const planner::plan_progress&) { return true; });
      if (!made) return made.error();
      asked.duties = made->duties;
      asked.swaps = made->swaps;
      for (const auto& each : made->gaps)
        asked.gaps_accepted.push_back({each.demand, {this_month_.day_of(each.date)}});
      if (!asked.gaps_accepted.empty()) asked.reason = "复训未结束，当班由跟班干部盯守";
      return coverage::execute(work, people_.section, asked, on_.calendar.zone());
    });
  }

  // Next month one gas inspector's certificate ends, and the other is on leave a few days later.
  void leave_something_to_do() {
    const auto& first = people_.crews.front().workers;
    const auto next = this_month_.next();
    people::grant_certificate ends;
    ends.code = people::certificate_code::gas_inspection;
    ends.expires = next.on(14);
    act(people_.chief,
        [&](auto& work) { return people::execute(work, first[first_gas_inspector], ends); });
    be_away(first[second_gas_inspector], next.on(16), 3, people::exception_kind::leave);
  }

  recorder& by_;
  chance& luck_;
  const stage& on_;
  const crowd& people_;
  local_date today_{};
  month this_month_{};
};

}  // namespace

void plan_coverage(recorder& by, chance& luck, const stage& on) {
  coverage_teller(by, luck, on).tell();
}

}  // namespace headway::demo
