// The change of shift: 300 phones come back into the network with 50 commands each, all at once,
// and the server is killed twice meanwhile. Every command must be accepted once, in the order of
// its phone, within fifteen seconds, without a single 5xx but "slow down".
#include <algorithm>
#include <atomic>
#include <charconv>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "app/system.hpp"
#include "base/codec.hpp"
#include "journal/store.hpp"
#include "people/administration.hpp"
#include "people/devices.hpp"
#include "places/administration.hpp"
#include "prove/proofs.hpp"
#include "prove/server_process.hpp"
#include "sealing/sealing.hpp"
#include "sql/database.hpp"
#include "support/http_client.hpp"
#include "support/test_store.hpp"

namespace headway::prove {
namespace {

using tests::http_client;
using tests::http_request;

constexpr int phones = 300;
constexpr int commands_each = 50;
constexpr int kills = 2;
constexpr int hazards_each = 9;
constexpr int shared_hazards = 30;  // on which many act apart from one another
constexpr std::uint16_t port = 18'472;
constexpr std::chrono::seconds goal{15};

const section_id section{named_uuid("the section that changes shifts")};
const place_id place{named_uuid("the place where it works")};

struct command {
  command_id id;
  std::string path, body;
  subject_id subject;
  std::string apart;  // the version it was decided on
};

struct holder {
  std::string token;
  device_id device;
  std::vector<command> queue;
};

// What all phones count together.
struct tally {
  std::atomic<int> accepted{0};
  std::atomic<int> repeated{0};    // sent again after a connection failed
  std::atomic<int> slowed{0};      // 429 and 503
  std::atomic<int> failed_5xx{0};  // any other
  std::atomic<int> refused{0};
  std::mutex guard;
  std::string first_refusal;
};

std::string report_of(const subject_id& id) {
  return R"({"id":")" + id.text() + R"(","place":")" + place.text() +
         R"(","profession":"tunnelling","inspection_type":"post","description":"交接班：顶板锚杆",)"
         R"("photos":[]})";
}

const std::string comment = R"({"text":"交班时已看","photos":[]})";
const std::string rectified = R"({"measures":"当场紧固","photos":[]})";

// Nine hazards from the report to the rectification, and five words on hazards of others.
std::vector<command> queue_of(std::mt19937_64& random, const std::vector<subject_id>& shared) {
  std::vector<command> all;
  const auto now = to_unix_ms(system_clock_source().now());
  const auto add = [&](const subject_id& on, const std::string& step, const std::string& body,
                       const char* apart) {
    const auto path = step.empty() ? "/api/v1/hazards" : "/api/v1/hazards/" + on.text() + step;
    all.push_back({command_id(make_uuid(now)), path, body, on, apart});
  };
  for (int i = 0; i < hazards_each; ++i) {
    const subject_id own = make_uuid(now);
    add(own, "", report_of(own), "0");
    add(own, "/comment", comment, "1");
    add(own, "/rectify", rectified, "2");
    add(own, "/comment", comment, "3");
    add(own, "/comment", comment, "4");
  }
  while (all.size() < commands_each)
    add(shared[random() % shared.size()], "/comment", comment, "1");
  return all;
}

// One phone: its queue in order, one command after the other, each until it is answered.
class phone {
 public:
  phone(holder of, std::uint64_t seed, tally& all) : of_(std::move(of)), random_(seed), all_(all) {}

  void work() {
    std::size_t next = 0;
    while (next < of_.queue.size()) {
      try {
        http_client client(port);
        for (; next < of_.queue.size(); ++next)
          deliver(client, of_.queue[next]);
      } catch (const std::runtime_error&) {
        ++all_.repeated;
        pause(std::chrono::milliseconds(100 + random_() % 150));
      }
    }
  }
  const holder& who() const { return of_; }

