#include "hazards/schedule.hpp"

#include "hazards/records.hpp"
#include "hazards/similar.hpp"

namespace headway::hazards {
namespace {

constexpr std::chrono::days repeat_within{90};
constexpr int repeat_candidates = 100;

}  // namespace

int raise_due_alarms(journal::unit_of_work& work, int limit) {
  int told = 0;
  for (const auto& due : due_alarms(work.store(), work.site(), work.now(), limit)) {
    const auto found = work.load<hazard_model>(due.hazard);
    if (!found || !found->exists()) continue;
    const circumstances with{{}, work.now(), work.now(), {}, default_rulebook()};
    auto raised = raise_alarms(**found, with);
    if (raised.empty()) continue;
    work.record<hazard_model>(due.hazard, due.section, raised);
    ++told;
  }
  return told;
}

repeats_found link_repeats(journal::unit_of_work& work, instant from, instant until, int limit) {
  repeats_found done{0, until};
  const auto fresh = recorded_between(work.store(), work.site(), from, until, limit);
  if (fresh.size() == static_cast<std::size_t>(limit)) done.until = fresh.back().recorded_at;
  for (const auto& each : fresh) {
    const fingerprint words(each.description);
    const auto before =
        recorded_at_place(work.store(), work.site(), each.place, each.recorded_at - repeat_within,
                          each.recorded_at, repeat_candidates);
    for (const auto& candidate : before) {
      if (candidate.id == each.id) continue;
      if (words.likeness(fingerprint(candidate.description)) < repeat_likeness) continue;
      const auto found = work.load<hazard_model>(each.id);
      // Imported history tells how long ago something was, not that it has come again.
      if (!found || !found->exists() || (*found)->origin || !(*found)->repeats.empty()) break;
      work.record<hazard_model>(each.id, each.section, repeat_linked{candidate.id});
      ++done.linked;
      break;
    }
  }
  return done;
}

}  // namespace headway::hazards
