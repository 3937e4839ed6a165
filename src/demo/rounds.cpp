#include "demo/rounds.hpp"

#include <algorithm>

#include "hazards/records.hpp"
#include "inspections/administration.hpp"
#include "inspections/records.hpp"
#include "inspections/schedule.hpp"

namespace headway::demo {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes;
using namespace inspections;

constexpr days lived{30};
// A refuge chamber that nobody has come to lately: its zone is not measured.
constexpr std::string_view forgotten_place = "3105-BN";
constexpr days forgotten_for{18};
constexpr hours tick{2};

constexpr std::string_view plan_text =
    "检查范围：采掘、机电、运输、通风、地测防治水各系统。分三组下井，先查掘进迎头支护和瓦斯，再查胶"
    "带"
    "运输和供电，最后查排水和消防。发现问题当场交区队，重大隐患立即停止作业。";

struct remark {
  std::string_view item, text;
};
constexpr remark remarks[] = {
    {"A1", "循环图表还是上个月的"}, {"A3", "当班缺一名支护工"},   {"B1", "内喷雾有两个喷嘴堵了"},
    {"B2", "机尾跑偏保护没挂好"},   {"B3", "二号钻机漏油"},       {"B4", "上周切换试验没有签字"},
    {"C3", "探水钻孔记录少填一个"}, {"C4", "离层仪读数两天没抄"}, {"D2", "一人电工证没带在身上"},
    {"D3", "开工前敲帮问顶走过场"}, {"D5", "交接班本少一个签字"}, {"E3", "左帮三排间距偏大"},
    {"E4", "右帮一根外露偏长"},     {"E5", "锚索外露没有截"},     {"E7", "两个托盘不贴岩面"},
    {"E8", "顶网搭接不够一格"},     {"E12", "风筒有一处破口"},    {"E13", "转载点喷雾没开"},
    {"F1", "低洼处积水没排净"},     {"F2", "锚杆堆在人行道侧"},   {"F3", "电缆有一段掉钩"},
    {"F5", "皮带下面有浮煤"},
};

std::optional<line_text> remark_on(std::string_view item) {
  const auto* found = std::ranges::find(remarks, item, &remark::item);
  if (found == std::end(remarks)) return std::nullopt;
  return line_text(std::string(found->text));
}

}  // namespace

inspectors::inspectors(recorder& by, chance& luck, const stage& on, reading from)
    : by_(by),
      luck_(luck),
      on_(on),
      from_(from),
      next_tick_(std::max(on.from + hours(8), on.until - lived)) {
  for (const auto& each : on.places)
    if (each.kind != places::place_kind::roadway)
      spots_.push_back(
          {each.id, 3 + static_cast<int>(spots_.size() * 11 % 37), each.code == forgotten_place});
}

void inspectors::live_until(instant at, function_ref<void(instant)> meanwhile) {
  while (true) {
    const bool visited_first = !visits_.empty() && visits_.begin()->first < next_tick_;
    const instant next = visited_first ? visits_.begin()->first : next_tick_;
    if (next >= at) return;
    meanwhile(next);
    if (visited_first) {
      const auto by = visits_.extract(visits_.begin());
      inspect(by.mapped(), next);
    } else {
      tend(next);
      next_tick_ += tick;
    }
  }
}

