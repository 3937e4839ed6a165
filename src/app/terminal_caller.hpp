// Runs routes as the operator at the terminal, who may do everything: what serves requests serves
// the command line too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/system.hpp"

namespace headway::app {

class terminal_caller {
 public:
  // `on` outlives it. Records that a route makes belong to `section` where the route says nothing
  // else; nil: to the whole mine.
  terminal_caller(system& on, section_id section);

  // The answer of the reading route at `path` (as the table writes it). `query` as in a target.
  // Problems: request.not_found, those of the route.
  result<http::response> read(http::verb method, std::string_view path, const std::string& query,
                              std::string body = {});
  // The answer of the command at `path`, once it is durable; nothing is stored when it is refused.
  // It is recorded as the system's own doing.
  result<http::response> run(std::string_view path, std::vector<std::string> captured,
                             std::string body);

 private:
  template <class Runs>
  const Runs* find(http::verb method, std::string_view path) const;
  api::call call_of(const http::request& in, std::vector<std::string> captured) const;

  system& on_;
  api::principal who_;
};

}  // namespace headway::app
