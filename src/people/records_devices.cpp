#include <algorithm>

#include "base/codec.hpp"
#include "people/devices.hpp"
#include "people/holder_rows.hpp"

namespace headway::people {
namespace {

constexpr const char* columns =
    "id, device, person, account, name, public_key, enrolled_at, expires_at, last_seen_at, "
    "revoked_at";

const sql::statement insert(std::string("INSERT INTO enrolments (site_id, token_hash, ") + columns +
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL)");
const sql::statement end_pair(
    "UPDATE enrolments SET expires_at = $1 WHERE site_id = $2 AND device = $3 AND person = $4 "
    "AND expires_at > $1");
const sql::statement end_oldest(
    "UPDATE enrolments SET expires_at = $1 WHERE site_id = $2 AND expires_at > $1 AND id IN "
    "(SELECT id FROM enrolments WHERE site_id = $2 AND person = $3 AND expires_at > $1 "
    "AND revoked_at IS NULL ORDER BY enrolled_at DESC, id DESC LIMIT $4 OFFSET $5)");
const sql::statement drop_oldest(
    "DELETE FROM enrolments WHERE site_id = $1 AND id IN (SELECT id FROM enrolments "
    "WHERE site_id = $1 AND person = $2 ORDER BY enrolled_at DESC, id DESC LIMIT $3 OFFSET $4)");
const sql::statement by_token(
    std::string("SELECT s.id, s.device, s.expires_at, s.last_seen_at, s.revoked_at, a.state, "
                "p.active, ") +
    holder_columns + "FROM enrolments s " + holder_joins +
    "WHERE s.token_hash = $1 AND s.site_id = $2");
const sql::statement renew(
    "UPDATE enrolments SET last_seen_at = $1, expires_at = $2 WHERE site_id = $3 AND id = $4 "
    "AND expires_at > $1 AND revoked_at IS NULL");
const sql::statement end_one(
    "UPDATE enrolments SET expires_at = $1 WHERE site_id = $2 AND id = $3 AND expires_at > $1");
const sql::statement end_others(
    "UPDATE enrolments SET expires_at = $1 WHERE site_id = $2 AND account = $3 AND id <> $4 "
    "AND expires_at > $1");
const sql::statement accounts_on(
    "SELECT account FROM enrolments WHERE site_id = $1 AND device = $2 "
    "AND (person = $3 OR LENGTH($3) = 0) AND revoked_at IS NULL");
const sql::statement revoke(
    "UPDATE enrolments SET revoked_at = $1 WHERE site_id = $2 AND device = $3 "
    "AND (person = $4 OR LENGTH($4) = 0) AND revoked_at IS NULL");
// A pair's newest: there is none of the same pair after it.
const sql::statement newest(
    std::string("SELECT ") + columns +
    " FROM enrolments e WHERE site_id = $1 AND (person = $2 OR LENGTH($2) = 0) "
    "AND (id < $3 OR LENGTH($3) = 0) AND NOT EXISTS (SELECT 1 FROM enrolments n "
    "WHERE n.site_id = e.site_id AND n.device = e.device AND n.person = e.person AND n.id > e.id) "
    "ORDER BY id DESC LIMIT $4");
const sql::statement of_pair(std::string("SELECT ") + columns +
                             " FROM enrolments WHERE site_id = $1 AND device = $2 AND person = $3 "
                             "ORDER BY id DESC");

// More than anybody can have between two enrolments.
constexpr std::int64_t any_number = 100'000;

template <class Id>
sql::bytes_view or_empty(const Id& id) {
  return id.is_nil() ? sql::bytes_view() : sql::bytes_view(id.raw());
}

enrolment enrolment_in(const sql::row& row) {
  const auto key = row.bytes(5);
  enrolment found{row.identifier(0),
                  row.identifier<device_id>(1),
                  row.identifier<person_id>(2),
                  row.identifier<account_id>(3),
                  std::string(row.text(4)),
                  std::string(reinterpret_cast<const char*>(key.data()), key.size()),
                  row.when(6),
                  row.when(7),
                  row.when(8)};
  if (!row.is_null(9)) found.revoked_at = row.when(9);
  return found;
}

}  // namespace

void enrol(sql::connection& store, site_id site, const enrolment& made, const token_hash& token) {
  const auto now = made.enrolled_at;
  store.run(end_pair, {now, site, made.device, made.person});
  store.run(insert, {site, std::as_bytes(std::span(token)), made.id, made.device, made.person,
                     made.account, made.name, std::as_bytes(std::span(made.public_key)), now,
                     made.expires_at, made.last_seen_at});
  store.run(end_oldest, {now, site, made.person, any_number,
                         static_cast<std::int64_t>(limits::devices_per_person)});
  store.run(drop_oldest,
            {site, made.person, any_number, static_cast<std::int64_t>(limits::enrolments_kept)});
}

result<recognised_device> recognise_device(sql::connection& store, site_id site,
                                           const token_hash& token, instant now) {
  result<recognised_device> found = problem(headway::problems::not_signed_in);
  store.one(by_token, {std::as_bytes(std::span(token)), site}, [&](const sql::row& row) {
    if (!row.is_null(4)) {
      found = problem(problems::device_revoked);
      return;
    }
    if (row.when(2) <= now || row.text(5) != "open" || row.integer(6) != 1) return;
    auto who = holder_in(row, 7);
    who->session = row.identifier(0);
    who->device = row.identifier<device_id>(1);
    found = recognised_device{
        {std::move(who), row.when(2)}, row.identifier(0), row.when(3) + device_seen_again <= now};
  });
  return found;
}

void renew_enrolment(sql::connection& store, site_id site, const uuid& id, instant now) {
  store.run(renew, {now, now + device_token_lasts, site, id});
}

void end_enrolment(sql::connection& store, site_id site, const uuid& id, instant now) {
  store.run(end_one, {now, site, id});
}

void end_enrolments_of(sql::connection& store, site_id site, account_id account, const uuid& kept,
                       instant now) {
  store.run(end_others, {now, site, account, kept});
}

std::vector<account_id> revoke_device(sql::connection& store, site_id site, device_id device,
                                      person_id person, instant now) {
  std::vector<account_id> concerned;
  store.each(accounts_on, {site, device, or_empty(person)}, [&](const sql::row& row) {
    const auto account = row.identifier<account_id>(0);
    if (std::find(concerned.begin(), concerned.end(), account) == concerned.end())
      concerned.push_back(account);
    return true;
  });
  if (!concerned.empty()) store.run(revoke, {now, site, device, or_empty(person)});
  return concerned;
}

std::vector<enrolment> list_enrolments(sql::connection& store, site_id site, person_id person,
                                       const uuid& cursor, int limit) {
  std::vector<enrolment> found;
  store.each(newest, {site, or_empty(person), or_empty(cursor), limit}, [&](const sql::row& row) {
    found.push_back(enrolment_in(row));
    return true;
  });
  return found;
}

std::vector<enrolment> enrolments_of(sql::connection& store, site_id site, device_id device,
                                     person_id person) {
  std::vector<enrolment> found;
  store.each(of_pair, {site, device, person}, [&](const sql::row& row) {
    found.push_back(enrolment_in(row));
    return true;
  });
  return found;
}

}  // namespace headway::people
