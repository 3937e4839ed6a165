#include "api/meters.hpp"

#include <fmt/format.h>

#include <iterator>

namespace headway::api {

void meters::count(int status, std::chrono::nanoseconds took) {
  const int of = status / 100;
  if (of >= 1 && of <= 5) by_class_[of - 1].fetch_add(1, std::memory_order_relaxed);
  const double ms = std::chrono::duration<double, std::milli>(took).count();
  std::size_t bucket = 0;
  while (bucket < bounds_ms.size() && ms > bounds_ms[bucket])
    ++bucket;
  by_duration_[bucket].fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(static_cast<std::uint64_t>(took.count()), std::memory_order_relaxed);
}

void meters::append(std::string& out) const {
  auto to = std::back_inserter(out);
  fmt::format_to(to,
                 "# HELP headway_http_requests_total Answered requests by class of status.\n"
                 "# TYPE headway_http_requests_total counter\n");
  for (std::size_t i = 0; i < by_class_.size(); ++i)
    fmt::format_to(to, "headway_http_requests_total{{status=\"{}xx\"}} {}\n", i + 1,
                   by_class_[i].load(std::memory_order_relaxed));
  fmt::format_to(to,
                 "# HELP headway_http_request_seconds From the whole request to its answer.\n"
                 "# TYPE headway_http_request_seconds histogram\n");
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < by_duration_.size(); ++i) {
    sum += by_duration_[i].load(std::memory_order_relaxed);
    const auto bound = i < bounds_ms.size() ? fmt::format("{}", bounds_ms[i] / 1000) : "+Inf";
    fmt::format_to(to, "headway_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
  }
  fmt::format_to(to, "headway_http_request_seconds_sum {}\nheadway_http_request_seconds_count {}\n",
                 static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9, sum);
}

void append_metric(std::string& out, std::string_view name, std::string_view help, metric type,
                   std::uint64_t value) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n{} {}\n", name, help, name,
                 type == metric::counter ? "counter" : "gauge", name, value);
}

}  // namespace headway::api
