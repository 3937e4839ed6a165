// Small copies of pictures for lists.
#pragma once

#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace headway::documents {

// Unpacking takes four bytes a pixel: larger pictures have no small copy.
inline constexpr std::size_t thumbnail_source_pixels = 24'000'000;

// A JPEG of at most `width` × `width` pixels, upright, with the content of a picture that
// look_at_picture() takes. One is made at a time, whichever threads ask. Problems: those of
// look_at_picture, picture.too_many_pixels, picture.damaged (its pixels cannot be unpacked).
result<std::string> thumbnail(std::string_view picture, int width);

}  // namespace headway::documents
