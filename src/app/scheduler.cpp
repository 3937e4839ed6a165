#include "app/scheduler.hpp"

#include <exception>

#include "app/system.hpp"
#include "base/log.hpp"
#include "hazards/schedule.hpp"
#include "inspections/schedule.hpp"

namespace headway::app {
namespace {

constexpr int hazards_at_once = 100;
constexpr int rounds_at_once = 200;

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

}  // namespace headway::app
