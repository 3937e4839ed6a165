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
    if (watched) fmt::print(stderr, "\r{}", facts);
  });
  if (watched) fmt::print(stderr, "\r\x1b[K");
  print_findings(found);
  announce("{} 条事实（{} 台机器），{} 个事项：",
           "{} facts of {} nodes, {} subjects: ", found.facts, found.nodes, found.subjects);
  if (!found.clean()) {
    announce("有 {} 处不符\n", "{} findings\n", found.findings_total);
    return 1;
  }
  announce("每个校验值、每条记录都与事实一致\n",
           "every hash and every record is what the journal gives\n");
  return 0;
}

}  // namespace headway::app
