#include "documents/picture_parts.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace headway::documents {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view exif_heading = "Exif\0\0"sv;

// Bytes read with bounds: what lies outside reads as zero, and callers check sizes where it
// matters.
struct byte_view {
  std::string_view bytes;
  std::uint32_t at(std::size_t offset) const {
    return offset < bytes.size() ? static_cast<unsigned char>(bytes[offset]) : 0u;
  }
  std::uint32_t big(std::size_t offset, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
      value = value << 8 | at(offset + i);
    return value;
  }
  std::uint32_t little(std::size_t offset, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;)
      value = value << 8 | at(offset + i);
    return value;
  }
};

void append_number(std::string& out, std::uint32_t value, std::size_t count, bool big) {
  for (std::size_t i = 0; i < count; ++i)
    out += static_cast<char>(value >> 8 * (big ? count - 1 - i : i) & 0xFF);
}

// Takes over the first orientation that is not upright; true when it was this one.
bool adopt_orientation(picture_anatomy& found, std::string_view block) {
  if (found.orientation != 1) return false;
  found.orientation = exif_orientation(block);
  return found.orientation != 1;
}

// ---- JPEG ---------------------------------------------------------------------------------------

bool is_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool jpeg_segment_stays(std::uint32_t marker, std::string_view content) {
  if (marker == 0xE0) return content.starts_with("JFIF\0"sv) && content.size() == 14;
  if (marker == 0xE2) return content.starts_with("ICC_PROFILE\0"sv);
  if (marker == 0xEE) return content.starts_with("Adobe"sv);
  return marker < 0xE0;
}

// The end of the compressed data that begins at `at`: the next marker that is none of its own.
std::size_t end_of_scan(byte_view view, std::size_t at) {
  for (; at + 1 < view.bytes.size(); ++at) {
    const std::uint32_t next = view.at(at + 1);
    if (view.at(at) == 0xFF && next != 0 && (next < 0xD0 || next > 0xD7)) return at;
  }
  return view.bytes.size();
}

}  // namespace

std::optional<picture_anatomy> walk_jpeg(std::string_view bytes, std::string& kept) {
  const byte_view view{bytes};
  picture_anatomy found;
  bool scanned = false;
  kept = bytes.substr(0, 2);
  for (std::size_t at = 2; at + 1 < bytes.size();) {
    if (view.at(at) != 0xFF) return std::nullopt;
    const std::uint32_t marker = view.at(at + 1);
    if (marker == 0xFF) {
      ++at;  // a fill byte
      continue;
    }
    if (marker == 0xD9) {
      kept += bytes.substr(at, 2);
      return found.width != 0 && scanned ? std::optional(found) : std::nullopt;
    }
    const std::size_t length = view.big(at + 2, 2), next = at + 2 + length;
    const bool known = (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8) ||
                       (marker >= 0xDA && marker <= 0xDD) || (marker >= 0xE0 && marker <= 0xEF) ||
                       marker == 0xFE;
    if (!known || length < 2 || next > bytes.size()) return std::nullopt;
    const std::string_view content = bytes.substr(at + 4, length - 2);
    if (is_frame(marker)) {
      if (found.width != 0 || length < 8) return std::nullopt;
      found.height = view.big(at + 5, 2);
      found.width = view.big(at + 7, 2);
      if (found.width == 0 || found.height == 0) return std::nullopt;
    }
    if (marker == 0xE1 && content.starts_with(exif_heading) && adopt_orientation(found, content)) {
      const std::string block = exif_with_orientation(found.orientation);
      kept += "\xFF\xE1"sv;
      append_number(kept, static_cast<std::uint32_t>(2 + exif_heading.size() + block.size()), 2,
                    true);
      kept.append(exif_heading).append(block);
    }
    if (jpeg_segment_stays(marker, content)) kept += bytes.substr(at, next - at);
    at = next;
    if (marker == 0xDA) {
      if (found.width == 0) return std::nullopt;
      scanned = true;
      const std::size_t end = end_of_scan(view, at);
      kept += bytes.substr(at, end - at);
      at = end;
    }
  }
  return std::nullopt;  // it broke off
}

// ---- PNG ----------------------------------------------------------------------------------------

namespace {

bool png_chunk_stays(std::string_view type) {
  constexpr std::array stay{"IHDR"sv, "PLTE"sv, "IDAT"sv, "IEND"sv, "tRNS"sv, "gAMA"sv, "cHRM"sv,
                            "sRGB"sv, "iCCP"sv, "cICP"sv, "sBIT"sv, "bKGD"sv, "pHYs"sv};
  return std::ranges::find(stay, type) != stay.end();
}

std::uint32_t png_checksum(std::string_view type_and_content) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(type_and_content.data()), type_and_content.size()));
}

void append_png_chunk(std::string& out, std::string_view type, std::string_view content) {
  append_number(out, static_cast<std::uint32_t>(content.size()), 4, true);
  const std::size_t begin = out.size();
  out.append(type).append(content);
  append_number(out, png_checksum(std::string_view(out).substr(begin)), 4, true);
}

}  // namespace

