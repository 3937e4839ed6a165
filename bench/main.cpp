// What Headway costs, as ratios measured side by side in one run: five pairs each, medians.
// Prints a table; --json FILE writes rows {name, measured, unit, limit, ratio, goal, met}.
#include <fmt/core.h>
#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>

#include "app/store.hpp"
#include "app/system.hpp"
#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "demo/generator.hpp"
#include "hazards/rules.hpp"
#include "people/passwords.hpp"
#include "support/http_client.hpp"
#include "support/test_store.hpp"

namespace headway::bench {

// One line of the table. `ratio` is measured : limit; a goal of "at least" is met from it upwards.
struct row {
  std::string name;
  double measured = 0;
  std::string unit;
  double limit = 0;
  double ratio = 0;
  std::string goal;
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(row, (), (name, measured, unit, limit, ratio, goal, met))

using steady = std::chrono::steady_clock;
inline constexpr int pairs = 5;

namespace {

double seconds(const std::function<void()>& work) {
  const auto begun = steady::now();
  work();
  return std::chrono::duration<double>(steady::now() - begun).count();
}

double median(std::vector<double> of) {
  std::sort(of.begin(), of.end());
  return of[of.size() / 2];
}

// A folder with the year of the demonstration.
class year {
 public:
  year() {
    with_.folder = folder_ / "data";
    with_.port = 0;
    with_.requests_per_second = 0;
    with_.log_level = severity::error;
    const auto now = clock_.now();
    const auto store = app::store::open(with_, app::store::purpose::writing, now).value();
    const auto on = store->database().connect(sql::access::write);
    sql::transaction all(*on, sql::access::write);
    journal::chain chain(with_.site, journal::own_node(*on, with_.site, with_.node, now), {});
    chain.begin();
    demo::wishes as;
    as.until = now;
    as.zone = with_.zone;
    as.password_hash = people::password_hasher().hash(demo::password);
    demo::generate(*on, chain, store->models(), as);
    all.commit();
    facts = journal::nodes(*on, with_.site).front().facts;
  }
  const app::configuration& settings() const { return with_; }
  const clock_source& clock() const { return clock_; }
  std::int64_t facts = 0;

