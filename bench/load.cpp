#include "load.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <stdexcept>

#include "base/ensure.hpp"
#include "demo/generator.hpp"
#include "support/http_client.hpp"

namespace headway::bench {
namespace {

using steady = std::chrono::steady_clock;

int connected_socket(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (made < 0 || ::connect(made, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  const int yes = 1;
  ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return made;
}

void send_all(int socket, std::string_view bytes) {
  // A request is smaller than the buffer of the socket, and the one before it was answered.
  if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != ssize_t(bytes.size()))
    throw std::runtime_error("cannot send a request");
}

// One connection with at most one request under way.
class exchange {
 public:
  exchange(std::uint16_t port, int status) : socket_(connected_socket(port)), status_(status) {}
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;
  ~exchange() { ::close(socket_); }
  int socket() const { return socket_; }

  void send(std::string_view request) {
    sent_ = steady::now();
    send_all(socket_, request);
  }
  // Reads what is there; true when the answer is whole.
  bool receive(std::span<char> buffer, double& latency_ms) {
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) throw std::runtime_error("the server closed a connection");
    std::size_t got = static_cast<std::size_t>(count);
    if (missing_ == 0) {
      head_.append(buffer.data(), got);
      const auto end = head_.find("\r\n\r\n");
      if (end == head_.npos) return false;
      got = head_.size();
      missing_ = end + 4 + content_length();
      head_.clear();
    }
    ENSURE(got <= missing_);
    missing_ -= got;
    if (missing_ != 0) return false;
    latency_ms = std::chrono::duration<double, std::milli>(steady::now() - sent_).count();
    return true;
  }

 private:
  std::size_t content_length() const {
    int status = 0;
    std::from_chars(head_.data() + 9, head_.data() + 12, status);
    if (status != status_) throw std::runtime_error("unexpected answer: " + head_.substr(0, 600));
    for (const char* name : {"Content-Length: ", "content-length: "})
      if (const auto at = head_.find(name); at != head_.npos) {
        std::size_t length = 0;
        std::from_chars(head_.data() + at + 16, head_.data() + head_.size(), length);
        return length;
      }
    throw std::runtime_error("an answer without a length: " + head_.substr(0, 600));
  }

  int socket_;
  int status_;
  std::size_t missing_ = 0;  // of the answer under way, once its head is known
  std::string head_;
  steady::time_point sent_;
};

}  // namespace

measured_load run(const load& what) {
  std::vector<std::unique_ptr<exchange>> all;
  const int watch = ::epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < what.connections; ++i) {
    all.push_back(std::make_unique<exchange>(what.port, what.status));
    epoll_event about{.events = EPOLLIN, .data = {.u32 = static_cast<std::uint32_t>(i)}};
    ENSURE(::epoll_ctl(watch, EPOLL_CTL_ADD, all.back()->socket(), &about) == 0);
  }
  measured_load made;
  made.latencies_ms.reserve(static_cast<std::size_t>(what.count));
  std::int64_t sent = 0, answered = 0;
  const auto send_next = [&](exchange& on) {
    if (sent == what.count) return;
    on.send(what.requests[static_cast<std::size_t>(sent++) % what.requests.size()]);
  };
  std::vector<char> buffer(256 * 1024);
  std::array<epoll_event, 64> ready;
  const auto begun = steady::now();
  for (auto& each : all)
    send_next(*each);
  while (answered < what.count) {
    const int count = ::epoll_wait(watch, ready.data(), static_cast<int>(ready.size()), 20'000);
    if (count <= 0) throw std::runtime_error("no answer within 20 s");
    for (int i = 0; i < count; ++i) {
      auto& on = *all[ready[static_cast<std::size_t>(i)].data.u32];
      double latency = 0;
      if (!on.receive(buffer, latency)) continue;
      made.latencies_ms.push_back(latency);
      ++answered;
      send_next(on);
    }
  }
  made.seconds = std::chrono::duration<double>(steady::now() - begun).count();
  ::close(watch);
  return made;
}

idle_connections::idle_connections(std::uint16_t port, int count, const std::string& request) {
  std::vector<char> buffer(64 * 1024);
  for (int i = 0; i < count; ++i) {
    sockets_.push_back(connected_socket(port));
    send_all(sockets_.back(), request);
    ENSURE(::recv(sockets_.back(), buffer.data(), buffer.size(), 0) > 0);
  }
}

idle_connections::~idle_connections() {
  for (const int each : sockets_)
    ::close(each);
}

std::string request_bytes(const std::string& verb, const std::string& target,
                          const std::string& headers, const std::string& body) {
  std::string made = verb + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers;
  if (verb != "GET") {
    made += "Content-Type: application/json\r\nContent-Length: ";
    made += std::to_string(body.size()) + "\r\n";
  }
  return made + "\r\n" + body;
}

std::string session_header(std::uint16_t port, const std::string& account) {
  const auto answer =
      tests::http_client(port).send({.verb = "POST",
                                     .target = "/api/v1/session",
                                     .headers = {{"Content-Type", "application/json"}},
                                     .body = R"({"account":")" + account + R"(","password":")" +
                                             std::string(demo::password) + "\"}"});
  const auto cookie = answer.header("set-cookie");
  ENSURE(!cookie.empty());
  return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
}

}  // namespace headway::bench
