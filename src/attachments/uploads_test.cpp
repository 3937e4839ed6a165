// A picture that comes in pieces, over a network that comes and goes.
#include "attachments/uploads.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "attachments/file.hpp"
#include "base/limits.hpp"
#include "support/data_files.hpp"
#include "support/test_store.hpp"

namespace headway::attachments {
namespace {

using std::chrono::milliseconds, std::chrono::minutes;

const uuid wang = named_uuid("account wang"), li = named_uuid("account li");
const instant noon = parse_instant("2026-11-22T04:00:00Z").value();

// Stands for the cleaning of pictures, which has tests of its own: takes a trailing "metadata".
result<uploads::cleaned> without_tail(std::string bytes) {
  static constexpr problem_kind no_picture{"test.no_picture", 415, "不是照片", "Not a picture"};
  if (!bytes.starts_with("picture")) return problem(no_picture);
  return uploads::cleaned{bytes.substr(0, bytes.find("metadata")), "image/png", 3, 2};
}

class Upload : public ::testing::Test {
 protected:
  uuid begun(std::int64_t size, const uuid& by = wang) {
    return arriving.begin(by, {size, std::nullopt, "image/png"}, noon).value().upload;
  }
  std::size_t files_under_way() const {
    std::size_t files = 0;
    for (const auto& each : std::filesystem::directory_iterator(folder / "a/unfinished"))
      files += each.is_regular_file();
    return files;
  }

