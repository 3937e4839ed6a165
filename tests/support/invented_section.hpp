// Invented sections to plan: a month of crews in rotation, posts with certificates, members in
// every crew. The same wishes give the same section with every compiler.
#pragma once

#include <cstdint>

#include "planner/model.hpp"

namespace headway::tests {

struct section_wishes {
  std::uint64_t seed = 1;
  std::int32_t days = 31;
  std::int32_t workers = 120, members = 30;
  std::int32_t headings = 3, posts_per_heading = 4;
  std::int32_t sections = 1;          // each of this size
  std::int32_t floaters = 0;          // more workers, who may serve in every section
  std::int32_t holders_percent = 35;  // of the workers hold a given certificate
  std::int32_t leave_percent = 30;    // have some days of leave
  bool fixed_rotation = false;
};

planner::problem_statement invented_section(const section_wishes& as);

}  // namespace headway::tests
