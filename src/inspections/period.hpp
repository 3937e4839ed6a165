// The periods of a rhythm on the mine's calendar, and the rounds that follow from them. Pure.
//
// Days, ten-day periods and months are those of shift dates: they begin and end with a shift, not
// at midnight, and fill the time without gap or overlap.
#pragma once

#include "inspections/facts.hpp"
#include "inspections/rulebook.hpp"

namespace headway::inspections {

struct period {
  std::string code;  // "2026-11-22/1" a shift, "2026-11-22" a day or the first of ten, "2026-11"
  instant from, until;
  shift_ref first;  // its first shift
  bool contains(instant at) const { return from <= at && at < until; }
};
// `kind` is not `any`.
period period_at(period_kind kind, const people::shift_calendar& calendar, instant at);

// "2026-11" as the shift dates [first, last]; nullopt when it is no month.
struct month_dates {
  local_date first, last;
};
std::optional<month_dates> parse_month(std::string_view text);

// Which crew or zone a round is of; nil: the whole section.
struct round_subject {
  std::optional<crew_id> crew = {};
  std::optional<zone_id> zone = {};
  uuid id() const { return crew ? uuid(*crew) : zone ? uuid(*zone) : uuid(); }
};
round_id round_id_of(section_id section, std::string_view rhythm, std::string_view period_code,
                     const round_subject& of);
round_duty duty_of(const rhythm& by, const period& in, const round_subject& of);
// The round as it is opened at `now`. A rhythm without a ladder opens no rounds.
round_opened opening(const rhythm& by, const period& in, const round_subject& of, instant now,
                     int shift_minutes);

}  // namespace headway::inspections
