// Takes every request from http/ and runs the route that it names.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/route.hpp"
#include "base/time.hpp"
#include "http/server.hpp"
#include "journal/journal.hpp"
#include "sql/database.hpp"

namespace headway::api {

// Knows sessions and tokens. Implemented by people/.
class authenticator {
 public:
  virtual ~authenticator() = default;
  enum class found : std::uint8_t { yes, no, ask_store };
  // Quick: from memory. `ask_store`: unknown here, `look_up` may know.
  virtual found recall(const http::request& in, std::shared_ptr<const principal>& who) = 0;
  // Problem: request.not_signed_in, or why the token is worth nothing any more.
  virtual result<std::shared_ptr<const principal>> look_up(const http::request& in,
                                                           sql::connection& store) = 0;
};

// What the dispatcher works with; all outlive it. It may lease `pool_threads` readers and, on an
// embedded store, one for each thread of the event loop.
struct surroundings {
  site_id site;
  sql::engine engine;
  sql::reader_pool& readers;
  sql::writer& writer;
  journal::chain& chain;
  const journal::model_set& models;
  const clock_source& clock;
  authenticator& who;
  unsigned pool_threads = 2;
  // Requests a second and at once, for one account or, before signing in, one address; 0: any.
  double requests_per_second = 200;
  double requests_at_once = 400;
  // What the HTTP server counts, for /metrics.
  std::function<http::counts()> connections = {};
};

class dispatcher {
 public:
  dispatcher(surroundings with, route_table routes);
  ~dispatcher();  // ends the streams, waits for what is running
  void handle(std::shared_ptr<const http::request> in, http::reply out);
  // What http::options::body_bytes_for asks.
  std::optional<std::size_t> body_bytes_for(http::verb method, std::string_view path) const;
  const route_table& routes() const;
  // Tells subscribers of changes that did not come by a route (the ladder, an import by hand).
  void publish(const std::vector<journal::unit_of_work::change>& changes);
  // Ends every stream of events: first step of a graceful stop.
  void close_streams();
  // openapi.json, made at the first call.
  const std::string& document() const;
  // For /metrics: the Prometheus text.
  std::string metrics() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// The OpenAPI 3.1 document of a table, as JSON.
std::string openapi(const route_table& routes);

}  // namespace headway::api
