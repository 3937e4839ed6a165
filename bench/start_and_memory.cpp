// How soon a real `headway serve` answers on a section with a year behind it, and what it holds in
// memory while nobody asks anything.
#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "base/ensure.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "process.hpp"
#include "support/http_client.hpp"

namespace headway::bench {
namespace {

constexpr int idle_count = 2'000;
constexpr std::chrono::seconds settling{2};
constexpr double mebibyte = 1024 * 1024;

void let_open_files(rlim_t count) {
  rlimit files{};
  ENSURE(::getrlimit(RLIMIT_NOFILE, &files) == 0);
  if (files.rlim_cur < count) {
    files.rlim_cur = std::min(count, files.rlim_max);
    ENSURE(::setrlimit(RLIMIT_NOFILE, &files) == 0);
  }
}

// From the start of the process to the answer of its first request.
double start_ms(const std::string& folder) {
  std::optional<served> server;
  const double took = seconds([&] {
    server.emplace(folder);
    ENSURE(tests::http_client(server->port()).send({.target = "/readyz"}).status == 200);
  });
  ENSURE(server->running().stop(SIGTERM) == 0);
  return took * 1000;
}

}  // namespace

void measure_start_and_memory(const year& of, const table& to) {
  const disk_folder folder("start");
  of.copy_into(folder);
  let_open_files(idle_count + 500);
  std::vector<double> starts;
  for (int i = 0; i < pairs; ++i)
    starts.push_back(start_ms(folder.path()));
  to.take(at_most("start to the first answer", median(starts), "ms", 100));

  const served server(folder.path());
  // Not fresh from its start: somebody has signed in, looked at the list, and gone.
  const auto session = session_header(server.port(), "chief");
  const auto list = request_bytes("GET", "/api/v1/hazards?limit=50", session);
  run({.port = server.port(), .connections = 4, .count = 200, .requests = std::span(&list, 1)});
  std::this_thread::sleep_for(settling);
  const auto idle = static_cast<double>(server.running().anonymous_bytes());
  to.take(at_most("idle memory (RssAnon)", idle / mebibyte, "MiB", 10e6 / mebibyte));

  const auto one = request_bytes("GET", "/api/v1/session", session);
  const idle_connections held(server.port(), idle_count, one);
  std::this_thread::sleep_for(settling);
  const auto more = static_cast<double>(server.running().anonymous_bytes()) - idle;
  to.take(at_most("memory of an idle connection", more / idle_count / 1024, "KiB", 10));
}

}  // namespace headway::bench
