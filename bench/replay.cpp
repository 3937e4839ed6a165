// Deriving everything again from the facts: the records of the year, and the proof of a journal of
// a million facts by the real `headway verify`.
#include <fmt/core.h>

#include "base/ensure.hpp"
#include "journal/journal.hpp"
#include "measures.hpp"
#include "process.hpp"

namespace headway::bench {
namespace {

constexpr std::int64_t fewer_facts = 250'000;
constexpr std::int64_t many_facts = 1'000'000;
constexpr double mebibyte = 1024 * 1024;

struct proof {
  double peak_mebibytes = 0, seconds = 0;
};
proof prove(const std::string& folder) {
  proof made;
  made.seconds = seconds([&] {
    process verify({headway_binary(), "verify", "--data", folder});
    int status = 0;
    made.peak_mebibytes = static_cast<double>(verify.peak_until_end(status)) / mebibyte;
    if (status != 0) throw std::runtime_error("verify found something");
  });
  return made;
}

}  // namespace

void measure_replay(const year& of, const table& to) {
  const disk_folder folder("replay");
  const auto with = of.copy_into(folder);
  const auto store =
      app::store::open(with, app::store::purpose::writing, system_clock_source().now()).value();
  const auto on = store->database().connect(sql::access::write);
  std::vector<double> rates, cpu;
  for (int i = 0; i < pairs; ++i) {
    const sql::transaction all(*on, sql::access::write);
    const double before = own_cpu_seconds();
    rates.push_back(static_cast<double>(of.facts()) /
                    seconds([&] { journal::rebuild(*on, with.site, store->models()); }));
    cpu.push_back((own_cpu_seconds() - before) / static_cast<double>(of.facts()) * 1e6);
  }
  to.take(at_least("replay: fold and project", median(rates), "facts/s", 50'000, 1.0));
  to.note(fmt::format("processor time a fact: {:.1f} µs", median(cpu)));
}

void measure_verify(const table& to) {
  long_journal of;
  const auto fewer = of.grow_to(fewer_facts);
  const auto before = prove(of.folder());
  const auto many = of.grow_to(many_facts);
  const auto after = prove(of.folder());
  to.take(at_most("verify of 1,000,000 facts: peak RssAnon", after.peak_mebibytes, "MiB", 64));
  to.note(fmt::format("{} facts in {:.0f} s; {} facts in {:.0f} s", fewer, before.seconds, many,
                      after.seconds));
  // Three bytes kept for each of the 750,000 facts more would show.
  to.take(at_most("verify: its peak beside that of 250,000 facts", after.peak_mebibytes, "MiB",
                  before.peak_mebibytes + 2));
}

}  // namespace headway::bench
