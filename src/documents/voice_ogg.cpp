// Ogg (RFC 3533) with one stream of Opus (RFC 7845).
#include <array>

#include "documents/voice_parts.hpp"

namespace headway::documents {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t head_bytes = 27;
constexpr double samples_per_second = 48'000;  // of Opus, whatever was recorded
constexpr std::uint8_t begins = 2, ends = 4;

std::uint64_t little(std::string_view bytes, std::size_t at, int count) {
  std::uint64_t value = 0;
  for (int i = count - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

constexpr std::array<std::uint32_t, 256> crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t r = i << 24;
    for (int bit = 0; bit < 8; ++bit)
      r = (r & 0x80000000U) != 0 ? r << 1 ^ 0x04c11db7U : r << 1;
    table[i] = r;
  }
  return table;
}();

// Of the page with its own check sum taken as zero.
std::uint32_t checksum(std::string_view page) {
  std::uint32_t crc = 0;
  for (std::size_t i = 0; i < page.size(); ++i) {
    const auto byte = i >= 22 && i < 26 ? 0U : static_cast<unsigned char>(page[i]);
    crc = crc << 8 ^ crc_table[(crc >> 24 ^ byte) & 0xFFU];
  }
  return crc;
}

// The length of the page at the start; 0 when it is broken.
std::size_t page_length(std::string_view bytes) {
  if (bytes.size() < head_bytes || !bytes.starts_with("OggS"sv) || bytes[4] != 0) return 0;
  const auto segments = static_cast<unsigned char>(bytes[26]);
  std::size_t length = head_bytes + segments;
  if (bytes.size() < length) return 0;
  for (std::size_t i = 0; i < segments; ++i)
    length += static_cast<unsigned char>(bytes[head_bytes + i]);
  if (bytes.size() < length) return 0;
  return little(bytes, 22, 4) == checksum(bytes.substr(0, length)) ? length : 0;
}

}  // namespace

std::optional<voice_anatomy> walk_ogg(std::string_view bytes) {
  constexpr std::uint64_t no_packet_ends = ~std::uint64_t{0};
  std::uint64_t stream = 0, skipped = 0, last = 0;
  bool ended = false;
  for (std::size_t number = 0; !bytes.empty(); ++number) {
    const auto length = page_length(bytes);
    if (length == 0 || ended) return std::nullopt;
    const auto page = bytes.substr(0, length);
    const auto flags = static_cast<unsigned char>(page[5]);
    const auto body = page.substr(head_bytes + static_cast<unsigned char>(page[26]));
    if (number == 0) {
      if ((flags & begins) == 0) return std::nullopt;
      if (!body.starts_with("OpusHead"sv)) return voice_anatomy{voice_kind::other, 0};
      if (body.size() < 19) return std::nullopt;
      stream = little(page, 14, 4);
      skipped = little(body, 10, 2);
    } else {
      // A second stream would be a second voice, or a picture.
      if ((flags & begins) != 0 || little(page, 14, 4) != stream) return std::nullopt;
      if (number == 1 && !body.starts_with("OpusTags"sv)) return std::nullopt;
    }
    if (const auto at = little(page, 6, 8); at != no_packet_ends && number > 1) {
      if (at < last) return std::nullopt;
      last = at;
    }
    ended = (flags & ends) != 0;
    bytes.remove_prefix(length);
  }
  if (last == 0) return std::nullopt;  // a head without sound
  return voice_anatomy{voice_kind::sound, static_cast<double>(last > skipped ? last - skipped : 0) /
                                              samples_per_second};
}

}  // namespace headway::documents
