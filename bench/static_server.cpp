#include "static_server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "base/ensure.hpp"
#include "support/http_client.hpp"

namespace headway::bench {
namespace {

// `user` is for a start as root only: the workers must reach the folder.
constexpr const char* settings = R"({}daemon off;
worker_processes {};
pid {}/pid;
error_log stderr error;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 600;
  keepalive_requests 1000000000;
  open_file_cache max=16;
  client_body_temp_path {}/body;
  proxy_temp_path {}/proxy;
  fastcgi_temp_path {}/fastcgi;
  uwsgi_temp_path {}/uwsgi;
  scgi_temp_path {}/scgi;
  server {{
    listen 127.0.0.1:{} reuseport;
    root {}/files;
  }}
}}
)";

std::uint16_t free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  ENSURE(::bind(probe, reinterpret_cast<const sockaddr*>(&at), size) == 0);
  ENSURE(::getsockname(probe, reinterpret_cast<sockaddr*>(&at), &size) == 0);
  ::close(probe);
  return ntohs(at.sin_port);
}

bool answers(std::uint16_t port) {
  try {
    return tests::http_client(port).send({.target = "/1k"}).body.size() == 1024;
  } catch (const std::runtime_error&) {
    return false;
  }
}

std::string nginx_binary() {
  for (const char* each : {"/usr/sbin/nginx", "/usr/local/sbin/nginx"})
    if (std::filesystem::exists(each)) return each;
  return "nginx";
}

}  // namespace

static_server::static_server(unsigned workers) : port_(free_port()) {
  const auto& at = folder_.path();
  std::filesystem::create_directories(folder_ / "files");
  std::ofstream(folder_ / "files/1k") << std::string(1024, 'x');
  std::ofstream(folder_ / "nginx.conf") << fmt::format(
      settings, ::geteuid() == 0 ? "user root;\n" : "", workers, at, at, at, at, at, at, port_, at);
  running_.emplace(
      std::vector<std::string>{nginx_binary(), "-p", at, "-c", folder_ / "nginx.conf"});
  for (int i = 0; i < 100; ++i) {
    if (answers(port_)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("nginx does not answer");
}

}  // namespace headway::bench
