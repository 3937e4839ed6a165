// 128-bit identifiers. New ones are UUID version 7 (RFC 9562): they sort by the time of their
// making, which keeps indexes compact, and can be made offline by any device.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace headway {

struct uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool is_nil() const { return *this == uuid{}; }
  // 36 characters, lower case: "018f4e3a-…".
  std::string text() const;
  // nullopt unless `text` is the 36-character form (either case).
  static std::optional<uuid> parse(std::string_view text);
  // nullopt unless exactly 16 bytes.
  static std::optional<uuid> from_bytes(std::span<const std::byte> raw);
  std::span<const std::byte> raw() const { return std::as_bytes(std::span(bytes)); }

  friend auto operator<=>(const uuid&, const uuid&) = default;
};

// A version-7 UUID of `unix_ms`, its other 74 bits from the system's random source. Thread-safe.
uuid make_uuid(std::int64_t unix_ms);
// A version-8 UUID derived from `name`: the same name gives the same id on every node.
uuid named_uuid(std::string_view name);
// Appends the 36-character form.
void append_text(std::string& out, const uuid& id);

// A uuid that can only stand for one kind of thing.
template <class Tag>
struct id : uuid {
  id() = default;
  explicit id(const uuid& value) : uuid(value) {}
  static std::optional<id> parse(std::string_view text) {
    if (auto parsed = uuid::parse(text)) return id(*parsed);
    return std::nullopt;
  }
  friend auto operator<=>(const id&, const id&) = default;
};

using node_id = id<struct node_tag>;
using device_id = id<struct device_tag>;
using command_id = id<struct command_tag>;
using section_id = id<struct section_tag>;
using crew_id = id<struct crew_tag>;
using post_id = id<struct post_tag>;
using person_id = id<struct person_tag>;
using place_id = id<struct place_tag>;
using risk_point_id = id<struct risk_point_tag>;
using zone_id = id<struct zone_tag>;
using checklist_id = id<struct checklist_tag>;
using inspection_id = id<struct inspection_tag>;
using hazard_id = id<struct hazard_tag>;
using subject_id = uuid;  // any of the above, where the journal does not care which

// The tenant a row belongs to: one mine. Every table leads with it.
enum class site_id : std::int64_t {};

}  // namespace headway

template <>
struct std::hash<headway::uuid> {
  std::size_t operator()(const headway::uuid& id) const noexcept {
    std::uint64_t low = 0;
    std::memcpy(&low, id.bytes.data() + 8, sizeof low);  // the random half
    return low;
  }
};
template <class Tag>
struct std::hash<headway::id<Tag>> : std::hash<headway::uuid> {};
