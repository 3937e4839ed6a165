#include <fmt/core.h>
#include <unistd.h>

#include "app/store.hpp"
#include "app/verbs.hpp"
#include "journal/journal.hpp"

namespace headway::app {

int verify(const configuration& with) {
  const system_clock_source clock;
  auto opened = store::open(with, store::purpose::reading, clock.now());
  if (!opened) return failed(opened.error());
  auto& of = **opened;
  const auto on = of.database().connect(sql::access::read);
  const sql::transaction snapshot(*on, sql::access::read);
  const bool watched = ::isatty(STDERR_FILENO) != 0;
  const auto found = journal::verify(*on, of.site(), of.models(), [&](std::int64_t facts) {
    if (watched) fmt::print(stderr, "\r{} facts", facts);
  });
  if (watched) fmt::print(stderr, "\r\x1b[K");
  for (const auto& each : found.findings)
    fmt::print("{}: {}\n", each.where, each.what);
  fmt::print("{} facts of {} nodes, {} subjects: {}\n", found.facts, found.nodes, found.subjects,
             found.clean() ? "every hash and every record is what the journal gives"
                           : fmt::format("{} findings", found.findings_total));
  return found.clean() ? 0 : 1;
}

}  // namespace headway::app
