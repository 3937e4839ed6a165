#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <string>

#include "base/codec.hpp"

namespace headway {
namespace {

spdlog::level::level_enum level_of(severity how) {
  switch (how) {
    case severity::debug:
      return spdlog::level::debug;
    case severity::info:
      return spdlog::level::info;
    case severity::warning:
      return spdlog::level::warn;
    case severity::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// Never destroyed: threads may log until the very end.
spdlog::logger& logger() {
  static auto& made =
      *new spdlog::logger("headway", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  static const bool prepared = [] {
    made.set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                     spdlog::pattern_time_type::utc);
    made.set_level(spdlog::level::warn);
    return true;
  }();
  static_cast<void>(prepared);
  return made;
}

}  // namespace

void begin_log(severity least) { logger().set_level(level_of(least)); }

bool is_logged(severity how) { return logger().should_log(level_of(how)); }

void log(severity how, std::string_view event, std::initializer_list<log_field> fields) {
  if (!is_logged(how)) return;
  std::string members = "\"event\":";
  codec::append_quoted(members, event);
  for (const auto& [name, value] : fields) {
    members += ',';
    codec::append_quoted(members, name);
    members += ':';
    codec::append_quoted(members, value);
  }
  logger().log(level_of(how), "{}", members);
}

}  // namespace headway
