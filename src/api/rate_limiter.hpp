// Token buckets: so many requests a second for one asker, with some saved up for a burst.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace headway::api {

class rate_limiter {
 public:
  using steady = std::chrono::steady_clock::time_point;
  // `per_second` of zero or less: no limit.
  rate_limiter(double per_second, double at_once) : per_second_(per_second), at_once_(at_once) {}

  // Zero when the asker may go on, else how long to wait. Thread-safe.
  std::chrono::seconds take(std::uint64_t asker, steady now);

 private:
  struct bucket {
    double tokens;
    steady filled;
  };
  struct shard {
    std::mutex guard;
    std::unordered_map<std::uint64_t, bucket> buckets;
  };
  void forget_full_ones(shard& in, steady now) const;

  double per_second_, at_once_;
  std::array<shard, 16> shards_;
};

}  // namespace headway::api
