// Serves the web app out of the binary.
#pragma once

#include "http/server.hpp"

namespace headway::api {

// The embedded file of the path, in the encoding that the client takes; for a path that names no
// file, the app's page (it routes by itself). Problem: request.not_found (nothing is embedded, or a
// missing file with an extension).
result<http::response> web_file(const http::request& in);

}  // namespace headway::api
