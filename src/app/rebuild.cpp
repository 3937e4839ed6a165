#include <fmt/core.h>

#include "app/store.hpp"
#include "app/verbs.hpp"
#include "journal/journal.hpp"

namespace headway::app {

int rebuild(const configuration& with) {
  if (auto there = store::has_data(with); !there) return failed(there.error());
  const system_clock_source clock;
  auto opened = store::open(with, store::purpose::writing, clock.now());
  if (!opened) return failed(opened.error());
  auto& of = **opened;
  const auto on = of.database().connect(sql::access::write);
  // Records are only as true as the facts: both are proven before anything is kept.
  sql::transaction all(*on, sql::access::write);
  journal::rebuild(*on, of.site(), of.models());
  const auto found = journal::verify(*on, of.site(), of.models(), [](std::int64_t) {});
  if (!found.clean()) {
    print_findings(found);
    announce("事实本身有 {} 处不符：什么都没有改，请恢复备份\n",
             "{} findings in the facts themselves: nothing was changed; restore a backup\n",
             found.findings_total);
    return 1;
  }
  all.commit();
  announce("已由 {1} 条事实重写 {0} 个事项及其记录\n",
           "{} subjects and their records written anew from {} facts\n", found.subjects,
           found.facts);
  return 0;
}

}  // namespace headway::app
