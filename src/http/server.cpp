#include "http/server.hpp"

#include <algorithm>
#include <condition_variable>
#include <thread>

#include "base/ensure.hpp"
#include "base/log.hpp"
#include "base/system_words.hpp"
#include "http/connection.hpp"
#include "http/problems.hpp"

namespace headway::http {

namespace {

constexpr unsigned most_threads_by_default = 4;
constexpr std::size_t refused_politely = 256;  // connections over the cap that are told so
constexpr std::chrono::milliseconds accept_pause{100};
using tcp = asio::ip::tcp;

}  // namespace

std::string_view request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view request::query() const {
  const auto at = target.find('?');
  return at == std::string::npos ? std::string_view{} : std::string_view(target).substr(at + 1);
}

std::string_view request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return {};
}

reply::reply(std::shared_ptr<exchange> to) : to_(std::move(to)) {}
reply::reply(reply&&) noexcept = default;

reply& reply::operator=(reply&& other) noexcept {
  if (this != &other) {
    reply dropped(std::move(*this));
    to_ = std::move(other.to_);
  }
  return *this;
}

reply::~reply() {
  if (!to_) return;
  log(severity::error, "http.dropped_unanswered");
  std::move(*this).send(refusal(problem(headway::problems::internal)));
}

void reply::send(response answer) && {
  ENSURE(to_);
  std::exchange(to_, nullptr)->answer(std::move(answer));
}

std::shared_ptr<event_stream> reply::stream(response head) && {
  ENSURE(to_);
  return std::exchange(to_, nullptr)->begin_stream(std::move(head));
}

thread_local loop* loop::current_ = nullptr;

loop::loop(std::shared_ptr<service> of) : service_(std::move(of)) {}

void loop::run() {
  current_ = this;
  const auto work = asio::make_work_guard(context_);
  for (bool running = true; running;) {
    try {
      context_.run();
      running = false;
    } catch (const std::exception& error) {
      log(severity::error, "http.loop_failed", {{"what", error.what()}});
    }
  }
  close_all();
  {
    const std::lock_guard held(posting_);
    stopped_ = true;
  }
  // What was posted meanwhile and what the closed sockets still report holds connections alive.
  context_.restart();
  context_.poll();
  current_ = nullptr;
}

void loop::stop() { context_.stop(); }

void loop::add(std::shared_ptr<connection> made) {
  made->slot = connections_.size();
  connections_.push_back(std::move(made));
  if (!sweeping_) sweep();
}

void loop::remove(connection& gone) {
  ENSURE(gone.slot < connections_.size() && connections_[gone.slot].get() == &gone);
  connections_.back()->slot = gone.slot;
  std::swap(connections_[gone.slot], connections_.back());
  connections_.pop_back();
  service_->open.fetch_sub(1, std::memory_order_relaxed);
}

void loop::finish_all() {
  const auto all = connections_;
  for (const auto& each : all)
    each->finish_soon();
}

void loop::close_all() {
  const auto all = connections_;
  for (const auto& each : all)
    each->close();
}

void loop::sweep() {
  sweeping_ = !connections_.empty();
  if (!sweeping_) return;
  const auto& wanted = service_->wanted;
  sweep_timer_.expires_after(std::clamp<std::chrono::milliseconds>(
      std::min(wanted.deadline, wanted.idle) / 8, std::chrono::milliseconds(20),
      std::chrono::milliseconds(500)));
  sweep_timer_.async_wait([this](const boost::system::error_code& ec) {
    if (ec) return;
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<connection>> due;
    for (const auto& each : connections_)
      if (each->deadline <= now) due.push_back(each);
    for (const auto& each : due)
      each->expire(now);
    sweep();
  });
}

struct server::state {
  std::shared_ptr<service> shared = std::make_shared<service>();
  std::vector<std::shared_ptr<loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;  // on the first loop, deals connections to all in turn
  std::unique_ptr<asio::steady_timer> pause;
  std::vector<std::thread> threads;
  std::size_t next = 0;
  std::uint16_t port = 0;
  bool stopped = false;

  void accept();
  void accepted(const boost::system::error_code& ec, const std::shared_ptr<loop>& to,
                tcp::socket socket);
};

