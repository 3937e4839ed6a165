// Commands that one person hands in for another: the bearer learns what became of it and nothing
// else, whatever the author may see.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "http/server.hpp"

namespace headway::api {

enum class handover_state : std::uint8_t { accepted, refused };
BOOST_DESCRIBE_ENUM(handover_state, accepted, refused)

struct handover_outcome {
  handover_state state{};
  std::optional<std::string> code;   // of the problem that refused it
  std::optional<std::string> title;  // its class in words, without anything about the record
};
BOOST_DESCRIBE_STRUCT(handover_outcome, (), (state, code, title))

// What the bearer is told of the answer that the author would get. What passes (429, 5xx) is passed
// on as it is: the command was neither accepted nor refused.
http::response outcome_of(const http::response& of_author, language in);

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind no_command{"handover.no_command", 422, "封存内容不是可以转交的操作",
                                         "What is sealed is not a command that can be handed in"};
}  // namespace problems

}  // namespace headway::api
