#include "demo/crowd.hpp"

#include "demo/layout.hpp"
#include "people/administration.hpp"

namespace headway::demo {
namespace {

using people::certificate_code;
using people::crew_kind;
using people::post_code;

constexpr std::string_view surnames[] = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡",
    "郭", "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹",
    "彭", "曾", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏",
    "吕", "丁", "任", "卢", "姚", "沈", "钟", "姜", "崔", "谭", "陆", "范", "汪", "廖", "石"};
constexpr std::string_view first_halves[] = {"建", "志", "国", "海", "永", "文", "新", "长",
                                             "春", "玉", "金", "德", "东", "晓", "家", "宏",
                                             "立", "庆", "少", "学", "振", "景", "延", "云"};
constexpr std::string_view second_halves[] = {"平", "军", "强", "峰", "林", "生", "成", "明",
                                              "华", "伟", "刚", "勇", "斌", "涛", "杰", "龙",
                                              "亮", "辉", "宁", "山", "波", "顺", "旺", "义"};

struct crew_plan {
  std::string_view name;
  crew_kind kind;
  int workers;
  std::vector<int> pattern;
};

// Heading and transport crews go through the three producing shifts week by week; the other two
// work the maintenance shift.
std::vector<int> weekly(std::initializer_list<int> shifts) {
  std::vector<int> days;
  for (const int shift : shifts)
    days.insert(days.end(), 7, shift);
  return days;
}

std::vector<crew_plan> crew_plans() {
  return {{"掘进一班", crew_kind::heading, 24, weekly({1, 3, 4})},
          {"掘进二班", crew_kind::heading, 24, weekly({3, 4, 1})},
          {"掘进三班", crew_kind::heading, 24, weekly({4, 1, 3})},
          {"检修班", crew_kind::maintenance, 18, {2}},
          {"机电班", crew_kind::electromechanical, 14, {2, 2, 2, 2, 2, 2, 0}},
          {"运输班", crew_kind::transport, 16, weekly({3, 1, 4})}};
}

struct post_plan {
  post_code code;
  std::string_view name;
  bool key;
  std::vector<certificate_code> certificates;
  int crew;     // -1: of the section
  int holders;  // from the crew's first workers on
};

// Twelve key posts, and the ordinary ones beside.
std::vector<post_plan> post_plans() {
  using enum certificate_code;
  std::vector<post_plan> plans;
  for (int crew = 0; crew < 3; ++crew) {
    plans.push_back(
        {post_code::roadheader_driver, "掘进机司机", true, {shearer_roadheader}, crew, 2});
    plans.push_back({post_code::support_worker, "支护工", true, {}, crew, 8});
  }
  plans.push_back({post_code::gas_inspector, "瓦斯检查工", true, {gas_inspection}, 0, 2});
  plans.push_back({post_code::safety_inspector, "安全检查工", true, {safety_inspection}, 1, 2});
  plans.push_back({post_code::electro_fitter, "井下电钳工", true, {underground_electrical}, 3, 5});
  plans.push_back({post_code::electro_fitter, "井下电工", true, {underground_electrical}, 4, 6});
  plans.push_back({post_code::belt_attendant, "带式输送机司机", true, {}, 5, 5});
  plans.push_back({post_code::drainage_worker, "水泵工", true, {}, 4, 2});
  for (int crew = 0; crew < 3; ++crew) {
    plans.push_back({post_code::shotcreter, "喷浆工", false, {}, crew, 4});
    plans.push_back({post_code::material_handler, "运料工", false, {}, crew, 4});
  }
  plans.push_back({post_code::quality_checker, "质量验收员", false, {}, 2, 1});
  return plans;
}

class founder {
 public:
  founder(recorder& by, chance& luck, instant at) : by_(by), luck_(luck), at_(at), names_(luck) {}

  template <class... Asked>
  void run(const Asked&... asked) {
    by_.act(person_id(), at_, [&](auto& work) { return people::execute(work, asked...); });
  }