void server::state::accept() {
  const auto to = loops[next++ % loops.size()];
  acceptor->async_accept(to->context(),
                         [this, to](const boost::system::error_code& ec, tcp::socket socket) {
                           accepted(ec, to, std::move(socket));
                         });
}

void server::state::accepted(const boost::system::error_code& ec, const std::shared_ptr<loop>& to,
                             tcp::socket socket) {
  if (!acceptor->is_open()) return;
  if (ec) {
    if (ec != asio::error::connection_aborted) {
      log(severity::error, "http.cannot_accept", {{"what", ec.message()}});
      pause->expires_after(accept_pause);  // out of descriptors: some will come back
      pause->async_wait([this](const boost::system::error_code& failed) {
        if (!failed && acceptor->is_open()) accept();
      });
      return;
    }
    return accept();
  }
  const auto open = shared->open.fetch_add(1, std::memory_order_relaxed);
  if (open >= shared->wanted.connections + refused_politely) {
    shared->open.fetch_sub(1, std::memory_order_relaxed);
    shared->refused.fetch_add(1, std::memory_order_relaxed);
  } else {
    const bool over = open >= shared->wanted.connections;
    to->post([to, over, socket = std::move(socket)]() mutable {
      auto made = std::make_shared<connection>(to, std::move(socket));
      to->add(made);
      over ? made->begin_refused() : made->begin();
    });
  }
  accept();
}

server::server(std::unique_ptr<state> made) : state_(std::move(made)) {}
server::~server() { stop(); }
std::uint16_t server::port() const { return state_->port; }

counts server::counted() const {
  const auto& shared = *state_->shared;
  return {shared.requests.load(), shared.open.load(), shared.refused.load(), shared.streams.load()};
}

result<std::unique_ptr<server>> server::listen(options wanted, handler handle) {
  ENSURE(handle);
  auto made = std::make_unique<state>();
  made->shared->handle = std::move(handle);
  auto& bounds = made->shared->bounds;
  bounds.head_bytes = wanted.head_bytes;
  bounds.body_bytes = wanted.body_bytes;
  bounds.body_bytes_for = wanted.body_bytes_for;
  bounds.bodies->most = wanted.bodies_bytes;
  const unsigned threads = wanted.threads != 0 ? wanted.threads
                                               : std::clamp(std::thread::hardware_concurrency(), 1u,
                                                            most_threads_by_default);
  made->shared->wanted = wanted;
  for (unsigned i = 0; i < threads; ++i)
    made->loops.push_back(std::make_shared<loop>(made->shared));

  boost::system::error_code ec;
  const auto address = asio::ip::make_address(wanted.address, ec);
  made->acceptor = std::make_unique<tcp::acceptor>(made->loops.front()->context());
  made->pause = std::make_unique<asio::steady_timer>(made->loops.front()->context());
  const tcp::endpoint at(address, wanted.port);
  // One acceptor, not one per thread with SO_REUSEPORT: that spreads connections unevenly, and it
  // would let a second Headway take half of the first one's clients unnoticed.
  if (!ec) made->acceptor->open(at.protocol(), ec);
  if (!ec) made->acceptor->set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec) made->acceptor->bind(at, ec);
  if (!ec) made->acceptor->listen(asio::socket_base::max_listen_connections, ec);
  if (!ec) made->port = made->acceptor->local_endpoint(ec).port();
  if (ec)
    return problem(problems::cannot_listen, {},
                   {{"address", wanted.address},
                    {"port", std::to_string(wanted.port)},
                    {"reason", words_of(ec)}});
  made->accept();
  for (const auto& each : made->loops)
    made->threads.emplace_back([each] { each->run(); });
  return std::unique_ptr<server>(new server(std::move(made)));
}

void server::stop(std::chrono::milliseconds grace) {
  auto& all = *state_;
  if (std::exchange(all.stopped, true)) return;
  all.shared->stopping = true;
  all.loops.front()->post([&all] {
    boost::system::error_code ec;
    all.acceptor->close(ec);
    all.pause->cancel();
  });
  for (const auto& each : all.loops)
    each->post([each] { each->finish_all(); });
  const auto until = std::chrono::steady_clock::now() + grace;
  while (all.shared->open.load() != 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  for (const auto& each : all.loops)
    each->stop();
  for (auto& thread : all.threads)
    thread.join();
  all.acceptor.reset();
  all.pause.reset();
  all.loops.clear();
}

}  // namespace headway::http
