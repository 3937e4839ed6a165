// Small copies of kept pictures, made when first asked for and kept beside them. They are a cache:
// whoever removes the folder `small` loses nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "attachments/blobs.hpp"

namespace headway::attachments {

// The widths there are, in pixels: a list, a card, a phone's screen.
inline constexpr std::array small_widths = {160, 320, 640};

// Where the small copy of the blob lies; nullopt for width 0 and for a picture that none can be
// made of: then the picture itself serves. Thread-safe; not for the event loop.
std::optional<std::string> small_copy(const blob_store& of, std::string_view address, int width);

}  // namespace headway::attachments