void inspectors::tend(instant at) {
  const auto zone = on_.calendar.zone();
  by_.act(person_id(), at, [&](journal::unit_of_work& work) -> result<void> {
    open_rounds(work, zone, 1'000);
    return {};
  });
  by_.act(person_id(), at, [&](journal::unit_of_work& work) -> result<void> {
    tell_rounds(work, 1'000);
    return {};
  });
  for (const auto& each : running(from_.store, from_.site, on_.people.section, at, 1'000))
    if (planned_.insert(each.id).second) plan(each);
  if (zone.date_of(at) != zone.date_of(at - tick)) plan_spot_checks(at);
}

void inspectors::plan(const inspection_round& r) {
  const auto by = visitor_of(r);
  if (r.written_plan)
    by_.act(by.who, next_tick_, [&](journal::unit_of_work& work) {
      return execute(work, r.id, write_plan{long_text(std::string(plan_text))});
    });
  if (is_left_undone(r)) return;
  const auto length = std::chrono::floor<minutes>(r.until - r.from).count();
  auto at = r.from + minutes(length * luck_.between(25, 95) / 100);
  if (at <= next_tick_) at = next_tick_ + luck_.minutes(60, 110);
  if (at < r.until) visits_.emplace(at, by);
}

// The last ten days that are over: nobody of the mine came, and nobody has come since.
bool inspectors::is_left_undone(const inspection_round& r) {
  if (r.until - r.from > days(12)) return false;
  if (r.until - r.from > days(2)) return r.until > on_.until - days(11);
  return luck_.happens(5);
}

inspectors::visit inspectors::visitor_of(const inspection_round& r) {
  const auto& people = on_.people;
  switch (r.by) {
    case inspector::mine_head:
    case inspector::deputy_mine_head:
      return {people.office, api::role::mine_office, r.rhythm, {}};
    case inspector::safety_inspector:
      return {luck_.happens(60) ? people.inspector : people.second_inspector,
              api::role::inspector,
              r.rhythm,
              {}};
    case inspector::crew_leader:
      for (const auto& each : people.crews)
        if (r.crew == each.id) return {each.leader, api::role::crew_leader, r.rhythm, r.crew};
      break;
    case inspector::section_chief:
    case inspector::post_worker:
      break;
  }
  if (luck_.happens(40)) return {people.technician, api::role::technician, r.rhythm, {}};
  return {people.chief, api::role::section_chief, r.rhythm, {}};
}

void inspectors::plan_spot_checks(instant day) {
  for (int n = luck_.between(1, 3); n > 0; --n) {
    const auto& crew = luck_.pick(on_.people.crews);
    const auto who = luck_.happens(30) ? crew.leader : luck_.pick(crew.workers);
    visits_.emplace(day + luck_.minutes(10, 23 * 60), visit{who, api::role::worker, {}, {}});
  }
}

const inspectors::spot& inspectors::place_of_visit(instant at) {
  const bool lately = at > on_.until - forgotten_for;
  while (true) {
    const auto& found = luck_.pick(spots_);
    if (!found.forgotten || !lately) return found;
  }
}

std::vector<inspection_mark> inspectors::marks_at(const spot& at, bool whole, instant when) {
  std::vector<inspection_mark> marks;
  for (const auto& item : heading_checklist().items) {
    if (!whole && !luck_.happens(20)) continue;
    inspection_mark m;
    m.item = item.code;
    m.verdict = luck_.happens(item.zeroing ? at.poor_percent : at.poor_percent * 8, 800)
                    ? verdict::poor
                    : verdict::good;
    if (m.verdict == verdict::good && luck_.happens(2)) m.verdict = verdict::not_applicable;
    if (m.verdict == verdict::poor) {
      m.note = remark_on(item.code);
      if (!item.zeroing && luck_.happens(30)) m.finds = luck_.between(2, 3);
    }
    marks.push_back(std::move(m));
  }
  if (marks.empty()) marks.push_back({"E1", verdict::good, {}, {}, {}, {}});
  // What was reported here in these hours is what the inspection found.
  const auto poor = std::ranges::find(marks, verdict::poor, &inspection_mark::verdict);
  if (poor == marks.end()) return marks;
  const auto reported =
      hazards::recorded_at_place(from_.store, from_.site, at.id, when - hours(8), when, 1);
  if (!reported.empty()) poor->hazard = reported.front().id;
  return marks;
}

void inspectors::inspect(const visit& by, instant at) {
  const auto& where = place_of_visit(at);
  record_inspection asked;
  asked.id = inspection_id(luck_.id(at));
  asked.kind = by.rhythm ? inspection_kind::periodic : inspection_kind::spot;
  asked.rhythm = by.rhythm;
  asked.crew = by.crew;
  asked.place = where.id;
  asked.checklist = heading_checklist_id();
  asked.began = at - (by.rhythm ? luck_.minutes(25, 50) : luck_.minutes(5, 20));
  asked.finished = at;
  if (luck_.happens(85)) asked.presence = plate_scan{where.id, asked.began};
  asked.marks = marks_at(where, by.rhythm.has_value(), at);
  by_.act(by.who, at, [&](journal::unit_of_work& work) {
    const inspecting as{on_.people.section, {by.as}, on_.calendar.zone()};
    return execute(work, as, asked);
  });
  ++made_;
}

}  // namespace headway::demo
