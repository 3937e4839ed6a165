// WebM (Matroska, RFC 9559) with one track of Opus. Recordings made live have segments and clusters
// of unknown size, and often no length.
#include <algorithm>

#include "documents/voice_parts.hpp"

namespace headway::documents {
namespace {

enum name : std::uint32_t {
  ebml = 0x1A45DFA3,
  doc_type = 0x4282,
  segment = 0x18538067,
  info = 0x1549A966,
  timestamp_scale = 0x2AD7B1,
  tracks = 0x1654AE6B,
  track_entry = 0xAE,
  track_type = 0x83,
  codec_id = 0x86,
  cluster = 0x1F43B675,
  timestamp = 0xE7,
  simple_block = 0xA3,
  block_group = 0xA0,
  block = 0xA1
};
constexpr int elements_most = 200'000;

struct element {
  std::uint32_t id = 0;
  bool unknown_size = false;
  std::string_view content;
};

// Takes a number of Matroska's variable length off the front; nullopt when it is cut off.
std::optional<std::uint64_t> take_number(std::string_view& bytes, int longest, bool with_marker) {
  if (bytes.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  int length = 1;
  while (length <= longest && (first & (0x80U >> (length - 1))) == 0)
    ++length;
  if (length > longest || bytes.size() < static_cast<std::size_t>(length)) return std::nullopt;
  std::uint64_t value = with_marker ? first : first & (0x7FU >> (length - 1));
  bool all_ones = (first | (0xFFU << (8 - length) & 0xFFU)) == 0xFFU;
  for (int i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    all_ones = all_ones && byte == 0xFF;
    value = value << 8 | byte;
  }
  bytes.remove_prefix(static_cast<std::size_t>(length));
  if (!with_marker && all_ones) return ~std::uint64_t{0};
  return value;
}

// Takes the head of an element, and its content when its size is known.
std::optional<element> take_element(std::string_view& bytes) {
  const auto id = take_number(bytes, 4, true);
  if (!id) return std::nullopt;
  const auto size = take_number(bytes, 8, false);
  if (!size) return std::nullopt;
  element taken{static_cast<std::uint32_t>(*id), *size == ~std::uint64_t{0}, {}};
  if (taken.unknown_size) return taken;
  if (*size > bytes.size()) return std::nullopt;
  taken.content = bytes.substr(0, static_cast<std::size_t>(*size));
  bytes.remove_prefix(static_cast<std::size_t>(*size));
  return taken;
}

std::uint64_t number_in(std::string_view content) {
  std::uint64_t value = 0;
  for (const char each : content.substr(0, 8))
    value = value << 8 | static_cast<unsigned char>(each);
  return value;
}

class walker {
 public:
  // Whether the elements fill `bytes` exactly. Segments and clusters of unknown size end where
  // their parent does or the next of them begins: their parts are read in one row.
  bool walk(std::string_view bytes, int depth) {
    while (!bytes.empty()) {
      const auto each = take_element(bytes);
      if (!each || ++elements_ > elements_most || depth > 4) return false;
      const bool open = each->id == segment || each->id == cluster;
      if (each->id == segment) ++segments_;
      if (each->unknown_size) {
        if (!open) return false;
        continue;
      }
      const bool nest = open || each->id == ebml || each->id == info || each->id == tracks ||
                        each->id == track_entry || each->id == block_group;
      if (nest ? !walk(each->content, depth + 1) : !take(*each)) return false;
    }
    return true;
  }

  std::optional<voice_anatomy> anatomy() const {
    if (!is_webm_ || segments_ != 1 || tracks_ != 1 || blocks_ == 0) return std::nullopt;
    if (!is_opus_) return voice_anatomy{voice_kind::other, 0};
    return voice_anatomy{voice_kind::sound,
                         static_cast<double>(latest_) * static_cast<double>(nanoseconds_) / 1e9};
  }

 private:
  bool take(const element& each) {
    switch (each.id) {
      case doc_type:
        is_webm_ = each.content.substr(0, each.content.find('\0')) == "webm";
        return true;
      case timestamp_scale:
        nanoseconds_ = number_in(each.content);
        return true;
      case track_type:
        ++tracks_;
        return number_in(each.content) == 2;  // sound
      case codec_id:
        is_opus_ = each.content.substr(0, each.content.find('\0')) == "A_OPUS";
        return true;
      case timestamp:
        cluster_ = number_in(each.content);
        return true;
      case simple_block:
      case block:
        return take_block(each.content);
      default:
        return true;
    }
  }

  bool take_block(std::string_view content) {
    if (!take_number(content, 8, false) || content.size() < 4) return false;
    const auto after = static_cast<std::int16_t>(number_in(content.substr(0, 2)));
    ++blocks_;
    const auto at = static_cast<std::int64_t>(cluster_ & 0x7FFFFFFFFFFFULL) + after;
    latest_ = std::max(latest_, at);
    return true;
  }

  int elements_ = 0, segments_ = 0, tracks_ = 0, blocks_ = 0;
  bool is_webm_ = false, is_opus_ = false;
  std::uint64_t nanoseconds_ = 1'000'000, cluster_ = 0;
  std::int64_t latest_ = 0;
};

}  // namespace

std::optional<voice_anatomy> walk_webm(std::string_view bytes) {
  walker over;
  if (!over.walk(bytes, 0)) return std::nullopt;
  return over.anatomy();
}

}  // namespace headway::documents
