#include "inspections/rulebook.hpp"

#include <algorithm>

namespace headway::inspections {
namespace {

constexpr problem_kind bad_rhythms{"inspection_rules.bad_rhythms", 422,
                                   "检查周期须有 1 到 {most} 条，代码不得重复",
                                   "There are 1 to {most} rhythms with codes of their own"};
constexpr problem_kind any_is_no_period{
    "inspection_rules.any_is_no_period", 422,
    "“随时”的检查没有期限，不设催办阶梯，也不要求书面方案",
    "An inspection at any time has no end: neither a ladder nor a written plan"};

constexpr std::size_t rhythms_most = 24;
constexpr int hour = 60;
constexpr int day = 24 * hour;

inspection_rulebook make_default() {
  using by = inspector;
  using enum addressee;
  inspection_rulebook rules;
  const std::vector<rung> of_mine{
      {-2 * day, 0, responsible}, {0, 0, deputy_mine_head}, {day, 0, mine_head}};
  const std::vector<rung> of_day{
      {-2 * hour, 0, responsible}, {0, 1, section_chief}, {day, 0, deputy_mine_head}};
  const std::vector<rung> of_shift{{-hour, 0, responsible},
                                   {0, 1, section_chief},
                                   {day, 0, deputy_mine_head},
                                   {10 * day, 0, mine_head}};
  rules.rhythms = {
      {"mine_head_month", "矿长每月全面检查", "Mine head, monthly, all systems", by::mine_head,
       period_kind::month, rhythm_scope::section, true, of_mine},
      {"deputy_ten_day", "分管副矿长每旬检查", "Deputy mine head, each ten-day period",
       by::deputy_mine_head, period_kind::ten_day, rhythm_scope::section, false, of_mine},
      {"patrol_day", "生产日巡查", "Patrol of the production day", by::section_chief,
       period_kind::day, rhythm_scope::section, false, of_day},
      {"inspector_shift", "安检员每班检查", "Safety inspector, each shift", by::safety_inspector,
       period_kind::shift, rhythm_scope::section, false, of_shift},
      {"section_shift", "区队每班检查", "Section, each shift", by::section_chief,
       period_kind::shift, rhythm_scope::section, false, of_shift},
      {"crew_shift", "班组每班检查", "Crew, each shift", by::crew_leader, period_kind::shift,
       rhythm_scope::crew, false, of_shift},
      {"post_any",
       "岗位工随时排查",
       "Post workers, at any time",
       by::post_worker,
       period_kind::any,
       rhythm_scope::zone,
       false,
       {}},
  };
  rules.half_life_days = 7;
  rules.stale_days = 14;
  return rules;
}

constexpr api::role mine_leaders[] = {api::role::mine_office};
constexpr api::role safety_inspectors[] = {api::role::inspector};
// Whoever of the section's leaders is underground with the shift (跟班队干).
constexpr api::role section_leaders[] = {api::role::section_chief, api::role::secretary,
                                         api::role::technician};
constexpr api::role crew_leaders[] = {api::role::crew_leader};

result<void> check_rhythm(const rhythm& r, int shift_minutes, const std::string& pointer) {
  if (r.period != period_kind::any)
    return people::check_ladder(r.ladder, shift_minutes, pointer + "/ladder");
  if (!r.ladder.empty() || r.written_plan) return problem(any_is_no_period, pointer + "/period");
  return {};
}

result<void> within(int value, int least, int most, std::string pointer) {
  if (value >= least && value <= most) return {};
  return problem(problems::out_of_range, std::move(pointer),
                 {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

}  // namespace

const inspection_rulebook& default_rulebook() {
  static const inspection_rulebook rules = make_default();
  return rules;
}

const rhythm* find_rhythm(const inspection_rulebook& rules, std::string_view code) {
  const auto found = std::ranges::find(
      rules.rhythms, code, [](const rhythm& each) { return std::string_view(each.code); });
  return found == rules.rhythms.end() ? nullptr : &*found;
}

std::span<const api::role> roles_of(inspector by) {
  switch (by) {
    case inspector::mine_head:
    case inspector::deputy_mine_head:
      return mine_leaders;
    case inspector::safety_inspector:
      return safety_inspectors;
    case inspector::section_chief:
      return section_leaders;
    case inspector::crew_leader:
      return crew_leaders;
    case inspector::post_worker:
      break;
  }
  return {};
}

bool inspects_as(std::span<const api::role> roles, inspector by) {
  const auto allowed = roles_of(by);
  return allowed.empty() || std::ranges::any_of(roles, [&](api::role each) {
           return std::ranges::find(allowed, each) != allowed.end();
         });
}

result<void> check(const inspection_rulebook& rules) {
  if (rules.rhythms.empty() || rules.rhythms.size() > rhythms_most)
    return problem(bad_rhythms, "/rhythms", {{"most", std::to_string(rhythms_most)}});
  if (auto good = within(rules.shift_minutes, hour, day, "/shift_minutes"); !good) return good;
  for (std::size_t i = 0; i < rules.rhythms.size(); ++i) {
    const auto& each = rules.rhythms[i];
    const auto pointer = "/rhythms/" + std::to_string(i);
    if (find_rhythm(rules, each.code) != &each)
      return problem(bad_rhythms, pointer + "/code", {{"most", std::to_string(rhythms_most)}});
    if (auto good = check_rhythm(each, rules.shift_minutes, pointer); !good) return good;
  }
  if (auto good = within(rules.half_life_days, 1, 90, "/half_life_days"); !good) return good;
  return within(rules.stale_days, 1, 366, "/stale_days");
}

journal::objection fold(inspection_rulebook& rules, const journal::fact_header&,
                        const rules_published& happened) {
  const int version = rules.version + 1;
  rules = happened.rules;
  rules.version = version;
  return std::nullopt;
}

subject_id rulebook_subject() { return named_uuid("inspection_rules"); }

}  // namespace headway::inspections
