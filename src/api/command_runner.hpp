// Runs commands on the writer: known ones are answered again, new ones decided, recorded, committed
// and only then answered.
//
// A command that carries `Headway-Apart` was composed by somebody who had seen the version it names
// and no later one. When the newest state refuses it (and not its content, nor who asks), it is
// decided on that version; if that allows it, its facts are kept, contested where they do not fit
// any more, and a person settles it. So nobody's work is lost because somebody else was faster.
#pragma once

#include <condition_variable>
#include <mutex>

#include "api/answerer.hpp"
#include "api/dispatcher.hpp"
#include "api/event_hub.hpp"

namespace headway::api {

class command_runner {
 public:
  // All outlive it.
  command_runner(const surroundings& with, const answerer& ends, event_hub& hub)
      : with_(with), ends_(ends), hub_(hub) {}
  ~command_runner();  // waits for the commands that the writer holds
  command_runner(const command_runner&) = delete;
  command_runner& operator=(const command_runner&) = delete;

  // Takes `x` over. `how` lives as long as this.
  void run(exchange& x, const write& how);

 private:
  void execute(exchange& x, const write& how, sql::connection& on) const;
  bool decide(exchange& x, const write& how, sql::connection& on, instant now, bool apart) const;
  bool answer_again(exchange& x, const write& how, sql::connection& on) const;
  void finish(exchange& x, const std::exception_ptr& failed) const noexcept;

  const surroundings& with_;
  const answerer& ends_;
  event_hub& hub_;
  std::mutex guard_;
  std::condition_variable ended_;
  std::size_t running_ = 0;
};

}  // namespace headway::api
