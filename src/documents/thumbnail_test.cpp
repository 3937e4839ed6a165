#include "documents/thumbnail.hpp"

#include <gtest/gtest.h>

#include "documents/picture.hpp"
#include "support/data_files.hpp"

namespace headway::documents {
namespace {

std::string sample(const char* name) {
  return tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data/pictures" / name);
}

TEST(Thumbnail, IsAJpegOfThePictureInEveryFormat) {
  for (const auto* name :
       {"heading.jpg", "heading.png", "heading.webp", "lossless.webp", "progressive.jpg"}) {
    const auto whole = look_at_picture(sample(name)).value();
    const auto small = look_at_picture(thumbnail(sample(name), 160).value()).value();
    EXPECT_EQ(small.format, picture_format::jpeg);
    EXPECT_LE(std::max(small.width, small.height), 160U) << name;
    EXPECT_NEAR(static_cast<double>(small.width) / small.height,
                static_cast<double>(whole.width) / whole.height, 0.05)
        << name;
  }
}

TEST(Thumbnail, NeverEnlarges) {
  const auto whole = look_at_picture(sample("heading.jpg")).value();
  const auto same = look_at_picture(thumbnail(sample("heading.jpg"), 10'000).value()).value();
  EXPECT_EQ(same.width, whole.width);
  EXPECT_EQ(same.height, whole.height);
}

TEST(Thumbnail, RefusesBombsBeforeTheyAreUnpacked) {
  auto huge = sample("heading.png");
  // Width and height stand behind the signature and the head of the first chunk; its check sum is
  // not what stops it.
  huge.replace(16, 8, std::string("\x00\x00\xFF\xFF\x00\x00\xFF\xFF", 8));
  EXPECT_FALSE(thumbnail(huge, 160).has_value());
  EXPECT_EQ(thumbnail("no picture", 160).error().kind, &problems::picture_unknown_format);
}

}  // namespace
}  // namespace headway::documents
