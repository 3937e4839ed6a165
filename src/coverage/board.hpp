// The answers of coverage from what the store knows: what is uncovered, the matrix of a month, one
// person's duties.
#pragma once

#include "coverage/picture_read.hpp"

namespace headway::coverage {

struct reading_of {
  sql::connection& store;
  site_id site;
  section_id section;
  time_zone zone;
  instant now;
};

coverage_now now_of(const reading_of& from);

// `made`: a plan that is not published, shown over the roster as it is.
struct matrix_wishes {
  month of;
  std::optional<uuid> plan = {};
  const plan_result* made = nullptr;
};
coverage_matrix matrix_of(const reading_of& from, const matrix_wishes& as);

my_coverage my_of(const reading_of& from, person_id person);

// The special periods that hold on some date of [from, until).
period_list periods_of(const reading_of& from, local_date first, local_date until);

month_list months_of(const reading_of& from);

}  // namespace headway::coverage
