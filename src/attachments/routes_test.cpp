// A photo's way over HTTP, from the first piece to the wall of another section.
#include "attachments/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "attachments/records.hpp"
#include "support/both_engines.hpp"
#include "support/data_files.hpp"
#include "support/slice_api.hpp"

namespace headway::attachments {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string wang = "wang.worker.A", li = "li.worker.A", neighbour = "zhao.worker.B";
const std::string office = "office.mine_office.none";

std::string sample(std::string_view name) {
  return tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data/pictures" / name);
}

// As a phone sends it: with a comment inside and a film behind its end.
std::string as_taken() {
  auto photo = sample("heading.jpg");
  using std::string_literals::operator""s;
  return photo.insert(2, "\xFF\xFE\0\x14SECRET at 37.87 N "s) + "SECRET film";
}

class PhotoApi : public ::testing::TestWithParam<sql::engine> {
 protected:
  std::string begun(const std::string& who, std::size_t size) {
    const auto begun =
        api.post(who, "/api/v1/attachments",
                 R"({"size":)" + std::to_string(size) + R"(,"media_type":"image/jpeg"})");
    EXPECT_EQ(begun.status, 201) << begun.body;
    EXPECT_THAT(begun.body, HasSubstr(R"("offset":0)"));
    const auto at = begun.body.find(R"("upload":")") + 10;
    return "/api/v1/attachments/uploads/" + begun.body.substr(at, 36);
  }
  tests::http_response piece(const std::string& who, const std::string& upload, std::size_t offset,
                             std::string bytes) {
    return api.send(who, {.verb = "PATCH",
                          .target = upload,
                          .headers = {{"Content-Type", "application/offset+octet-stream"},
                                      {"Upload-Offset", std::to_string(offset)}},
                          .body = std::move(bytes)});
  }
  // The address of the picture once it is complete.
  std::string uploaded(const std::string& who, const std::string& bytes) {
    const auto upload = begun(who, bytes.size());
    EXPECT_EQ(piece(who, upload, 0, bytes).status, 200);
    const auto done = api.post(who, upload + "/complete", "");
    EXPECT_EQ(done.status, 200) << done.body;
    return done.body.substr(done.body.find(R"("id":")") + 6, 64);
  }

  tests::temporary_folder folder;
  std::unique_ptr<pictures> kept = pictures::open(folder / "attachments").value();
  tests::slice_api api{GetParam(),
                       {{migrations().begin(), migrations().end()}, nullptr, routes(*kept)}};
};
INSTANTIATE_TEST_SUITE_P(Engines, PhotoApi, tests::both_engines, tests::engine_name);

TEST_P(PhotoApi, GoesOnWhereTheNetworkBroke) {
  const auto photo = as_taken();
  const auto upload = begun(wang, photo.size());
  EXPECT_EQ(piece(wang, upload, 0, photo.substr(0, 100)).body, R"({"offset":100})");
  const auto asked = api.send(wang, {.verb = "HEAD", .target = upload});
  EXPECT_EQ(asked.header("upload-offset"), "100");
  const auto early = api.post(wang, upload + "/complete", "");
  EXPECT_EQ(early.status, 409);
  EXPECT_THAT(early.body, HasSubstr("attachment.incomplete"));
  const auto wrong = piece(wang, upload, 0, photo.substr(0, 100));
  EXPECT_EQ(wrong.status, 409);
  EXPECT_EQ(wrong.header("upload-offset"), "100");
  EXPECT_THAT(wrong.body, HasSubstr("attachment.wrong_offset"));
  EXPECT_EQ(piece(wang, upload, 100, photo.substr(100)).status, 200);
  const auto done = api.post(wang, upload + "/complete", "");
  EXPECT_THAT(done.body, HasSubstr(R"("media_type":"image/jpeg")"));
  EXPECT_THAT(done.body, HasSubstr(R"("width":24,"height":16)"));
  EXPECT_EQ(api.post(wang, upload + "/complete", "").body, done.body);
}

TEST_P(PhotoApi, ShowsThePixelsAndNothingElse) {
  const auto id = uploaded(wang, as_taken());
  const auto shown = api.get(li, "/api/v1/attachments/" + id);
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.header("content-type"), "image/jpeg");
  EXPECT_EQ(shown.body, sample("heading.jpg"));
  EXPECT_EQ(id, address_of(shown.body));
  EXPECT_THAT(shown.header("cache-control"), HasSubstr("immutable"));
  const auto again = api.send(li, {.target = "/api/v1/attachments/" + id,
                                   .headers = {{"If-None-Match", shown.header("etag")}}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

TEST_P(PhotoApi, ShowsASmallCopyToWhoeverSeesThePicture) {
  const auto target = "/api/v1/attachments/" + uploaded(wang, sample("heading.png"));
  const auto small = api.get(li, target + "?width=160");
  EXPECT_EQ(small.status, 200);
  EXPECT_EQ(small.header("content-type"), "image/jpeg");
  EXPECT_TRUE(small.body.starts_with("\xFF\xD8\xFF"));
  EXPECT_NE(small.header("etag"), api.get(li, target).header("etag"));
  EXPECT_EQ(api.get(li, target + "?width=160").body, small.body) << "kept, not made again";
  EXPECT_EQ(api.get(neighbour, target + "?width=160").status, 404);
  EXPECT_EQ(api.get(li, target + "?width=161").status, 422);
  EXPECT_EQ(api.get(li, target + "?width=").status, 422);
}

TEST_P(PhotoApi, TakesAVoiceNoteByItsContent) {
  const auto spoken =
      tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data/voice/chromium.webm");
  const auto target = "/api/v1/attachments/" + uploaded(wang, spoken);  // announced as a picture
  const auto heard = api.get(li, target);
  EXPECT_EQ(heard.header("content-type"), "audio/webm");
  EXPECT_EQ(heard.body, spoken);
  EXPECT_EQ(api.get(li, target + "?width=160").body, spoken) << "there is no small copy of a voice";
  EXPECT_EQ(api.get(neighbour, target).status, 404);
}

TEST_P(PhotoApi, RefusesAFilmThatCallsItselfAVoiceNote) {
  auto film =
      tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data/voice/chromium.webm");
  film[film.find("\x83\x81\x02") + 2] = 1;
  const auto upload = begun(wang, film.size());
  EXPECT_EQ(piece(wang, upload, 0, film).status, 200);
  const auto refused = api.post(wang, upload + "/complete", "");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("voice.damaged"));
}

TEST_P(PhotoApi, HidesASectionFromItsNeighbour) {
  const auto target = "/api/v1/attachments/" + uploaded(wang, sample("heading.png"));
  EXPECT_EQ(api.get(neighbour, target).status, 404);
  EXPECT_EQ(api.get("", target).status, 401);
  EXPECT_EQ(api.get(office, target).status, 200);
  // Whoever has the picture himself may show it to his section.
  EXPECT_EQ("/api/v1/attachments/" + uploaded(neighbour, sample("heading.png")), target);
  EXPECT_EQ(api.get(neighbour, target).status, 200);
}

TEST_P(PhotoApi, TakesNoOtherFile) {
  const std::string page = "<html><script>alert(1)</script></html>";
  const auto upload = begun(wang, page.size());
  EXPECT_EQ(piece(wang, upload, 0, page).status, 200);
  const auto refused = api.post(wang, upload + "/complete", "");
  EXPECT_EQ(refused.status, 415);
  EXPECT_THAT(refused.body, HasSubstr("picture.unknown_format"));
}

TEST_P(PhotoApi, KeepsAnUploadToItsOwner) {
  const auto upload = begun(wang, 100);
  EXPECT_EQ(piece(li, upload, 0, "x").status, 404);
  EXPECT_EQ(api.send(li, {.verb = "HEAD", .target = upload}).status, 404);
  EXPECT_EQ(api.post(li, upload + "/complete", "").status, 404);
}

TEST_P(PhotoApi, RefusesWhatIsOutOfBounds) {
  const auto upload = begun(wang, 100);
  EXPECT_EQ(piece(wang, upload, 0, std::string(101, 'x')).status, 422);
  EXPECT_EQ(piece(wang, upload, 0, std::string(limits::attachment_chunk_bytes + 1, 'x')).status,
            413);
  EXPECT_EQ(api.send(wang, {.verb = "PATCH", .target = upload, .body = "x"}).status, 400);
  EXPECT_EQ(
      api.post(wang, "/api/v1/attachments", R"({"size":99999999,"media_type":"image/png"})").status,
      413);
  for (const auto* id : {"../../../etc/passwd", "%2e%2e%2fpasswd", "ab"})
    EXPECT_EQ(api.get(wang, std::string("/api/v1/attachments/") + id).status, 404) << id;
}

}  // namespace
}  // namespace headway::attachments
