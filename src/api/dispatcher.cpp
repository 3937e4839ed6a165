#include "api/dispatcher.hpp"

#include <mutex>

#include "api/answer.hpp"
#include "api/answerer.hpp"
#include "api/command_runner.hpp"
#include "api/event_hub.hpp"
#include "api/exchange.hpp"
#include "api/hand_over.hpp"
#include "api/meters.hpp"
#include "api/operations.hpp"
#include "api/path.hpp"
#include "api/rate_limiter.hpp"
#include "api/web_files.hpp"
#include "api/worker_pool.hpp"

namespace headway::api {
namespace {

bool is_unsafe(http::verb method) {
  return method != http::verb::get && method != http::verb::head && method != http::verb::options;
}

std::uint64_t asker_of(const principal& who) { return std::hash<uuid>()(who.account); }
std::uint64_t asker_of(const http::request& in) { return std::hash<std::string>()(in.peer); }

}  // namespace

struct dispatcher::state {
  surroundings with;
  route_table routes;
  path_index index;
  rate_limiter limiter;
  meters counted;
  answerer ends{counted, with.clock};
  event_hub hub;
  std::once_flag described;
  std::string description;  // openapi.json
  command_runner commands{with, ends, hub};
  worker_pool pool;  // last, so that it ends first: its jobs use all of the above

  state(surroundings with_, route_table routes_)
      : with(std::move(with_)),
        routes(std::move(routes_)),
        limiter(with.requests_per_second, with.requests_at_once),
        hub([this](const http::request& in) { return is_still_welcome(in); }),
        pool(with.pool_threads, limits::reader_queue) {}

  // On the hub's own thread: a session that memory has forgotten may have ended in the store.
  bool is_still_welcome(const http::request& in) {
    std::shared_ptr<const principal> who;
    const auto found = with.who.recall(in, who);
    if (found != authenticator::found::ask_store) return found == authenticator::found::yes;
    try {
      const sql::reader_pool::lease store(with.readers);
      return with.who.look_up(in, *store).has_value();
    } catch (const sql::error&) {
      return true;  // asked again at the next beat
    }
  }

  // ---- from request to route ------------------------------------------------------------------

  void begin(exchange& x) {
    const auto& in = *x.in;
    const auto wanted = accepted_language(in.header("accept-language"));
    x.in_language = wanted.value_or(language::zh);
    x.language_is_chosen = wanted.has_value();
    const auto found = index.find(in.method, in.path(), x.captured);
    int number = found.number;
    if (number < 0 && in.method == http::verb::head)
      number = found.by_verb[static_cast<std::size_t>(http::verb::get)];
    if (!found.known_path) return no_such_path(x);
    if (number < 0) return wrong_method(x, found);
    x.to = &routes[static_cast<std::size_t>(number)];
    if (is_unsafe(in.method) && in.header("authorization").empty() && is_from_foreign_origin(in))
      return ends.refuse(x, problems::foreign_origin);
    if (std::holds_alternative<open_to_all>(x.to->needs) ||
        (x.to->open_on_loopback && is_from_loopback(in)))
      return admit(x, false);
    switch (with.who.recall(in, x.who)) {
      case authenticator::found::yes:
      case authenticator::found::no:
        return authorise(x, false);
      case authenticator::found::ask_store:
        if (is_too_fast(x, asker_of(*x.in))) return;
        return in_pool(x, [this](exchange& there) {
          {
            const sql::reader_pool::lease store(with.readers);
            auto found = with.who.look_up(*there.in, *store);
            if (found)
              there.who = std::move(*found);
            else
              there.why_nobody = found.error();
          }
          authorise(there, true);
        });
    }
  }

  void no_such_path(exchange& x) {
    const auto path = x.in->path();
    const bool reads = x.in->method == http::verb::get || x.in->method == http::verb::head;
    if (!reads || path == "/api" || path.starts_with("/api/"))
      return ends.refuse(x, problems::not_found);
    ends.settle(x, web_file(*x.in));
  }

