// Reports of hazards over HTTP, each answered when it is on the disk, beside SQLite committing the
// same rows: 64 connections beside 64 commands a transaction, one beside one.
//
// Both begin with the database of the year, write to the same disk and flush every commit. The
// server pays in addition for HTTP, the session, the rules, the hash chain, the JSON of fact, state
// and answer, and for the client, which runs on the same processors.
#include <fmt/core.h>

#include <cmath>

#include "base/ensure.hpp"
#include "base/json.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "process.hpp"
#include "raw_sqlite.hpp"
#include "support/http_client.hpp"

namespace headway::bench {
namespace {

constexpr int reports_at_64 = 8'000;
constexpr int reports_at_1 = 400;
constexpr int raw_reports_at_64 = 16'000;

std::string first_place(std::uint16_t port, const std::string& session) {
  const auto answer = tests::http_client(port).send(
      {.target = "/api/v1/places",
       .headers = {{"Cookie", session.substr(8, session.size() - 10)}}});
  return std::string(codec::parse(answer.body).value().at("places").at(0).at("id").as_string());
}

std::vector<std::string> reports(const std::string& session, const std::string& place, int count) {
  std::vector<std::string> made;
  const auto now = to_unix_ms(system_clock_source().now());
  for (int i = 0; i < count; ++i)
    made.push_back(request_bytes(
        "POST", "/api/v1/hazards", session + "Idempotency-Key: " + make_uuid(now).text() + "\r\n",
        R"({"id":")" + make_uuid(now).text() + R"(","place":")" + place +
            R"(","profession":"tunnelling","inspection_type":"post",)"
            R"("description":"距迎头8米左帮，顶板有明显下沉趋势","photos":[]})"));
  return made;
}

struct reporter {
  const served& server;
  std::string session = session_header(server.port(), "chief");
  std::string place = first_place(server.port(), session);

  measured_load send(int connections, int count) const {
    const auto all = reports(session, place, count);
    return run({.port = server.port(),
                .connections = connections,
                .count = count,
                .requests = all,
                .status = 201});
  }
};

}  // namespace

void measure_durable_reports(const year& of, const table& to) {
  const disk_folder folder("reports"), raw_folder("raw");
  const auto with = of.copy_into(folder);
  const auto raw_with = of.copy_into(raw_folder);
  const served server(folder.path());
  const reporter by{server};
  by.send(64, 1'000);
  raw_sqlite raw(raw_with.location(), with.location());
  raw.commit(1'000, 64);

  std::vector<double> rates, raw_rates, slowest, flushes, cpu, raw_cpu;
  for (int i = 0; i < pairs; ++i) {
    flushes.push_back(flush_ms(folder.path()));
    const double before = server.running().cpu_seconds();
    const auto measured = by.send(64, reports_at_64);
    cpu.push_back((server.running().cpu_seconds() - before) / reports_at_64 * 1e6);
    rates.push_back(measured.rate());
    slowest.push_back(percentile(measured.latencies_ms, 0.99));
    const double raw_before = own_cpu_seconds();
    raw_rates.push_back(raw.commit(raw_reports_at_64, 64));
    raw_cpu.push_back((own_cpu_seconds() - raw_before) / raw_reports_at_64 * 1e6);
  }
  to.take(at_least("durable report, 64 connections : raw SQLite", median(rates), "1/s",
                   median(raw_rates), 0.5));
  to.note(fmt::format("processor time a report: headway {:.0f} µs, raw SQLite {:.0f} µs",
                      median(cpu), median(raw_cpu)));
  to.take(at_most("durable report, 64 connections: 99th percentile", median(slowest), "ms",
                  6 * median(flushes) + 15));
  to.note(fmt::format("one flush took {:.2f} ms", median(flushes)));

  std::vector<double> single, raw_single;
  for (int i = 0; i < pairs; ++i) {
    single.push_back(by.send(1, reports_at_1).rate());
    raw_single.push_back(raw.commit(reports_at_1, 1));
  }
  to.take(at_least("durable report, 1 connection : raw SQLite", median(single), "1/s",
                   median(raw_single), 0.5));
}

}  // namespace headway::bench
