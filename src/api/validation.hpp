// Lists that phones keep for days: an answer carries a tag of its content, and whoever has that
// content already is told so instead of being sent it again.
#pragma once

#include <string>
#include <string_view>

#include "api/route.hpp"

namespace headway::api {

// The JSON with its ETag; 304 without a body when If-None-Match holds the tag. By content: names
// change without any fact, and facts of other nodes come without any command here.
http::response validated(const call& c, std::string body);
// The same when only `basis` decides whether the content has changed: the document without what
// differs at every reading, such as the present time.
http::response validated(const call& c, std::string body, std::string_view basis);

}  // namespace headway::api
