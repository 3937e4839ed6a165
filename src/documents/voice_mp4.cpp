// ISO base media (MPEG-4 part 12) with one sound track, whole or in fragments.
#include <array>

#include "documents/voice_parts.hpp"

namespace headway::documents {
namespace {

using std::string_view_literals::operator""sv;

constexpr int depth_most = 8;
constexpr int boxes_most = 20'000;

std::uint64_t big(std::string_view bytes, std::size_t at, int count) {
  std::uint64_t value = 0;
  for (int i = 0; i < count; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

struct findings {
  int boxes = 0, tracks = 0, moovs = 0;
  bool pictures = false, data = false, sound_entry = false, other_entry = false;
  double seconds = 0;
};

// Boxes that are nothing but boxes.
bool is_nest(std::string_view type) {
  constexpr std::array<std::string_view, 8> nests = {"moov", "trak", "mdia", "minf",
                                                     "stbl", "moof", "traf", "mvex"};
  for (const auto nest : nests)
    if (type == nest) return true;
  return false;
}

void take_length(findings& so_far, std::string_view content) {
  const bool wide = !content.empty() && content[0] == 1;
  const std::size_t scale_at = wide ? 20 : 12;
  if (content.size() < scale_at + (wide ? 12 : 8)) return;
  const auto scale = big(content, scale_at, 4);
  const auto length = big(content, scale_at + 4, wide ? 8 : 4);
  if (scale != 0 && length != (wide ? ~std::uint64_t{0} : 0xFFFFFFFFU))
    so_far.seconds = static_cast<double>(length) / static_cast<double>(scale);
}

void take(findings& so_far, std::string_view type, std::string_view content) {
  if (type == "mvhd") take_length(so_far, content);
  if (type == "mdat") so_far.data = true;
  if (type == "trak") ++so_far.tracks;
  if (type == "moov") ++so_far.moovs;
  if (type == "hdlr" && content.size() >= 12 && content.substr(8, 4) != "soun"sv)
    so_far.pictures = true;
  if (type == "stsd" && content.size() >= 16) {
    const auto codec = content.substr(12, 4);
    (codec == "mp4a"sv || codec == "Opus"sv ? so_far.sound_entry : so_far.other_entry) = true;
  }
}

// Whether the boxes fill `bytes` exactly.
bool walk(std::string_view bytes, findings& so_far, int depth) {
  while (!bytes.empty()) {
    if (bytes.size() < 8 || ++so_far.boxes > boxes_most || depth > depth_most) return false;
    std::uint64_t length = big(bytes, 0, 4);
    std::size_t head = 8;
    if (length == 1) {
      if (bytes.size() < 16) return false;
      length = big(bytes, 8, 8);
      head = 16;
    } else if (length == 0 && depth == 0) {
      length = bytes.size();  // to the end of the file
    }
    if (length < head || length > bytes.size()) return false;
    const auto type = bytes.substr(4, 4);
    const auto content = bytes.substr(head, static_cast<std::size_t>(length) - head);
    take(so_far, type, content);
    if (is_nest(type) && !walk(content, so_far, depth + 1)) return false;
    bytes.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

}  // namespace

std::optional<voice_anatomy> walk_mp4(std::string_view bytes) {
  findings found;
  if (!walk(bytes, found, 0)) return std::nullopt;
  if (found.moovs != 1 || found.tracks != 1 || found.pictures || !found.data) return std::nullopt;
  if (found.other_entry) return voice_anatomy{voice_kind::other, 0};
  if (!found.sound_entry) return std::nullopt;
  return voice_anatomy{voice_kind::sound, found.seconds};
}

}  // namespace headway::documents
