#include <sodium.h>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "people/devices.hpp"
#include "people/holder_rows.hpp"

namespace headway::people {
namespace {

const sql::statement credential_by_name(
    "SELECT account, name, password_hash FROM credentials WHERE site_id = $1 AND name = $2");
const sql::statement credential_by_account(
    "SELECT account, name, password_hash FROM credentials WHERE site_id = $1 AND account = $2");
const sql::statement put(
    "INSERT INTO credentials (site_id, account, name, password_hash, changed_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, account) DO UPDATE SET "
    "name = excluded.name, password_hash = excluded.password_hash, "
    "changed_at = excluded.changed_at");
const sql::statement put_language(
    "UPDATE credentials SET language = $1 WHERE site_id = $2 AND account = $3");
const sql::statement erase("DELETE FROM credentials WHERE site_id = $1 AND account = $2");

const sql::statement insert(
    "INSERT INTO sessions (site_id, id, token_hash, account, name, created_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)");
const sql::statement end_expired("DELETE FROM sessions WHERE site_id = $1 AND expires_at <= $2");
const sql::statement end_oldest(
    "DELETE FROM sessions WHERE site_id = $1 AND id IN (SELECT id FROM sessions "
    "WHERE site_id = $1 AND account = $2 AND name IS NULL ORDER BY created_at DESC, id DESC "
    "LIMIT $3 OFFSET $4)");
const sql::statement end_one(
    "DELETE FROM sessions WHERE site_id = $1 AND account = $2 AND id = $3");
const sql::statement end_others(
    "DELETE FROM sessions WHERE site_id = $1 AND account = $2 AND id <> $3");
// `+ 0`: those of one account are few, those that have not expired are many; without it SQLite goes
// by the index of the expiry.
const sql::statement tokens(
    "SELECT id, account, name, created_at, expires_at FROM sessions WHERE site_id = $1 "
    "AND account = $2 AND name IS NOT NULL AND expires_at + 0 > $3 ORDER BY created_at, id");
const sql::statement holder(
    std::string("SELECT s.id, s.name, s.expires_at, ") + holder_columns + "FROM sessions s " +
    holder_joins +
    "WHERE s.site_id = $1 AND s.token_hash = $2 AND s.expires_at > $3 AND a.state = 'open' "
    "AND p.active = 1");
const sql::statement holder_by_account(
    std::string("SELECT ") + holder_columns +
    "FROM (SELECT site_id, subject AS account FROM accounts) s " + holder_joins +
    "WHERE s.site_id = $1 AND s.account = $2 AND a.state = 'open' AND p.active = 1");

// More sign-ins of one account than can come together between two tidyings.
constexpr std::int64_t more_than_any_account_has = 100'000;

sql::bytes_view raw(const token_hash& token) { return std::as_bytes(std::span(token)); }

std::optional<credential> found_by(sql::connection& store, const sql::statement& how,
                                   std::initializer_list<sql::value> parameters) {
  std::optional<credential> found;
  store.one(how, parameters, [&](const sql::row& row) {
    found = credential{row.identifier<account_id>(0), std::string(row.text(1)),
                       std::string(row.text(2))};
  });
  return found;
}

}  // namespace

std::shared_ptr<api::principal> holder_in(const sql::row& row, int first_column) {
  auto who = std::make_shared<api::principal>();
  who->account = row.identifier(first_column);
  who->person = row.identifier<person_id>(first_column + 1);
  who->roles = decode<roles>(row.text(first_column + 2)).value();
  for (const auto role : who->roles)
    who->permissions |= api::permissions_of(role);
  who->section = row.identifier<section_id>(first_column + 3);
  if (!row.is_null(first_column + 4))
    who->language = codec::enum_from<language>(row.text(first_column + 4)).value_or(language::zh);
  return who;
}

std::optional<credential> find_credential(sql::connection& store, site_id site,
                                          std::string_view name) {
  return found_by(store, credential_by_name, {site, name});
}

std::optional<credential> find_credential(sql::connection& store, site_id site,
                                          account_id account) {
  return found_by(store, credential_by_account, {site, account});
}

void put_credential(sql::connection& store, site_id site, const credential& of, instant now) {
  store.run(put, {site, of.account, of.name, of.password_hash, now});
}

void set_language(sql::connection& store, site_id site, account_id account, language spoken) {
  store.run(put_language, {codec::name_of(spoken), site, account});
}

void erase_credential(sql::connection& store, site_id site, account_id account, instant now) {
  store.run(erase, {site, account});
  end_sign_ins_of(store, site, account, uuid{}, now);
}

token_hash hash_of_token(std::string_view token) {
  token_hash made;
  crypto_generichash(made.data(), made.size(), reinterpret_cast<const unsigned char*>(token.data()),
                     token.size(), nullptr, 0);
  return made;
}

std::string make_token_text() {
  ENSURE(sodium_init() >= 0);
  std::array<unsigned char, 32> random;
  randombytes_buf(random.data(), random.size());
  constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<char, sodium_base64_ENCODED_LEN(32, variant)> made;
  sodium_bin2base64(made.data(), made.size(), random.data(), random.size(), variant);
  return made.data();
}

void insert_sign_in(sql::connection& store, site_id site, const sign_in_record& of,
                    const token_hash& token) {
  store.run(insert,
            {site, of.id, raw(token), of.account,
             of.name ? sql::value(*of.name) : sql::value(nullptr), of.created_at, of.expires_at});
}

void tidy_sign_ins(sql::connection& store, site_id site, account_id account, std::size_t most,
                   instant now) {
  store.run(end_expired, {site, now});
  store.run(end_oldest,
            {site, account, more_than_any_account_has, static_cast<std::int64_t>(most)});
}

bool end_sign_in(sql::connection& store, site_id site, account_id account, const uuid& id) {
  return store.run(end_one, {site, account, id}) > 0;
}

void end_sign_ins_of(sql::connection& store, site_id site, account_id account, const uuid& kept,
                     instant now) {
  store.run(end_others, {site, account, kept});
  end_enrolments_of(store, site, account, kept, now);
}

std::vector<sign_in_record> tokens_of(sql::connection& store, site_id site, account_id account,
                                      instant now) {
  std::vector<sign_in_record> found;
  store.each(tokens, {site, account, now}, [&](const sql::row& row) {
    found.push_back({row.identifier(0), row.identifier<account_id>(1), std::string(row.text(2)),
                     row.when(3), row.when(4)});
    return true;
  });
  return found;
}

std::optional<recognised> recognise(sql::connection& store, site_id site, const token_hash& token,
                                    instant now) {
  std::optional<recognised> found;
  store.one(holder, {site, raw(token), now}, [&](const sql::row& row) {
    auto who = holder_in(row, 3);
    if (row.is_null(1)) who->session = row.identifier(0);
    found = recognised{std::move(who), row.when(2)};
  });
  return found;
}

std::shared_ptr<const api::principal> holder_of(sql::connection& store, site_id site,
                                                account_id account) {
  std::shared_ptr<const api::principal> found;
  store.one(holder_by_account, {site, account},
            [&](const sql::row& row) { found = holder_in(row, 0); });
  return found;
}

}  // namespace headway::people
