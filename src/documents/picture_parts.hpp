// How the three picture formats are put together. Each walk goes over the parts of one picture,
// learns its size and orientation, and appends to `kept` the parts that stay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headway::documents {

// The size as stored, before turning.
struct picture_anatomy {
  std::uint32_t width = 0, height = 0;
  std::uint8_t orientation = 1;
};

// nullopt when the structure is broken.
std::optional<picture_anatomy> walk_jpeg(std::string_view bytes, std::string& kept);
std::optional<picture_anatomy> walk_png(std::string_view bytes, std::string& kept);
std::optional<picture_anatomy> walk_webp(std::string_view bytes, std::string& kept);

// The orientation in a block of EXIF, with or without its "Exif\0\0" heading; 1 when there is none
// or it makes no sense.
std::uint8_t exif_orientation(std::string_view block);
// A block of EXIF, without heading, that holds this orientation and nothing else.
std::string exif_with_orientation(std::uint8_t orientation);

}  // namespace headway::documents
