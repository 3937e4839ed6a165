// ENSURE guards our own invariants and stays on in release builds. Never use it on input: bad
// input is an expected failure and becomes a `problem`.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace headway {

// An invariant of our own was broken: a bug. Caught only in the session, the writer and `main`.
class broken_invariant : public std::logic_error {
 public:
  broken_invariant(const char* condition, std::source_location where)
      : std::logic_error(std::string(where.file_name()) + ":" + std::to_string(where.line()) +
                         ": broken invariant: " + condition) {}
};

}  // namespace headway

#define ENSURE(condition)                                                             \
  do {                                                                                \
    if (!(condition)) [[unlikely]]                                                    \
      throw ::headway::broken_invariant(#condition, std::source_location::current()); \
  } while (false)
