// The key pair of the site, by which phones close commands for it. One for all processes and boxes
// that share the store; made with the store and part of every backup.
//
// Not derived from facts: a secret. Whoever has it can read sealed commands, but not make any:
// those are signed by their authors' devices.
#pragma once

#include <optional>
#include <span>

#include "base/time.hpp"
#include "sealing/sealing.hpp"
#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace headway::handover {

std::span<const sql::migration> migrations();

struct site_key {
  uuid id;
  sealing::key_pair pair;
};
// Makes the first key unless there is one. Several processes may begin at once.
void ensure_site_key(sql::connection& store, site_id site, instant now);
// The one that phones use now; nullopt: ensure_site_key was never called.
std::optional<site_key> current_site_key(sql::connection& store, site_id site);
// Any that was ever used.
std::optional<site_key> find_site_key(sql::connection& store, site_id site, const uuid& id);

}  // namespace headway::handover
