#include "base/problem.hpp"

#include "base/ensure.hpp"

namespace headway {
namespace {

// An argument that differs between the languages is given as "zh|en".
std::string_view half(std::string_view argument, language in) {
  const auto bar = argument.find('|');
  if (bar == argument.npos) return argument;
  return in == language::zh ? argument.substr(0, bar) : argument.substr(bar + 1);
}

}  // namespace

problem::problem() : kind(&problems::internal) {}

std::string problem::text(language in) const {
  const std::string_view pattern = in == language::zh ? kind->zh : kind->en;
  std::string filled;
  filled.reserve(pattern.size() + 32);
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    const auto close = open == pattern.npos ? pattern.npos : pattern.find('}', open);
    if (close == pattern.npos) {
      filled += pattern.substr(at);
      break;
    }
    filled += pattern.substr(at, open - at);
    const auto name = pattern.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : arguments)
      if (key == name) filled += half(value, in);
    at = close + 1;
  }
  return filled;
}

void throw_exception_from_error(const problem& held, const boost::source_location& where) {
  throw broken_invariant(held.kind->code.data(), std::source_location::current());
  (void)where;
}

}  // namespace headway
