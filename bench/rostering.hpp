// The published shift-rostering benchmark (schedulingbenchmarks.org/nrp) as a problem of the
// planner. Only an adapter: the planner knows nothing of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "planner/model.hpp"

namespace headway::bench {

// `text` is the content of an InstanceN.txt. Cover is soft demands, everything of the staff is a
// limit, leave or wish. Throws broken_invariant on a line it does not understand.
planner::problem_statement read_rostering(std::string_view text);

// The folder of InstanceN.txt and reference.json (the best known costs): HEADWAY_ROSTERING, or
// shared/data/rostering_curtois beside the repository; nothing when there is none.
std::optional<std::string> rostering_folder();

// The instance of this number. Throws broken_invariant when it is not there.
planner::problem_statement rostering_instance(const std::string& folder, int number);

}  // namespace headway::bench
