// What is covered and what is not: cell by cell for a month, live for the days ahead, and as the
// judgement on a month that somebody wants to publish. It solves nothing and is quick enough to run
// at every change. Pure.
#pragma once

#include <vector>

#include "coverage/rules.hpp"
#include "coverage/statement.hpp"

namespace headway::coverage {

// One demand on one date. `who`: those who count for it, by the order of the picture.
struct covered_cell {
  const demand* what = nullptr;
  local_date date;
  std::vector<std::size_t> who;  // indexes into the problem's persons
  int present() const { return static_cast<int>(who.size()); }
  bool is_gap() const { return present() < what->count; }
};
// By key and date. Pointers into `of`.
std::vector<covered_cell> cells_of(const statement& of, const planner::plan& standing);

// ---- live
// -----------------------------------------------------------------------------------------

struct dated_plan {
  month in;
  std::vector<duty> duties;
  std::vector<accepted_gap> gaps_accepted;
};

struct looked_ahead {
  local_date from, until;      // shift dates
  std::vector<gap_item> gaps;  // soonest first; without ladder
  std::vector<expiry_notice> expiring;
  std::vector<rotation_notice> rotation;
};
// The gaps from the shift that runs at `now` on, for `days` dates. `published`: the months that
// stand; on other dates posts count as covered by whoever is on the shift and fits.
looked_ahead look_ahead(const picture& in, const std::vector<dated_plan>& published, instant now,
                        int days);

// Certificates of persons on posts that end on a date of [from, until).
std::vector<expiry_notice> expiring(const picture& in, local_date from, local_date until,
                                    const std::vector<gap_item>& gaps);

inline constexpr int days_ahead = 35;  // a month ahead and more

// ---- the gate of a month
// --------------------------------------------------------------------------

// The month with these duties under the roster of `in`, from the date `from` on: what lies before
// is past and cannot be covered any more. `measured_by` is the roster without what is being
// decided, of the same people: nobody's limits give way to it.
month_judgement judge(const picture& measured_by, const picture& in, const month& of,
                      const std::vector<duty>& duties, local_date from);

}  // namespace headway::coverage