 private:
  // Seconds; one when the answer does not say.
  static int asked_to_wait(const tests::http_response& answer) {
    const auto said = answer.header("retry-after");
    int seconds = 1;
    std::from_chars(said.data(), said.data() + said.size(), seconds);
    return seconds;
  }
  static void pause(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

  void deliver(http_client& client, const command& what) {
    for (;;) {
      const auto answer = client.send(request_of(what));
      const int status = answer.status;
      if (status == 200 || status == 201) return void(++all_.accepted);
      if (status == 429 || status == 503) {
        ++all_.slowed;
        pause(std::chrono::milliseconds(asked_to_wait(answer) * 1000 + random_() % 300));
        continue;
      }
      const std::lock_guard held(all_.guard);
      if (all_.first_refusal.empty())
        all_.first_refusal = std::to_string(status) + " " + answer.body;
      return void(++(status >= 500 ? all_.failed_5xx : all_.refused));
    }
  }
  http_request request_of(const command& what) const {
    return {.verb = "POST",
            .target = what.path,
            .headers = {{"Authorization", "Bearer " + of_.token},
                        {"Content-Type", "application/json"},
                        {"Idempotency-Key", what.id.text()},
                        {"Headway-Device", of_.device.text()},
                        {"Headway-Observed-At", to_text(system_clock_source().now())},
                        {"Headway-Clock-Offset", "0"},
                        {"Headway-Apart", what.apart}},
            .body = what.body};
  }

  holder of_;
  std::mt19937_64 random_;
  tally& all_;
};

void settle_section(journal::unit_of_work& work) {
  people::execute(work, people::found_section{section, "掘进一队", {}}).value();
  places::open_place opened;
  opened.id = place;
  opened.name = "七号工作面";
  opened.code = "H7";
  opened.kind = places::place_kind::heading;
  places::execute(work, section, opened).value();
}

// A person with an account and a device enrolled, as if he had signed in on it.
holder settle_person(journal::unit_of_work& work, int number) {
  const auto name = std::to_string(10'000 + number);
  people::join_person person;
  person.id = person_id(named_uuid("person " + name));
  person.name = "矿工" + name;
  person.number = name;
  person.section = section;
  people::execute(work, person, section).value();
  const people::account_id account{named_uuid("account " + name)};
  people::execute(
      work, people::open_account{account, person.id, name, "no password", {api::role::worker}}, "*")
      .value();
  holder made{people::make_token_text(), device_id(named_uuid("device " + name)), {}};
  const auto now = work.now();
  people::enrol(work.store(), work.site(),
                {make_uuid(to_unix_ms(now)), made.device, person.id, account, "phone " + name,
                 sealing::make_key_pair().point, now, now + people::device_token_lasts, now},
                people::hash_of_token(made.token));
  return made;
}

std::vector<holder> settle(const std::string& folder) {
  app::configuration with;
  with.folder = folder;
  const system_clock_source clock;
  const auto system = app::system::start(with, clock, app::system::listening::no).value();
  std::vector<holder> all;
  system->run_as_system([](journal::unit_of_work& work) { settle_section(work); });
  for (int i = 0; i < phones; ++i)
    system->run_as_system(
        [&](journal::unit_of_work& work) { all.push_back(settle_person(work, i)); });
  return all;
}

std::vector<subject_id> report_shared(const holder& by) {
  std::vector<subject_id> all;
  http_client client(port);
  for (int i = 0; i < shared_hazards; ++i) {
    all.push_back(make_uuid(to_unix_ms(system_clock_source().now())));
    const auto answer = client.send(
        {.verb = "POST",
         .target = "/api/v1/hazards",
         .headers = {{"Authorization", "Bearer " + by.token}, {"Content-Type", "application/json"}},
         .body = report_of(all.back())});
    ENSURE(answer.status == 201);
  }
  return all;
}

// Every command once, and those of a phone on one subject in its order.
int count_breaches(const std::string& folder, const std::vector<std::unique_ptr<phone>>& all) {
  const auto database = sql::open({.location = folder + "/headway.db"}).value();
  const auto on = database->connect(sql::access::read);
  const sql::transaction reading(*on, sql::access::read);
  std::int64_t kept = 0, lost = 0, doubled = 0, out_of_order = 0;
  for (const auto& each : all) {
    std::map<subject_id, std::int64_t> last;
    for (const auto& command : each->who().queue) {
      std::int64_t found = 0, seq = 0;
      journal::each_fact_of_command(*on, site_id{1}, command.id,
                                    [&](const journal::fact& f, instant) {
                                      seq = f.seq;
                                      return ++found > 0;
                                    });
      kept += found == 1;
      lost += found == 0;
      doubled += found > 1;
      out_of_order += found == 1 && seq < std::exchange(last[command.subject], seq);
    }
  }
  std::cout << kept << " commands kept once, " << lost << " lost, " << doubled << " doubled, "
            << out_of_order << " out of order\n";
  return lost + doubled + out_of_order == 0 && kept == phones * commands_each ? 0 : 1;
}

struct run_result {
  std::chrono::milliseconds took{};
  bool ready = true;
};

run_result change_shift(const std::vector<std::unique_ptr<phone>>& all, tally& counted,
                        std::unique_ptr<server_process>& running,
                        const std::vector<std::string>& serve) {
  run_result done;
  const auto began = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (const auto& each : all)
    threads.emplace_back([one = each.get()] { one->work(); });
  for (int killed = 0; killed < kills && done.ready; ++killed) {
    while (counted.accepted < (killed + 1) * phones * commands_each / (kills + 1))
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    running->stop(SIGKILL);
    running = std::make_unique<server_process>(serve);
    done.ready = server_process::wait_until_ready(port);
  }
  if (!done.ready) std::exit(1);  // the phones would wait for ever
  for (auto& each : threads)
    each.join();
  done.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - began);
  return done;
}

}  // namespace

