// Runs commands of the past: each as one unit of work at its own time.
#pragma once

#include "base/ensure.hpp"
#include "demo/chance.hpp"
#include "journal/journal.hpp"

namespace headway::demo {

class recorder {
 public:
  // All outlive it; a transaction for writing is open on `on`, and the caller commits it.
  recorder(sql::connection& on, journal::chain& chain, const journal::model_set& models,
           chance& luck)
      : on_(on), chain_(chain), models_(models), luck_(luck) {}

  struct when {
    instant observed;  // the device's clock
    instant recorded;  // the node's; must not go back from call to call
  };

  // `run` takes the unit and gives result<void>. The generator only asks for what the rules allow:
  // a problem is a bug of its own.
  template <class Run>
  void act(person_id actor, when at, Run run) {
    const journal::author by{actor, {}, at.observed, command_id(luck_.id(at.recorded))};
    journal::unit_of_work work(on_, chain_, models_, by, at.recorded);
    const result<void> done = run(work);
    if (!done) throw std::logic_error("demo: " + std::string(done.error().code()));
    work.finish();
  }
  template <class Run>
  void act(person_id actor, instant at, Run run) {
    act(actor, when{at, at}, run);
  }

 private:
  sql::connection& on_;
  journal::chain& chain_;
  const journal::model_set& models_;
  chance& luck_;
};

}  // namespace headway::demo
