// From the picture of a section to a problem for the planner, and back. Pure.
//
// Ids in the problem: a person's and a crew's are their UUIDs, a demand's is its key and the first
// date of its run ("post/UUID/2@2026-12-05"), a shift's its number ("2"; where the system of shifts
// changes within the dates, those of a later system begin with its place: "2.1"). Minutes count
// from the beginning of the first shift of a date, so that all shifts of a date lie within one day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coverage/demands.hpp"
#include "planner/planner.hpp"

namespace headway::coverage {

enum class freedom : std::uint8_t {
  as_rostered,  // everybody works as the roster says; only who holds which post is open
  swaps         // those who count for a demand may work another shift, at a price
};

struct statement_wishes {
  local_date first;
  int days = 0;
  freedom may = freedom::as_rostered;
  // Without a published plan nobody is named for a post: then whoever is on the shift and fits
  // counts for it.
  bool posts_are_named = true;
};

struct statement {
  planner::problem_statement problem;
  std::vector<demand> demands;  // as in `problem`, in its order
  std::vector<rotation_notice> notices;
};

statement statement_of(const picture& in, const statement_wishes& as);

// What holds of the month by the roster and these duties: who is on shift, and the post held there.
// A duty that cannot be done (away, on another shift, not fit any more, no such demand) is left out
// and listed.
struct undone_duty {
  demand_key demand;
  person_id person;
  local_date date;
};
struct standing_plan {
  planner::plan plan;
  std::vector<undone_duty> undone;
};
standing_plan standing(const picture& in, const statement& of, const std::vector<duty>& duties);

// Back from the planner's words. `person_of`: the id is one that `statement_of` made.
person_id person_of(const std::string& id);
int number_of(const std::string& shift);
const demand& demand_of(const statement& in, const std::string& id);

// Duties and swaps of a plan that was made for `of`: swaps are where it differs from the roster.
struct taken_plan {
  std::vector<duty> duties;
  std::vector<shift_swap> swaps;
};
taken_plan take(const picture& in, const statement& of, const planner::plan& made);

// The picture with the swaps in its roster; one against a rotation that gives the same is lifted.
picture with_swaps(picture in, const std::vector<shift_swap>& swaps);

}  // namespace headway::coverage
