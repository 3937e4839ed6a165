// Known answers made by another implementation (WebCrypto), and every kind of damage.
#include "sealing/sealing.hpp"

#include <gtest/gtest.h>

#include "support/sealed_entries.hpp"

namespace headway::sealing {
namespace {

constexpr const char* info = "headway handover 1";

struct sealed_body {
  tests::sealed_entries all;
  std::string field(const char* name) const {
    return tests::sealed_entries::bytes(tests::sealed_entries::text(all.sealed("comment"), name));
  }
  std::string command = tests::sealed_entries::text(all.sealed("comment"), "command");
  std::string ephemeral = field("ephemeral"), wrapped = field("wrapped_key"), body = field("body");
  key_pair site = all.site_key();
  std::string about = command + ":body";
};

// Every byte, one after the other.
template <class Try>
void expect_none_altered(std::string bytes, Try attempt) {
  for (auto& byte : bytes) {
    byte = static_cast<char>(byte ^ 1);
    EXPECT_FALSE(attempt(bytes));
    byte = static_cast<char>(byte ^ 1);
  }
  EXPECT_TRUE(attempt(bytes));
}

TEST(Sealing, OpensWhatABrowserSealed) {
  const sealed_body it;
  const auto key = unwrap(it.site, {it.ephemeral, it.wrapped, info, it.command});
  ASSERT_TRUE(key);
  EXPECT_EQ(*key, it.all.content_key("comment"));
  EXPECT_EQ(open(*key, it.body, it.about), it.all.plain("comment"));
}

TEST(Sealing, OpensNothingThatWasAltered) {
  const sealed_body it;
  const auto key = it.all.content_key("comment");
  const auto unwraps = [&](const std::string& ephemeral, const std::string& wrapped) {
    return unwrap(it.site, {ephemeral, wrapped, info, it.command}).has_value();
  };
  expect_none_altered(it.body, [&](const auto& body) { return open(key, body, it.about); });
  expect_none_altered(it.wrapped, [&](const auto& w) { return unwraps(it.ephemeral, w); });
  expect_none_altered(it.ephemeral, [&](const auto& e) { return unwraps(e, it.wrapped); });
  expect_none_altered(key, [&](const auto& other) { return open(other, it.body, it.about); });
}

TEST(Sealing, OpensNothingAboutSomethingElse) {
  const sealed_body it;
  const auto key = it.all.content_key("comment");
  EXPECT_FALSE(open(key, it.body, it.command + ":photo-1"));
  EXPECT_FALSE(unwrap(it.site, {it.ephemeral, it.wrapped, info, it.about}));
  EXPECT_FALSE(unwrap(it.site, {it.ephemeral, it.wrapped, "headway handover 2", it.command}));
  EXPECT_FALSE(unwrap(make_key_pair(), {it.ephemeral, it.wrapped, info, it.command}));
}

TEST(Sealing, OpensNothingThatIsTooShort) {
  const std::string key(key_bytes, 'k');
  for (std::size_t size = 0; size < nonce_bytes + tag_bytes; ++size)
    EXPECT_FALSE(open(key, std::string(size, 'x'), ""));
  EXPECT_FALSE(open("short", std::string(100, 'x'), ""));
}

TEST(Sealing, KnowsASignatureByItsKeyAndTextOnly) {
  const sealed_body it;
  const auto signature = it.field("signature");
  const auto point = tests::sealed_entries::bytes(it.all.public_key("worker"));
  const std::string text = std::string(info) + "\n" + it.command + "\n" +
                           tests::sealed_entries::text(it.all.sealed("comment"), "person") + "\n" +
                           it.all.device() + "\n" + sha256_hex(it.body);
  EXPECT_TRUE(verifies(point, text, signature));
  expect_none_altered(signature, [&](const auto& s) { return verifies(point, text, s); });
  expect_none_altered(text, [&](const auto& t) { return verifies(point, t, signature); });
  EXPECT_FALSE(
      verifies(tests::sealed_entries::bytes(it.all.public_key("inspector")), text, signature));
  EXPECT_FALSE(verifies(point, text, signature.substr(1)));
  EXPECT_FALSE(verifies(point, text, std::string(signature_bytes, '\0')));
}

TEST(Sealing, TakesPointsOfTheCurveOnly) {
  const auto made = make_key_pair();
  EXPECT_EQ(made.point.size(), point_bytes);
  EXPECT_EQ(made.scalar.size(), scalar_bytes);
  EXPECT_TRUE(is_point(made.point));
  EXPECT_NE(made.point, make_key_pair().point);
  auto off = made.point;
  off.back() = static_cast<char>(off.back() ^ 1);
  EXPECT_FALSE(is_point(off));
  EXPECT_FALSE(is_point(std::string(point_bytes, '\0')));
  EXPECT_FALSE(is_point(std::string("\x04") + std::string(point_bytes - 1, '\0')));
  EXPECT_FALSE(is_point(""));
  EXPECT_FALSE(is_point(made.point.substr(0, 33)));
}

TEST(Sealing, WritesBytesAsTextAndBack) {
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(from_base64url("-_8", 2), "\xfb\xff");
  EXPECT_EQ(from_base64url("", 0), "");
  EXPECT_FALSE(from_base64url("-_8", 1));
  EXPECT_FALSE(from_base64url("+/8", 2));
  EXPECT_FALSE(from_base64url("-_8=", 2));
  EXPECT_FALSE(from_base64url("-_8 ", 2));
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace headway::sealing
