#include "documents/thumbnail.hpp"

#include <gd.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "documents/picture.hpp"

namespace headway::documents {
namespace {

constexpr int quality = 78;  // of JPEG, in a hundred

struct destroy {
  void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using image = std::unique_ptr<gdImage, destroy>;

void say_nothing(int, const char*, va_list) {}

image unpack(std::string_view bytes, picture_format format) {
  const int size = static_cast<int>(bytes.size());
  auto* const data = const_cast<char*>(bytes.data());  // read only, but gd does not say so
  switch (format) {
    case picture_format::jpeg:
      return image(gdImageCreateFromJpegPtrEx(size, data, 0));
    case picture_format::png:
      return image(gdImageCreateFromPngPtr(size, data));
    case picture_format::webp:
      return image(gdImageCreateFromWebpPtr(size, data));
  }
  return nullptr;
}

// White behind what is transparent.
image scaled(gdImage* from, int width, int height) {
  image small(gdImageCreateTrueColor(width, height));
  if (!small) return nullptr;
  gdImageFilledRectangle(small.get(), 0, 0, width - 1, height - 1, 0xFFFFFF);
  gdImageCopyResampled(small.get(), from, 0, 0, 0, 0, width, height, gdImageSX(from),
                       gdImageSY(from));
  return small;
}

// Turned as `orientation` of EXIF says that people see it.
image upright(image lying, std::uint8_t orientation) {
  if (orientation == 1) return lying;
  const int width = gdImageSX(lying.get()), height = gdImageSY(lying.get());
  const bool turned = orientation >= 5;
  image made(turned ? gdImageCreateTrueColor(height, width)
                    : gdImageCreateTrueColor(width, height));
  if (!made) return nullptr;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const bool mirror_x =
          orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
      const bool mirror_y =
          orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
      const int across = mirror_x ? width - 1 - x : x, down = mirror_y ? height - 1 - y : y;
      gdImageSetPixel(made.get(), turned ? down : across, turned ? across : down,
                      gdImageTrueColorPixel(lying.get(), x, y));
    }
  return made;
}

}  // namespace

result<std::string> thumbnail(std::string_view bytes, int width) {
  const auto seen = look_at_picture(bytes);
  if (!seen) return seen.error();
  if (std::uint64_t{seen->width} * seen->height > thumbnail_source_pixels)
    return problem(problems::picture_too_many_pixels, {},
                   {{"most", std::to_string(thumbnail_source_pixels)}});
  static std::mutex one_at_a_time;
  const std::lock_guard only_me(one_at_a_time);
  gdSetErrorMethod(say_nothing);
  auto whole = unpack(bytes, seen->format);
  if (!whole) return problem(problems::picture_damaged);
  const int long_side = std::max(gdImageSX(whole.get()), gdImageSY(whole.get()));
  const double scale = std::min(1.0, static_cast<double>(width) / long_side);
  const auto part = [scale](int length) { return std::max(1, static_cast<int>(length * scale)); };
  auto small = scaled(whole.get(), part(gdImageSX(whole.get())), part(gdImageSY(whole.get())));
  whole.reset();
  if (small) small = upright(std::move(small), seen->orientation);
  if (!small) return problem(problems::picture_damaged);
  int size = 0;
  const std::unique_ptr<void, void (*)(void*)> jpeg(gdImageJpegPtr(small.get(), &size, quality),
                                                    gdFree);
  if (!jpeg) return problem(problems::picture_damaged);
  return std::string(static_cast<const char*>(jpeg.get()), static_cast<std::size_t>(size));
}

}  // namespace headway::documents