int shift_change() {
  const tests::temporary_folder folder;
  const std::string data = folder / "data";
  const std::vector<std::string> serve = {"serve", "--data", data, "--port", std::to_string(port)};
  auto holders = settle(data);
  auto running = std::make_unique<server_process>(serve);
  if (!server_process::wait_until_ready(port)) return std::cout << "the server does not start\n", 1;
  const auto shared = report_shared(holders[0]);
  std::mt19937_64 random(seed());
  tally counted;
  std::vector<std::unique_ptr<phone>> all;
  for (auto& each : holders) {
    each.queue = queue_of(random, shared);
    all.push_back(std::make_unique<phone>(std::move(each), random(), counted));
  }
  const auto done = change_shift(all, counted, running, serve);
  const double seconds = static_cast<double>(done.took.count()) / 1000;
  std::cout << phones << " phones x " << commands_each << " commands, " << kills
            << " kills: " << counted.accepted << " accepted in " << seconds << " s ("
            << static_cast<int>(counted.accepted / seconds) << " a second)\n"
            << counted.repeated << " connections lost and made again, " << counted.slowed
            << " answers of 429 or 503, " << counted.failed_5xx << " of another 5xx, "
            << counted.refused << " refused\n";
  if (!counted.first_refusal.empty()) std::cout << "first: " << counted.first_refusal << "\n";
  if (running->stop(SIGTERM) != 0) return std::cout << "SIGTERM did not end it in order\n", 1;
  const int breached = count_breaches(data, all);
  const int clean = server_process({"verify", "--data", data}).stop(0);
  std::cout << (clean == 0 ? "verify: clean\n" : "verify: NOT clean\n");
  const bool in_time = done.took <= goal;
  std::cout << (in_time ? "within " : "NOT within ") << goal.count() << " s\n";
  return breached == 0 && clean == 0 && in_time && counted.failed_5xx + counted.refused == 0 ? 0
                                                                                             : 1;
}

}  // namespace headway::prove
