#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>

#include "app/verbs.hpp"

namespace headway::app {

language terminal_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return std::string_view(value).starts_with("zh") ? language::zh : language::en;
  return language::en;
}

result<section_id> section_given(const std::string& id) {
  if (id.empty()) return section_id();
  const auto parsed = section_id::parse(id);
  if (!parsed) return problem(headway::problems::not_found);
  return *parsed;
}

int failed(const problem& why) {
  const std::string about = why.pointer.empty() ? "" : why.pointer + ": ";
  fmt::print(stderr, "headway: {}{} ({})\n", about, why.text(terminal_language()), why.code());
  return 2;
}

void print_findings(const journal::verification& found) {
  for (const auto& each : found.findings)
    fmt::print("{}: {}\n", each.where, each.what.text(terminal_language()));
}

}  // namespace headway::app
