#include "support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace headway::tests {

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("http_client: " + what);
}

std::size_t number(std::string_view text, int base) {
  std::size_t value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value, base).ec != std::errc{})
    fail("not a number: " + std::string(text));
  return value;
}

}  // namespace

std::string http_response::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return {};
}

http_client::http_client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (socket_ < 0) fail(std::strerror(errno));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    fail(std::string("cannot connect: ") + std::strerror(errno));
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

http_client::http_client(http_client&& other) noexcept
    : patience(other.patience),
      socket_(std::exchange(other.socket_, -1)),
      unread_(std::move(other.unread_)),
      events_(std::move(other.events_)) {}

http_client::~http_client() { close(); }

void http_client::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

void http_client::set_receive_buffer(int bytes) {
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

http_response http_client::send(const http_request& request) {
  std::string bytes = request.verb + " " + request.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  for (const auto& [name, value] : request.headers)
    bytes += name + ": " + value + "\r\n";
  if (!request.body.empty() || request.verb.starts_with('P'))
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  bytes += "\r\n";
  send_raw(bytes + request.body);
  return read_response(request.verb == "HEAD");
}

void http_client::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    // The server may refuse and stop reading; its answer is still to be read.
    if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) return;
    if (sent < 0) fail(std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool http_client::receive() {
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(patience.count())) == 0) fail("nothing came in time");
  std::array<char, 16 * 1024> bytes;
  const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  unread_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::string http_client::read_line() {
  for (;;) {
    const auto end = unread_.find("\r\n");
    if (end != std::string::npos) {
      auto line = unread_.substr(0, end);
      unread_.erase(0, end + 2);
      return line;
    }
    if (!receive()) fail("the server closed the connection");
  }
}

std::string http_client::read_bytes(std::size_t count) {
  while (unread_.size() < count)
    if (!receive()) fail("the server closed the connection inside a body");
  auto bytes = unread_.substr(0, count);
  unread_.erase(0, count);
  return bytes;
}

bool http_client::read_chunk(std::string& to) {
  const auto size = number(read_line(), 16);
  to += read_bytes(size);
  if (!read_line().empty()) fail("a chunk without its end");
  return size != 0;
}

http_response http_client::read_head() {
  http_response got;
  const auto status_line = read_line();
  if (!status_line.starts_with("HTTP/1.1 ")) fail("not a status line: " + status_line);
  got.status = static_cast<int>(number(std::string_view(status_line).substr(9, 3), 10));
  for (auto line = read_line(); !line.empty(); line = read_line()) {
    const auto colon = line.find(": ");
    if (colon == std::string::npos) fail("not a header: " + line);
    auto name = line.substr(0, colon);
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    got.headers.emplace_back(std::move(name), line.substr(colon + 2));
  }
  return got;
}

http_response http_client::read_response(bool to_head) {
  auto got = read_head();
  if (to_head || got.status < 200 || got.status == 204 || got.status == 304) return got;
  if (got.header("transfer-encoding") == "chunked") {
    while (read_chunk(got.body)) {
    }
  } else if (const auto length = got.header("content-length"); !length.empty()) {
    got.body = read_bytes(number(length, 10));
  } else {
    while (receive()) {
    }
    got.body = std::exchange(unread_, {});
  }
  return got;
}

std::optional<std::string> http_client::read_event() {
  for (;;) {
    const auto end = events_.find("\n\n");
    if (end != std::string::npos) {
      auto event = events_.substr(0, end);
      events_.erase(0, end + 2);
      return event;
    }
    if (!read_chunk(events_)) return std::nullopt;
  }
}

bool http_client::closed_by_server() {
  if (!unread_.empty()) return false;
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(patience.count())) == 0) return false;
  return !receive();
}

}  // namespace headway::tests
