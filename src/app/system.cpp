#include "app/system.hpp"

#include <sodium.h>

#include <algorithm>
#include <thread>

#include "api/answer.hpp"
#include "app/scheduler.hpp"
#include "app/slices.hpp"
#include "base/ensure.hpp"
#include "base/log.hpp"

namespace headway::app {
namespace {

constexpr unsigned pool_threads = 2;

unsigned loop_threads(const configuration& with) {
  if (with.threads != 0) return with.threads;
  return std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
}

journal::chain open_chain(sql::database& database, const configuration& with, instant now) {
  const auto on = database.connect(sql::access::write);
  sql::transaction all(*on, sql::access::write);
  const auto node = journal::own_node(*on, with.site, with.node, now);
  found_site(*on, with.site, now);
  journal::chain made(with.site, node, journal::end_of_chain(*on, with.site, node));
  all.commit();
  return made;
}

}  // namespace

// In the order of their making; stop() and the destructor undo it from the end.
struct system::parts {
  parts(const configuration& with_, const clock_source& clock_, std::unique_ptr<app::store> opened,
        std::unique_ptr<attachments::pictures> pictures_)
      : with(with_),
        clock(clock_),
        store(std::move(opened)),
        pictures(std::move(pictures_)),
        chain(open_chain(store->database(), with, clock.now())),
        readers(store->database(), pool_threads + loop_threads(with)) {
    writer.emplace(store->database(),
                   sql::writer::observer{.begun = [this] { chain.begin(); },
                                         .committed = [this] { chain.commit(); },
                                         .rolled_back = [this] { chain.roll_back(); }});
    slices.emplace(slice_parts::ground{.with = with,
                                       .clock = clock,
                                       .readers = readers,
                                       .writer = *writer,
                                       .pictures = *pictures});
    dispatcher.emplace(api::surroundings{.site = with.site,
                                         .engine = store->database().engine(),
                                         .readers = readers,
                                         .writer = *writer,
                                         .chain = chain,
                                         .models = store->models(),
                                         .clock = clock,
                                         .who = slices->authenticator(),
                                         .pool_threads = pool_threads,
                                         .requests_per_second = with.requests_per_second,
                                         .requests_at_once = with.requests_at_once,
                                         .connections = [this] { return server->counted(); }},
                       slices->routes());
  }

  result<void> listen() {
    http::options wanted{.address = with.address, .port = with.port, .threads = loop_threads(with)};
    wanted.standing_headers = api::security_headers();
    wanted.body_bytes_for = [this](http::verb method, std::string_view path) {
      return dispatcher->body_bytes_for(method, path);
    };
    auto listening = http::server::listen(
        wanted, [this](auto in, auto out) { dispatcher->handle(std::move(in), std::move(out)); });
    if (!listening) return listening.error();
    server = std::move(*listening);
    return {};
  }

  configuration with;
  const clock_source& clock;
  std::unique_ptr<app::store> store;
  std::unique_ptr<attachments::pictures> pictures;
  journal::chain chain;
  sql::reader_pool readers;
  std::optional<sql::writer> writer;
  std::optional<slice_parts> slices;
  std::optional<api::dispatcher> dispatcher;
  std::unique_ptr<http::server> server;
  std::optional<scheduler> by_the_clock;
};

system::system(std::unique_ptr<parts> made) : parts_(std::move(made)) {}

result<std::unique_ptr<system>> system::start(const configuration& with, const clock_source& clock,
                                              listening how) {
  if (sodium_init() < 0) return problem(headway::problems::internal);
  auto opened = store::open(with, store::purpose::writing, clock.now());
  if (!opened) return opened.error();
  auto pictures = attachments::pictures::open(with.attachments_folder());
  if (!pictures) return pictures.error();
  std::unique_ptr<system> made(
      new system(std::make_unique<parts>(with, clock, std::move(*opened), std::move(*pictures))));
  if (how == listening::yes)
    if (auto listening = made->parts_->listen(); !listening) return listening.error();
  made->parts_->by_the_clock.emplace(*made, clock, with.due_looked_for_every);
  return made;
}

system::~system() { stop(); }

void system::stop() {
  auto& p = *parts_;
  if (!p.writer) return;
  p.by_the_clock.reset();
  p.dispatcher->close_streams();
  if (p.server) p.server->stop();
  p.dispatcher.reset();
  p.writer.reset();
}

std::uint16_t system::port() const { return parts_->server ? parts_->server->port() : 0; }
const configuration& system::settings() const { return parts_->with; }
app::store& system::store() { return *parts_->store; }
sql::writer& system::writer() { return *parts_->writer; }
sql::reader_pool& system::readers() { return parts_->readers; }
journal::chain& system::chain() { return parts_->chain; }
api::dispatcher& system::dispatcher() { return *parts_->dispatcher; }

void system::run_as_system(const std::function<void(journal::unit_of_work&)>& work) {
  auto& p = *parts_;
  std::vector<journal::unit_of_work::change> changes;
  p.writer->run_and_wait([&](sql::connection& on) {
    const auto now = p.clock.now();
    const journal::author by{{}, {}, now, command_id(make_uuid(to_unix_ms(now)))};
    journal::unit_of_work unit(on, p.chain, p.store->models(), by, now);
    work(unit);
    unit.finish();
    changes = unit.changes();
  });
  p.dispatcher->publish(changes);
}

}  // namespace headway::app
