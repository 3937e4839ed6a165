// Structured logs: one JSON object a line. Never a secret, never a person's name.
//
//   log(severity::warning, "import.refused", {{"request", "17"}, {"rows", "3"}});
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace headway {

enum class severity : std::uint8_t { debug, info, warning, error };
using log_field = std::pair<std::string_view, std::string_view>;

// `event` is stable and dotted, like a problem's code. Thread-safe.
void log(severity how, std::string_view event, std::initializer_list<log_field> fields = {});
bool is_logged(severity how);

// Lines go to standard error, from `least` on. Called once, by main.
void begin_log(severity least);

}  // namespace headway
