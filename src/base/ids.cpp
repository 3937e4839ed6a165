#include "base/ids.hpp"

#include <sodium.h>

namespace headway {
namespace {

constexpr char digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A block of random bytes per thread, so that an id does not cost a system call.
struct random_block {
  std::array<std::uint8_t, 1024> bytes;
  std::size_t used = sizeof bytes;

  void take(std::uint8_t* to, std::size_t count) {
    if (used + count > bytes.size()) {
      randombytes_buf(bytes.data(), bytes.size());
      used = 0;
    }
    std::memcpy(to, bytes.data() + used, count);
    sodium_memzero(bytes.data() + used, count);
    used += count;
  }
};

}  // namespace

void append_text(std::string& out, const uuid& id) {
  char text[36];
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text[at++] = '-';
    text[at++] = digits[id.bytes[i] >> 4];
    text[at++] = digits[id.bytes[i] & 15];
  }
  out.append(text, sizeof text);
}

std::string uuid::text() const {
  std::string out;
  append_text(out, *this);
  return out;
}

std::optional<uuid> uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  uuid parsed;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      if (text[at++] != '-') return std::nullopt;
    const int high = hex_value(text[at++]);
    const int low = hex_value(text[at++]);
    if (high < 0 || low < 0) return std::nullopt;
    parsed.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return parsed;
}

std::optional<uuid> uuid::from_bytes(std::span<const std::byte> raw) {
  if (raw.size() != 16) return std::nullopt;
  uuid made;
  std::memcpy(made.bytes.data(), raw.data(), 16);
  return made;
}

uuid make_uuid(std::int64_t unix_ms) {
  thread_local random_block random;
  uuid made;
  for (int i = 0; i < 6; ++i)
    made.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * i));
  random.take(made.bytes.data() + 6, 10);
  made.bytes[6] = static_cast<std::uint8_t>((made.bytes[6] & 0x0f) | 0x70);
  made.bytes[8] = static_cast<std::uint8_t>((made.bytes[8] & 0x3f) | 0x80);
  return made;
}

uuid named_uuid(std::string_view name) {
  uuid made;
  crypto_generichash(made.bytes.data(), made.bytes.size(),
                     reinterpret_cast<const unsigned char*>(name.data()), name.size(), nullptr, 0);
  made.bytes[6] = static_cast<std::uint8_t>((made.bytes[6] & 0x0f) | 0x80);
  made.bytes[8] = static_cast<std::uint8_t>((made.bytes[8] & 0x3f) | 0x80);
  return made;
}

}  // namespace headway
