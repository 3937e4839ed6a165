// What people ask for: the bodies of POST /api/v1/inspections….
#pragma once

#include "inspections/facts.hpp"

namespace headway::inspections {

// `marks`: of a periodic inspection every item of the checklist, of a spot check at least one.
struct record_inspection : inspection_frame {
  inspection_id id;  // made by the device
  std::vector<inspection_mark> marks;
};
BOOST_DESCRIBE_STRUCT(record_inspection, (inspection_frame), (id, marks))

struct void_inspection {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(void_inspection, (), (reason))

struct write_plan {
  long_text text;
};
BOOST_DESCRIBE_STRUCT(write_plan, (), (text))

struct excuse_round {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(excuse_round, (), (reason))

}  // namespace headway::inspections
