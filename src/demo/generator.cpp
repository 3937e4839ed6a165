#include "demo/generator.hpp"

#include <map>

#include "demo/coverage.hpp"
#include "demo/history.hpp"
#include "demo/layout.hpp"
#include "demo/rounds.hpp"
#include "demo/zones.hpp"
#include "places/administration.hpp"

namespace headway::demo {
namespace {

// Draws the plan; what lies within a place comes after it.
std::vector<known_place> draw(recorder& by, chance& luck, section_id section, instant at) {
  std::vector<known_place> known;
  std::map<std::string_view, place_id> by_code;
  std::map<int, uuid> twins;
  for (const auto& each : drawn_places()) {
    places::open_place asked;
    asked.id = place_id(luck.id(at));
    by_code[each.code] = asked.id;
    if (!each.parent.empty()) asked.parent = by_code.at(each.parent);
    asked.kind = each.kind;
    asked.name = std::string(each.name);
    asked.code = std::string(each.code);
    if (each.length_m > 0) asked.length_m = places::metres{static_cast<double>(each.length_m)};
    if (each.kind != places::place_kind::mine) asked.from = each.from, asked.to = each.to;
    if (each.twin > 0) asked.twin = twins.try_emplace(each.twin, luck.id(at)).first->second;
    const auto owner = each.owner == belongs::section ? section : section_id();
    by.act(person_id(), at, [&](auto& work) { return places::execute(work, owner, asked); });
    if (each.owner == belongs::section) known.push_back({each.code, asked.id, each.kind, {}});
  }
  for (const auto& each : drawn_risks()) {
    places::declare_risk asked;
    asked.id = risk_point_id(luck.id(at));
    asked.place = by_code.at(each.place);
    asked.name = std::string(each.name);
    asked.risk_level = each.level;
    by.act(person_id(), at, [&](auto& work) { return places::execute(work, asked); });
    for (auto& one : known)
      if (one.id == asked.place) one.risk_points.push_back(asked.id);
  }
  return known;
}

}  // namespace

made generate(sql::connection& on, journal::chain& chain, const journal::model_set& models,
              const wishes& as) {
  chance luck(as.seed);
  recorder by(on, chain, models, luck);
  const auto first_day = local_date{as.zone.date_of(as.until).days - std::chrono::days(as.days)};
  const instant from = as.zone.at(first_day, std::chrono::minutes(0));
  const auto people = gather(by, luck, as.zone, from, as.password_hash);
  stage set{people, draw(by, luck, people.section, from),
            people::shift_calendar(as.zone, people::four_shift_system()), from, as.until};
  made done{people.persons,
            people.members,
            static_cast<int>(people.crews.size()),
            people.key_posts,
            static_cast<int>(drawn_places().size()),
            zones_planned(),
            0,
            0};
  chance luck_of_zones(as.seed + 1), luck_of_rounds(as.seed + 2);
  recorder keeps_zones(on, chain, models, luck_of_zones),
      inspects(on, chain, models, luck_of_rounds);
  const auto zones_until = plan_zones(keeps_zones, luck_of_zones, set);
  inspectors rounds(inspects, luck_of_rounds, set, {on, chain.site()});
  const auto others_until = [&](instant at) {
    rounds.live_until(at, zones_until);
    zones_until(at);
  };
  done.hazards = live(by, luck, set, others_until);
  others_until(as.until);
  done.inspections = rounds.made();
  chance luck_of_plans(as.seed + 3);
  recorder keeps_plans(on, chain, models, luck_of_plans);
  plan_coverage(keeps_plans, luck_of_plans, set);
  return done;
}

}  // namespace headway::demo
