// The end of every request: one answer, counted, with what all answers carry.
#pragma once

#include <exception>

#include "api/exchange.hpp"
#include "api/meters.hpp"

namespace headway::api {

class answerer {
 public:
  // Both outlive it.
  answerer(meters& counted, const clock_source& clock) : counted_(counted), clock_(clock) {}

  // Each ends `x`, from any thread.
  void answer(exchange& x, http::response with) const;
  void refuse(exchange& x, const problem& why) const;
  void settle(exchange& x, result<http::response> handled) const;
  // Logs what a handler or the store threw: a bug or an exhausted resource, not the client's doing.
  void fail(exchange& x, const std::exception_ptr& thrown) const noexcept;
  std::shared_ptr<http::event_stream> stream(exchange& x, http::response head) const;

 private:
  // Our clock, so that a device can measure how far its own is off.
  void tell_time(const exchange& x, http::response& answer) const;

  meters& counted_;
  const clock_source& clock_;
};

}  // namespace headway::api
