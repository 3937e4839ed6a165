// The mutable side of accounts: what is typed to sign in, and who is signed in. Outside the
// journal; of a token only its hash is kept.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/route.hpp"
#include "people/facts.hpp"
#include "sql/connection.hpp"

namespace headway::people {

struct credential {
  account_id account;
  std::string name;
  std::string password_hash;
};
std::optional<credential> find_credential(sql::connection& store, site_id site,
                                          std::string_view name);
std::optional<credential> find_credential(sql::connection& store, site_id site, account_id account);
// The name must be free: `conflict` is thrown otherwise.
void put_credential(sql::connection& store, site_id site, const credential& of, instant now);
void set_language(sql::connection& store, site_id site, account_id account, language spoken);
// Also ends whatever is signed in, devices too.
void erase_credential(sql::connection& store, site_id site, account_id account, instant now);

// BLAKE2b-256 of a token.
using token_hash = std::array<std::uint8_t, 32>;
token_hash hash_of_token(std::string_view token);
// 256 random bits in 43 characters of base64url.
std::string make_token_text();

// A sign-in by a person, or with a name a token of a program.
struct sign_in_record {
  uuid id;
  account_id account;
  std::optional<std::string> name;
  instant created_at;
  instant expires_at;
};
void insert_sign_in(sql::connection& store, site_id site, const sign_in_record& of,
                    const token_hash& token);
// Ends what has expired, and the oldest sign-ins of `account` beyond `most`.
void tidy_sign_ins(sql::connection& store, site_id site, account_id account, std::size_t most,
                   instant now);
// Gives whether `id` was there and belonged to `account`.
bool end_sign_in(sql::connection& store, site_id site, account_id account, const uuid& id);
// Those of devices, too (devices.hpp). `kept`: nil ends all.
void end_sign_ins_of(sql::connection& store, site_id site, account_id account, const uuid& kept,
                     instant now);
std::vector<sign_in_record> tokens_of(sql::connection& store, site_id site, account_id account,
                                      instant now);

struct recognised {
  std::shared_ptr<const api::principal> who;
  instant expires_at;
};
// Who holds the token; nullopt when it is unknown or expired, or the account or person is not
// active.
std::optional<recognised> recognise(sql::connection& store, site_id site, const token_hash& token,
                                    instant now);
// The holder of an account as he is now; null when the account or person is not active.
std::shared_ptr<const api::principal> holder_of(sql::connection& store, site_id site,
                                                account_id account);

}  // namespace headway::people