  tests::temporary_folder folder;
  blob_store store = blob_store::open(folder / "a").value();
  uploads arriving{store, without_tail};
};

TEST_F(Upload, GoesOnWhereTheNetworkBroke) {
  const auto id = begun(19);
  EXPECT_EQ(arriving.append(wang, id, 0, "picture of ", noon).value(), 11);
  EXPECT_EQ(arriving.offset(wang, id, noon).value(), 11);
  EXPECT_EQ(arriving.append(wang, id, 11, "metadata", noon).value(), 19);
  const auto kept = arriving.complete(wang, id, noon).value();
  EXPECT_EQ(tests::read_all(store.path_of(kept.id.value)), "picture of ");
  EXPECT_EQ(kept.id.value, address_of("picture of "));
  EXPECT_EQ(kept.size, 11);
  EXPECT_EQ(kept.media_type, "image/png");
  EXPECT_EQ(files_under_way(), 0u);
}

TEST_F(Upload, NamesTheRightOffsetWhenAPieceComesTwice) {
  const auto id = begun(19);
  arriving.append(wang, id, 0, "picture", noon).value();
  const auto again = arriving.append(wang, id, 0, "picture", noon);
  ASSERT_EQ(again.error().code(), "attachment.wrong_offset");
  EXPECT_EQ(again.error().text(language::en), "7 bytes have arrived; go on from there");
  EXPECT_EQ(arriving.append(wang, id, 8, "x", noon).error().code(), "attachment.wrong_offset");
  EXPECT_EQ(arriving.offset(wang, id, noon).value(), 7);
}

TEST_F(Upload, TakesNoMoreThanWasAnnounced) {
  const auto id = begun(8);
  EXPECT_EQ(arriving.append(wang, id, 0, "picture too long", noon).error().code(),
            "attachment.beyond_size");
  EXPECT_EQ(arriving.offset(wang, id, noon).value(), 0);
}

TEST_F(Upload, IsNotCompleteBeforeItsLastByte) {
  const auto id = begun(8);
  arriving.append(wang, id, 0, "picture", noon).value();
  EXPECT_EQ(arriving.complete(wang, id, noon).error().code(), "attachment.incomplete");
  arriving.append(wang, id, 7, "!", noon).value();
  EXPECT_TRUE(arriving.complete(wang, id, noon).has_value());
}

TEST_F(Upload, AnswersTheSameWhenCompletedTwice) {
  const auto id = begun(7);
  arriving.append(wang, id, 0, "picture", noon).value();
  const auto first = arriving.complete(wang, id, noon).value();
  EXPECT_EQ(arriving.offset(wang, id, noon).value(), 7);
  EXPECT_EQ(arriving.complete(wang, id, noon + minutes(5)).value().id, first.id);
  EXPECT_EQ(
      arriving.complete(wang, id, noon + minutes(5) + limits::upload_answer_kept).error().code(),
      "request.not_found");
}

TEST_F(Upload, BelongsToWhoBeganIt) {
  const auto id = begun(7);
  EXPECT_EQ(arriving.append(li, id, 0, "picture", noon).error().code(), "request.not_found");
  EXPECT_EQ(arriving.offset(li, id, noon).error().code(), "request.not_found");
  EXPECT_EQ(arriving.complete(li, id, noon).error().code(), "request.not_found");
}

TEST_F(Upload, EndsWhenThePictureIsNone) {
  const auto id = begun(4);
  arriving.append(wang, id, 0, "%PDF", noon).value();
  EXPECT_EQ(arriving.complete(wang, id, noon).error().code(), "test.no_picture");
  EXPECT_EQ(arriving.complete(wang, id, noon).error().code(), "test.no_picture");
  EXPECT_EQ(files_under_way(), 0u);
}

TEST_F(Upload, TakesTheLastPieceAgainWhenTheDiskRefusedIt) {
  const auto id = begun(10);
  arriving.append(wang, id, 0, "picture", noon).value();
  const auto room = store.path_of(address_of("picture123"));
  const auto in_the_way = folder / ("a/" + address_of("picture123").substr(0, 2));
  ASSERT_TRUE(write_durably(in_the_way, "no folder"));
  EXPECT_EQ(arriving.append(wang, id, 7, "123", noon).error().code(), "server.store_failed");
  EXPECT_EQ(arriving.offset(wang, id, noon).value(), 7);
  EXPECT_EQ(arriving.complete(wang, id, noon).error().code(), "attachment.incomplete");
  std::filesystem::remove(in_the_way);
  EXPECT_EQ(arriving.append(wang, id, 7, "123", noon).value(), 10);
  EXPECT_EQ(arriving.append(wang, id, 10, "", noon).value(), 10);
  EXPECT_TRUE(arriving.complete(wang, id, noon).has_value());
  EXPECT_EQ(tests::read_all(room), "picture123");
}

TEST_F(Upload, ProvesItsBytesByTheirDigest) {
  const text<64, 64> good = "25E3B3BF5A9A1FBBAC1DAD9AB3F2B6C3A0A8F4B9A3E1F7D2B7C1D8E9F0A1B2C3";
  const auto id = arriving.begin(wang, {7, good, "image/png"}, noon).value().upload;
  arriving.append(wang, id, 0, "picture", noon).value();
  EXPECT_EQ(arriving.complete(wang, id, noon).error().code(), "attachment.damaged");
  const text<64, 64> right = "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97";
  const auto again = arriving.begin(wang, {7, right, "image/png"}, noon).value().upload;
  arriving.append(wang, again, 0, "picture", noon).value();
  EXPECT_TRUE(arriving.complete(wang, again, noon).has_value());
}

TEST_F(Upload, ExpiresWhenAbandoned) {
  const auto id = begun(19);
  arriving.append(wang, id, 0, "picture", noon).value();
  EXPECT_EQ(files_under_way(), 1u);
  const auto later = noon + limits::upload_abandoned_after;
  EXPECT_TRUE(
      arriving.offset(wang, id, later - milliseconds(1)).has_value());  // which is a sign of life
  EXPECT_TRUE(arriving.offset(wang, id, later).has_value());
  EXPECT_EQ(arriving.offset(wang, id, later + limits::upload_abandoned_after).error().code(),
            "request.not_found");
  EXPECT_EQ(files_under_way(), 0u);
}

TEST_F(Upload, IsRefusedBeyondItsBounds) {
  const auto most = static_cast<std::int64_t>(limits::attachment_bytes);
  EXPECT_EQ(arriving.begin(wang, {0, {}, "image/png"}, noon).error().code(),
            "attachment.size_out_of_bounds");
  EXPECT_EQ(arriving.begin(wang, {most + 1, {}, "image/png"}, noon).error().code(),
            "attachment.size_out_of_bounds");
  while (arriving.begin(wang, {most, {}, "image/png"}, noon).has_value()) {
  }
  EXPECT_EQ(arriving.begin(wang, {most, {}, "image/png"}, noon).error().code(),
            "attachment.too_much_under_way");
  EXPECT_TRUE(arriving.begin(li, {most, {}, "image/png"}, noon).has_value());
}

TEST_F(Upload, MakesRoomWhenComplete) {
  const auto most = static_cast<std::int64_t>(limits::uploads_bytes_per_account);
  for (std::int64_t bytes = 0; bytes <= most; bytes += 4'000'000) {
    const auto id = begun(4'000'000);
    arriving.append(wang, id, 0, "picture" + std::string(3'999'993, 'x'), noon).value();
    ASSERT_TRUE(arriving.complete(wang, id, noon).has_value());
  }
}

}  // namespace
}  // namespace headway::attachments
