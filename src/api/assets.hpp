// The built web app inside the binary. tools/embed_assets.py makes the table from web/dist at build
// time; without a built web app it is empty.
#pragma once

#include <span>
#include <string_view>

namespace headway::api {

// One file of the web app. All views point into the binary and live as long as the process.
struct asset {
  std::string_view path;          // as in the URL: "/index.html", "/assets/index-3f2a.js"
  std::string_view content_type;  // "text/html; charset=utf-8"
  std::string_view hash;          // hex digest of the identity bytes, without quotes
  bool immutable;                 // the name holds a hash of the content: cache it for a year
  std::string_view identity;      // the bytes as they are
  std::string_view gzip;          // empty where compression does not pay
  std::string_view brotli;        // empty where compression does not pay
};

// Every embedded file, sorted by path. Any thread.
std::span<const asset> embedded_assets();

}  // namespace headway::api
