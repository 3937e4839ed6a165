#include "plates/records.hpp"

#include <algorithm>
#include <optional>

#include "base/ensure.hpp"

namespace headway::plates {
namespace {

constexpr sql::migration steps[] = {
    {"plates", 1, "the key that signs plates",
     R"(CREATE TABLE plate_keys (
  site_id INT64 NOT NULL, public_half BYTES NOT NULL, secret_half BYTES NOT NULL,
  made_at INT64 NOT NULL, PRIMARY KEY (site_id)
) STRICT;)"},
};

const sql::statement find("SELECT public_half, secret_half FROM plate_keys WHERE site_id = $1");
const sql::statement put(
    "INSERT INTO plate_keys (site_id, public_half, secret_half, made_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (site_id) DO NOTHING");

template <class Half>
Half half_in(const sql::row& row, int column) {
  Half read;
  const auto bytes = row.bytes(column);
  ENSURE(bytes.size() == read.size());
  std::copy(bytes.begin(), bytes.end(), read.begin());
  return read;
}

std::optional<signing_key> find_key(sql::connection& on, site_id site) {
  std::optional<signing_key> found;
  on.one(find, {site}, [&](const sql::row& row) {
    found.emplace(half_in<public_half>(row, 0), half_in<secret_half>(row, 1));
  });
  return found;
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

signing_key own_key(sql::connection& on, site_id site, instant now) {
  if (const auto kept = find_key(on, site)) return *kept;
  const auto made = signing_key::make();
  on.run(put, {site, std::span(made.shown()), std::span(made.secret()), to_unix_ms(now)});
  return find_key(on, site).value();
}

}  // namespace headway::plates