  void wrong_method(exchange& x, const path_index::found& found) {
    static constexpr std::string_view names[] = {"GET",   "HEAD",   "POST",   "PUT",
                                                 "PATCH", "DELETE", "OPTIONS"};
    std::string allowed;
    for (std::size_t verb = 0; verb < found.by_verb.size(); ++verb)
      if (found.by_verb[verb] >= 0) (allowed += allowed.empty() ? "" : ", ") += names[verb];
    auto answered = problem_answer(problems::method_not_allowed, x.in_language, x.in->number);
    if (x.in->method == http::verb::options) answered = no_content();
    answered.headers.emplace_back("Allow", std::move(allowed));
    ends.answer(x, std::move(answered));
  }

  void authorise(exchange& x, bool pooled) {
    if (!x.who) return ends.refuse(x, x.why_nobody);
    if (!x.language_is_chosen) x.in_language = x.who->language;
    if (const auto* needed = std::get_if<permission>(&x.to->needs); needed && !x.who->may(*needed))
      return ends.refuse(x, problems::not_permitted);
    admit(x, pooled);
  }

  void admit(exchange& x, bool pooled) {
    if (is_too_fast(x, x.who ? asker_of(*x.who) : asker_of(*x.in))) return;
    if (x.to->request_schema && !x.in->body.empty() && !is_json(x.in->header("content-type")))
      return ends.refuse(x, problems::not_json);
    run(x, pooled);
  }

  // Answers 429 if so.
  bool is_too_fast(exchange& x, std::uint64_t asker) {
    const auto wait = limiter.take(asker, x.began);
    if (wait.count() == 0) return false;
    auto answered = problem_answer(problems::too_many_requests, x.in_language, x.in->number);
    answered.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    ends.answer(x, std::move(answered));
    return true;
  }

  static bool is_json(std::string_view content_type) {
    return content_type.empty() || content_type.starts_with("application/json");
  }

  // ---- from route to answer -------------------------------------------------------------------

  void run(exchange& x, bool pooled) {
    struct visitor {
      state& self;
      exchange& x;
      bool pooled;
      void operator()(const instantly& how) const {
        self.ends.settle(x, how.run(call_of(x, self.with, std::move(x.captured))));
      }
      void operator()(const quick_read& how) const {
        if (pooled || self.with.engine == sql::engine::sqlite) return self.read(x, how.run);
        self.in_pool(x, [&self = self, &how](exchange& there) { self.read(there, how.run); });
      }
      void operator()(const slow_read& how) const {
        if (pooled) return self.read(x, how.run);
        self.in_pool(x, [&self = self, &how](exchange& there) { self.read(there, how.run); });
      }
      void operator()(const task& how) const {
        const auto there = [&self = self, &how](exchange& there) {
          self.ends.settle(there, how.run(call_of(there, self.with, std::move(there.captured))));
        };
        if (pooled) return there(x);
        self.in_pool(x, there);
      }
      void operator()(const relay& how) const {
        if (pooled) return self.hand_in(x, how);
        self.in_pool(x, [&self = self, &how](exchange& there) { self.hand_in(there, how); });
      }
      void operator()(const write& how) const { self.commands.run(x, how); }
      void operator()(const subscribe&) const { self.subscribe_to_events(x); }
    };
    std::visit(visitor{*this, x, pooled}, x.to->runs);
  }

  template <class Job>
  void in_pool(exchange& x, Job job) {
    const auto moved = take_over(x);
    const bool taken = pool.submit([this, moved, job] {
      try {
        job(*moved);
      } catch (...) {
        ends.fail(*moved, std::current_exception());
      }
    });
    if (!taken) ends.refuse(*moved, problems::too_busy);
  }

  void read(exchange& x, const read_handler& handler) {
    const sql::reader_pool::lease store(with.readers);
    ends.settle(x, handler(read_call{call_of(x, with, std::move(x.captured)), *store}));
  }

