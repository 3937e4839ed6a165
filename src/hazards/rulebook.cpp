#include "hazards/rulebook.hpp"

#include <algorithm>

namespace headway::hazards {
namespace {

constexpr problem_kind bad_level{"rulebook.bad_level", 422,
                                 "隐患等级须对应国家代码 1 到 5，代码不得重复",
                                 "Levels need a national code of 1 to 5 and codes of their own"};

constexpr int hour = 60;
constexpr int day = 24 * hour;

rulebook make_default() {
  using enum addressee;
  rulebook rules;
  // Grades by who can fix it: A the group, B the mine, C the section (DOMAIN.md, section 2).
  rules.levels = {{"major", "重大隐患", "Major", 1},
                  {"A", "A级", "Grade A", 2},
                  {"B", "B级", "Grade B", 3},
                  {"C", "C级", "Grade C", 4}};
  rules.until_assigned = {
      {0, 1, section_chief}, {day, 0, deputy_mine_head}, {3 * day, 0, mine_head}};
  rules.until_rectified = {{-4 * hour, 0, responsible},
                           {0, 0, crew_leader},
                           {0, 1, section_chief},
                           {day, 0, deputy_mine_head},
                           {10 * day, 0, mine_head}};
  rules.until_accepted = {
      {0, 1, section_chief}, {day, 0, deputy_mine_head}, {3 * day, 0, mine_head}};
  rules.until_closed = {{3 * day, 0, section_chief}, {10 * day, 0, deputy_mine_head}};
  rules.suspended = {{0, 0, section_chief}, {day, 0, deputy_mine_head}, {10 * day, 0, mine_head}};
  rules.extensions_most = 2;
  return rules;
}

constexpr major_category categories[] = {
    {1, "超能力、超强度或者超定员组织生产", "Over capacity, intensity or manning"},
    {2, "瓦斯超限作业", "Working in over-limit gas"},
    {3, "煤与瓦斯突出矿井，未依照规定实施防突出措施", "Outburst mine without outburst prevention"},
    {4, "高瓦斯矿井未建立瓦斯抽采系统和监控系统，或者系统不能正常运行",
     "High-gas mine without drainage or monitoring, or not working"},
    {5, "通风系统不完善、不可靠", "Ventilation incomplete or unreliable"},
    {6, "有严重水患，未采取有效措施", "Serious water danger without measures"},
    {7, "超层越界开采", "Beyond layer or boundary"},
    {8, "有冲击地压危险，未采取有效措施", "Rock-burst danger without measures"},
    {9, "自然发火严重，未采取有效措施", "Serious spontaneous combustion without measures"},
    {10, "使用明令禁止使用或者淘汰的设备、工艺", "Forbidden or obsolete equipment or process"},
    {11, "煤矿没有双回路供电系统", "No double-circuit power"},
    {12, "新建煤矿边建设边生产，改扩建期间在改扩建区域生产等", "Producing while building"},
    {13, "煤矿实行整体承包生产经营后，未重新取得证照，或者转包、井下采掘工作面外包",
     "Contracting out without licence, sub-letting"},
    {14, "煤矿改制期间，未明确安全生产责任人，或者未重新取得证照",
     "During restructuring without named head or licence"},
    {15, "其他重大事故隐患", "Other"},
};

}  // namespace

const rulebook& default_rulebook() {
  static const rulebook rules = make_default();
  return rules;
}

const level_rule* find_level(const rulebook& rules, std::string_view code) {
  for (const auto& each : rules.levels)
    if (each.code.value == code) return &each;
  return nullptr;
}

result<void> check(const rulebook& rules) {
  const std::pair<const char*, const std::vector<rung>*> ladders[] = {
      {"/until_assigned", &rules.until_assigned},
      {"/until_rectified", &rules.until_rectified},
      {"/until_accepted", &rules.until_accepted},
      {"/until_closed", &rules.until_closed},
      {"/suspended", &rules.suspended}};
  for (const auto& [pointer, ladder] : ladders)
    if (auto good = people::check_ladder(*ladder, rules.shift_minutes, pointer); !good) return good;
  if (rules.levels.empty() || rules.levels.size() > 12) return problem(bad_level, "/levels");
  for (std::size_t i = 0; i < rules.levels.size(); ++i) {
    const auto& level = rules.levels[i];
    if (level.national < 1 || level.national > 5 || find_level(rules, level.code) != &level)
      return problem(bad_level, "/levels/" + std::to_string(i));
  }
  if (rules.shift_minutes < 60 || rules.shift_minutes > 1440)
    return problem(problems::out_of_range, "/shift_minutes", {{"least", "60"}, {"most", "1440"}});
  if (rules.extensions_most < 0 || rules.extensions_most > 12)
    return problem(problems::out_of_range, "/extensions_most", {{"least", "0"}, {"most", "12"}});
  return {};
}

std::span<const major_category> major_categories() { return categories; }

journal::objection fold(rulebook& rules, const journal::fact_header&,
                        const rules_published& happened) {
  const int version = rules.version + 1;
  rules = happened.rules;
  rules.version = version;
  return std::nullopt;
}

subject_id rulebook_subject() { return named_uuid("hazard_rules"); }

}  // namespace headway::hazards
