// What to say when not everything can be covered: the smallest sets of demands that conflict, who
// could have covered them and why they cannot, and the smallest changes that would do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planner/grid.hpp"
#include "planner/model.hpp"

namespace headway::planner {

class satisfaction;

enum class hindrance : std::uint8_t {
  on_leave,
  certificate_not_valid,  // held, but not on this date
  bound_elsewhere,        // the rotation, something published or an appointment says otherwise
  covers_another,         // is on that shift, at another post
  on_another_shift,       // where the conflict needs them as well
  must_rest  // rest or a limit of the month forbids it, after what they do on other dates
};
BOOST_DESCRIBE_ENUM(hindrance, on_leave, certificate_not_valid, bound_elsewhere, covers_another,
                    on_another_shift, must_rest)

// Somebody who fits a demand, and why they cannot cover it. `demand` or `shift` say where they are.
struct obstacle {
  std::string person;
  hindrance why = hindrance::on_leave;
  std::optional<std::string> demand, shift;
};
BOOST_DESCRIBE_STRUCT(obstacle, (), (person, why, demand, shift))

enum class remedy_kind : std::uint8_t {
  certificate,  // the person gets (or renews) the certificate by `date`
  leave_day,    // the person's leave leaves out this date
  swap,         // the person's rotation of this date changes to `shift`
  release       // what is published or appointed for the person no longer binds on this date
};
BOOST_DESCRIBE_ENUM(remedy_kind, certificate, leave_day, swap, release)

struct remedy_step {
  remedy_kind kind = remedy_kind::certificate;
  std::string person;
  local_date date;
  std::optional<std::string> qualification, shift;
};
BOOST_DESCRIBE_STRUCT(remedy_step, (), (kind, person, date, qualification, shift))

// Steps that together make the conflict coverable; verified by solving again.
struct remedy {
  std::vector<remedy_step> steps;
};
BOOST_DESCRIBE_STRUCT(remedy, (), (steps))

// One demand of a conflict on one date.
struct uncovered {
  std::string demand;
  phrase what;
  local_date date;
  std::int32_t needed = 0;
  bool given_up = false;  // the one that the plan leaves uncovered
  std::vector<obstacle> obstacles;
};
BOOST_DESCRIBE_STRUCT(uncovered, (), (demand, what, date, needed, given_up, obstacles))

// Demands that cannot all be covered; without any one of them the others can. No demands at all:
// what is fixed for `persons` breaks their own rules. Each conflict gives up one demand of its own.
struct conflict {
  std::vector<uncovered> demands;
  std::vector<std::string> persons;
  std::vector<remedy> remedies;  // smallest first
};
BOOST_DESCRIBE_STRUCT(conflict, (), (demands, persons, remedies))

struct explanation {
  bool proven = true;  // every cell given up has its conflict; false: the budget ended first
  std::int64_t least_missing = 0;  // no plan leaves fewer persons missing from hard cells
  std::vector<conflict> conflicts;
  std::optional<choices> covered;       // a plan for everything that no conflict gives up
  std::vector<std::uint32_t> given_up;  // cells; none of them can be covered beside all others
};

struct explain_budget {
  // Questions put to solvers until the conflicts are minimal, times the persons they are about.
  std::int64_t effort = 1'200;
  std::int32_t solver_conflicts = 5'000;  // steps of the solver for one question
  std::int32_t conflicts = 6;             // explained at most
  std::int32_t remedies_tried = 10;       // for each conflict
  std::int32_t remedies_wanted = 3;
};

// `near` is the best plan so far: what it leaves uncovered is given up first.
explanation explain(const problem_statement& of, const grid& on, const choices& near,
                    const explain_budget& within);

// Whether the limits keep the person off this shift for good: nobody whom one could ask.
bool never_works(const person& who, const std::string& shift);

// The problem with the remedy applied. Pure.
problem_statement apply(const problem_statement& to, const remedy& steps);

// Remedies that make `given_up` coverable together with `kept`; each has been solved again.
std::vector<remedy> find_remedies(const problem_statement& of, const grid& on,
                                  const choices& covered, std::span<const std::uint32_t> conflict,
                                  std::uint32_t given_up, std::span<const std::uint32_t> kept,
                                  const explain_budget& within);

}  // namespace headway::planner
