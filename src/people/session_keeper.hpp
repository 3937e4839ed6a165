// Knows who is behind a cookie, an API token or the token of a device: from memory, else from the
// store.
#pragma once

#include <array>
#include <mutex>
#include <unordered_map>

#include "api/dispatcher.hpp"
#include "people/sign_ins.hpp"
#include "sql/database.hpp"

namespace headway::people {

inline constexpr std::string_view cookie_name = "headway";

// The token that a request carries, as `Authorization: Bearer …` or in the cookie; empty if none.
std::string_view token_in(const http::request& in);

// Thread-safe. What another process changed on a shared store is noticed within 15 seconds; what
// this process changed, at once.
class session_keeper final : public api::authenticator {
 public:
  // By `writer` the use of devices' tokens is written down, now and then; null: it is not.
  session_keeper(site_id site, const clock_source& clock, sql::writer* writer = nullptr)
      : site_(site), clock_(clock), writer_(writer) {}

  found recall(const http::request& in, std::shared_ptr<const api::principal>& who) override;
  result<std::shared_ptr<const api::principal>> look_up(const http::request& in,
                                                        sql::connection& store) override;

  // Call when an account's roles, state, sign-ins or person change, before the change is committed:
  // until it surely is, the store is asked anew each time.
  void forget(const account_id& account);

 private:
  struct known {
    std::shared_ptr<const api::principal> who;
    instant until;
  };
  struct hasher {
    std::size_t operator()(const token_hash& token) const;
  };
  struct shard {
    std::mutex guard;
    std::unordered_map<token_hash, known, hasher> tokens;
  };
  shard& shard_of(const token_hash& token) { return shards_[token[31] % shards_.size()]; }
  bool in_change(const uuid& account);
  result<recognised> recognise_any(sql::connection& store, const token_hash& token, instant now);

  site_id site_;
  const clock_source& clock_;
  sql::writer* writer_;
  std::array<shard, 16> shards_;
  std::mutex changing_guard_;
  std::unordered_map<uuid, instant> changing_;  // accounts not to be remembered, until when
};

}  // namespace headway::people
