// What the API counts about itself, for /metrics.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace headway::api {

class meters {
 public:
  // One answered request. Thread-safe.
  void count(int status, std::chrono::nanoseconds took);
  // Appends requests by class of status and the histogram of their duration.
  void append(std::string& out) const;

 private:
  static constexpr std::array<double, 10> bounds_ms{0.1, 0.5, 1,   5,     10,
                                                    25,  100, 500, 2'500, 10'000};
  std::array<std::atomic<std::uint64_t>, 5> by_class_{};
  std::array<std::atomic<std::uint64_t>, bounds_ms.size() + 1> by_duration_{};
  std::atomic<std::uint64_t> nanoseconds_ = 0;
};

// Appends one value in the Prometheus text format, its help and type before it.
enum class metric : std::uint8_t { counter, gauge };
void append_metric(std::string& out, std::string_view name, std::string_view help, metric type,
                   std::uint64_t value);

}  // namespace headway::api
