#include "inspections/period.hpp"

namespace headway::inspections {
namespace {

std::string month_code(local_date date) { return date.text().substr(0, 7); }

month_dates month_of(local_date date) {
  const std::chrono::year_month_day day(date.days);
  const auto month = day.year() / day.month();
  return {{std::chrono::sys_days(month / std::chrono::day(1))},
          {std::chrono::sys_days(month / std::chrono::last)}};
}

}  // namespace

period period_at(period_kind kind, const people::shift_calendar& calendar, instant at) {
  const auto shift = calendar.shift_at(at);
  const auto dates = [&](std::string code, local_date first, local_date last) {
    const instant from = calendar.hours_of(first).begin;
    return period{std::move(code), from, calendar.hours_of(last).end, calendar.shift_at(from)};
  };
  switch (kind) {
    case period_kind::shift: {
      const auto hours = calendar.interval_of(shift);
      return {shift.date.text() + '/' + std::to_string(shift.number), hours.begin, hours.end,
              shift};
    }
    case period_kind::ten_day: {
      const auto days = people::ten_day_period_of(shift.date);
      return dates(days.first.text(), days.first, days.last);
    }
    case period_kind::month: {
      const auto days = month_of(shift.date);
      return dates(month_code(shift.date), days.first, days.last);
    }
    case period_kind::day:
    case period_kind::any:
      break;
  }
  return dates(shift.date.text(), shift.date, shift.date);
}

std::optional<month_dates> parse_month(std::string_view text) {
  const auto first = local_date::parse(std::string(text) + "-01");
  if (!first || text.size() != 7) return std::nullopt;
  return month_of(*first);
}

round_id round_id_of(section_id section, std::string_view rhythm, std::string_view period_code,
                     const round_subject& of) {
  std::string name = "inspection_round ";
  name += section.text();
  (name += ' ') += rhythm;
  (name += ' ') += period_code;
  (name += ' ') += of.id().text();
  return round_id(named_uuid(name));
}

round_duty duty_of(const rhythm& by, const period& in, const round_subject& of) {
  return {by.code, by.by, by.scope, of.crew, of.zone, in.code, in.from, in.until, by.written_plan};
}

round_opened opening(const rhythm& by, const period& in, const round_subject& of, instant now,
                     int shift_minutes) {
  return {duty_of(by, in, of), people::alarms_of(by.ladder, in.until, now, shift_minutes)};
}

}  // namespace headway::inspections
