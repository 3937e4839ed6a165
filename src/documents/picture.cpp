#include "documents/picture.hpp"

#include <optional>

#include "base/limits.hpp"
#include "documents/picture_parts.hpp"

namespace headway::documents {
namespace {

using std::string_view_literals::operator""sv;

std::optional<picture_format> recognise(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return picture_format::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return picture_format::png;
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv) && bytes.size() >= 12)
    return picture_format::webp;
  return std::nullopt;
}

result<picture> walk(std::string_view bytes, std::string& kept) {
  const auto format = recognise(bytes);
  if (!format) return problem(problems::picture_unknown_format);
  const auto anatomy = *format == picture_format::jpeg  ? walk_jpeg(bytes, kept)
                       : *format == picture_format::png ? walk_png(bytes, kept)
                                                        : walk_webp(bytes, kept);
  if (!anatomy) return problem(problems::picture_damaged);
  if (std::uint64_t{anatomy->width} * anatomy->height > limits::picture_pixels)
    return problem(problems::picture_too_many_pixels, {},
                   {{"most", std::to_string(limits::picture_pixels)}});
  const bool lying = anatomy->orientation >= 5;
  return picture{.format = *format,
                 .width = lying ? anatomy->height : anatomy->width,
                 .height = lying ? anatomy->width : anatomy->height,
                 .orientation = anatomy->orientation};
}

}  // namespace

std::string_view media_type(picture_format format) {
  switch (format) {
    case picture_format::jpeg:
      return "image/jpeg";
    case picture_format::png:
      return "image/png";
    case picture_format::webp:
      return "image/webp";
  }
  return {};
}

result<picture> look_at_picture(std::string_view bytes) {
  std::string kept;
  return walk(bytes, kept);
}

result<std::string> strip_metadata(std::string_view bytes) {
  std::string kept;
  if (auto walked = walk(bytes, kept); !walked) return walked.error();
  return kept;
}

}  // namespace headway::documents
