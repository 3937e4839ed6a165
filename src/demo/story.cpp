#include "demo/story.hpp"

#include "people/roster.hpp"

namespace headway::demo {
namespace {

using places::place_kind;

// How often a topic is found in a place of the kind, of 100, in the order of `topic`.
using weights = std::array<int, topics>;
constexpr weights in_heading{46, 9, 5, 7, 2, 4, 9, 4, 14};
constexpr weights in_gateway{24, 9, 6, 9, 18, 10, 7, 13, 4};
constexpr weights in_chamber{8, 4, 10, 42, 6, 10, 4, 14, 2};

const weights& weights_of(place_kind kind) {
  if (kind == place_kind::heading) return in_heading;
  if (kind == place_kind::chamber) return in_chamber;
  return in_gateway;
}

int share_of(place_kind kind) {
  switch (kind) {
    case place_kind::heading:
      return 10;
    case place_kind::gateway:
      return 6;
    case place_kind::chamber:
      return 2;
    case place_kind::roadway:
      return 1;
    case place_kind::mine:
      break;
  }
  return 0;
}

// A few in the year; the last two are not over yet.
constexpr std::chrono::days majors_before_the_end[] = {
    std::chrono::days(331), std::chrono::days(262), std::chrono::days(187),
    std::chrono::days(96),  std::chrono::days(9),   std::chrono::days(2)};

constexpr std::string_view sides[] = {"左帮", "右帮", "顶板", "左肩窝", "右肩窝"};

}  // namespace

const crew& story_maker::crew_at(instant at) {
  const auto shift = on_.calendar.shift_at(at);
  std::vector<const crew*> on_shift;
  for (const auto& each : on_.people.crews)
    if (people::shift_by_rotation(std::span(&each.rotation, 1), shift.date) == shift.number)
      on_shift.push_back(&each);
  return on_shift.empty() ? on_.people.crews[3] : *luck_.pick(on_shift);
}

const known_place& story_maker::place_of_find() {
  int all = 0;
  for (const auto& each : on_.places)
    all += share_of(each.kind);
  auto left = static_cast<int>(luck_.below(static_cast<std::uint64_t>(all)));
  for (const auto& each : on_.places)
    if ((left -= share_of(each.kind)) < 0) return each;
  return on_.places.back();
}

// Not the same thing in the same place again within months, unless it is meant as a repeat.
const phrase& story_maker::fresh_phrase(const known_place& at, instant observed) {
  for (int tries = 0;; ++tries) {
    const phrase& found = phrase_for(at.kind);
    auto& before = told_[{at.id, found.text}];
    if (tries < 6 && observed < before + std::chrono::days(100)) continue;
    before = observed;
    return found;
  }
}

const phrase& story_maker::phrase_for(place_kind kind) {
  auto left = luck_.between(1, 100);
  std::size_t about = 0;
  for (const auto& weight : weights_of(kind)) {
    if ((left -= weight) <= 0) break;
    ++about;
  }
  const auto wanted = static_cast<topic>(std::min(about, topics - 1));
  while (true)
    if (const auto& found = luck_.pick(hazard_phrases()); found.about == wanted) return found;
}

std::string story_maker::description(place_kind kind, const phrase& found) {
  std::string where;
  if (found.about == topic::act) {
    if (luck_.happens(50)) where = "迎头作业时，";
  } else if (kind == place_kind::heading) {
    where = "距迎头" + std::to_string(luck_.between(1, 40)) + "米";
    if (found.about == topic::support) where += luck_.pick(sides);
    where += "，";
  } else if (kind == place_kind::gateway) {
    where = std::to_string(luck_.between(2, 60) * 10) + "米处，";
  } else if (kind == place_kind::chamber && luck_.happens(40)) {
    where = luck_.happens(50) ? "入口处，" : "里段，";
  }
  return where + std::string(found.text);
}

void story_maker::make_major(story& s) {
  const auto& found = luck_.pick(major_phrases());
  s.is_major = true;
  s.about = found.category == 6 ? topic::water : topic::ventilation;
  s.report.description = std::string(found.text);
  s.report.profession = profession_of(s.about);
  s.report.level = "B";
  s.fixed_on_the_spot = s.rejected = false;
}

void story_maker::plan_course(story& s) {
  s.fixed_on_the_spot = luck_.happens(s.about == topic::act ? 80 : 30);
  s.rejected = !s.fixed_on_the_spot && luck_.happens(4);
  s.late = luck_.happens(13);
  s.asks_extension = luck_.happens(7);
  s.is_suspended = luck_.happens(1);
  s.returns = luck_.happens(11) ? (luck_.happens(15) ? 2 : 1) : 0;
  s.never_ends = luck_.happens(2);
  const int level = luck_.between(1, 100);
  if (level <= 4)
    s.report.level = "A";
  else if (level <= 24)
    s.report.level = "B";
  else if (luck_.happens(50))
    s.report.level = "C";
  if (!s.fixed_on_the_spot && majors_ < std::size(majors_before_the_end) &&
      s.observed >= on_.until - majors_before_the_end[majors_]) {
    ++majors_;
    make_major(s);
  }
}

story story_maker::make(instant observed) {
  story s;
  const known_place& at = place_of_find();
  const phrase& found = fresh_phrase(at, observed);
  const crew& finders = crew_at(observed);
  s.about = found.about;
  s.observed = observed;
  // Half of the reports wait in the phone for the way up, or for the network.
  s.recorded = observed + (luck_.happens(55) ? std::chrono::minutes(luck_.between(0, 2))
                                             : luck_.minutes(20, 300));
  s.report.id = hazard_id(luck_.id(observed));
  s.report.place = at.id;
  if (!at.risk_points.empty() && found.about == topic::support && luck_.happens(60))
    s.report.risk_point = at.risk_points.front();
  s.report.profession = profession_of(found.about);
  s.report.description = description(at.kind, found);
  s.reporter = luck_.pick(finders.workers);
  s.report.inspection_type = hazards::inspection_type::post;
  if (luck_.happens(30)) {
    s.reporter = luck_.happens(60) ? on_.people.inspector : on_.people.second_inspector;
    s.report.inspection_type = hazards::inspection_type::daily;
  } else if (luck_.happens(5)) {
    s.reporter = on_.people.office;
    s.report.inspection_type = hazards::inspection_type::mine_leader;
  } else if (luck_.happens(6)) {
    s.reporter = on_.people.demo_worker;
  }
  s.leader = finders.leader;
  s.responsible = luck_.pick(finders.workers);
  plan_course(s);
  // Found again where it was found before: a repeat.
  if (last_ && !s.is_major && luck_.happens(2)) {
    s.report.place = last_->report.place;
    s.report.risk_point = last_->report.risk_point;
    s.report.description = last_->report.description;
    s.report.profession = last_->report.profession;
    s.about = last_->about;
  }
  const bool recent = observed > on_.until - std::chrono::days(6);
  if (recent && luck_.happens(35))
    s.responsible = luck_.happens(60) ? on_.people.demo_worker : on_.people.demo_leader;
  s.acceptor = luck_.happens(50)   ? on_.people.inspector
               : luck_.happens(60) ? finders.leader
                                   : on_.people.technician;
  for (const auto other : {on_.people.inspector, on_.people.technician})
    if (s.acceptor == s.responsible || s.acceptor == s.reporter) s.acceptor = other;
  if (!s.is_major && luck_.happens(30)) last_ = s;
  return s;
}

}  // namespace headway::demo
