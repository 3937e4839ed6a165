#include "api/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace headway::api {
namespace {

// Askers remembered in a shard before those with full buckets are forgotten.
constexpr std::size_t remembered = 4'096;

double seconds_between(rate_limiter::steady from, rate_limiter::steady to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

std::chrono::seconds rate_limiter::take(std::uint64_t asker, steady now) {
  if (per_second_ <= 0) return {};
  shard& in = shards_[(asker ^ (asker >> 32)) % shards_.size()];
  const std::lock_guard held(in.guard);
  if (in.buckets.size() >= remembered) forget_full_ones(in, now);
  auto& bucket = in.buckets.try_emplace(asker, at_once_, now).first->second;
  const double refill = seconds_between(bucket.filled, now) * per_second_;
  bucket.tokens = std::min(at_once_, bucket.tokens + std::max(0.0, refill));
  bucket.filled = std::max(bucket.filled, now);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return {};
  }
  const double wait = std::ceil((1 - bucket.tokens) / per_second_);
  return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(wait)));
}

// When even that does not make room, all are forgotten: memory stays bounded under a flood of
// addresses, at the price of a fresh bucket for each.
void rate_limiter::forget_full_ones(shard& in, steady now) const {
  std::erase_if(in.buckets, [&](const auto& entry) {
    return entry.second.tokens + seconds_between(entry.second.filled, now) * per_second_ >=
           at_once_;
  });
  if (in.buckets.size() >= remembered) in.buckets.clear();
}

}  // namespace headway::api
