// What people ask for: the bodies of POST /api/v1/hazards/….
#pragma once

#include "hazards/facts.hpp"

namespace headway::hazards {

struct on_the_spot_fix {
  line_text measures;
  hazards::photos photos;
};
BOOST_DESCRIBE_STRUCT(on_the_spot_fix, (), (measures, photos))

struct report_hazard {
  hazard_id id;  // made by the device
  place_id place;
  std::optional<risk_point_id> risk_point;
  hazards::profession profession{};
  hazards::inspection_type inspection_type{};
  description_text description;     // may be empty beside a photo or a voice note
  std::optional<level_code> level;  // absent: the lowest of the mine's table
  std::optional<int> major_category;
  hazards::photos photos;
  std::optional<on_the_spot_fix> on_the_spot;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(report_hazard, (),
                      (id, place, risk_point, profession, inspection_type, description, level,
                       major_category, photos, on_the_spot, voice))

struct complete_hazard : completed {};
BOOST_DESCRIBE_STRUCT(complete_hazard, (completed), ())

struct verify_hazard {
  std::optional<line_text> note;
};
BOOST_DESCRIBE_STRUCT(verify_hazard, (), (note))

struct reject_hazard {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(reject_hazard, (), (reason))

struct grade_hazard {
  level_code level;
  std::optional<int> major_category;
};
BOOST_DESCRIBE_STRUCT(grade_hazard, (), (level, major_category))

struct assign_hazard : five_fixes {};
BOOST_DESCRIBE_STRUCT(assign_hazard, (five_fixes), ())

struct start_rectifying {};
BOOST_DESCRIBE_STRUCT(start_rectifying, (), ())

struct rectify_hazard {
  line_text measures;
  hazards::photos photos;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(rectify_hazard, (), (measures, photos, voice))

struct accept_hazard {
  std::optional<line_text> note;
  hazards::photos photos;
};
BOOST_DESCRIBE_STRUCT(accept_hazard, (), (note, photos))

struct send_back {
  line_text reason;
  std::optional<instant> deadline;
};
BOOST_DESCRIBE_STRUCT(send_back, (), (reason, deadline))

struct ask_extension {
  instant until;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(ask_extension, (), (until, reason))

struct grant_extension {
  std::optional<instant> until;  // absent: as asked
};
BOOST_DESCRIBE_STRUCT(grant_extension, (), (until))

struct refuse_extension {
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(refuse_extension, (), (reason))

struct suspend_hazard {
  line_text reason;
  instant until;
};
BOOST_DESCRIBE_STRUCT(suspend_hazard, (), (reason, until))

struct resume_hazard {
  std::optional<instant> deadline;
};
BOOST_DESCRIBE_STRUCT(resume_hazard, (), (deadline))

struct upgrade_hazard {
  level_code level;
  std::optional<int> major_category;
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(upgrade_hazard, (), (level, major_category, reason))

struct supervise_hazard {
  addressee by_level{};
  line_text requirement;
};
BOOST_DESCRIBE_STRUCT(supervise_hazard, (), (by_level, requirement))

struct close_hazard {
  std::optional<line_text> note;
};
BOOST_DESCRIBE_STRUCT(close_hazard, (), (note))

struct archive_hazard {};
BOOST_DESCRIBE_STRUCT(archive_hazard, (), ())

struct comment_hazard {
  description_text text;  // may be empty beside a photo or a voice note
  hazards::photos photos;
  voice_notes voice = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(comment_hazard, (), (text, photos, voice))

struct link_repeat {
  hazard_id repeat_of;
};
BOOST_DESCRIBE_STRUCT(link_repeat, (), (repeat_of))

struct settle_dispute {
  node_id node;
  std::int64_t seq = 0;
  settlement outcome{};
  line_text reason;
};
BOOST_DESCRIBE_STRUCT(settle_dispute, (), (node, seq, outcome, reason))

}  // namespace headway::hazards
