// The published shift-rostering benchmark (schedulingbenchmarks.org/nrp) as a problem of the
// planner. Only an adapter: the planner knows nothing of it.
#pragma once

#include <string_view>

#include "planner/model.hpp"

namespace headway::bench {

// `text` is the content of an InstanceN.txt. Cover is soft demands, everything of the staff is a
// limit, leave or wish. Throws broken_invariant on a line it does not understand.
planner::problem_statement read_rostering(std::string_view text);

}  // namespace headway::bench
