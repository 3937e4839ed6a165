// What every answer has in common: problems as documents, the language, the security headers.
#pragma once

#include <optional>
#include <string>

#include "base/problem.hpp"
#include "http/server.hpp"

namespace headway::api {

// The language that Accept-Language prefers, of those we speak; nullopt when it names none of them.
std::optional<language> accepted_language(std::string_view accept_language);

// What an answer of this status is called, in a word or two.
std::string_view title_of(int status, language in);

// application/problem+json (RFC 9457).
http::response problem_answer(const problem& of, language in, std::uint64_t request_number);

// What tells browsers to trust nothing but ourselves: http::options::standing_headers.
std::string security_headers();

// Whether a browser sent this on behalf of another site: Origin is there and is not ours.
bool is_from_foreign_origin(const http::request& in);

// From this very machine, and not through a proxy on it.
bool is_from_loopback(const http::request& in);

// Underground every byte waits, and JSON shrinks to a tenth: gzips the body when the client takes
// it, the body is text of more than one packet, and nothing has encoded it before. About a
// millisecond for 100 kB; safe on any thread. Embedded and streamed files stay as they are.
http::response compressed(http::response answer, const http::request& asked);

}  // namespace headway::api
