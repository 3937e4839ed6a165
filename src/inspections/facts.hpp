// What can happen to an inspection and to a round, and what they are.
//
// An inspection is one fact, made on the spot and often without a network: all of it, or nothing. A
// round is the duty to inspect: opened, told of and missed by the clock, done by an inspection.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "inspections/terms.hpp"

namespace headway::inspections {

// ---- an inspection ------------------------------------------------------------------------------

struct plate_scan {
  subject_id plate;  // the place or zone whose plate was scanned
  instant at;
};
BOOST_DESCRIBE_STRUCT(plate_scan, (), (plate, at))

// What was found at one item of the checklist.
struct inspection_mark {
  item_code item;
  inspections::verdict verdict{};
  std::optional<int> finds;  // of a poor item: how many places are wrong; absent: one
  std::optional<line_text> note;
  std::vector<attachment_ref> photos;
  std::optional<hazard_id> hazard;  // reported by a command of its own, which may come later
};
BOOST_DESCRIBE_STRUCT(inspection_mark, (), (item, verdict, finds, note, photos, hazard))

// A mark with what the item was worth in that edition of the checklist.
struct valued_mark : inspection_mark {
  int points = 0;
  int lost_each = 1;
  bool zeroing = false;
};
BOOST_DESCRIBE_STRUCT(valued_mark, (inspection_mark), (points, lost_each, zeroing))

// Who held the place when it was inspected.
struct zone_holding {
  zone_id zone;
  uuid tenure;
  person_id person;
  friend bool operator==(const zone_holding&, const zone_holding&) = default;
};
BOOST_DESCRIBE_STRUCT(zone_holding, (), (zone, tenure, person))

// The frame of an inspection, as its author gives it. The moments are by his device's clock.
struct inspection_frame {
  inspection_kind kind{};
  std::optional<rhythm_code> rhythm;  // of a periodic one
  std::optional<crew_id> crew;        // whose round it is, where the rhythm goes by crews
  place_id place;
  std::optional<zone_id> zone;
  checklist_id checklist;
  int checklist_edition = 0;
  std::optional<plate_scan> presence;
  instant began, finished;
  std::optional<line_text> note;
};
BOOST_DESCRIBE_STRUCT(inspection_frame, (),
                      (kind, rhythm, crew, place, zone, checklist, checklist_edition, presence,
                       began, finished, note))

// `as` with its moments put right by the known error of the device's clock, its crew filled in.
struct inspected {
  static constexpr std::string_view kind = "inspected";
  inspection_frame as;
  std::vector<valued_mark> marks;
  int items = 0;   // of the whole checklist
  int points = 0;  // of the whole checklist
  presence_proof proof{};
  shift_ref shift;             // in which it began
  std::vector<zone_id> zones;  // that it counts for
  std::vector<zone_holding> holders;
};
BOOST_DESCRIBE_STRUCT(inspected, (), (as, marks, items, points, proof, shift, zones, holders))

struct voided {
  static constexpr std::string_view kind = "voided";
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(voided, (), (reason))

using inspection_fact = std::variant<inspected, voided>;

// Points earned of the points that were looked at.
struct inspection_score {
  int earned = 0;
  int possible = 0;
  double percent = 0;  // to one decimal
  friend bool operator==(const inspection_score&, const inspection_score&) = default;
};
BOOST_DESCRIBE_STRUCT(inspection_score, (), (earned, possible, percent))

struct voiding : journal::stamp {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(voiding, (journal::stamp), (reason))

struct inspection : inspection_frame {
  inspection_id id;
  section_id section;
  journal::stamp recorded;
  std::vector<valued_mark> marks;
  int items = 0, points = 0;
  presence_proof proof{};
  shift_ref shift;
  std::vector<zone_id> zones;
  std::vector<zone_holding> holders;
  std::optional<inspection_score> score;  // absent: nothing was looked at that counts
  int poor = 0;                           // items found poor
  std::optional<voiding> voided;
};
BOOST_DESCRIBE_STRUCT(inspection, (inspection_frame),
                      (id, section, recorded, marks, items, points, proof, shift, zones, holders,
                       score, poor, voided))

// ---- a round ------------------------------------------------------------------------------------

// What is to be inspected, by whom and within what time. Its id follows from it, so that boxes
// that are apart open the same round: `round_id_of` in period.hpp.
struct round_duty {
  rhythm_code rhythm;
  inspector by{};
  rhythm_scope scope{};
  std::optional<crew_id> crew;
  std::optional<zone_id> zone;
  std::string period;  // "2026-12", "2026-11-21" or "2026-11-22/1": month, first date, shift
  instant from, until;
  bool written_plan = false;
};
BOOST_DESCRIBE_STRUCT(round_duty, (),
                      (rhythm, by, scope, crew, zone, period, from, until, written_plan))

struct round_opened {
  static constexpr std::string_view kind = "opened";
  round_duty duty;
  std::vector<alarm> alarms;  // as planned by the rule set then in force
};
BOOST_DESCRIBE_STRUCT(round_opened, (), (duty, alarms))

struct plan_written {
  static constexpr std::string_view kind = "plan_written";
  long_text text;
};
BOOST_DESCRIBE_STRUCT(plan_written, (), (text))

struct round_done {
  static constexpr std::string_view kind = "done";
  inspection_id inspection;
  instant at;  // when the inspection began
};
BOOST_DESCRIBE_STRUCT(round_done, (), (inspection, at))

// The inspection that had done it was voided.
struct round_undone {
  static constexpr std::string_view kind = "undone";
  inspection_id inspection;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(round_undone, (), (inspection, alarms))

struct round_missed {
  static constexpr std::string_view kind = "missed";
};
BOOST_DESCRIBE_STRUCT(round_missed, (), ())

struct round_alarm_raised {
  static constexpr std::string_view kind = "alarm_raised";
  alarm due;
};
BOOST_DESCRIBE_STRUCT(round_alarm_raised, (), (due))

struct round_excused {
  static constexpr std::string_view kind = "excused";
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(round_excused, (), (reason))

using round_fact = std::variant<round_opened, plan_written, round_done, round_undone, round_missed,
                                round_alarm_raised, round_excused>;

struct round_plan : journal::stamp {
  long_text text;
};
BOOST_DESCRIBE_STRUCT(round_plan, (journal::stamp), (text))

struct round_doing : journal::stamp {
  inspection_id inspection;
  instant at;
};
BOOST_DESCRIBE_STRUCT(round_doing, (journal::stamp), (inspection, at))

struct round_excuse : journal::stamp {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(round_excuse, (journal::stamp), (reason))

struct inspection_round : round_duty {
  round_id id;
  section_id section;
  round_state state = round_state::open;
  std::optional<round_plan> plan;
  std::vector<round_doing> done;  // by when they began: the first one counts
  std::optional<instant> missed;  // when it was noticed
  std::optional<round_excuse> excused;
  std::vector<alarm> alarms;  // still to come, in order; the last one repeats daily
  int alarms_raised = 0;
  std::optional<alarm> last_alarm;
};
BOOST_DESCRIBE_STRUCT(inspection_round, (round_duty),
                      (id, section, state, plan, done, missed, excused, alarms, alarms_raised,
                       last_alarm))

}  // namespace headway::inspections
