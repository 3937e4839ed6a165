// Coverage of the demonstration's section: the check that runs at every change, with and without
// reading the section from the store, and what planning and repairing its months take.
#include <fmt/core.h>

#include <ctime>

#include "base/ensure.hpp"
#include "coverage/board.hpp"
#include "coverage/planning.hpp"
#include "measures.hpp"
#include "people/queries.hpp"
#include "people/sections.hpp"

namespace headway::bench {
namespace {

using namespace coverage;

// Processor time: one thread, and nothing else is to be counted.
template <class Work>
double processor_milliseconds(Work work) {
  const auto begun = std::clock();
  work();
  return 1000 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

template <class Work>
double usual_milliseconds(Work work) {
  std::vector<double> all;
  for (int i = 0; i < 21; ++i)
    all.push_back(processor_milliseconds(work));
  return median(all);
}

}  // namespace

void measure_coverage(const year& of, const table& to) {
  const disk_folder folder("coverage");
  const auto with = of.copy_into(folder);
  const auto now = system_clock_source().now();
  const auto store = app::store::open(with, app::store::purpose::reading, now).value();
  const auto on = store->database().connect(sql::access::read);
  const auto section = people::sections_of_mine(*on, with.site).front();
  const auto today = with.zone.date_of(now);
  const auto until = people::plus_days(today, days_ahead);
  const picture_wishes ahead{section, with.zone, now, today, until};
  const auto in = read_picture(*on, with.site, ahead);
  const auto plans = plans_between(*on, with.site, section, today, until);
  to.take(at_most("coverage: live check of the days ahead",
                  usual_milliseconds([&] { look_ahead(in, plans, now, days_ahead); }), "ms", 20));
  const reading_of from{*on, with.site, section, with.zone, now};
  to.take(at_most("coverage: the same, read from the store",
                  usual_milliseconds([&] { now_of(from); }), "ms", 50));
  const auto next = month::of(today).next();
  const auto ground =
      read_picture(*on, with.site, {section, with.zone, now, next.first, next.end()});
  plan_result made;
  const auto planning = processor_milliseconds([&] {
    made = plan_month(ground, next, {1, std::nullopt, today}, [](const planner::plan_progress&) {
             return true;
           }).value();
  });
  to.take(at_most("coverage: next month covered or explained", planning / 1000, "s", 5));
  to.note(fmt::format("{} duties, {} swaps, {} uncovered, {} conflicts", made.duties.size(),
                      made.swaps.size(), made.gaps.size(), made.conflicts.size()));
  ENSURE(!made.duties.empty());
  const dated_plan stands{next, made.duties, {}};
  const auto& duty = made.duties.front();
  const auto date = next.on(duty.days.front());
  const auto repairing = processor_milliseconds([&] {
    repairs_of(with_swaps(ground, made.swaps), stands,
               {duty.person, date, people::plus_days(date, 1), today})
        .value();
  });
  to.take(at_most("coverage: repair of one absence, three ways", repairing / 1000, "s", 1));
}

}  // namespace headway::bench
