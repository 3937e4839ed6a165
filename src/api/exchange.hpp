// One request between its arrival and its answer, and what its headers say about a command.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "api/dispatcher.hpp"

namespace headway::api {

struct exchange {
  exchange(std::shared_ptr<const http::request> in_, http::reply out_)
      : in(std::move(in_)), out(std::move(out_)) {}

  std::shared_ptr<const http::request> in;
  http::reply out;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  language in_language = language::zh;
  bool language_is_chosen = false;  // by Accept-Language
  const route* to = nullptr;
  std::vector<std::string> captured;
  std::shared_ptr<const principal> who;  // null: nobody, for this reason:
  problem why_nobody{problems::not_signed_in};
  // Who handed the command in for `who`, its author; nil: nobody did. Then the answer tells no more
  // than what became of it.
  person_id handed_in_by{};
  bool ended = false;  // answered, or handed over to another exchange

  // Of a command only.
  journal::author by{};
  http::response answer;  // waits for the commit
  std::vector<journal::unit_of_work::change> changes;
  // Whether the client named the command, so that it may be sending it again.
  bool command_was_named() const { return !in->header("idempotency-key").empty(); }
};

// Moves `x` to where other threads can hold it.
std::shared_ptr<exchange> take_over(exchange& x);

// What the handler of `x` is given.
call call_of(const exchange& x, const surroundings& with, std::vector<std::string> captured);

// Who acts, with what device, when by its clock and how wrong that is, by which command, having
// seen which version: from Idempotency-Key, Headway-Device, Headway-Observed-At,
// Headway-Clock-Offset and Headway-Apart. Command and moment are made when absent. Problem:
// request.bad_header.
result<journal::author> author_of(const http::request& in, const person_id& actor, instant now);

}  // namespace headway::api
