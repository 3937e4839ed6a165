#include "coverage/months.hpp"

namespace headway::coverage {

std::optional<month> month::parse(std::string_view code) {
  if (code.size() != 7) return std::nullopt;
  const auto first = local_date::parse(std::string(code) + "-01");
  if (!first) return std::nullopt;
  return of(*first);
}

month month::of(local_date date) {
  const std::chrono::year_month_day day(date.days);
  const auto begin = day.year() / day.month();
  const std::chrono::sys_days first(begin / 1);
  const std::chrono::sys_days end((begin + std::chrono::months(1)) / 1);
  return {{first}, static_cast<int>((end - first).count())};
}

std::string month::code() const { return first.text().substr(0, 7); }

}  // namespace headway::coverage
