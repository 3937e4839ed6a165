#include "coverage/planning_room.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <list>
#include <mutex>
#include <thread>

#include "base/log.hpp"

namespace headway::coverage {
namespace {

struct desk {
  plan_job job;
  std::atomic<bool> wanted{true};
  std::thread thread;
};

plan_job without_result(const plan_job& of) {
  plan_job made = of;
  made.result.reset();
  return made;
}

}  // namespace

struct planning_room::state {
  explicit state(const clock_source& by) : clock(by) {}

  const clock_source& clock;
  mutable std::mutex guard;
  std::list<std::unique_ptr<desk>> desks;  // the newest last

  desk* find(const uuid& id) const {
    for (const auto& each : desks)
      if (each->job.id == id) return each.get();
    return nullptr;
  }
  std::size_t running() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        desks, [](const auto& each) { return each->job.state == job_state::running; }));
  }
  bool is_planned(section_id section) const {
    return std::ranges::any_of(desks, [&](const auto& each) {
      return each->job.section == section && each->job.state == job_state::running;
    });
  }
  // Ended plans beyond what is kept, the oldest first; their threads have nothing left to do.
  std::vector<std::unique_ptr<desk>> take_surplus(section_id section) {
    std::vector<std::unique_ptr<desk>> taken;
    const auto too_many = [&] {
      const auto of_section = std::ranges::count_if(
          desks, [&](const auto& each) { return each->job.section == section; });
      return std::cmp_greater_equal(of_section, limits::plans_kept_of_section) ? 1
             : desks.size() >= limits::plans_kept                              ? 2
                                                                               : 0;
    };
    while (const int how = too_many()) {
      const auto oldest = std::ranges::find_if(desks, [&](const auto& each) {
        return each->job.state != job_state::running && (how == 2 || each->job.section == section);
      });
      if (oldest == desks.end()) break;
      taken.push_back(std::move(*oldest));
      desks.erase(oldest);
    }
    return taken;
  }

  void run(desk* at, const work& how) {
    const auto watch = [&](const planner::plan_progress& now) {
      const std::lock_guard held(guard);
      auto& job = at->job;
      job.phase = now.phase;
      job.broken = now.broken;
      job.missing = now.missing;
      job.cost = now.cost;
      return at->wanted.load();
    };
    std::optional<plan_result> made;
    try {
      auto outcome = how(watch);
      if (outcome)
        made = std::move(*outcome);
      else
        log(severity::error, "planning.failed", {{"code", std::string(outcome.error().code())}});
    } catch (const std::exception& failed) {
      log(severity::error, "planning.failed", {{"what", failed.what()}});
    }
    const std::lock_guard held(guard);
    at->job.state = !made ? job_state::failed : at->wanted ? job_state::done : job_state::cancelled;
    at->job.result = std::move(made);
    at->job.ended_at = clock.now();
  }
};

planning_room::planning_room(const clock_source& clock) : state_(std::make_unique<state>(clock)) {}

planning_room::~planning_room() {
  {
    const std::lock_guard held(state_->guard);
    for (const auto& each : state_->desks)
      each->wanted = false;
  }
  for (const auto& each : state_->desks)
    if (each->thread.joinable()) each->thread.join();
}

result<plan_job> planning_room::start(plan_job as, work how) {
  std::vector<std::unique_ptr<desk>> surplus;
  {
    const std::lock_guard held(state_->guard);
    if (const auto known = state_->find(as.id)) return known->job;
    if (state_->is_planned(as.section)) return problem(problems::planning_already);
    if (state_->running() >= limits::plans_at_once) return problem(problems::planning_busy);
    surplus = state_->take_surplus(as.section);
    auto made = std::make_unique<desk>();
    made->job = as;
    made->job.state = as.state = job_state::running;
    // A desk goes only after its thread.
    made->thread = std::thread(
        [in = state_.get(), at = made.get(), how = std::move(how)] { in->run(at, how); });
    state_->desks.push_back(std::move(made));
  }
  for (const auto& each : surplus)
    each->thread.join();
  return as;
}

std::optional<plan_job> planning_room::find(const uuid& id) const {
  const std::lock_guard held(state_->guard);
  const auto known = state_->find(id);
  if (!known) return std::nullopt;
  return known->job;
}

std::vector<plan_job> planning_room::list(section_id section) const {
  const std::lock_guard held(state_->guard);
  std::vector<plan_job> found;
  for (auto each = state_->desks.rbegin(); each != state_->desks.rend(); ++each)
    if ((*each)->job.section == section) found.push_back(without_result((*each)->job));
  return found;
}

bool planning_room::cancel(const uuid& id) {
  const std::lock_guard held(state_->guard);
  const auto known = state_->find(id);
  if (!known) return false;
  known->wanted = false;
  return true;
}

}  // namespace headway::coverage
