// HTTP/1.1 and nothing else: connections in, requests out, answers back. Routing, authentication
// and JSON live in api/. TLS is terminated in front of Headway. Boost.Beast is used in
// request_parser.cpp only, Boost.Asio in connection.* and server.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/problem.hpp"

namespace headway::http {

enum class verb : std::uint8_t { get, head, post, put, patch, del, options };

// A request, whole. Views live as long as the request.
struct request {
  verb method = verb::get;
  std::string target;                                        // as sent: "/api/v1/hazards?limit=5"
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer;                // address of the client, without port
  std::uint64_t number = 0;        // of this process; the request id in logs and problems
  std::string_view path() const;   // the target up to '?', still percent-encoded
  std::string_view query() const;  // after '?', or empty
  std::string_view header(std::string_view lower_case_name) const;  // empty when absent
};

// Without a body for HEAD, 204 and 304. A header with a line break in it is a bug: answers 500.
struct response {
  int status = 200;
  std::string content_type = {};  // empty: none sent
  std::vector<std::pair<std::string_view, std::string>> headers = {};
  std::string body = {};
  // Bytes with static lifetime to send instead of `body` (embedded assets).
  std::string_view fixed_body = {};
  // A file to stream instead of `body`.
  std::optional<std::string> file = {};
};

// A stream of server-sent events (or any endless body) that was begun as the answer to a request.
// Thread-safe; `send` gives false when the client is gone or too slow: then it is dropped, for
// good. Destroying the last reference closes the stream.
class event_stream {
 public:
  virtual ~event_stream() = default;
  virtual bool send(std::string_view bytes) = 0;
  virtual void close() = 0;
};

// How a handler answers, once, from any thread. Dropping it unanswered sends 500.
class reply {
 public:
  struct exchange;  // the connection's side, in server.cpp
  explicit reply(std::shared_ptr<exchange> to);
  reply(reply&&) noexcept;
  reply& operator=(reply&&) noexcept;
  ~reply();
  void send(response answer) &&;
  // Sends the head and keeps the connection open for events. Never null: with too many streams
  // open already the client gets 503 and the stream is closed from the beginning.
  std::shared_ptr<event_stream> stream(response head) &&;

 private:
  std::shared_ptr<exchange> to_;
};

// Called on an event-loop thread: answer at once what is quick, hand the rest to a pool.
using handler = std::function<void(std::shared_ptr<const request>, reply)>;

struct options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  unsigned threads = 0;       // 0: one per core, at most four
  std::size_t head_bytes = limits::request_head_bytes;
  std::size_t body_bytes = limits::request_body_bytes;
  // A larger bound for some targets (uploads, imports); nullopt: body_bytes.
  std::function<std::optional<std::size_t>(verb, std::string_view path)> body_bytes_for = {};
  std::size_t bodies_bytes = limits::request_bodies_bytes;  // of all requests alive; over it: 503
  std::size_t connections = limits::connections;            // over it: 503
  std::size_t streams = limits::event_streams;              // over it: 503
  std::size_t stream_bytes = limits::event_stream_bytes;
  // Header lines of every answer, those of our own refusals too: "Name: value\r\n" each.
  std::string standing_headers = {};
  // For a whole request to arrive, and for the client to take anything of an answer. A body may
  // take a second longer for every `slowest_body_bytes` of it that came.
  std::chrono::milliseconds deadline = limits::request_deadline;
  std::chrono::milliseconds idle = limits::idle_connection;  // without any request
};

inline constexpr std::size_t slowest_body_bytes = 32 * 1024;  // a second

struct counts {
  std::uint64_t requests, connections_open, refused, streams;
};

class server {
 public:
  // Listens at once. Problem: http.cannot_listen.
  static result<std::unique_ptr<server>> listen(options wanted, handler handle);
  ~server();  // stop()
  std::uint16_t port() const;
  counts counted() const;
  // Stops accepting, lets running requests finish (bounded by `grace`), closes the rest, joins.
  // Replies given later are dropped. Not from a handler. Idempotent.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));

 private:
  struct state;
  explicit server(std::unique_ptr<state> made);
  std::unique_ptr<state> state_;
};

}  // namespace headway::http
