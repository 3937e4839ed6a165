#include "people/session_keeper.hpp"

#include <algorithm>
#include <cstring>

#include "people/devices.hpp"

namespace headway::people {
namespace {

constexpr std::chrono::seconds remembered{15};
// Longer than any command takes from its handler to its commit.
constexpr std::chrono::seconds commit_takes_at_most = limits::request_deadline;
constexpr std::size_t tokens_per_shard = 4'096;

}  // namespace

std::string_view token_in(const http::request& in) {
  constexpr std::string_view bearer = "Bearer ";
  const auto authorization = in.header("authorization");
  if (authorization.starts_with(bearer)) return authorization.substr(bearer.size());
  auto cookies = in.header("cookie");
  while (!cookies.empty()) {
    auto one = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(one.size() + 1, cookies.size()));
    while (one.starts_with(' '))
      one.remove_prefix(1);
    if (one.starts_with(cookie_name) && one.substr(cookie_name.size()).starts_with('='))
      return one.substr(cookie_name.size() + 1);
  }
  return {};
}

std::size_t session_keeper::hasher::operator()(const token_hash& token) const {
  std::size_t first = 0;
  std::memcpy(&first, token.data(), sizeof first);
  return first;
}

api::authenticator::found session_keeper::recall(const http::request& in,
                                                 std::shared_ptr<const api::principal>& who) {
  const auto token = token_in(in);
  if (token.empty()) return found::no;
  const auto hash = hash_of_token(token);
  auto& shard = shard_of(hash);
  const std::lock_guard lock(shard.guard);
  const auto at = shard.tokens.find(hash);
  if (at == shard.tokens.end()) return found::ask_store;
  if (at->second.until <= clock_.now()) {
    shard.tokens.erase(at);
    return found::ask_store;
  }
  who = at->second.who;
  return found::yes;
}

result<std::shared_ptr<const api::principal>> session_keeper::look_up(const http::request& in,
                                                                      sql::connection& store) {
  const auto token = token_in(in);
  if (token.empty()) return problem(headway::problems::not_signed_in);
  const auto hash = hash_of_token(token);
  const auto now = clock_.now();
  auto recognised = recognise_any(store, hash, now);
  if (!recognised) return recognised.error();
  auto& shard = shard_of(hash);
  const std::lock_guard lock(shard.guard);
  if (!in_change(recognised->who->account)) {
    if (shard.tokens.size() >= tokens_per_shard) shard.tokens.clear();
    shard.tokens[hash] = {recognised->who,
                          std::min<instant>(now + remembered, recognised->expires_at)};
  }
  return recognised->who;
}

result<recognised> session_keeper::recognise_any(sql::connection& store, const token_hash& token,
                                                 instant now) {
  if (auto found = recognise(store, site_, token, now)) return std::move(*found);
  auto device = recognise_device(store, site_, token, now);
  if (!device) return device.error();
  // When the writer has no room, the next look tries again.
  if (device->to_renew && writer_)
    writer_->submit([site = site_, id = device->enrolment,
                     now](sql::connection& on) { renew_enrolment(on, site, id, now); },
                    [](const std::exception_ptr&) {});
  return std::move(device->by);
}

void session_keeper::forget(const account_id& account) {
  {
    const auto now = clock_.now();
    const std::lock_guard lock(changing_guard_);
    std::erase_if(changing_, [&](const auto& each) { return each.second <= now; });
    changing_[account] = now + commit_takes_at_most;
  }
  for (auto& shard : shards_) {
    const std::lock_guard lock(shard.guard);
    std::erase_if(shard.tokens,
                  [&](const auto& each) { return each.second.who->account == account; });
  }
}

bool session_keeper::in_change(const uuid& account) {
  const std::lock_guard lock(changing_guard_);
  const auto at = changing_.find(account);
  return at != changing_.end() && at->second > clock_.now();
}

}  // namespace headway::people