  // From here on `x` is the author's own command, but for who is answered and how much he is told.
  void hand_in(exchange& x, const relay& how) {
    const auto opened = how.open(call_of(x, with, std::move(x.captured)));
    if (!opened) return ends.refuse(x, opened.error());
    x.handed_in_by = x.who->person;
    x.in = opened->as_sent;
    x.who = opened->author;
    const auto found = index.find(x.in->method, x.in->path(), x.captured);
    const route* to = found.number < 0 ? nullptr : &routes[static_cast<std::size_t>(found.number)];
    const auto* command = to ? std::get_if<write>(&to->runs) : nullptr;
    if (!command || x.in->method != http::verb::post) return ends.refuse(x, problems::no_command);
    x.to = to;
    if (const auto* needed = std::get_if<permission>(&to->needs); needed && !x.who->may(*needed))
      return ends.refuse(x, problems::not_permitted);
    if (x.in->body.size() > to->body_bytes) return ends.refuse(x, problems::no_command);
    commands.run(x, *command);
  }

  void subscribe_to_events(exchange& x) {
    if (!hub.has_room()) return ends.refuse(x, problems::too_busy);
    http::response head{.content_type = "text/event-stream"};
    head.headers.emplace_back("Cache-Control", "no-store");
    head.headers.emplace_back("X-Accel-Buffering", "no");
    hub.subscribe(x.in, x.who, ends.stream(x, std::move(head)));
  }
};

dispatcher::dispatcher(surroundings with, route_table routes) {
  state_ = std::make_unique<state>(std::move(with), std::move(routes));
  auto& all = state_->routes;
  auto more = operations({.metrics = [this] { return metrics(); },
                          .document = [this]() -> const std::string& { return document(); },
                          .is_ready =
                              [this] {
                                return state_->with.writer.waiting() < limits::writer_queue &&
                                       state_->pool.waiting() < limits::reader_queue;
                              },
                          .routes = [this]() -> const route_table& { return state_->routes; }});
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  for (std::size_t i = 0; i < all.size(); ++i)
    state_->index.add(all[i].method, all[i].path, static_cast<int>(i));
}

dispatcher::~dispatcher() { close_streams(); }

void dispatcher::handle(std::shared_ptr<const http::request> in, http::reply out) {
  exchange x(std::move(in), std::move(out));
  try {
    state_->begin(x);
  } catch (...) {
    state_->ends.fail(x, std::current_exception());
  }
}

std::optional<std::size_t> dispatcher::body_bytes_for(http::verb method,
                                                      std::string_view path) const {
  std::vector<std::string> captured;
  const auto found = state_->index.find(method, path, captured);
  if (found.number < 0) return std::nullopt;
  return state_->routes[static_cast<std::size_t>(found.number)].body_bytes;
}

const route_table& dispatcher::routes() const { return state_->routes; }

void dispatcher::publish(const std::vector<journal::unit_of_work::change>& changes) {
  state_->hub.publish(changes);
}

void dispatcher::close_streams() { state_->hub.close(); }

const std::string& dispatcher::document() const {
  std::call_once(state_->described, [this] { state_->description = openapi(state_->routes); });
  return state_->description;
}

std::string dispatcher::metrics() const {
  const auto& with = state_->with;
  std::string out;
  state_->counted.append(out);
  const auto writer = with.writer.counted();
  append_metric(out, "headway_writer_commits_total", "Transactions of the writer.", metric::counter,
                writer.commits);
  append_metric(out, "headway_writer_tasks_total", "Commands the writer has ended.",
                metric::counter, writer.tasks);
  append_metric(out, "headway_writer_failed_total", "Commands undone.", metric::counter,
                writer.failed);
  append_metric(out, "headway_writer_waiting", "Commands waiting for the writer.", metric::gauge,
                with.writer.waiting());
  append_metric(out, "headway_pool_waiting", "Jobs waiting for the pool.", metric::gauge,
                state_->pool.waiting());
  append_metric(out, "headway_event_subscribers", "Open streams of events.", metric::gauge,
                state_->hub.subscribers());
  if (!with.connections) return out;
  const auto http = with.connections();
  append_metric(out, "headway_http_connections", "Open connections.", metric::gauge,
                http.connections_open);
  append_metric(out, "headway_http_refused_total", "Refused before they reached a route.",
                metric::counter, http.refused);
  return out;
}

}  // namespace headway::api
