#include "api/exchange.hpp"

namespace headway::api {
namespace {

problem bad(const char* header) { return {problems::bad_header, "", {{"header", header}}}; }

const principal nobody{};

}  // namespace

std::shared_ptr<exchange> take_over(exchange& x) {
  auto moved = std::make_shared<exchange>(std::move(x));
  x.ended = true;  // NOLINT(bugprone-use-after-move): the husk is marked, not read
  return moved;
}

call call_of(const exchange& x, const surroundings& with, std::vector<std::string> captured) {
  return {*x.in,       x.who ? *x.who : nobody, x.in_language,      with.site,
          with.models, with.clock.now(),        std::move(captured)};
}

result<journal::author> author_of(const http::request& in, const person_id& actor, instant now) {
  journal::author by{actor, {}, now, {}};
  if (const auto key = in.header("idempotency-key"); key.empty()) {
    by.command = command_id(make_uuid(to_unix_ms(now)));
  } else {
    const auto id = command_id::parse(key);
    if (!id || id->is_nil()) return bad("Idempotency-Key");
    by.command = *id;
  }
  if (const auto device = in.header("headway-device"); !device.empty()) {
    const auto id = device_id::parse(device);
    if (!id) return bad("Headway-Device");
    by.device = *id;
  }
  if (const auto observed = in.header("headway-observed-at"); !observed.empty()) {
    const auto at = parse_instant(observed);
    if (!at) return bad("Headway-Observed-At");
    by.observed_at = *at;
  }
  return by;
}

}  // namespace headway::api
