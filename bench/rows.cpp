#include "rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "base/ensure.hpp"

namespace headway::bench {

row at_least(std::string name, double measured, std::string unit, double limit, double goal) {
  const double ratio = measured / limit;
  return {std::move(name), measured, std::move(unit), limit, ratio, fmt::format(">= {:.2f}", goal),
          ratio >= goal};
}

row at_most(std::string name, double measured, std::string unit, double limit) {
  // Of a limit of 0 nothing may be there.
  const double ratio = limit > 0 ? measured / limit : measured > 0 ? 2 : 0;
  return {std::move(name), measured, std::move(unit), limit, ratio, "<= 1.00", ratio <= 1.0};
}

double seconds(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double median(std::vector<double> of) { return percentile(std::move(of), 0.5); }

double percentile(std::vector<double> of, double share) {
  ENSURE(!of.empty());
  const auto at = std::min(of.size() - 1, static_cast<std::size_t>(share * double(of.size())));
  std::nth_element(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(at), of.end());
  return of[at];
}

}  // namespace headway::bench
