// What is measured, by subject. Each gives its rows to the table as it goes.
#pragma once

#include "rows.hpp"
#include "section.hpp"

namespace headway::bench {

void measure_start_and_memory(const year& of, const table& to);
void measure_durable_reports(const year& of, const table& to);
void measure_reads(const year& of, const table& to);
void measure_replay(const year& of, const table& to);
void measure_verify(const table& to);
void measure_planner(const table& to);
void measure_rostering(const table& to);
void measure_highs(const table& to);
void measure_coverage(const year& of, const table& to);

}  // namespace headway::bench
