#include "support/invented_section.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "planner/chance.hpp"

namespace headway::tests {
namespace {

inline constexpr int crews = 4;
inline constexpr std::array shift_ids = {"morning", "afternoon", "night"};
inline constexpr std::array kinds = {"gas_inspector", "electro_fitter", "roadheader_driver",
                                     "safety_inspector"};

class inventor {
 public:
  explicit inventor(const section_wishes& as) : as_(as), chance_(as.seed) {}

  planner::problem_statement invent() {
    made_.first = *local_date::parse("2027-03-01");
    made_.days = as_.days;
    made_.shifts = {{"morning", "早班", 6 * 60, 480, false, {}},
                    {"afternoon", "中班", 14 * 60, 480, false, {}},
                    {"night", "夜班", 22 * 60, 480, true, {}}};
    for (int section = 0; section < as_.sections; ++section) {
      for (int i = 0; i < as_.workers; ++i)
        add_worker(section, i, i < as_.members);
      add_demands(section);
    }
    for (int i = 0; i < as_.floaters; ++i)
      add_floater(i);
    return std::move(made_);
  }

 private:
  bool happens(std::int32_t percent) {
    return chance_.under(100) < static_cast<std::uint32_t>(percent);
  }
  std::int32_t number(std::int32_t below) {
    return static_cast<std::int32_t>(chance_.under(static_cast<std::uint32_t>(below)));
  }
  local_date date(std::int32_t day) const { return {made_.first.days + std::chrono::days(day)}; }
  static std::string section_id(int section) { return fmt::format("section-{}", section + 1); }

  // Two mornings, two afternoons, two nights, two free dates; the crews follow each other.
  static std::optional<std::string> rotation(int crew, std::int32_t day) {
    const auto step = static_cast<std::size_t>((day + 2 * crew) % 8 / 2);
    if (step == 3) return std::nullopt;
    return shift_ids[step];
  }

  planner::person worker(std::string id) {
    planner::person who;
    who.id = std::move(id);
    who.name = who.id;
    who.limits.rest_minutes = 16 * 60;
    who.limits.most_consecutive = 7;
    who.limits.most_shifts = as_.days * 6 / 7 + 1;
    for (const auto* kind : kinds) {
      if (!happens(as_.holders_percent)) continue;
      planner::certificate held{kind, std::nullopt, std::nullopt};
      if (happens(5)) held.until = date(number(as_.days));
      who.certificates.push_back(std::move(held));
    }
    if (happens(as_.leave_percent)) {
      const auto from = number(as_.days);
      who.leave.push_back({date(from), date(from + 1 + number(5))});
    }
    return who;
  }

  void add_worker(int section, int number_in_section, bool member) {
    auto who = worker(fmt::format("s{}w{}", section + 1, number_in_section + 1));
    const int crew = number_in_section % crews;
    who.crew = fmt::format("s{}c{}", section + 1, crew + 1);
    who.sections = {section_id(section)};
    if (member) who.certificates.push_back({"member", std::nullopt, std::nullopt});
    for (std::int32_t d = 0; d < as_.days; ++d)
      who.roster.push_back({date(d), rotation(crew, d), as_.fixed_rotation, 5});
    for (int i = 0; i < 2; ++i)
      if (happens(50))
        who.wishes.push_back({date(number(as_.days)),
                              shift_ids[static_cast<std::size_t>(number(3))], happens(30),
                              1 + number(3)});
    const auto share = as_.days * 3 / 4;
    who.load = planner::band{share - 2, share + 1, 3};
    who.nights = planner::band{0, as_.days / 4 + 1, 2};
    made_.persons.push_back(std::move(who));
  }

  void add_floater(int i) {
    auto who = worker(fmt::format("floater{}", i + 1));
    for (int section = 0; section < as_.sections; ++section)
      who.sections.push_back(section_id(section));
    who.load = planner::band{0, as_.days / 2, 1};
    made_.persons.push_back(std::move(who));
  }

  void add(planner::demand what, int section) {
    what.section = section_id(section);
    what.id = fmt::format("d{}", made_.demands.size() + 1);
    made_.demands.push_back(std::move(what));
  }

  void add_demands(int section) {
    const planner::date_range month{date(0), date(as_.days)};
    for (const auto* shift : shift_ids)
      for (int heading = 0; heading < as_.headings; ++heading)
        for (int post = 0; post < as_.posts_per_heading; ++post) {
          planner::demand what;
          const auto* kind = kinds[static_cast<std::size_t>(post) % kinds.size()];
          what.place = fmt::format("{} heading {}", section_id(section), heading + 1);
          what.what = {"post_at_place", {kind, *what.place, shift}};
          what.when = month;
          what.shift = shift;
          what.qualification = kind;
          what.occupies = true;
          what.source = "key_posts";
          add(std::move(what), section);
        }
    // A member of the crew wherever the rotation has the crew at work, date by date in runs.
    for (int crew = 0; crew < crews; ++crew)
      for (std::int32_t d = 0; d < as_.days; ++d) {
        const auto shift = rotation(crew, d);
        if (!shift) continue;
        planner::demand what;
        what.crew = fmt::format("s{}c{}", section + 1, crew + 1);
        what.what = {"member_in_crew", {*what.crew, *shift}};
        what.when = {date(d), date(d + 1)};
        what.shift = *shift;
        what.qualification = "member";
        what.source = "members";
        add(std::move(what), section);
      }
    planner::demand wanted;
    wanted.what = {"enough_present", {"morning"}};
    wanted.when = month;
    wanted.shift = "morning";
    wanted.count = as_.workers / 5;
    wanted.hard = false;
    wanted.under = 4;
    wanted.source = "strength";
    add(std::move(wanted), section);
  }

  section_wishes as_;
  planner::chance chance_;
  planner::problem_statement made_{};
};

}  // namespace

planner::problem_statement invented_section(const section_wishes& as) {
  return inventor(as).invent();
}

}  // namespace headway::tests
