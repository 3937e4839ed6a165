// The texts of the codes of hazards, as a miner reads them.
#include "api/validation.hpp"
#include "hazards/answers.hpp"

namespace headway::hazards {
namespace {

template <class E>
struct named {
  E code;
  const char* zh;
  const char* en;
};

constexpr named<hazard_state> states[] = {
    {hazard_state::reported, "已上报", "Reported"},
    {hazard_state::verified, "已核实", "Verified"},
    {hazard_state::assigned, "已下达", "Assigned"},
    {hazard_state::rectifying, "整改中", "Being rectified"},
    {hazard_state::rectified, "待验收", "Waiting for acceptance"},
    {hazard_state::accepted, "已验收", "Accepted"},
    {hazard_state::closed, "已销号", "Closed"},
    {hazard_state::archived, "已归档", "Archived"},
    {hazard_state::rejected, "已驳回", "Rejected"},
};

constexpr named<profession> professions[] = {
    {profession::coal_face, "采煤", "Coal face"},
    {profession::tunnelling, "掘进", "Tunnelling"},
    {profession::electromechanical, "机电", "Electro-mechanical"},
    {profession::transport, "运输", "Transport"},
    {profession::ventilation, "一通三防", "Ventilation"},
    {profession::geology_survey, "地测", "Geology and survey"},
    {profession::blasting, "爆破", "Blasting"},
    {profession::water_control, "防治水", "Water control"},
    {profession::monitoring, "监测监控与通信", "Monitoring and communication"},
    {profession::emergency, "应急救援", "Emergency"},
    {profession::occupational_disease, "职业病防治", "Occupational disease"},
    {profession::other, "其他", "Other"},
};

constexpr named<inspection_type> inspection_types[] = {
    {inspection_type::mine_leader, "矿领导带班", "Mine leader on shift"},
    {inspection_type::daily, "日常检查", "Daily inspection"},
    {inspection_type::post, "岗位自查", "Post check"},
    {inspection_type::from_above, "上级检查", "Inspection from above"},
    {inspection_type::other, "其他", "Other"},
};

constexpr named<addressee> addressees[] = {
    {addressee::responsible, "整改责任人", "Person responsible"},
    {addressee::crew_leader, "班长", "Crew leader"},
    {addressee::section_chief, "区队长", "Section chief"},
    {addressee::deputy_mine_head, "分管副矿长", "Deputy mine head"},
    {addressee::mine_head, "矿长", "Mine head"},
};

constexpr named<api::role> roles[] = {
    {api::role::worker, "职工", "Worker"},
    {api::role::holder, "责任区党员", "Zone holder"},
    {api::role::crew_leader, "班长", "Crew leader"},
    {api::role::technician, "技术员", "Technician"},
    {api::role::inspector, "安全员", "Safety inspector"},
    {api::role::secretary, "支部书记", "Branch secretary"},
    {api::role::section_chief, "区队长", "Section chief"},
    {api::role::mine_office, "矿安监部门", "Mine safety office"},
    {api::role::administrator, "系统管理员", "Administrator"},
};

template <class E, std::size_t N>
std::vector<coded> listed_codes(const named<E> (&table)[N], bool national = false) {
  std::vector<coded> all;
  for (const auto& each : table) {
    coded one{std::string(codec::name_of(each.code)), each.zh, each.en, {}};
    if (national) one.national = static_cast<int>(each.code);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

code_book code_book_of(const rulebook& rules) {
  code_book book;
  for (const auto& level : rules.levels)
    book.levels.push_back({level.code.value, level.zh.value, level.en.value, level.national});
  book.professions = listed_codes(professions, true);
  book.inspection_types = listed_codes(inspection_types, true);
  book.hazard_states = listed_codes(states);
  for (const auto& each : major_categories())
    book.major_categories.push_back(
        {std::to_string(each.number), std::string(each.zh), std::string(each.en), each.number});
  book.addressees = listed_codes(addressees);
  book.roles = listed_codes(roles);
  return book;
}

result<http::response> codes(const api::read_call& c, const rulebook& rules) {
  return api::validated(c, encode(code_book_of(rules)));
}

}  // namespace headway::hazards
