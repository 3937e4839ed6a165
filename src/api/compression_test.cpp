#include <gtest/gtest.h>
#include <zlib.h>

#include "api/answer.hpp"

namespace headway::api {
namespace {

http::request asking(std::string accepted) {
  http::request in;
  in.headers.emplace_back("accept-encoding", std::move(accepted));
  return in;
}

http::response list_of_hazards(std::size_t rows = 200) {
  http::response answer{.content_type = "application/json"};
  for (std::size_t row = 0; row < rows; ++row)
    answer.body +=
        R"({"description":"loose bolt","place":")" + std::to_string(row * 7919) + R"("})";
  return answer;
}

std::string header(const http::response& of, std::string_view name) {
  for (const auto& [one, value] : of.headers)
    if (one == name) return value;
  return {};
}

std::string inflated(std::string small, std::size_t bytes) {
  std::string out(bytes, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(small.data());
  stream.avail_in = static_cast<uInt>(small.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

TEST(CompressedAnswer, IsSmallAndHoldsTheSame) {
  const auto plain = list_of_hazards();
  const auto small = compressed(plain, asking("gzip, deflate, br"));
  EXPECT_EQ(header(small, "Content-Encoding"), "gzip");
  EXPECT_LT(small.body.size() * 4, plain.body.size());
  EXPECT_EQ(inflated(small.body, plain.body.size()), plain.body);
}

TEST(CompressedAnswer, StaysPlainWhereTheClientDoesNotTakeIt) {
  const auto plain = list_of_hazards();
  for (const auto* accepted : {"", "br", "gzip;q=0", "gzip; q=0.0, br"}) {
    const auto answer = compressed(plain, asking(accepted));
    EXPECT_EQ(answer.body, plain.body) << accepted;
    EXPECT_EQ(header(answer, "Content-Encoding"), "");
    EXPECT_EQ(header(answer, "Vary"), "Accept-Encoding") << "a cache would mix them up";
  }
}

TEST(CompressedAnswer, LeavesAloneWhatIsSmallOrAPictureOrEncoded) {
  const auto one = list_of_hazards(3);
  EXPECT_EQ(compressed(one, asking("gzip")).body, one.body);
  auto picture = list_of_hazards();
  picture.content_type = "image/jpeg";
  EXPECT_EQ(compressed(picture, asking("gzip")).body, picture.body);
  auto encoded = list_of_hazards();
  encoded.headers.emplace_back("Content-Encoding", "br");
  EXPECT_EQ(compressed(encoded, asking("gzip")).body, encoded.body);
}

}  // namespace
}  // namespace headway::api
