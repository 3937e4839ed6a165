#include "people/back_off.hpp"

#include <algorithm>

namespace headway::people {
namespace {

constexpr std::size_t most_keys = 20'000;
constexpr std::chrono::hours remembered{1};

}  // namespace

std::chrono::seconds back_off::wait(const std::string& key, instant now) const {
  const std::lock_guard lock(guard_);
  const auto found = troubles_.find(key);
  if (found == troubles_.end() || found->second.until <= now) return std::chrono::seconds(0);
  return std::chrono::ceil<std::chrono::seconds>(found->second.until - now);
}

void back_off::failed(const std::string& key, instant now) {
  const std::lock_guard lock(guard_);
  if (troubles_.size() >= most_keys && !troubles_.contains(key)) make_room(now);
  auto& trouble = troubles_[key];
  if (trouble.forgotten_at <= now) trouble.failures = 0;
  ++trouble.failures;
  trouble.forgotten_at = now + remembered;
  const int beyond = trouble.failures - rule_.free_failures;
  if (beyond <= 0) return;
  const auto doubled = rule_.first * (std::int64_t{1} << std::min(beyond - 1, 30));
  trouble.until = now + std::min<std::chrono::seconds>(doubled, rule_.most);
}

void back_off::succeeded(const std::string& key) {
  const std::lock_guard lock(guard_);
  troubles_.erase(key);
}

void back_off::make_room(instant now) {
  std::erase_if(troubles_, [&](const auto& each) { return each.second.forgotten_at <= now; });
  // Somebody tries many names: those who may try again anyway lose nothing.
  if (troubles_.size() >= most_keys)
    std::erase_if(troubles_, [&](const auto& each) { return each.second.until <= now; });
  // A quarter at once, so that a flood of names costs each of them little.
  if (troubles_.size() >= most_keys)
    troubles_.erase(troubles_.begin(), std::next(troubles_.begin(), most_keys / 4));
}

}  // namespace headway::people
