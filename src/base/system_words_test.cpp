#include "base/system_words.hpp"

#include <gtest/gtest.h>

#include <cerrno>

#include "base/problem.hpp"

namespace headway {
namespace {

constexpr problem_kind refused{"test.refused", 500, "打不开：{why}", "Cannot open it: {why}"};

std::string text_of(std::errc code, language in) {
  return problem(refused, "", {{"why", words_of(std::make_error_code(code))}}).text(in);
}

TEST(SystemWords, SayInEachLanguageWhatPeopleMeet) {
  EXPECT_EQ(text_of(std::errc::permission_denied, language::zh), "打不开：没有权限");
  EXPECT_EQ(text_of(std::errc::permission_denied, language::en),
            "Cannot open it: permission denied");
  EXPECT_EQ(text_of(std::errc::address_in_use, language::zh), "打不开：端口已被别的程序占用");
}

TEST(SystemWords, KeepTheSystemsOwnForTheRest) {
  const auto rare = std::make_error_code(std::errc::no_link);
  EXPECT_EQ(words_of(rare), rare.message());
}

TEST(SystemWords, KnowRefusalsOfEveryCategory) {
  EXPECT_EQ(words_of({EACCES, std::system_category()}), "没有权限|permission denied");
}

}  // namespace
}  // namespace headway
