// Coverage at this moment: which demands lack somebody now, on the next shift, this week. Quick
// enough to run at every change; it solves nothing.
#pragma once

#include <vector>

#include "base/time.hpp"
#include "planner/checker.hpp"
#include "planner/model.hpp"

namespace headway::planner {

enum class urgency : std::uint8_t { now, next_shift, this_week, later };
BOOST_DESCRIBE_ENUM(urgency, now, next_shift, this_week, later)

struct live_gap {
  gap what;
  instant begins, ends;  // of the shift
  urgency when = urgency::later;
};
BOOST_DESCRIBE_STRUCT(live_gap, (), (what, begins, ends, when))

// The gaps of `standing` that are not over yet, soonest first. Who is on leave or without a valid
// certificate by now does not count, whatever the plan says. Both have been validated. Pure.
std::vector<live_gap> coverage_gaps(const problem_statement& of, const plan& standing, instant now,
                                    time_zone zone);

}  // namespace headway::planner
