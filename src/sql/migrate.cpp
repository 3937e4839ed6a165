#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>

#include "base/ensure.hpp"
#include "sql/database.hpp"

namespace headway::sql {
namespace {

using checksum = std::array<std::byte, 32>;  // BLAKE2b of the neutral SQL
using step_key = std::pair<std::string, std::int64_t>;

const statement read_steps("SELECT slice, number, checksum FROM schema_steps");
const statement record_step(
    "INSERT INTO schema_steps (slice, number, name, checksum, applied_at) "
    "VALUES ($1, $2, $3, $4, $5)");
constexpr const char* make_steps_table =
    "CREATE TABLE IF NOT EXISTS schema_steps (slice TEXT NOT NULL, number INT64 NOT NULL, "
    "name TEXT NOT NULL, checksum BYTES NOT NULL, applied_at INT64 NOT NULL, "
    "PRIMARY KEY (slice, number)) STRICT";

// PostgreSQL: one process migrates at a time, however long it takes. SQLite's write lock does it
// step by step.
class migration_lock {
 public:
  explicit migration_lock(connection& on) : on_(on) {
    if (on.engine() != engine::postgres) return;
    on.script("SET statement_timeout = 0; SET lock_timeout = 0");
    on.one(lock, {key}, [](const row&) {});
    held_ = true;
  }
  migration_lock(const migration_lock&) = delete;
  migration_lock& operator=(const migration_lock&) = delete;
  ~migration_lock() {
    if (!held_) return;
    try {
      on_.one(unlock, {key}, [](const row&) {});
      on_.script("RESET statement_timeout; RESET lock_timeout");
    } catch (const error&) {
      // The connection is gone, and the lock with it.
    }
  }

 private:
  static constexpr std::int64_t key = 0x68656164776179;  // "headway"
  static inline const statement lock{"SELECT 1 FROM (SELECT pg_advisory_lock($1)) AS locked"};
  static inline const statement unlock{"SELECT 1 FROM (SELECT pg_advisory_unlock($1)) AS freed"};
  connection& on_;
  bool held_ = false;
};

checksum checksum_of(std::string_view sql) {
  checksum sum;
  const int hashed = crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), sum.size(),
                                        reinterpret_cast<const unsigned char*>(sql.data()),
                                        sql.size(), nullptr, 0);
  ENSURE(hashed == 0);
  return sum;
}

std::map<step_key, checksum> applied_steps(connection& on) {
  std::map<step_key, checksum> applied;
  on.each(read_steps, {}, [&](const row& r) {
    auto& sum = applied[{std::string(r.text(0)), r.integer(1)}];
    const auto stored = r.bytes(2);
    if (stored.size() == sum.size()) std::memcpy(sum.data(), stored.data(), sum.size());
    return true;
  });
  return applied;
}

std::vector<std::pair<std::string, std::string>> named(const step_key& step) {
  return {{"slice", step.first}, {"number", std::to_string(step.second)}};
}

std::optional<problem> refusal(const std::map<step_key, checksum>& applied,
                               std::span<const migration> steps) {
  for (const auto& each : applied) {
    const auto& step = each.first;
    const auto ours = std::find_if(steps.begin(), steps.end(), [&](const migration& m) {
      return m.slice == step.first && m.number == step.second;
    });
    if (ours == steps.end()) return problem(problems::newer, "", named(step));
    if (checksum_of(ours->sql) != each.second)
      return problem(problems::altered_migration, "", named(step));
  }
  return std::nullopt;
}

// Within a slice the numbers are 1, 2, 3 …: a gap or a repetition is a mistake of ours.
void ensure_numbered(std::span<const migration> steps) {
  std::map<std::string_view, int> last;
  for (const auto& step : steps)
    ENSURE(step.number == ++last[step.slice]);
}

// False when another process applied it meanwhile.
bool apply(connection& on, const migration& step, instant now) {
  transaction within(on, access::write);
  const step_key key(step.slice, step.number);
  const auto applied = applied_steps(on);
  if (applied.contains(key)) return false;
  on.script(std::string(step.sql));
  const auto sum = checksum_of(step.sql);
  on.run(record_step, {step.slice, step.number, step.name, bytes_view(sum), now});
  within.commit();
  return true;
}

}  // namespace

result<int> migrate(connection& on, std::span<const migration> steps, instant now) {
  ensure_numbered(steps);
  const migration_lock alone(on);
  on.script(make_steps_table);
  const auto applied = applied_steps(on);
  if (auto refused = refusal(applied, steps)) return *refused;
  int count = 0;
  for (const auto& step : steps)
    if (!applied.contains({std::string(step.slice), step.number}))
      count += apply(on, step, now) ? 1 : 0;
  return count;
}

}  // namespace headway::sql