 private:
  tests::temporary_folder folder_{};
  system_clock_source clock_;
  app::configuration with_;
};

row at_least(std::string name, double measured, std::string unit, double limit, double goal) {
  const double ratio = measured / limit;
  return {std::move(name), measured, std::move(unit), limit, ratio, fmt::format(">= {:.2f}", goal),
          ratio >= goal};
}
row at_most(std::string name, double measured, std::string unit, double limit) {
  const double ratio = measured / limit;
  return {std::move(name), measured, std::move(unit), limit, ratio, "<= 1.00", ratio <= 1.0};
}

row start_to_first_answer(const year& of) {
  std::vector<double> taken;
  for (int i = 0; i < pairs; ++i)
    taken.push_back(seconds([&] {
      const auto running = app::system::start(of.settings(), of.clock()).value();
      ENSURE(tests::http_client(running->port()).send({.target = "/readyz"}).status == 200);
    }));
  return at_most("start to the first answer, with the stop", median(taken) * 1000, "ms", 100);
}

row replay(const year& of) {
  const auto store =
      app::store::open(of.settings(), app::store::purpose::writing, of.clock().now()).value();
  const auto on = store->database().connect(sql::access::write);
  std::vector<double> rates;
  for (int i = 0; i < pairs; ++i) {
    sql::transaction all(*on, sql::access::write);
    rates.push_back(static_cast<double>(of.facts) /
                    seconds([&] { journal::rebuild(*on, of.settings().site, store->models()); }));
  }
  return at_least("replay: fold and project", median(rates), "facts/s", 50'000, 1.0);
}

// Commits the rows of `count` reports by the journal's own statements, 64 at a time, and nothing
// else: neither HTTP nor rules nor hashes.
double raw_reports(sql::connection& on, const journal::stored_subject& like, int count) {
  const auto h = decode_own<hazards::hazard>(like.document).value();
  journal::record_sink rows;
  hazards::hazard_model::project(h, like.header, rows);
  const auto& table = *hazards::hazard_model::tables().front();
  hazards::reported said;
  said.description = h.description;
  said.alarms = h.alarms;
  const std::string body = encode(said);
  static std::int64_t seq = 0;
  static const node_id node(make_uuid(2));
  return count / seconds([&] {
           for (int done = 0; done < count;) {
             sql::transaction together(on, sql::access::write);
             for (int i = 0; i < 64 && done < count; ++i, ++done) {
               journal::fact f;
               f.node = node;
               f.seq = ++seq;
               f.subject = make_uuid(to_unix_ms(system_clock_source().now()));
               f.kind = "hazard.reported";
               f.body = body;
               f.by.command = command_id(make_uuid(1));
               journal::insert_fact(on, site_id{1}, f, {});
               auto subject = like;
               subject.header.subject = f.subject;
               journal::put_subject(on, site_id{1}, subject);
               table.put(on, site_id{1}, f.subject, {}, rows.of(table));
             }
             together.commit();
           }
         });
}

struct signed_in {
  std::string cookie, place;
};
signed_in sign_in(std::uint16_t port) {
  tests::http_client client(port);
  const auto answer = client.send({.verb = "POST",
                                   .target = "/api/v1/session",
                                   .headers = {{"Content-Type", "application/json"}},
                                   .body = R"({"account":"chief","password":"headway-demo"})"});
  signed_in made;
  const auto cookie = answer.header("set-cookie");
  made.cookie = cookie.substr(0, cookie.find(';'));
  const auto places =
      client.send({.target = "/api/v1/places", .headers = {{"Cookie", made.cookie}}});
  made.place = codec::parse(places.body).value().at("places").at(0).at("id").as_string();
  return made;
}

double posted_reports(std::uint16_t port, const signed_in& as, int connections, int count) {
  std::atomic<int> left = count;
  const auto work = [&] {
    tests::http_client client(port);
    while (left.fetch_sub(1) > 0) {
      const auto now = to_unix_ms(system_clock_source().now());
      const auto answer = client.send(
          {.verb = "POST",
           .target = "/api/v1/hazards",
           .headers = {{"Cookie", as.cookie},
                       {"Content-Type", "application/json"},
                       {"Idempotency-Key", make_uuid(now).text()}},
           .body = R"({"id":")" + make_uuid(now).text() + R"(","place":")" + as.place +
                   R"(","profession":"tunnelling","inspection_type":"post",)"
                   R"("description":"距迎头8米左帮，顶板有明显下沉趋势","photos":[]})"});
      ENSURE(answer.status == 201);
    }
  };
  return count / seconds([&] {
           std::vector<std::thread> all;
           for (int i = 0; i < connections; ++i)
             all.emplace_back(work);
           for (auto& each : all)
             each.join();
         });
}

row durable_reports(const year& of, int connections, int count) {
  const auto running = app::system::start(of.settings(), of.clock()).value();
  const auto as = sign_in(running->port());
  posted_reports(running->port(), as, connections, connections);
  const tests::temporary_folder beside;
  auto settings = of.settings();
  settings.folder = beside / "raw";
  const auto raw =
      app::store::open(settings, app::store::purpose::writing, of.clock().now()).value();
  const auto on = raw->database().connect(sql::access::write);
  journal::stored_subject like;
  {
    const sql::reader_pool::lease store(running->readers());
    const auto newest =
        tests::http_client(running->port())
            .send({.target = "/api/v1/hazards?limit=1", .headers = {{"Cookie", as.cookie}}});
    const auto id = uuid::parse(
        std::string_view(codec::parse(newest.body).value().at("items").at(0).at("id").as_string()));
    like = journal::find_subject(*store, of.settings().site, id.value(), false).value();
  }
  std::vector<double> rates, raws;
  for (int i = 0; i < pairs; ++i) {
    rates.push_back(posted_reports(running->port(), as, connections, count));
    raws.push_back(raw_reports(*on, like, count * (connections > 1 ? 4 : 1)));
  }
  return at_least(fmt::format("durable report, {} connections, to raw SQLite", connections),
                  median(rates), "1/s", median(raws), 0.5);
}

}  // namespace

int run(const char* json) {
  if (sodium_init() < 0) return 2;
  fmt::print("making the year of the demonstration\n");
  const year of;
  std::vector<row> all;
  const auto take = [&](row measured) {
    fmt::print("{:<46} {:>12.1f} {:<8} limit {:>10.1f}  ratio {:>6.2f}  goal {:<8} {}\n",
               measured.name, measured.measured, measured.unit, measured.limit, measured.ratio,
               measured.goal, measured.met ? "met" : "NOT met");
    std::fflush(stdout);
    all.push_back(std::move(measured));
  };
  take(start_to_first_answer(of));
  take(replay(of));
  take(durable_reports(of, 64, 4'000));
  if (json) std::ofstream(json) << encode(all) << "\n";
  return std::all_of(all.begin(), all.end(), [](const row& r) { return r.met; }) ? 0 : 1;
}

}  // namespace headway::bench

int main(int count, char** words) {
  const bool json = count == 3 && std::strcmp(words[1], "--json") == 0;
  if (count != 1 && !json) {
    fmt::print(stderr, "usage: headway_bench [--json FILE]\n");
    return 2;
  }
  return headway::bench::run(json ? words[2] : nullptr);
}
