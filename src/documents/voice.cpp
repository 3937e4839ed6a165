#include "documents/voice.hpp"

#include <optional>

#include "documents/voice_parts.hpp"

namespace headway::documents {
namespace {

using std::string_view_literals::operator""sv;

std::optional<voice_format> recognise(std::string_view bytes) {
  if (bytes.starts_with("OggS"sv)) return voice_format::ogg_opus;
  if (bytes.starts_with("\x1A\x45\xDF\xA3"sv)) return voice_format::webm_opus;
  if (bytes.size() >= 8 && bytes.substr(4).starts_with("ftyp"sv)) return voice_format::mp4;
  return std::nullopt;
}

}  // namespace

std::string_view media_type(voice_format format) {
  switch (format) {
    case voice_format::ogg_opus:
      return "audio/ogg";
    case voice_format::webm_opus:
      return "audio/webm";
    case voice_format::mp4:
      return "audio/mp4";
  }
  return {};
}

bool may_be_voice(std::string_view bytes) { return recognise(bytes).has_value(); }

result<voice_note> look_at_voice(std::string_view bytes) {
  const auto format = recognise(bytes);
  if (!format) return problem(problems::voice_unknown_format);
  const problem too_long(problems::voice_too_long, {},
                         {{"most", std::to_string(voice_length_most.count())}});
  if (bytes.size() > voice_bytes_most) return too_long;
  const auto anatomy = *format == voice_format::ogg_opus    ? walk_ogg(bytes)
                       : *format == voice_format::webm_opus ? walk_webm(bytes)
                                                            : walk_mp4(bytes);
  if (!anatomy) return problem(problems::voice_damaged);
  if (anatomy->kind == voice_kind::other) return problem(problems::voice_unknown_format);
  // Also when the number is beyond any clock, or none at all.
  if (!(anatomy->seconds <= std::chrono::duration<double>(voice_length_most).count()))
    return too_long;
  return voice_note{*format, milliseconds(static_cast<std::int64_t>(anatomy->seconds * 1000))};
}

}  // namespace headway::documents
