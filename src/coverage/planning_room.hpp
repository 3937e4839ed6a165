// Where months are planned in the background: one plan at a time for a section, few at once, the
// last ones kept until they are published or forgotten. In memory only: a plan that nobody
// published has not happened.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/problem.hpp"
#include "coverage/answers.hpp"

namespace headway::coverage {

// Thread-safe.
class planning_room {
 public:
  explicit planning_room(const clock_source& clock);
  ~planning_room();  // cancels what runs, and waits for it
  planning_room(const planning_room&) = delete;
  planning_room& operator=(const planning_room&) = delete;

  // Runs on a thread of its own; asks the watcher often, and gives the best so far once that says
  // no.
  using work = std::function<result<plan_result>(planner::plan_watcher)>;
  // Begins `as`; one that is known by its id is given as it is. Problems:
  // coverage.planning_already, coverage.planning_busy.
  result<plan_job> start(plan_job as, work how);
  std::optional<plan_job> find(const uuid& id) const;
  // Of the section, the newest first, without results.
  std::vector<plan_job> list(section_id section) const;
  // Nothing happens to a plan that has ended. False: not known.
  bool cancel(const uuid& id);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

namespace limits {
inline constexpr std::size_t plans_at_once = 2;
inline constexpr std::size_t plans_kept = 40;
inline constexpr std::size_t plans_kept_of_section = 6;
inline constexpr int planning_seconds_most = 600;
}  // namespace limits

namespace problems {
inline constexpr problem_kind planning_already{
    "coverage.planning_already", 409, "本区队正在排另一份计划，请等它完成或先停下",
    "The section is being planned already; wait for that plan or cancel it"};
inline constexpr problem_kind planning_busy{"coverage.planning_busy", 503,
                                            "正在给别的区队排计划，请稍后再试",
                                            "Other sections are being planned; try again shortly"};
}  // namespace problems

}  // namespace headway::coverage
