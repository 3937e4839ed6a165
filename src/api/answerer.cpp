#include "api/answerer.hpp"

#include "api/answer.hpp"
#include "api/hand_over.hpp"
#include "base/log.hpp"
#include "sql/problem_of.hpp"

namespace headway::api {

void answerer::tell_time(const exchange& x, http::response& answer) const {
  if (x.in->path().starts_with("/api/"))
    answer.headers.emplace_back("Headway-Time", to_text(clock_.now()));
}

void answerer::answer(exchange& x, http::response with) const {
  x.ended = true;
  if (!x.handed_in_by.is_nil()) with = outcome_of(with, x.in_language);
  tell_time(x, with);
  counted_.count(with.status, std::chrono::steady_clock::now() - x.began);
  std::move(x.out).send(compressed(std::move(with), *x.in));
}

void answerer::refuse(exchange& x, const problem& why) const {
  answer(x, problem_answer(why, x.in_language, x.in->number));
}

void answerer::settle(exchange& x, result<http::response> handled) const {
  if (handled)
    answer(x, std::move(*handled));
  else
    refuse(x, handled.error());
}

void answerer::fail(exchange& x, const std::exception_ptr& thrown) const noexcept {
  problem why = problems::internal;
  std::string what = "unknown";
  try {
    std::rethrow_exception(thrown);
  } catch (const sql::error& failed) {
    why = sql::problem_of(failed);
    what = failed.what();
  } catch (const std::exception& failed) {
    what = failed.what();
  } catch (...) {
  }
  if (x.ended) {
    log(severity::error, "request.failed_late", {{"what", what}});
    return;
  }
  log(severity::error, "request.failed",
      {{"request", std::to_string(x.in->number)},
       {"path", x.in->path()},
       {"code", why.code()},
       {"what", what}});
  refuse(x, why);
}

std::shared_ptr<http::event_stream> answerer::stream(exchange& x, http::response head) const {
  x.ended = true;
  tell_time(x, head);
  counted_.count(head.status, std::chrono::steady_clock::now() - x.began);
  return std::move(x.out).stream(std::move(head));
}

}  // namespace headway::api
