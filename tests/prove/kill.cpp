// Kills the server under load with SIGKILL, again and again. Every command that was answered must
// be in the journal once; a command whose answer was lost is sent again and must not count twice;
// at the end `headway verify` must find nothing.
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <random>
#include <thread>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "base/json.hpp"
#include "journal/store.hpp"
#include "prove/proofs.hpp"
#include "prove/server_process.hpp"
#include "sql/database.hpp"
#include "support/http_client.hpp"
#include "support/test_store.hpp"

namespace headway::prove {
namespace {

using tests::http_client;
using tests::http_request;

constexpr int phones = 8;
constexpr std::uint16_t port = 18'471;

struct sent_command {
  command_id id;
  hazard_id hazard;
  bool answered = false;
};

// One phone with its outbox: what was not answered is sent again, in order, with the same id.
class phone {
 public:
  phone(std::string cookie, std::string place, std::uint64_t seed)
      : cookie_(std::move(cookie)), place_(std::move(place)), random_(seed) {}

  void work(const std::atomic<bool>& until) {
    while (!until) {
      try {
        http_client client(port);
        while (!until)
          send_next(client);
      } catch (const std::runtime_error&) {
        // The server was killed: what was under way stays in the outbox.
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
  }
  const std::vector<sent_command>& commands() const { return commands_; }
  std::int64_t repeated() const { return repeated_; }
  std::int64_t refused() const { return refused_; }

 private:
  void send_next(http_client& client) {
    if (commands_.empty() || commands_.back().answered) {
      const auto now = to_unix_ms(system_clock_source().now());
      commands_.push_back({command_id(make_uuid(now)), hazard_id(make_uuid(now)), false});
    } else {
      ++repeated_;
    }
    sent_command& next = commands_.back();
    const auto answer = client.send(
        {.verb = "POST",
         .target = "/api/v1/hazards",
         .headers = {{"Cookie", cookie_},
                     {"Content-Type", "application/json"},
                     {"Idempotency-Key", next.id.text()}},
         .body =
             R"({"id":")" + next.hazard.text() + R"(","place":")" + place_ +
             R"(","profession":"tunnelling","inspection_type":"post","description":"断电试验 )" +
             std::to_string(random_()) + R"(","photos":[]})"});
    if (answer.status == 201 || answer.status == 200) {
      next.answered = true;
    } else {
      ++refused_;
      ENSURE(answer.status == 429 || answer.status == 503);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

  std::string cookie_, place_;
  std::mt19937_64 random_;
  std::vector<sent_command> commands_;
  std::int64_t repeated_ = 0, refused_ = 0;
};

std::string sign_in() {
  const auto answer =
      http_client(port).send({.verb = "POST",
                              .target = "/api/v1/session",
                              .headers = {{"Content-Type", "application/json"}},
                              .body = R"({"account":"chief","password":"headway-demo"})"});
  ENSURE(answer.status == 200 || answer.status == 201);
  const auto cookie = answer.header("set-cookie");
  return cookie.substr(0, cookie.find(';'));
}

std::string some_place(const std::string& cookie) {
  const auto answer =
      http_client(port).send({.target = "/api/v1/places", .headers = {{"Cookie", cookie}}});
  const auto parsed = codec::parse(answer.body).value();
  return std::string(parsed.at("places").as_array().at(0).at("id").as_string());
}

// How often each command stands in the journal: anything but once is a breach.
int count_breaches(const std::string& folder, const std::vector<std::unique_ptr<phone>>& all) {
  const auto database = sql::open({.location = folder + "/headway.db"}).value();
  const auto on = database->connect(sql::access::read);
  const sql::transaction reading(*on, sql::access::read);
  std::int64_t answered = 0, lost = 0, doubled = 0, unanswered_twice = 0;
  for (const auto& each : all)
    for (const auto& command : each->commands()) {
      std::int64_t found = 0;
      journal::each_fact_of_command(*on, site_id{1}, command.id,
                                    [&](const journal::fact&, instant) { return ++found > 0; });
      answered += command.answered;
      lost += command.answered && found == 0;
      doubled += command.answered && found > 1;
      unanswered_twice += !command.answered && found > 1;
    }
  std::cout << answered << " commands answered, " << lost << " lost, " << doubled << " doubled, "
            << unanswered_twice << " unanswered ones doubled\n";
  return lost + doubled + unanswered_twice == 0 && answered > 0 ? 0 : 1;
}

}  // namespace

int kill() {
  const tests::temporary_folder folder;
  const std::string data = folder / "data";
  const std::vector<std::string> serve = {"serve", "--data", data, "--port", std::to_string(port)};
  std::mt19937_64 random(seed());
  auto running = std::make_unique<server_process>(
      std::vector<std::string>{"demo", "--data", data, "--port", std::to_string(port)});
  if (!server_process::wait_until_ready(port)) return std::cout << "the server does not start\n", 1;
  const auto cookie = sign_in();
  const auto place = some_place(cookie);

  std::atomic<bool> enough = false;
  std::vector<std::unique_ptr<phone>> all;
  std::vector<std::thread> threads;
  for (int i = 0; i < phones; ++i) {
    all.push_back(std::make_unique<phone>(cookie, place, random()));
    threads.emplace_back([&, one = all.back().get()] { one->work(enough); });
  }
  const int wanted = rounds(100);
  int killed = 0;
  bool ready = true;
  for (; killed < wanted && ready; ++killed) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 600));
    running->stop(SIGKILL);
    running = std::make_unique<server_process>(serve);
    ready = server_process::wait_until_ready(port);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  enough = true;
  for (auto& each : threads)
    each.join();
  if (!ready) return std::cout << "the server did not start again\n", 1;
  const int stopped = running->stop(SIGTERM);
  std::int64_t repeated = 0, refused = 0;
  for (const auto& each : all)
    repeated += each->repeated(), refused += each->refused();
  std::cout << killed << " kills, " << repeated << " commands sent again, " << refused
            << " answers of 429 or 503\n";
  if (stopped != 0) return std::cout << "SIGTERM did not end it in order\n", 1;
  if (const int breached = count_breaches(data, all)) return breached;
  const int clean = server_process({"verify", "--data", data}).stop(0);
  std::cout << (clean == 0 ? "verify: clean\n" : "verify: NOT clean\n");
  return clean == 0 ? 0 : 1;
}

}  // namespace headway::prove
