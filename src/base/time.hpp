// Time inside Headway: milliseconds of UTC, half-open intervals, an injected clock. The zone of the
// mine is a fixed offset (China has one zone and no daylight saving); it is a setting.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headway {

using instant = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;

inline std::int64_t to_unix_ms(instant at) { return at.time_since_epoch().count(); }
inline instant from_unix_ms(std::int64_t ms) { return instant(milliseconds(ms)); }

// RFC 3339 in UTC with milliseconds: "2026-11-22T18:35:18.123Z".
std::string to_text(instant at);
void append_text(std::string& out, instant at);
// Any RFC 3339 date-time with zone; nullopt otherwise, or outside the years 1970-9999.
std::optional<instant> parse_instant(std::string_view text);

// A day as the mine writes it, without a zone.
struct local_date {
  std::chrono::sys_days days{};  // days since 1970-01-01

  static std::optional<local_date> parse(std::string_view text);  // "2026-11-22"
  std::string text() const;
  friend auto operator<=>(const local_date&, const local_date&) = default;
};

// The offset of the mine's wall clock from UTC.
struct time_zone {
  std::chrono::minutes offset{8 * 60};

  local_date date_of(instant at) const {
    return {std::chrono::floor<std::chrono::days>(at + offset)};
  }
  // The instant at which `date` is `of_day` old.
  instant at(local_date date, std::chrono::minutes of_day) const {
    return instant(date.days) + of_day - offset;
  }
};

// The interval [begin, end).
struct interval {
  instant begin, end;
  bool contains(instant at) const { return begin <= at && at < end; }
  friend bool operator==(const interval&, const interval&) = default;
};

// Where now comes from. Tests and simulations give their own.
class clock_source {
 public:
  virtual ~clock_source() = default;
  virtual instant now() const = 0;  // thread-safe
};

class system_clock_source final : public clock_source {
 public:
  instant now() const override {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  }
};

}  // namespace headway
