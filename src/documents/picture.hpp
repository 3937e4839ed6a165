// Pictures as phones send them: recognised by content, measured, and freed of what they tell about
// where and by whom they were taken. Nothing is decoded; the pixels stay as they are, bit by bit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace headway::documents {

enum class picture_format : unsigned char { jpeg, png, webp };

std::string_view media_type(picture_format format);  // "image/jpeg"

struct picture {
  picture_format format = picture_format::jpeg;
  // In pixels, as people see it: turned by `orientation`.
  std::uint32_t width = 0, height = 0;
  std::uint8_t orientation = 1;  // of EXIF, 1 to 8; 1 is upright
};

// Recognises a still JPEG, PNG or WebP picture and walks its whole structure. Problems:
// picture.unknown_format, picture.damaged, picture.too_many_pixels.
result<picture> look_at_picture(std::string_view bytes);

// The picture with its pixels, colour profile and orientation and nothing else: no EXIF, XMP or
// IPTC, no comments, thumbnails or text, nothing behind its end. Works by a list of what stays, so
// that metadata of tomorrow's phones goes too. A second pass changes nothing.
result<std::string> strip_metadata(std::string_view bytes);

namespace problems {
inline constexpr problem_kind picture_unknown_format{"picture.unknown_format", 415,
                                                     "只收 JPEG、PNG、WebP 格式的照片",
                                                     "Only JPEG, PNG and WebP pictures are taken"};
inline constexpr problem_kind picture_damaged{"picture.damaged", 422,
                                              "照片文件已损坏，请重新拍照或重传",
                                              "The picture is damaged; take or send it again"};
inline constexpr problem_kind picture_too_many_pixels{
    "picture.too_many_pixels", 413, "照片像素太高，最多 {most} 像素",
    "The picture is too large; at most {most} pixels"};
}  // namespace problems

}  // namespace headway::documents
