// JSON whose shape nobody has described: for the few who look into it themselves.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/problem.hpp"

namespace headway::codec {

namespace json = boost::json;

// Problem: json.malformed, with the byte.
result<json::value> parse(std::string_view input);

}  // namespace headway::codec