  person_id join(crowd& to, std::optional<section_id> section, std::optional<crew_id> crew,
                 std::vector<post_id> posts, bool member) {
    people::join_person asked;
    asked.id = person_id(luck_.id(at_));
    asked.name = names_.next();
    const auto number = std::to_string(10'000 + ++to.persons);
    asked.number = "QH" + number.substr(1);
    asked.section = section;
    asked.crew = crew;
    asked.posts = std::move(posts);
    asked.member = member;
    to.members += member ? 1 : 0;
    run(asked, section.value_or(section_id()));
    return asked.id;
  }

  void open_account(const sign_in& as, person_id of, const std::string& password_hash) {
    people::open_account asked;
    asked.id = people::account_id(luck_.id(at_));
    asked.person = of;
    asked.account = std::string(as.account);
    asked.password = "not stored";
    asked.roles = {as.role};
    run(asked, password_hash);
  }

  post_id declare(section_id section, const post_plan& plan, std::optional<crew_id> crew) {
    people::declare_post asked;
    asked.id = post_id(luck_.id(at_));
    asked.section = section;
    asked.code = plan.code;
    asked.name = std::string(plan.name);
    asked.key = plan.key;
    asked.certificates = plan.certificates;
    asked.crew = crew;
    run(asked);
    return asked.id;
  }

  void certify(person_id person, certificate_code code, local_date today) {
    people::grant_certificate asked;
    asked.code = code;
    asked.expires = people::plus_days(today, luck_.between(355, 1'800));
    run(person, asked);
  }

  crew form(section_id section, const crew_plan& plan, local_date from) {
    crew made{crew_id(luck_.id(at_)), {from, plan.pattern}, {}, {}};
    run(people::form_crew{made.id, section, std::string(plan.name), plan.kind});
    run(people::set_rotation{made.id, made.rotation});
    return made;
  }

 private:
  recorder& by_;
  chance& luck_;
  instant at_;
  name_maker names_;
};

struct given_post {
  post_id id;
  std::vector<certificate_code> certificates;
};

// The posts of every crew, one entry for each worker who is to hold one, in the workers' order.
std::vector<std::vector<given_post>> declare_posts(founder& by, crowd& to) {
  std::vector<std::vector<given_post>> holders(to.crews.size());
  for (const auto& plan : post_plans()) {
    const auto index = static_cast<std::size_t>(plan.crew);
    const auto id = by.declare(to.section, plan, to.crews[index].id);
    to.posts.push_back({id, plan.code, plan.crew});
    to.key_posts += plan.key ? 1 : 0;
    for (int i = 0; i < plan.holders; ++i)
      holders[index].push_back({id, plan.certificates});
  }
  return holders;
}

void fill_crews(founder& by, crowd& to, local_date today) {
  const auto holders = declare_posts(by, to);
  const auto leads = by.declare(
      to.section, {post_code::crew_leader, "班长", false, {certificate_code::first_aid}, -1, 0},
      std::nullopt);
  const auto plans = crew_plans();
  for (std::size_t i = 0; i < plans.size(); ++i) {
    crew& one = to.crews[i];
    for (int n = 0; n < plans[i].workers; ++n) {
      const bool leader = n == 0;
      const auto at = static_cast<std::size_t>(n - 1);
      std::vector<post_id> posts;
      if (leader) posts = {leads};
      if (!leader && at < holders[i].size()) posts = {holders[i][at].id};
      // Four or five members in each crew, the leader among them.
      const bool member = n < (i % 2 == 0 ? 4 : 5);
      const auto person = by.join(to, to.section, one.id, posts, member);
      one.workers.push_back(person);
      if (leader) one.leader = person;
      if (leader) by.certify(person, certificate_code::first_aid, today);
      if (!leader && at < holders[i].size())
        for (const auto code : holders[i][at].certificates)
          by.certify(person, code, today);
    }
  }
}

}  // namespace

std::span<const sign_in> sign_ins() {
  using enum api::role;
  static constexpr sign_in all[] = {
      {"chief", section_chief, "队长", "section chief"},
      {"leader", crew_leader, "班长（掘进一班）", "crew leader, heading crew 1"},
      {"worker", worker, "工人（掘进一班）", "worker, heading crew 1"},
      {"holder", holder, "党员（责任区负责人）", "member who holds a zone"},
      {"inspector", inspector, "安全员", "safety inspector"},
      {"secretary", secretary, "党支部书记", "branch secretary"},
      {"technician", technician, "技术员", "technician"},
      {"office", mine_office, "矿安监处", "the mine's safety office"},
      {"admin", administrator, "系统管理员", "system administrator"}};
  return all;
}

std::string name_maker::next() {
  while (true) {
    std::string name(luck_.pick(surnames));
    name += luck_.pick(first_halves);
    if (luck_.happens(85)) name += luck_.pick(second_halves);
    if (++given_[name] == 1) return name;
  }
}

crowd gather(recorder& by, chance& luck, time_zone zone, instant at,
             const std::string& password_hash) {
  founder make(by, luck, at);
  crowd made;
  const auto today = zone.date_of(at);
  made.section = section_id(luck.id(at));
  make.run(people::found_section{made.section, std::string(section_name),
                                 people::shift_period{today, people::four_shift_system()}});
  for (const auto& plan : crew_plans())
    made.crews.push_back(make.form(made.section, plan, today));
  const auto of_section = [&](post_code code, std::string_view title, bool member) {
    const auto post = make.declare(made.section, {code, title, false, {}, -1, 0}, std::nullopt);
    return make.join(made, made.section, std::nullopt, {post}, member);
  };
  made.chief = of_section(post_code::section_chief, "队长", true);
  made.secretary = of_section(post_code::other, "党支部书记", true);
  made.technician = of_section(post_code::technician, "技术员", true);
  made.inspector = of_section(post_code::other, "安全员", false);
  made.second_inspector = of_section(post_code::other, "跟班副队长", false);
  fill_crews(make, made, today);
  made.office = make.join(made, std::nullopt, std::nullopt, {}, false);
  made.administrator = make.join(made, std::nullopt, std::nullopt, {}, false);

  const crew& first = made.crews.front();
  made.demo_leader = first.leader;
  made.demo_holder = first.workers[2];
  made.demo_worker = first.workers[8];
  // In the order of `sign_ins`.
  const person_id behind[] = {made.chief,       made.demo_leader, made.demo_worker,
                              made.demo_holder, made.inspector,   made.secretary,
                              made.technician,  made.office,      made.administrator};
  for (std::size_t i = 0; i < std::size(behind); ++i)
    make.open_account(sign_ins()[i], behind[i], password_hash);
  return made;
}

}  // namespace headway::demo
