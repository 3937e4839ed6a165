#include "app/terminal_caller.hpp"

#include "app/verbs.hpp"

namespace headway::app {

terminal_caller::terminal_caller(system& on, section_id section) : on_(on) {
  who_.account = named_uuid("the operator at the terminal");
  who_.section = section;
  who_.permissions.set();
  who_.language = terminal_language();
}

template <class Runs>
const Runs* terminal_caller::find(http::verb method, std::string_view path) const {
  for (const auto& each : on_.dispatcher().routes())
    if (each.method == method && each.path == path) return std::get_if<Runs>(&each.runs);
  return nullptr;
}

api::call terminal_caller::call_of(const http::request& in,
                                   std::vector<std::string> captured) const {
  return {in,
          who_,
          who_.language,
          on_.settings().site,
          on_.store().models(),
          system_clock_source().now(),
          std::move(captured)};
}

result<http::response> terminal_caller::read(http::verb method, std::string_view path,
                                             const std::string& query, std::string body) {
  const auto* route = find<api::slow_read>(method, path);
  if (!route) return problem(headway::problems::not_found);
  http::request in;
  in.method = method;
  in.target = std::string(path) + "?" + query;
  in.body = std::move(body);
  const sql::reader_pool::lease store(on_.readers());
  return route->run(api::read_call{call_of(in, {}), *store});
}

result<http::response> terminal_caller::run(std::string_view path,
                                            std::vector<std::string> captured, std::string body) {
  const auto* route = find<api::write>(http::verb::post, path);
  if (!route) return problem(headway::problems::not_found);
  http::request in;
  in.method = http::verb::post;
  in.target = path;
  in.body = std::move(body);
  struct refused {
    problem why;
  };
  http::response answer;
  try {
    on_.run_as_system([&](journal::unit_of_work& work) {
      api::write_call c{call_of(in, captured), work, work.store()};
      auto handled = route->run(c);
      if (!handled) throw refused{handled.error()};
      answer = std::move(*handled);
    });
  } catch (const refused& by) {
    return by.why;
  }
  return answer;
}

}  // namespace headway::app
