// The full sets of real records through the ordinary import over HTTP, on both engines.
#include "support/intake.hpp"

#include <iomanip>
#include <iostream>

#include "prove/proofs.hpp"

namespace headway::prove {
namespace {

int take_on(sql::engine engine, const char* name) {
  tests::demo_mine mine(engine, rounds(365));
  const auto seen = tests::take_in_real_records(mine);
  for (const auto& each : seen.files)
    std::cout << name << ": " << each.name << ": " << each.rows << " rows, " << each.refused
              << " refused, " << each.added << " added, " << each.repeated << " repeated, "
              << each.facts << " facts, " << std::fixed << std::setprecision(1) << each.seconds
              << " s\n";
  std::cout << name << ": verified " << seen.facts << " facts of " << seen.subjects << " subjects, "
            << seen.breaches.size() << " breaches"
            << (seen.excerpt ? " (the excerpts only: the full sets are not here)" : "") << "\n"
            << std::flush;
  for (const auto& each : seen.breaches)
    std::cout << "  BREACH " << each << "\n";
  return seen.breaches.empty() ? 0 : 1;
}

}  // namespace

int intake() {
  const int breached =
      take_on(sql::engine::sqlite, "SQLite") + take_on(sql::engine::postgres, "PostgreSQL");
  std::cout << (breached == 0 ? "intake: clean\n" : "intake: BREACHED\n");
  return breached == 0 ? 0 : 1;
}

}  // namespace headway::prove
