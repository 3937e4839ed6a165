#include "api/command_runner.hpp"

#include "api/answer.hpp"
#include "base/ensure.hpp"

namespace headway::api {
namespace {

// Thrown out of a task of the writer to undo what its handler wrote before it refused.
struct refused {};

// A connection that notices whether it was written to. Writing goes by `run` or `script`.
class watched_connection final : public sql::connection {
 public:
  explicit watched_connection(sql::connection& on) : on_(on) {}
  bool written() const { return written_; }

  sql::engine engine() const override { return on_.engine(); }
  void begin(sql::access) override { ENSURE(!"a handler begins no transaction"); }
  void commit() override { ENSURE(!"a handler commits no transaction"); }
  void rollback() noexcept override {}
  std::int64_t run(const sql::statement& what, std::span<const sql::value> with) override {
    written_ = true;
    return on_.run(what, with);
  }
  void each(const sql::statement& what, std::span<const sql::value> with,
            function_ref<bool(const sql::row&)> take) override {
    on_.each(what, with, take);
  }
  void script(const std::string& sql) override {
    written_ = true;
    on_.script(sql);
  }

 private:
  sql::connection& on_;
  bool written_ = false;
};

}  // namespace

command_runner::~command_runner() {
  std::unique_lock held(guard_);
  ended_.wait(held, [&] { return running_ == 0; });
}

void command_runner::run(exchange& x, const write& how) {
  auto by = author_of(*x.in, x.who ? x.who->person : person_id(), with_.clock.now());
  if (!by) return ends_.refuse(x, by.error());
  x.by = *by;
  if (x.who && !x.who->device.is_nil()) x.by.device = x.who->device;
  if (x.handed_in_by != x.by.actor) x.by.handed_in_by = x.handed_in_by;
  const auto moved = take_over(x);
  {
    const std::lock_guard held(guard_);
    ++running_;
  }
  const auto over = [this] {
    const std::lock_guard held(guard_);
    if (--running_ == 0) ended_.notify_all();
  };
  const bool taken = with_.writer.submit(
      [this, moved, &how](sql::connection& store) { execute(*moved, how, store); },
      [this, moved, over](std::exception_ptr failed) {
        finish(*moved, failed);
        over();
      });
  if (taken) return;
  over();
  ends_.refuse(*moved, problems::too_busy);
}

// On the writer's thread, in its transaction; perhaps more than once, each time from the start.
void command_runner::execute(exchange& x, const write& how, sql::connection& on) const {
  x.changes.clear();
  if (answer_again(x, how, on)) return;
  const instant now = with_.clock.now();
  if (decide(x, how, on, now, false)) return;
  auto first_refusal = std::move(x.answer);
  try {
    if (!decide(x, how, on, now, true)) x.answer = std::move(first_refusal);
  } catch (const refused&) {
    x.answer = std::move(first_refusal);
    throw;
  }
}

// Runs the handler and records what it decided. False: refused by the state alone, nothing was
// written, and the command may be decided apart; or, when it just was, refused again.
bool command_runner::decide(exchange& x, const write& how, sql::connection& on, instant now,
                            bool apart) const {
  watched_connection all(on), beside_the_journal(all);
  auto by = x.by;
  if (!apart) by.decided_on.reset();
  journal::unit_of_work work(all, with_.chain, with_.models, by, now);
  work.lend(beside_the_journal);
  write_call c{call_of(x, with_, x.captured), work, beside_the_journal};
  c.now = now;
  auto handled = how.run(c);
  if (!handled) {
    x.answer = problem_answer(handled.error(), x.in_language, x.in->number);
    if (all.written()) throw refused();
    return !apart && !(x.by.decided_on && handled.error().kind->of_state);
  }
  // What stands beside the journal is not settled by anybody: it follows the newest state only.
  if (work.contested() > 0 && beside_the_journal.written()) throw refused();
  work.finish();
  x.changes = work.changes();
  x.answer = std::move(*handled);
  x.answer.headers.emplace_back("Headway-Recorded-At", to_text(now));
  if (work.contested() > 0) x.answer.headers.emplace_back("Headway-Contested", "true");
  return true;
}

// Whether the command is in the journal already: then its subject as it is now is the answer.
bool command_runner::answer_again(exchange& x, const write& how, sql::connection& on) const {
  if (!x.who || !x.command_was_named()) return false;
  std::optional<journal::fact> first;
  journal::each_fact_of_command(on, with_.site, x.by.command, [&](const journal::fact& f, instant) {
    first = f;
    return false;
  });
  if (!first) return false;
  const auto subject = journal::find_subject(on, with_.site, first->subject, false);
  if (first->by.actor != x.by.actor || !subject) {
    x.answer = problem_answer(problems::command_of_another, x.in_language, x.in->number);
    return true;
  }
  const read_call c{call_of(x, with_, x.captured), on};
  auto again = how.again ? how.again(c, *subject)
                         : result<http::response>(record_answer(c, on, *subject, x.to->success));
  x.answer = again ? std::move(*again) : problem_answer(again.error(), x.in_language, x.in->number);
  x.answer.headers.emplace_back("Headway-Recorded-At", to_text(first->recorded_at));
  x.answer.headers.emplace_back("Headway-Replayed", "true");
  return true;
}

void command_runner::finish(exchange& x, const std::exception_ptr& failed) const noexcept {
  try {
    if (failed) std::rethrow_exception(failed);
    hub_.publish(x.changes);
    ends_.answer(x, std::move(x.answer));
  } catch (const refused&) {
    ends_.answer(x, std::move(x.answer));
  } catch (...) {
    ends_.fail(x, std::current_exception());
  }
}

}  // namespace headway::api
