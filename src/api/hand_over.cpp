#include "api/hand_over.hpp"

#include "api/answer.hpp"
#include "api/route.hpp"
#include "base/json.hpp"

namespace headway::api {

http::response outcome_of(const http::response& of_author, language in) {
  const int status = of_author.status;
  if (status == 429 || status >= 500) return of_author;
  handover_outcome told{handover_state::accepted, {}, {}};
  if (status >= 400) {
    told.state = handover_state::refused;
    told.title = std::string(title_of(status, in));
    if (const auto body = codec::parse(of_author.body); body && body->is_object())
      if (const auto* code = body->as_object().if_contains("code"); code && code->is_string())
        told.code = std::string(code->as_string());
  }
  auto answer = json_of(told);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

}  // namespace headway::api