std::optional<picture_anatomy> walk_png(std::string_view bytes, std::string& kept) {
  constexpr std::size_t frame_bytes = 12;  // length, type and checksum
  const byte_view view{bytes};
  picture_anatomy found;
  bool data = false;
  kept = bytes.substr(0, 8);
  for (std::size_t at = 8; at + frame_bytes <= bytes.size();) {
    const std::size_t length = view.big(at, 4);
    if (length > bytes.size() - at - frame_bytes) return std::nullopt;
    const std::string_view type = bytes.substr(at + 4, 4), content = bytes.substr(at + 8, length);
    if (png_checksum(bytes.substr(at + 4, length + 4)) != view.big(at + 8 + length, 4))
      return std::nullopt;
    if ((type == "IHDR") != (at == 8) || (type == "IHDR" && length != 13)) return std::nullopt;
    if (type == "IHDR") {
      found.width = view.big(at + 8, 4);
      found.height = view.big(at + 12, 4);
      if (found.width == 0 || found.height == 0) return std::nullopt;
    }
    data = data || type == "IDAT";
    const bool critical = type[0] >= 'A' && type[0] <= 'Z';
    if (critical && !png_chunk_stays(type)) return std::nullopt;
    if (type == "eXIf" && adopt_orientation(found, content))
      append_png_chunk(kept, "eXIf", exif_with_orientation(found.orientation));
    if (png_chunk_stays(type)) kept += bytes.substr(at, length + frame_bytes);
    if (type == "IEND") return data ? std::optional(found) : std::nullopt;
    at += length + frame_bytes;
  }
  return std::nullopt;
}

// ---- WebP ---------------------------------------------------------------------------------------

namespace {

constexpr char webp_has_exif = 0x08, webp_has_xmp = 0x04, webp_is_animated = 0x02;

void append_webp_chunk(std::string& out, std::string_view type, std::string_view content) {
  out += type;
  append_number(out, static_cast<std::uint32_t>(content.size()), 4, false);
  out += content;
  if (content.size() % 2 == 1) out += '\0';
}

// The size that a chunk states; 0 × 0 when it states none.
picture_anatomy webp_size(std::string_view type, std::string_view content) {
  const byte_view view{content};
  picture_anatomy size;
  if (type == "VP8X" && content.size() >= 10) {
    size.width = view.little(4, 3) + 1;
    size.height = view.little(7, 3) + 1;
  } else if (type == "VP8 " && content.size() >= 10 && content.substr(3, 3) == "\x9D\x01\x2A"sv) {
    size.width = view.little(6, 2) & 0x3FFF;
    size.height = view.little(8, 2) & 0x3FFF;
  } else if (type == "VP8L" && content.size() >= 5 && content[0] == 0x2F) {
    const std::uint32_t bits = view.little(1, 4);
    size.width = (bits & 0x3FFF) + 1;
    size.height = (bits >> 14 & 0x3FFF) + 1;
  }
  return size;
}

}  // namespace

std::optional<picture_anatomy> walk_webp(std::string_view bytes, std::string& kept) {
  const byte_view view{bytes};
  const std::size_t end = std::size_t{8} + view.little(4, 4);
  if (end > bytes.size() || end < 20) return std::nullopt;
  picture_anatomy found;
  std::size_t flags_at = 0;  // in `kept`, of an extended picture
  bool data = false;
  kept = bytes.substr(0, 12);
  for (std::size_t at = 12; at < end;) {
    const std::size_t length = view.little(at + 4, 4);
    if (end - at < 8 || length > end - at - 8) return std::nullopt;
    const std::string_view type = bytes.substr(at, 4), content = bytes.substr(at + 8, length);
    at += 8 + length + length % 2;
    if (type == "VP8X" || type == "VP8 " || type == "VP8L") {
      const picture_anatomy size = webp_size(type, content);
      if (size.width == 0 || size.height == 0 || data) return std::nullopt;
      found.width = std::max(found.width, size.width);
      found.height = std::max(found.height, size.height);
      data = data || type != "VP8X";
    }
    if (type == "VP8X") {
      if (flags_at != 0 || (content[0] & webp_is_animated) != 0) return std::nullopt;
      flags_at = kept.size() + 8;
    }
    if (type == "EXIF" && flags_at != 0 && adopt_orientation(found, content))
      append_webp_chunk(kept, "EXIF", exif_with_orientation(found.orientation));
    if (type == "VP8X" || type == "VP8 " || type == "VP8L" || type == "ALPH" || type == "ICCP")
      append_webp_chunk(kept, type, content);
  }
  if (!data) return std::nullopt;
  if (flags_at != 0) {
    const char others = static_cast<char>(~(webp_has_exif | webp_has_xmp));
    kept[flags_at] =
        static_cast<char>((kept[flags_at] & others) | (found.orientation != 1 ? webp_has_exif : 0));
  }
  std::string size;
  append_number(size, static_cast<std::uint32_t>(kept.size() - 8), 4, false);
  kept.replace(4, 4, size);
  return found;
}

// ---- EXIF ---------------------------------------------------------------------------------------

std::uint8_t exif_orientation(std::string_view block) {
  constexpr std::uint32_t orientation_tag = 0x0112, short_type = 3, entry_bytes = 12;
  if (block.starts_with(exif_heading)) block.remove_prefix(exif_heading.size());
  const bool big = block.starts_with("MM\0*"sv);
  if (!big && !block.starts_with("II*\0"sv)) return 1;
  const byte_view view{block};
  const auto number = [&](std::size_t offset, std::size_t count) {
    return big ? view.big(offset, count) : view.little(offset, count);
  };
  const std::size_t directory = number(4, 4);
  const std::size_t entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * entry_bytes;
    if (entry + entry_bytes > block.size()) return 1;
    if (number(entry, 2) != orientation_tag || number(entry + 2, 2) != short_type) continue;
    const std::uint32_t value = number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<std::uint8_t>(value) : 1;
  }
  return 1;
}

std::string exif_with_orientation(std::uint8_t orientation) {
  std::string block("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"sv);
  block += static_cast<char>(orientation);
  block.append(6, '\0');  // the rest of the value, and no further directory
  return block;
}

}  // namespace headway::documents
