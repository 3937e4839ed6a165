// Authenticated reads beside nginx serving a file of 1 KiB: the same client, the same number of
// connections kept alive, as many workers as the server has threads.
#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "base/ensure.hpp"
#include "base/json.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "process.hpp"
#include "static_server.hpp"
#include "support/http_client.hpp"

namespace headway::bench {
namespace {

constexpr int connections = 64;
constexpr int requests_for_one = 60'000;
constexpr int requests_for_list = 12'000;

// What a server does for one kind of request: how many a second, and at what cost.
struct rate {
  std::vector<double> per_second, cpu_microseconds;
  void add(std::uint16_t port, const process& of, const std::string& request, int count) {
    const double before = of.cpu_seconds();
    const auto measured = run({.port = port,
                               .connections = connections,
                               .count = count,
                               .requests = std::span(&request, 1)});
    per_second.push_back(measured.rate());
    cpu_microseconds.push_back((of.cpu_seconds() - before) / count * 1e6);
  }
};

struct pair {
  rate ours, beside;
  std::string costs() const {
    return fmt::format("processor time a request: headway {:.1f} µs, nginx {:.1f} µs",
                       median(ours.cpu_microseconds), median(beside.cpu_microseconds));
  }
};

}  // namespace

void measure_reads(const year& of, const table& to) {
  const disk_folder folder("reads");
  of.copy_into(folder);
  const served server(folder.path());
  const static_server files(std::clamp(std::thread::hardware_concurrency(), 1U, 4U));
  const auto session = session_header(server.port(), "chief");
  const auto list = request_bytes("GET", "/api/v1/hazards?limit=50", session);
  const auto found = tests::http_client(server.port())
                         .send({.target = "/api/v1/hazards?limit=50",
                                .headers = {{"Cookie", session.substr(8, session.size() - 10)}}});
  const auto items = codec::parse(found.body).value().at("items").as_array();
  ENSURE(items.size() == 50);
  std::vector<std::string> ids;
  for (const auto& each : items)
    ids.emplace_back(each.at("id").as_string());
  const auto one = request_bytes("GET", "/api/v1/hazards/" + ids.front(), session);
  const auto file = request_bytes("GET", "/1k", "");

  pair single, many;
  for (int i = 0; i < pairs; ++i) {
    single.ours.add(server.port(), server.running(), one, requests_for_one);
    single.beside.add(files.port(), files.running(), file, requests_for_one);
    many.ours.add(server.port(), server.running(), list, requests_for_list);
    many.beside.add(files.port(), files.running(), file, requests_for_one);
  }
  to.take(at_least("GET of one hazard : nginx, static 1 KiB", median(single.ours.per_second), "1/s",
                   median(single.beside.per_second), 0.7));
  to.note(single.costs());
  to.take(at_least("GET of a list of 50 : nginx, static 1 KiB", median(many.ours.per_second), "1/s",
                   median(many.beside.per_second), 0.2));
  to.note(many.costs());
  to.note(fmt::format("the list has {} bytes", found.body.size()));
}

}  // namespace headway::bench
