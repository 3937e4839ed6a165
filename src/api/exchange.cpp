#include "api/exchange.hpp"

#include <charconv>

namespace headway::api {
namespace {

problem bad(const char* header) { return {problems::bad_header, "", {{"header", header}}}; }

const principal nobody{};

template <class Integer>
std::optional<Integer> whole_number(std::string_view text) {
  Integer number = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

// Only where the corrected moment can be written as a date, too.
std::optional<milliseconds> clock_offset_in(std::string_view text, instant observed_at) {
  const auto count = whole_number<std::int64_t>(text);
  if (!count) return std::nullopt;
  const milliseconds offset(*count);
  if (offset > limits::clock_offset || offset < -limits::clock_offset) return std::nullopt;
  if (!parse_instant(to_text(observed_at + offset))) return std::nullopt;
  return offset;
}

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
  if (const auto offset = in.header("headway-clock-offset"); !offset.empty()) {
    by.clock_offset = clock_offset_in(offset, by.observed_at);
    if (!by.clock_offset) return bad("Headway-Clock-Offset");
  }
  if (const auto apart = in.header("headway-apart"); !apart.empty()) {
    const auto version = whole_number<std::int64_t>(apart);
    if (!version || *version < 0) return bad("Headway-Apart");
    by.decided_on = *version;
  }
  return by;
}

}  // namespace headway::api
