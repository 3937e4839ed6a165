#include "support/role_matrix.hpp"

#include <optional>

#include "base/codec.hpp"

namespace headway::tests {
namespace {

// Stands only in what section A wrote.
constexpr std::string_view secret = "roof bolt loose, known to A alone";

constexpr std::string_view verbs[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::string verb_of(const api::route& of) {
  return std::string(verbs[static_cast<std::size_t>(of.method)]);
}

// The path with every {…} filled in with `value`.
std::string filled(std::string_view pattern, const std::string& value) {
  std::string path;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    path += pattern.substr(0, open);
    if (open == pattern.npos) break;
    path += value;
    pattern.remove_prefix(pattern.find('}') + 1);
  }
  return path;
}

int status_of(const visitor& who, const api::route& of, const std::string& path, std::uint16_t port,
              std::string* body = nullptr) {
  http_request request{.verb = verb_of(of), .target = path, .headers = {}, .body = {}};
  // What a proxy adds: from outside nothing is open because of where it comes from.
  request.headers.emplace_back("X-Forwarded-For", "10.0.0.9");
  if (request.verb == "POST" || request.verb == "PUT") {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = "{}";
  }
  if (std::holds_alternative<api::subscribe>(of.runs)) {
    http_client stream(port);
    stream.send_raw("GET " + path + " HTTP/1.1\r\nHost: a\r\n" +
                    (who.token().empty() ? "" : "Authorization: Bearer " + who.token() + "\r\n") +
                    "\r\n");
    return stream.read_head().status;
  }
  const auto answer = who.send(std::move(request));
  if (body) *body = answer.body;
  return answer.status;
}

// 401 or 403 when the table refuses; nullopt when it lets in.
std::optional<int> expected_refusal(const api::route& of, std::optional<api::role> role) {
  if (std::holds_alternative<api::open_to_all>(of.needs)) return std::nullopt;
  if (!role) return 401;
  if (const auto* needed = std::get_if<api::permission>(&of.needs))
    if (!api::permissions_of(*role).test(static_cast<std::size_t>(*needed))) return 403;
  return std::nullopt;
}

std::vector<api::role> every_role() {
  std::vector<api::role> all;
  for (std::size_t i = 0; i < api::role_count; ++i)
    all.push_back(static_cast<api::role>(i));
  return all;
}

std::vector<std::string> subjects_of(world& mine, side of) {
  std::vector<std::string> found;
  static const sql::statement all(
      "SELECT subject FROM subjects WHERE site_id = $1 AND section = $2 ORDER BY subject");
  const sql::reader_pool::lease store(mine.system().readers());
  store->each(all, {mine.system().settings().site, mine.section(of)}, [&](const sql::row& row) {
    found.push_back(row.identifier(0).text());
    return true;
  });
  return found;
}

void check(matrix_result& so_far, const api::route& of, std::optional<api::role> role, int status) {
  const auto expected = expected_refusal(of, role);
  ++so_far.asked;
  so_far.refused_401 += status == 401;
  so_far.refused_403 += status == 403;
  so_far.let_in += status != 401 && status != 403;
  const bool as_declared =
      expected ? status == *expected : status != 401 && status != 403 && status < 500;
  if (as_declared) return;
  so_far.breaches.push_back(verb_of(of) + " " + std::string(of.path) + " as " +
                            (role ? std::string(codec::name_of(*role)) : "nobody") + ": " +
                            std::to_string(status) + ", expected " +
                            (expected ? std::to_string(*expected) : "neither 401 nor 403"));
}

}  // namespace

matrix_result try_roles(world& mine) {
  matrix_result done;
  const auto routes = mine.system().dispatcher().routes();
  const auto port = mine.system().port();
  const auto unknown = make_uuid(0).text();
  done.routes = static_cast<int>(routes.size());
  done.roles = static_cast<int>(api::role_count) + 1;
  std::vector<std::optional<api::role>> askers{std::nullopt};
  for (const auto role : every_role())
    askers.emplace_back(role);
  for (const auto& asker : askers) {
    auto who = asker ? mine.as(*asker) : mine.nobody();
    for (const auto& each : routes) {
      check(done, each, asker, status_of(who, each, filled(each.path, unknown), port));
      // It may have signed us out.
      if (asker && each.method == http::verb::del) who = mine.as(*asker);
    }
  }
  return done;
}

isolation_result try_isolation(world& mine) {
  isolation_result done;
  const auto worker = mine.as(api::role::worker, side::a);
  for (int i = 0; i < 3; ++i)
    mine.report(worker, side::a, std::string(secret) + " " + std::to_string(i));
  const auto subjects = subjects_of(mine, side::a);
  done.subjects = static_cast<int>(subjects.size());
  const auto routes = mine.system().dispatcher().routes();
  const auto port = mine.system().port();
  const auto ask = [&](const visitor& who, api::role role, const api::route& of,
                       const std::string& path, bool must_be_hidden) {
    std::string body;
    const int status = status_of(who, of, path, port, &body);
    ++done.asked;
    done.hidden += status == 404 || status == 403;
    const bool leaks = body.find(secret) != body.npos;
    if (!leaks && (!must_be_hidden || status == 404 || status == 403)) return;
    done.breaches.push_back("GET " + path + " as " + std::string(codec::name_of(role)) +
                            " of B: " + std::to_string(status) +
                            (leaks ? " with the text of A" : ", expected 404"));
  };
  for (const auto role : every_role()) {
    if (api::permissions_of(role).test(
            static_cast<std::size_t>(api::permission::read_all_sections)))
      continue;
    const auto who = mine.as(role, side::b);
    for (const auto& each : routes) {
      if (each.method != http::verb::get || std::holds_alternative<api::subscribe>(each.runs))
        continue;
      const bool captures = each.path.find('{') != each.path.npos;
      ++done.routes;
      if (!captures) {
        ask(who, role, each, std::string(each.path), false);
        ask(who, role, each, std::string(each.path) + "?section=" + mine.section(side::a).text(),
            false);
        ask(who, role, each,
            std::string(each.path) + "?place=" + mine.place(side::a).text() + "&text=roof", false);
      }
      if (captures)
        for (const auto& subject : subjects)
          ask(who, role, each, filled(each.path, subject), true);
    }
  }
  return done;
}

}  // namespace headway::tests
