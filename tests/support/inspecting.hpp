// Inspections as phones send them: for the tests of inspections over the API.
#pragma once

#include "inspections/administration.hpp"
#include "inspections/schedule.hpp"
#include "support/scenario.hpp"

namespace headway::tests {

inline inspections::record_inspection spot_check(const world& mine, instant at,
                                                 side where = side::a) {
  inspections::record_inspection asked;
  asked.id = inspection_id(make_uuid(to_unix_ms(at)));
  asked.kind = inspections::inspection_kind::spot;
  asked.place = mine.place(where);
  asked.checklist = inspections::heading_checklist_id();
  asked.began = at;
  asked.finished = at + std::chrono::minutes(20);
  asked.marks = {{"E1", inspections::verdict::good, {}, {}, {}, {}}};
  return asked;
}

// Of the whole heading checklist, all good.
inline inspections::record_inspection inspection_by(const world& mine, const char* rhythm,
                                                    instant at) {
  auto asked = spot_check(mine, at);
  asked.kind = inspections::inspection_kind::periodic;
  asked.rhythm = inspections::rhythm_code(rhythm);
  asked.marks.clear();
  for (const auto& item : inspections::heading_checklist().items)
    asked.marks.push_back({item.code, inspections::verdict::good, {}, {}, {}, {}});
  return asked;
}

inline http_response send(const visitor& who, const inspections::record_inspection& asked,
                          const std::string& key = {}) {
  return who.post("/api/v1/inspections", encode(asked), key);
}

// As the scheduler does every few seconds.
inline void tend_rounds(world& mine) {
  mine.system().run_as_system([&](journal::unit_of_work& work) {
    inspections::open_rounds(work, mine.system().settings().zone, 1'000);
  });
  mine.system().run_as_system(
      [](journal::unit_of_work& work) { inspections::tell_rounds(work, 1'000); });
}

}  // namespace headway::tests
