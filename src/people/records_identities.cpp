#include <unordered_map>

#include "attachments/records.hpp"
#include "base/codec.hpp"
#include "people/identities.hpp"

namespace headway::people {
namespace {

const sql::statement one_identity(
    "SELECT name, number, phone FROM identities WHERE site_id = $1 AND person = $2");
const sql::statement by_number("SELECT person FROM identities WHERE site_id = $1 AND number = $2");
const sql::statement put(
    "INSERT INTO identities (site_id, person, name, number, phone, changed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (site_id, person) DO UPDATE SET "
    "name = excluded.name, number = excluded.number, phone = excluded.phone, "
    "changed_at = excluded.changed_at");
const sql::statement one_picture(
    "SELECT picture FROM identities WHERE site_id = $1 AND person = $2");
const sql::statement set_picture(
    "UPDATE identities SET picture = $1, changed_at = $2 WHERE site_id = $3 AND person = $4");
const sql::statement erase("DELETE FROM identities WHERE site_id = $1 AND person = $2");
const sql::statement erase_numbers(
    "DELETE FROM certificate_numbers WHERE site_id = $1 AND person = $2");
const sql::statement put_number(
    "INSERT INTO certificate_numbers (site_id, person, code, number) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (site_id, person, code) DO UPDATE SET number = excluded.number");
const sql::statement erase_number(
    "DELETE FROM certificate_numbers WHERE site_id = $1 AND person = $2 AND code = $3");
const sql::statement every_identity(
    "SELECT person, name, number, phone FROM identities WHERE site_id = $1 "
    "ORDER BY number, person");
const sql::statement numbers_of_person(
    "SELECT code, number FROM certificate_numbers WHERE site_id = $1 AND person = $2");
const sql::statement every_number(
    "SELECT person, code, number FROM certificate_numbers WHERE site_id = $1");

identity identity_in(const sql::row& row, int first) {
  identity who;
  who.name = std::string(row.text(first));
  if (!row.is_null(first + 1)) who.number = std::string(row.text(first + 1));
  if (!row.is_null(first + 2)) who.phone = std::string(row.text(first + 2));
  return who;
}

}  // namespace

std::optional<identity> find_identity(sql::connection& store, site_id site, person_id person) {
  std::optional<identity> found;
  store.one(one_identity, {site, person},
            [&](const sql::row& row) { found = identity_in(row, 0); });
  return found;
}

std::optional<person_id> person_with_number(sql::connection& store, site_id site,
                                            std::string_view number) {
  std::optional<person_id> found;
  store.one(by_number, {site, number},
            [&](const sql::row& row) { found = row.identifier<person_id>(0); });
  return found;
}

void put_identity(sql::connection& store, site_id site, person_id person, const identity& who,
                  instant now) {
  store.run(put, {site, person, who.name.value, who.number.value,
                  who.phone ? sql::value(who.phone->value) : sql::value(nullptr), now});
}

bool erase_identity(sql::connection& store, site_id site, person_id person) {
  if (const auto face = picture_of(store, site, person)) attachments::forget(store, site, *face);
  const auto rows = store.run(erase, {site, person}) + store.run(erase_numbers, {site, person});
  return rows > 0;
}

std::optional<std::string> picture_of(sql::connection& store, site_id site, person_id person) {
  std::optional<std::string> found;
  store.one(one_picture, {site, person}, [&](const sql::row& row) {
    if (!row.is_null(0)) found = std::string(row.text(0));
  });
  return found;
}

bool put_picture(sql::connection& store, site_id site, person_id person,
                 const std::optional<std::string>& picture, instant now) {
  return store.run(set_picture,
                   {picture ? sql::value(*picture) : sql::value(nullptr), now, site, person}) > 0;
}

void put_certificate_number(sql::connection& store, site_id site, person_id person,
                            certificate_code code, const std::optional<std::string>& number) {
  if (number)
    store.run(put_number, {site, person, codec::name_of(code), *number});
  else
    store.run(erase_number, {site, person, codec::name_of(code)});
}

std::map<certificate_code, std::string> certificate_numbers_of(sql::connection& store, site_id site,
                                                               person_id person) {
  std::map<certificate_code, std::string> found;
  store.each(numbers_of_person, {site, person}, [&](const sql::row& row) {
    if (const auto code = codec::enum_from<certificate_code>(row.text(0)))
      found.emplace(*code, row.text(1));
    return true;
  });
  return found;
}

std::vector<known_person> all_identities(sql::connection& store, site_id site) {
  std::vector<known_person> found;
  std::unordered_map<person_id, std::size_t> place;
  store.each(every_identity, {site}, [&](const sql::row& row) {
    const auto id = row.identifier<person_id>(0);
    place.emplace(id, found.size());
    found.push_back({id, identity_in(row, 1), {}});
    return true;
  });
  store.each(every_number, {site}, [&](const sql::row& row) {
    const auto at = place.find(row.identifier<person_id>(0));
    const auto code = codec::enum_from<certificate_code>(row.text(1));
    if (at != place.end() && code)
      found[at->second].certificate_numbers.emplace(*code, row.text(2));
    return true;
  });
  return found;
}

}  // namespace headway::people
