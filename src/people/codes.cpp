#include "people/codes.hpp"

#include "base/codec.hpp"

namespace headway::people {
namespace {

template <class E>
struct named {
  E code;
  std::string_view zh, en;
};

constexpr named<crew_kind> crew_kinds[] = {
    {crew_kind::heading, "掘进班", "Heading crew"},
    {crew_kind::maintenance, "检修班", "Maintenance crew"},
    {crew_kind::transport, "运输班", "Transport crew"},
    {crew_kind::ventilation, "通风班", "Ventilation crew"},
    {crew_kind::electromechanical, "机电班", "Electro-mechanical crew"},
    {crew_kind::other, "其他", "Other"},
};

constexpr named<post_code> posts[] = {
    {post_code::crew_leader, "班长", "Crew leader"},
    {post_code::deputy_crew_leader, "副班长", "Deputy crew leader"},
    {post_code::roadheader_driver, "掘进机司机", "Roadheader driver"},
    {post_code::support_worker, "支护工", "Support worker"},
    {post_code::belt_attendant, "胶带输送机司机", "Belt attendant"},
    {post_code::electro_fitter, "电钳工", "Electro-fitter"},
    {post_code::gas_inspector, "瓦斯检查工", "Gas inspector"},
    {post_code::safety_inspector, "安全检查工", "Safety inspector"},
    {post_code::shotcreter, "喷浆工", "Shotcreter"},
    {post_code::drainage_worker, "排水工", "Drainage worker"},
    {post_code::material_handler, "运料工", "Material handler"},
    {post_code::quality_checker, "验收员", "Quality checker"},
    {post_code::technician, "技术员", "Technician"},
    {post_code::section_chief, "区队长", "Section chief"},
    {post_code::other, "其他", "Other"},
};

constexpr named<certificate_code> certificates[] = {
    {certificate_code::underground_electrical, "井下电气作业", "Underground electrical work"},
    {certificate_code::blasting, "井下爆破作业", "Blasting"},
    {certificate_code::monitoring, "安全监测监控作业", "Safety monitoring"},
    {certificate_code::gas_inspection, "瓦斯检查作业", "Gas inspection"},
    {certificate_code::safety_inspection, "安全检查作业", "Safety inspection"},
    {certificate_code::hoist, "提升机操作作业", "Hoist operation"},
    {certificate_code::shearer_roadheader, "采煤机（掘进机）操作作业",
     "Shearer and roadheader operation"},
    {certificate_code::gas_drainage, "瓦斯抽采作业", "Gas drainage"},
    {certificate_code::outburst_prevention, "防突作业", "Outburst prevention"},
    {certificate_code::water_exploration, "探放水作业", "Water exploration and drainage"},
    {certificate_code::first_aid, "自救互救与急救", "First aid"},
    {certificate_code::other, "其他", "Other"},
};

constexpr named<exception_kind> exceptions[] = {
    {exception_kind::leave, "休假", "Leave"},
    {exception_kind::sick, "病假", "Sick"},
    {exception_kind::training, "培训", "Training"},
    {exception_kind::swap_to_shift, "调班", "Swap to shift"},
    {exception_kind::day_off, "调休", "Day off in lieu"},
};

constexpr named<shift_name> shifts[] = {
    {shift_name::morning, "早班", "Morning shift"},
    {shift_name::afternoon, "中班", "Afternoon shift"},
    {shift_name::evening, "晚班", "Evening shift"},
    {shift_name::night, "夜班", "Night shift"},
};

template <class E, std::size_t N>
std::vector<code_text> texts(const named<E> (&table)[N]) {
  std::vector<code_text> all;
  for (const auto& each : table)
    all.push_back({codec::name_of(each.code), each.zh, each.en});
  return all;
}

template <class E, std::size_t N>
std::string_view text_in(const named<E> (&table)[N], E code, language in) {
  for (const auto& each : table)
    if (each.code == code) return in == language::zh ? each.zh : each.en;
  return codec::name_of(code);
}

template <class E, std::size_t N>
std::optional<E> meaning(const named<E> (&table)[N], std::string_view text) {
  for (const auto& each : table)
    if (text == each.zh || text == each.en || text == codec::name_of(each.code)) return each.code;
  return std::nullopt;
}

std::vector<named_code> owned(const std::vector<code_text>& texts) {
  std::vector<named_code> all;
  for (const auto& each : texts)
    all.push_back({std::string(each.code), std::string(each.zh), std::string(each.en)});
  return all;
}

}  // namespace

std::vector<code_text> texts_of_crew_kinds() { return texts(crew_kinds); }
std::vector<code_text> texts_of_posts() { return texts(posts); }
std::vector<code_text> texts_of_certificates() { return texts(certificates); }
std::vector<code_text> texts_of_exceptions() { return texts(exceptions); }
std::vector<code_text> texts_of_shifts() { return texts(shifts); }

std::string_view text_of(certificate_code code, language in) {
  return text_in(certificates, code, in);
}
std::string_view text_of(exception_kind kind, language in) { return text_in(exceptions, kind, in); }

std::optional<certificate_code> certificate_from(std::string_view text) {
  return meaning(certificates, text);
}
std::optional<exception_kind> exception_from(std::string_view text) {
  return meaning(exceptions, text);
}
std::optional<shift_name> shift_name_from(std::string_view text) { return meaning(shifts, text); }

people_codes all_codes() {
  return {owned(texts_of_crew_kinds()), owned(texts_of_posts()), owned(texts_of_certificates()),
          owned(texts_of_exceptions()), owned(texts_of_shifts())};
}

}  // namespace headway::people
