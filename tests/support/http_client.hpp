// A small blocking HTTP/1.1 client over one kept-alive connection to 127.0.0.1, for tests: can also
// send any bytes. Every wait is bounded; what goes wrong throws std::runtime_error.
//
//   http_client client(port);
//   auto got = client.send({.verb = "POST", .target = "/api/v1/hazards", .body = json});
//   EXPECT_EQ(got.status, 201);
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headway::tests {

struct http_request {
  std::string verb = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

struct http_response {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};  // names in lower case
  std::string body = {};                                          // de-chunked
  std::string header(std::string_view lower_case_name) const;     // empty when absent
};

class http_client {
 public:
  explicit http_client(std::uint16_t port);
  http_client(http_client&& other) noexcept;
  http_client& operator=(http_client&&) = delete;
  ~http_client();

  std::chrono::milliseconds patience{10'000};  // for anything to come

  // Adds Host and, with a body or for POST, PUT and PATCH, Content-Length.
  http_response send(const http_request& request);

  void send_raw(std::string_view bytes);
  // Reads the next answer; its body too unless it answers HEAD.
  http_response read_response(bool to_head = false);
  // Status and headers only, of an event stream; then read_event().
  http_response read_head();
  // The next event of a chunked stream without its empty line ("event: change\ndata: …");
  // nullopt when the server ended the stream.
  std::optional<std::string> read_event();
  // Whether the server closes the connection, without further bytes, within `patience`.
  bool closed_by_server();
  void close();
  // Small, so that a client that does not read is soon noticed. Call before the first request.
  void set_receive_buffer(int bytes);

 private:
  bool receive();  // false at the end
  std::string read_line();
  std::string read_bytes(std::size_t count);
  bool read_chunk(std::string& to);  // false: the last one

  int socket_ = -1;
  std::string unread_;
  std::string events_;
};

}  // namespace headway::tests
