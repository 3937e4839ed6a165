// How the three containers of voice notes are put together. Each walk goes over all parts of one
// recording and asks that they fit exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace headway::documents {

enum class voice_kind : unsigned char {
  sound,
  other
};  // other: sound in a codec that is not taken

struct voice_anatomy {
  voice_kind kind = voice_kind::sound;
  double seconds = 0;  // 0: not told
};

// nullopt when the structure is broken, or holds anything but one track of sound.
std::optional<voice_anatomy> walk_ogg(std::string_view bytes);
std::optional<voice_anatomy> walk_webm(std::string_view bytes);
std::optional<voice_anatomy> walk_mp4(std::string_view bytes);

}  // namespace headway::documents
