#include "api/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace headway::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
const rate_limiter::steady start{};

TEST(RateLimiter, LetsABurstThroughThenThePace) {
  rate_limiter limiter(2, 3);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(limiter.take(7, start), seconds(0));
  EXPECT_EQ(limiter.take(7, start), seconds(1));
  EXPECT_EQ(limiter.take(7, start + milliseconds(500)), seconds(0));
  EXPECT_EQ(limiter.take(7, start + milliseconds(500)), seconds(1));
}

TEST(RateLimiter, SavesNoMoreThanABurst) {
  rate_limiter limiter(10, 2);
  EXPECT_EQ(limiter.take(7, start), seconds(0));
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(limiter.take(7, start + seconds(100)), seconds(0));
  EXPECT_EQ(limiter.take(7, start + seconds(100)), seconds(1));
}

TEST(RateLimiter, SaysHowLongToWaitAtASlowPace) {
  rate_limiter limiter(0.1, 1);
  EXPECT_EQ(limiter.take(7, start), seconds(0));
  EXPECT_EQ(limiter.take(7, start), seconds(10));
}

TEST(RateLimiter, DoesNotMakeOneWaitForAnother) {
  rate_limiter limiter(1, 1);
  EXPECT_EQ(limiter.take(1, start), seconds(0));
  EXPECT_EQ(limiter.take(2, start), seconds(0));
}

TEST(RateLimiter, StaysWithinItsMemoryUnderAFloodOfAskers) {
  rate_limiter limiter(1, 1);
  for (std::uint64_t asker = 0; asker < 200'000; ++asker)
    EXPECT_EQ(limiter.take(asker * 0x9E3779B97F4A7C15, start), seconds(0));
}

TEST(RateLimiter, IsOffWithoutAPace) {
  rate_limiter limiter(0, 0);
  for (int i = 0; i < 1'000; ++i)
    EXPECT_EQ(limiter.take(7, start), seconds(0));
}

}  // namespace
}  // namespace headway::api
