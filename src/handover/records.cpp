#include "handover/site_keys.hpp"

namespace headway::handover {
namespace {

constexpr sql::migration steps[] = {
    {"handover", 1, "site keys",
     R"(CREATE TABLE site_keys (
  site_id INT64 NOT NULL, number INT64 NOT NULL, id BYTES NOT NULL, public_key BYTES NOT NULL,
  private_key BYTES NOT NULL, made_at INT64 NOT NULL,
  PRIMARY KEY (site_id, number)
) STRICT;
CREATE UNIQUE INDEX site_keys_by_id ON site_keys (site_id, id);)"},
};

const sql::statement insert_first(
    "INSERT INTO site_keys (site_id, number, id, public_key, private_key, made_at) "
    "VALUES ($1, 1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
const sql::statement current(
    "SELECT id, public_key, private_key FROM site_keys WHERE site_id = $1 "
    "ORDER BY number DESC LIMIT 1");
const sql::statement by_id(
    "SELECT id, public_key, private_key FROM site_keys WHERE site_id = $1 AND id = $2");

sql::bytes_view view(const std::string& bytes) { return std::as_bytes(std::span(bytes)); }

std::string bytes_in(const sql::row& row, int column) {
  const auto bytes = row.bytes(column);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

site_key key_in(const sql::row& row) {
  return {row.identifier(0), {bytes_in(row, 1), bytes_in(row, 2)}};
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

void ensure_site_key(sql::connection& store, site_id site, instant now) {
  if (current_site_key(store, site)) return;
  const auto made = sealing::make_key_pair();
  store.run(insert_first,
            {site, make_uuid(to_unix_ms(now)), view(made.point), view(made.scalar), now});
}

std::optional<site_key> current_site_key(sql::connection& store, site_id site) {
  std::optional<site_key> found;
  store.one(current, {site}, [&](const sql::row& row) { found = key_in(row); });
  return found;
}

std::optional<site_key> find_site_key(sql::connection& store, site_id site, const uuid& id) {
  std::optional<site_key> found;
  store.one(by_id, {site, id}, [&](const sql::row& row) { found = key_in(row); });
  return found;
}

}  // namespace headway::handover
