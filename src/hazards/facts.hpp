// What can happen to a hazard, from its report to the archive, and what a hazard is.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "hazards/terms.hpp"
#include "journal/stamp.hpp"

namespace headway::hazards {

// Money in fen (1/100 CNY).
struct fen {
  using strong = void;
  std::int64_t value = 0;
  friend auto operator<=>(const fen&, const fen&) = default;
};

struct grade {
  level_code level;
  int national_level = 0;             // [hiddenLevel] 1 major, 2 A, 3 B, 4 C, 5 D/E
  std::optional<int> major_category;  // 1–15, order No. 4 of 2021; only with national level 1
  friend bool operator==(const grade&, const grade&) = default;
};
BOOST_DESCRIBE_STRUCT(grade, (), (level, national_level, major_category))

struct five_fixes {
  person_id responsible;
  line_text measure;
  fen funds;
  instant deadline;
  line_text contingency;
  bool stop_work = false;
};
BOOST_DESCRIBE_STRUCT(five_fixes, (),
                      (responsible, measure, funds, deadline, contingency, stop_work))

// What another system had recorded of a hazard that was imported from it. Its names are texts: they
// need not be persons here. A record that it had closed is history: archived from the start.
struct origin {
  std::optional<line_text> file;
  std::optional<instant> deadline;
  std::optional<instant> closed_at;
  std::optional<line_text> closed_by;
};
BOOST_DESCRIBE_STRUCT(origin, (), (file, deadline, closed_at, closed_by))

// ---- facts: `alarms` is the ladder as planned by the rule set then in force ------------------

struct reported {
  static constexpr std::string_view kind = "reported";
  place_id place;
  std::optional<risk_point_id> risk_point;
  hazards::profession profession{};
  hazards::inspection_type inspection_type{};
  description_text description;
  hazards::grade grade;
  shift_ref shift;
  std::optional<instant> found_at;        // only where it differs from the report: imported records
  std::optional<hazards::origin> origin;  // only of imported records
  hazards::photos photos;
  std::vector<alarm> alarms;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(reported, (),
                      (place, risk_point, profession, inspection_type, description, grade, shift,
                       found_at, origin, photos, alarms, voice))

// What a report in haste left open, told afterwards; only what is given changes.
struct completed {
  static constexpr std::string_view kind = "completed";
  std::optional<long_text> description;
  std::optional<risk_point_id> risk_point;
  std::optional<hazards::profession> profession;
  std::optional<hazards::inspection_type> inspection_type;
};
BOOST_DESCRIBE_STRUCT(completed, (), (description, risk_point, profession, inspection_type))

struct verified {
  static constexpr std::string_view kind = "verified";
  std::optional<line_text> note;
};
BOOST_DESCRIBE_STRUCT(verified, (), (note))

struct rejected {
  static constexpr std::string_view kind = "rejected";
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(rejected, (), (reason))

struct graded {
  static constexpr std::string_view kind = "graded";
  hazards::grade grade;
};
BOOST_DESCRIBE_STRUCT(graded, (), (grade))

struct assigned {
  static constexpr std::string_view kind = "assigned";
  five_fixes fixes;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(assigned, (), (fixes, alarms))

struct started {
  static constexpr std::string_view kind = "started";
};
BOOST_DESCRIBE_STRUCT(started, (), ())

struct rectified {
  static constexpr std::string_view kind = "rectified";
  line_text measures;
  hazards::photos photos;
  bool on_the_spot = false;  // [dealType 2] in the shift of its report, without five fixes
  std::vector<alarm> alarms;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(rectified, (), (measures, photos, on_the_spot, alarms, voice))

struct accepted {
  static constexpr std::string_view kind = "accepted";
  std::optional<line_text> note;
  hazards::photos photos;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(accepted, (), (note, photos, alarms))

struct sent_back {
  static constexpr std::string_view kind = "sent_back";
  line_text reason;
  std::optional<instant> deadline;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(sent_back, (), (reason, deadline, alarms))

struct extension_asked {
  static constexpr std::string_view kind = "extension_asked";
  instant until;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(extension_asked, (), (until, reason))

struct extension_granted {
  static constexpr std::string_view kind = "extension_granted";
  instant until;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(extension_granted, (), (until, alarms))

struct extension_refused {
  static constexpr std::string_view kind = "extension_refused";
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(extension_refused, (), (reason))

struct suspended {
  static constexpr std::string_view kind = "suspended";
  line_text reason;
  instant until;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(suspended, (), (reason, until, alarms))

struct resumed {
  static constexpr std::string_view kind = "resumed";
  std::optional<instant> deadline;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(resumed, (), (deadline, alarms))

struct upgraded {
  static constexpr std::string_view kind = "upgraded";
  hazards::grade grade;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(upgraded, (), (grade, reason))

struct supervised {
  static constexpr std::string_view kind = "supervised";
  addressee by_level{};
  line_text requirement;
};
BOOST_DESCRIBE_STRUCT(supervised, (), (by_level, requirement))

struct closed {
  static constexpr std::string_view kind = "closed";
  std::optional<line_text> note;
};
BOOST_DESCRIBE_STRUCT(closed, (), (note))

struct archived {
  static constexpr std::string_view kind = "archived";
};
BOOST_DESCRIBE_STRUCT(archived, (), ())

struct commented {
  static constexpr std::string_view kind = "commented";
  description_text text;  // may be empty beside a photo or a voice note
  hazards::photos photos;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(commented, (), (text, photos, voice))

struct repeat_linked {
  static constexpr std::string_view kind = "repeat_linked";
  hazard_id repeat_of;
};
BOOST_DESCRIBE_STRUCT(repeat_linked, (), (repeat_of))

struct alarm_raised {
  static constexpr std::string_view kind = "alarm_raised";
  alarm due;  // the alarm that fell due
};
BOOST_DESCRIBE_STRUCT(alarm_raised, (), (due))

// A person's word on a step that did not fit what another box had recorded meanwhile.
enum class settlement : std::uint8_t {
  kept,      // what stands, stands
  reopened,  // the hazard goes back to be put right
  taken      // the contested step holds instead of what stood
};
BOOST_DESCRIBE_ENUM(settlement, kept, reopened, taken)

struct dispute_settled {
  static constexpr std::string_view kind = "dispute_settled";
  node_id node;
  std::int64_t seq = 0;
  settlement outcome{};
  line_text reason;
  std::vector<alarm> alarms;
};
BOOST_DESCRIBE_STRUCT(dispute_settled, (), (node, seq, outcome, reason, alarms))

using fact = std::variant<reported, completed, verified, rejected, graded, assigned, started,
                          rectified, accepted, sent_back, extension_asked, extension_granted,
                          extension_refused, suspended, resumed, upgraded, supervised, closed,
                          archived, commented, repeat_linked, alarm_raised, dispute_settled>;

// ---- the state of a hazard --------------------------------------------------------------------

using journal::stamp;

struct rectification : stamp {
  line_text measures;
  hazards::photos photos;
  bool on_the_spot = false;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(rectification, (stamp), (measures, photos, on_the_spot, voice))

struct acceptance : stamp {
  std::optional<line_text> note;
  hazards::photos photos;
};
BOOST_DESCRIBE_STRUCT(acceptance, (stamp), (note, photos))

enum class extension_outcome : std::uint8_t { asked, granted, refused };
BOOST_DESCRIBE_ENUM(extension_outcome, asked, granted, refused)

struct extension : stamp {
  instant until;
  line_text reason;
  extension_outcome outcome{};
  std::optional<stamp> decided;
  std::optional<line_text> refusal;
};
BOOST_DESCRIBE_STRUCT(extension, (stamp), (until, reason, outcome, decided, refusal))

struct suspension : stamp {
  line_text reason;
  instant until;
};
BOOST_DESCRIBE_STRUCT(suspension, (stamp), (reason, until))

struct supervision : stamp {
  addressee by_level{};
  line_text requirement;
};
BOOST_DESCRIBE_STRUCT(supervision, (stamp), (by_level, requirement))

struct comment : stamp {
  description_text text;
  hazards::photos photos;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(comment, (stamp), (text, photos, voice))

// A step that met a state it does not fit: kept, and settled by a person.
struct dispute : stamp {
  node_id node;
  std::int64_t seq = 0;
  std::string step;    // the kind of the fact
  std::string reason;  // code of the objection
  std::string body;    // the fact as JSON: it may yet be let to hold
  std::optional<settlement> outcome;
};
BOOST_DESCRIBE_STRUCT(dispute, (stamp), (node, seq, step, reason, body, outcome))

struct hazard {
  hazard_id id;
  std::string code;  // short, for people to say: "7K3F-9QXM"
  section_id section;
  place_id place;
  std::optional<risk_point_id> risk_point;
  hazards::profession profession = hazards::profession::other;
  hazards::inspection_type inspection_type = hazards::inspection_type::other;
  description_text description;
  hazards::grade grade;
  hazard_state state = hazard_state::unreported;
  stamp reported;
  shift_ref shift;
  std::optional<instant> found_at;
  std::optional<hazards::origin> origin;
  hazards::photos photos;
  std::optional<five_fixes> fixes;
  std::optional<hazards::rectification> rectification;
  std::optional<hazards::acceptance> acceptance;
  std::optional<line_text> rejected_reason;
  int sent_back = 0;
  std::optional<line_text> sent_back_reason;
  std::vector<extension> extensions;
  std::optional<suspension> suspended;
  std::optional<supervision> supervised;
  std::vector<comment> comments;
  std::vector<hazard_id> repeats;
  std::vector<dispute> disputes;
  std::optional<stamp> closed;
  std::vector<alarm> alarms;  // still to come, in order; the last one repeats daily
  int alarms_raised = 0;
  stamp changed;  // the last step that applied
  voice_notes voice;
};
BOOST_DESCRIBE_STRUCT(hazard, (),
                      (id, code, section, place, risk_point, profession, inspection_type,
                       description, grade, state, reported, shift, found_at, origin, photos, fixes,
                       rectification, acceptance, rejected_reason, sent_back, sent_back_reason,
                       extensions, suspended, supervised, comments, repeats, disputes, closed,
                       alarms, alarms_raised, changed, voice))

}  // namespace headway::hazards
