// Every route × every role × every section, on both engines.
#include <iostream>

#include "prove/proofs.hpp"
#include "support/role_matrix.hpp"

namespace headway::prove {
namespace {

int report(const std::vector<std::string>& breaches) {
  for (const auto& each : breaches)
    std::cout << "  BREACH " << each << "\n";
  return static_cast<int>(breaches.size());
}

int prove_on(sql::engine engine, const char* name) {
  tests::world mine(engine);
  const auto matrix = tests::try_roles(mine);
  std::cout << name << ": " << matrix.routes << " routes x " << matrix.roles
            << " askers = " << matrix.asked << " requests: " << matrix.refused_401
            << " not signed in, " << matrix.refused_403 << " not permitted, " << matrix.let_in
            << " let in; " << matrix.breaches.size() << " breaches\n";
  const auto isolation = tests::try_isolation(mine);
  std::cout << name << ": " << isolation.asked << " requests of section B for "
            << isolation.subjects << " things of section A: " << isolation.hidden << " hidden; "
            << isolation.breaches.size() << " breaches\n";
  return report(matrix.breaches) + report(isolation.breaches);
}

}  // namespace

int roles() {
  const int breaches =
      prove_on(sql::engine::sqlite, "SQLite") + prove_on(sql::engine::postgres, "PostgreSQL");
  std::cout << (breaches == 0 ? "roles: clean\n" : "roles: BREACHED\n");
  return breaches == 0 ? 0 : 1;
}

}  // namespace headway::prove
