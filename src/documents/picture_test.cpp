// What strip_metadata left is judged by exiv2, which shares no code with it.
#include "documents/picture.hpp"

#include <gtest/gtest.h>

#include <exiv2/exiv2.hpp>

#include "base/limits.hpp"
#include "support/data_files.hpp"

namespace headway::documents {
namespace {

using std::string_view_literals::operator""sv;

std::string sample(std::string_view name) {
  return tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data/pictures" / name);
}

std::unique_ptr<Exiv2::Image> open_picture(const std::string& bytes) {
  auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                                         static_cast<long>(bytes.size()));
  image->readMetadata();
  return std::unique_ptr<Exiv2::Image>(image.release());
}

// The picture as a phone would send it: with a place, a time, a camera, a person and a caption.
std::string as_taken(const std::string& bytes, int orientation) {
  const auto image = open_picture(bytes);
  image->exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
  image->exifData()["Exif.Image.Model"] = "SECRETCAMERA";
  image->exifData()["Exif.Photo.DateTimeOriginal"] = "2026:11:22 18:30:00";
  image->exifData()["Exif.GPSInfo.GPSLatitudeRef"] = "N";
  image->exifData()["Exif.GPSInfo.GPSLatitude"] = "37/1 52/1 30/1";
  image->xmpData()["Xmp.dc.creator"] = "SECRETPERSON";
  image->iptcData()["Iptc.Application2.City"] = "SECRETPLACE";
  try {
    image->setComment("SECRETCOMMENT");
  } catch (const Exiv2::Error&) {  // WebP has none
  }
  image->writeMetadata();
  Exiv2::BasicIo& io = image->io();
  io.open();
  const Exiv2::DataBuf written = io.read(static_cast<long>(io.size()));
  return {reinterpret_cast<const char*>(written.pData_), static_cast<std::size_t>(written.size_)};
}

// A stored size differs from the bytes of the pixels by metadata only, so the pixels are compared
// as the picture that never had any.
void expect_stripped(std::string_view name, int orientation) {
  const std::string plain = sample(name), taken = as_taken(plain, orientation);
  ASSERT_NE(taken.find("SECRET"), taken.npos) << name;
  const std::string clean = strip_metadata(taken).value();
  EXPECT_EQ(clean.find("SECRET"), clean.npos) << name;
  EXPECT_EQ(clean.find("2026:11"), clean.npos) << name;

  const auto image = open_picture(clean);
  EXPECT_TRUE(image->xmpData().empty()) << name;
  EXPECT_TRUE(image->iptcData().empty()) << name;
  EXPECT_TRUE(image->comment().empty()) << name;
  if (orientation == 1) {
    EXPECT_TRUE(image->exifData().empty()) << name;
  } else {
    ASSERT_EQ(image->exifData().count(), 1) << name;
    EXPECT_EQ(image->exifData()["Exif.Image.Orientation"].toLong(), orientation) << name;
  }
  EXPECT_EQ(image->pixelWidth(), 24) << name;
  EXPECT_EQ(image->pixelHeight(), 16) << name;
  EXPECT_EQ(strip_metadata(clean).value(), clean) << name;
}

TEST(StripMetadata, LeavesPixelsAndOrientationOfAPhoto) {
  for (const int orientation : {1, 3, 6, 8}) {
    expect_stripped("heading.jpg", orientation);
    expect_stripped("progressive.jpg", orientation);
    expect_stripped("heading.webp", orientation);
    expect_stripped("lossless.webp", orientation);
  }
  expect_stripped("heading.png", 1);
}

TEST(StripMetadata, ChangesNothingInAPictureWithoutMetadata) {
  for (const char* name :
       {"heading.jpg", "progressive.jpg", "heading.png", "heading.webp", "lossless.webp"})
    EXPECT_EQ(strip_metadata(sample(name)).value(), sample(name)) << name;
}

TEST(StripMetadata, KeepsThePixelsOfAPhotoByteForByte) {
  for (const char* name : {"heading.jpg", "progressive.jpg"}) {
    const std::string plain = sample(name);
    const std::string clean = strip_metadata(as_taken(plain, 6)).value();
    const std::string_view pixels = std::string_view(plain).substr(plain.find("\xFF\xDB"));
    EXPECT_TRUE(clean.ends_with(pixels)) << name;
  }
}

TEST(StripMetadata, DropsWhatHidesBehindTheEnd) {
  for (const char* name : {"heading.jpg", "heading.png", "heading.webp"}) {
    const std::string motion = sample(name) + "SECRET motion picture with a place";
    const std::string clean = strip_metadata(motion).value();
    EXPECT_EQ(clean.find("SECRET"), clean.npos) << name;
  }
}

// eXIf is too young for the exiv2 of our oldest distribution, so it is put in by hand.
TEST(StripMetadata, KeepsOnlyTheOrientationOfAPng) {
  const std::string plain = sample("heading.png");
  const auto tiff =
      "MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x04GPS\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"sv;
  ASSERT_EQ(tiff.size(), 38u);
  std::string taken = plain;
  std::string chunk(
      "\0\0\0\x26"
      "eXIf"sv);
  chunk.append(tiff).append("\x93\x95\x81\x2d");  // and the checksum of both
  taken.insert(33, chunk);
  const auto seen = look_at_picture(taken);
  ASSERT_TRUE(seen) << "the checksum of the chunk";
  EXPECT_EQ(seen->orientation, 6);
  EXPECT_EQ(seen->width, 16u);
  EXPECT_EQ(seen->height, 24u);
  const std::string clean = strip_metadata(taken).value();
  EXPECT_EQ(clean.find("GPS"), clean.npos);
  EXPECT_EQ(look_at_picture(clean).value().orientation, 6);
}

TEST(LookAtPicture, TellsFormatAndSizeByContent) {
  const auto expect = [](std::string_view name, std::string_view type) {
    const auto seen = look_at_picture(sample(name)).value();
    EXPECT_EQ(media_type(seen.format), type);
    EXPECT_EQ(seen.width, 24u) << name;
    EXPECT_EQ(seen.height, 16u) << name;
  };
  expect("heading.jpg", "image/jpeg");
  expect("progressive.jpg", "image/jpeg");
  expect("heading.png", "image/png");
  expect("heading.webp", "image/webp");
  expect("lossless.webp", "image/webp");
}

TEST(LookAtPicture, GivesTheSizeAsPeopleSeeIt) {
  const auto seen = look_at_picture(as_taken(sample("heading.jpg"), 6)).value();
  EXPECT_EQ(seen.width, 16u);
  EXPECT_EQ(seen.height, 24u);
}

TEST(LookAtPicture, RefusesWhatIsNoPicture) {
  for (const auto bytes : {""sv, "<svg/>"sv, "GIF89a"sv, "RIFF\0\0\0\0WAVE"sv, "%PDF"sv})
    EXPECT_EQ(look_at_picture(bytes).error().kind, &problems::picture_unknown_format);
}

TEST(LookAtPicture, RefusesAPictureThatBrokeOff) {
  for (const char* name : {"heading.jpg", "progressive.jpg", "heading.png", "heading.webp"}) {
    const std::string whole = sample(name);
    for (std::size_t size = 12; size < whole.size(); ++size)
      EXPECT_EQ(look_at_picture(std::string_view(whole).substr(0, size)).error().kind,
                &problems::picture_damaged)
          << name << " of " << size << " bytes";
  }
}

TEST(LookAtPicture, RefusesMorePixelsThanThereIsRoomFor) {
  std::string huge = sample("heading.jpg");
  const std::size_t frame = huge.find("\xFF\xC0");
  huge.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF");
  EXPECT_EQ(look_at_picture(huge).error().kind, &problems::picture_too_many_pixels);
}

TEST(StripMetadata, SurvivesEveryByteChanged) {
  for (const char* name : {"heading.jpg", "heading.png", "heading.webp"}) {
    const std::string taken = as_taken(sample(name), 6);
    for (std::size_t i = 0; i < taken.size(); ++i)
      for (const char byte : {'\0', '\x7F', '\xFF'}) {
        std::string changed = taken;
        changed[i] = byte;
        const auto clean = strip_metadata(changed);
        if (!clean) continue;
        EXPECT_EQ(strip_metadata(*clean).value(), *clean) << name << " byte " << i;
      }
  }
}

}  // namespace
}  // namespace headway::documents
