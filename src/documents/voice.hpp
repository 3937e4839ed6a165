// Voice notes as browsers record them: recognised by content, walked part by part, and measured as
// far as the container tells. Nothing is decoded.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/problem.hpp"
#include "base/time.hpp"

namespace headway::documents {

enum class voice_format : unsigned char {
  ogg_opus,   // Firefox
  webm_opus,  // Chromium
  mp4         // Safari: AAC or Opus
};
std::string_view media_type(voice_format format);  // "audio/ogg"

struct voice_note {
  voice_format format = voice_format::ogg_opus;
  milliseconds length{0};  // 0: the container does not tell
};

// A note is spoken underground and heard by somebody who waits: minutes, not hours. A recording in
// AAC of that length is well below the bytes.
inline constexpr std::size_t voice_bytes_most = 6 * 1024 * 1024;
inline constexpr std::chrono::minutes voice_length_most{5};

// Whether these bytes begin as one of the containers that voice notes come in.
bool may_be_voice(std::string_view bytes);

// One sound track, no picture, no part cut off. Problems: voice.unknown_format, voice.damaged,
// voice.too_long.
result<voice_note> look_at_voice(std::string_view bytes);

namespace problems {
inline constexpr problem_kind voice_unknown_format{"voice.unknown_format", 415,
                                                   "只收 Opus 或 AAC 格式的录音",
                                                   "Only voice notes in Opus or AAC are taken"};
inline constexpr problem_kind voice_damaged{"voice.damaged", 422, "录音文件已损坏，请重新录音",
                                            "The voice note is damaged; record it again"};
inline constexpr problem_kind voice_too_long{"voice.too_long", 413, "录音太长，最多 {most} 分钟",
                                             "The voice note is too long; at most {most} minutes"};
}  // namespace problems

}  // namespace headway::documents
