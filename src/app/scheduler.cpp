#include "app/scheduler.hpp"

#include <exception>

#include "app/system.hpp"
#include "base/log.hpp"
#include "coverage/schedule.hpp"
#include "hazards/schedule.hpp"
#include "inspections/schedule.hpp"
#include "journal/store.hpp"
#include "people/sections.hpp"

namespace headway::app {
namespace {

constexpr int hazards_at_once = 100;
constexpr int rounds_at_once = 200;
constexpr int gaps_at_once = 100;
// Time alone brings gaps nearer; anything else that brings or ends them is a fact.
constexpr std::chrono::minutes gaps_looked_for_again{1};

}  // namespace

scheduler::scheduler(system& of, const clock_source& clock, std::chrono::milliseconds every)
    : of_(of), clock_(clock), every_(every), repeats_from_(clock.now()), thread_([this] {
        work();
      }) {}

scheduler::~scheduler() {
  {
    const std::lock_guard held(guard_);
    stopping_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void scheduler::work() {
  std::unique_lock held(guard_);
  while (!stopped_.wait_for(held, every_, [&] { return stopping_; })) {
    held.unlock();
    // A failure is told and tried again: an alarm must not fall silent because the disk was full.
    try {
      run_once();
    } catch (const std::exception& failed) {
      log(severity::error, "schedule.failed", {{"what", failed.what()}});
    }
    held.lock();
  }
}

void scheduler::run_once() {
  watch_hazards();
  watch_coverage();
}

void scheduler::watch_hazards() {
  int told = 0;
  do {
    of_.run_as_system([&](journal::unit_of_work& work) {
      told = hazards::raise_due_alarms(work, hazards_at_once);
    });
  } while (told == hazards_at_once);
  do {
    of_.run_as_system([&](journal::unit_of_work& work) {
      inspections::open_rounds(work, of_.settings().zone, rounds_at_once);
    });
    of_.run_as_system([&](journal::unit_of_work& work) {
      told = inspections::tell_rounds(work, rounds_at_once);
    });
  } while (told == rounds_at_once);
  const auto until = clock_.now();
  if (until <= repeats_from_) return;
  instant next = until;
  of_.run_as_system([&](journal::unit_of_work& work) {
    next = hazards::link_repeats(work, repeats_from_, until, hazards_at_once).until;
  });
  repeats_from_ = next;
}

void scheduler::watch_coverage() {
  const auto& with = of_.settings();
  const auto now = clock_.now();
  std::vector<std::pair<section_id, std::vector<coverage::gap_step>>> found;
  {
    const sql::reader_pool::lease store(of_.readers());
    std::int64_t facts = 0;
    for (const auto& node : journal::nodes(*store, with.site))
      facts += node.facts;
    if (facts == facts_looked_at_ && now < gaps_looked_for_ + gaps_looked_for_again) return;
    facts_looked_at_ = facts;
    gaps_looked_for_ = now;
    for (const auto section : people::sections_of_mine(*store, with.site))
      if (auto steps = coverage::gap_steps(*store, with.site, section, with.zone, now);
          !steps.empty())
        found.emplace_back(section, std::move(steps));
  }
  for (const auto& [section, steps] : found)
    of_.run_as_system(
        [&](journal::unit_of_work& work) { coverage::record_steps(work, section, steps); });
  int told = 0;
  do {
    of_.run_as_system([&](journal::unit_of_work& work) {
      told = coverage::raise_due_gap_alarms(work, gaps_at_once);
    });
  } while (told == gaps_at_once);
}

}  // namespace headway::app
