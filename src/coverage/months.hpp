// Months as people write them, "2026-12", by shift dates.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "base/time.hpp"

namespace headway::coverage {

using month_code = text<7, 7>;

struct month {
  local_date first;
  int days = 0;  // 28-31

  static std::optional<month> parse(std::string_view code);
  static month of(local_date date);
  std::string code() const;
  month next() const { return of(end()); }
  local_date on(int day) const { return {first.days + std::chrono::days(day - 1)}; }  // from 1
  local_date end() const { return on(days + 1); }  // the first date of the next
  bool contains(local_date date) const { return first <= date && date < end(); }
  int day_of(local_date date) const {  // from 1; `date` lies within
    return static_cast<int>((date.days - first.days).count()) + 1;
  }
  friend bool operator==(const month&, const month&) = default;
};

}  // namespace headway::coverage
