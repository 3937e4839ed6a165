#include "support/importing.hpp"
#include "base/json.hpp"

namespace headway::tests {
namespace {

// Large files take longer than a request of the app may.
constexpr std::chrono::minutes patience{5};

imports::changes changes_in(const boost::json::object& body) {
  const auto& counts = body.at("changes").as_object();
  return {counts.at("added").as_int64(), counts.at("changed").as_int64(),
          counts.at("unchanged").as_int64()};
}

http_response send(const visitor& who, http_request request) {
  request.headers.emplace_back("Authorization", "Bearer " + who.token());
  http_client client(who.port());
  client.patience = patience;
  return client.send(request);
}

}  // namespace

std::string shown_import::id() const {
  const auto* found = body.if_contains("id");
  return found ? std::string(found->as_string()) : std::string();
}

shown_error shown_import::error(std::size_t i) const {
  const auto& one = body.at("errors").as_array().at(i).as_object();
  const auto text = [&](const char* name) { return std::string(one.at(name).as_string()); };
  return {text("sheet"), one.at("row").as_int64(), text("column"), text("code"), text("detail")};
}

imports::changes shown_import::changes() const { return changes_in(body); }

shown_import show_import(const visitor& who, const std::string& query, std::string bytes,
                         const std::string& language) {
  const auto answer = send(who, {.verb = "POST",
                                 .target = "/api/v1/imports?" + query,
                                 .headers = {{"Content-Type", "application/octet-stream"},
                                             {"Accept-Language", language}},
                                 .body = std::move(bytes)});
  return {answer.status, boost::json::parse(answer.body).as_object()};
}

std::optional<imports::changes> accept_import(const visitor& who, const shown_import& shown) {
  const auto answer = send(who, {.verb = "POST",
                                 .target = "/api/v1/imports/" + shown.id() + "/accept",
                                 .headers = {{"Content-Type", "application/json"}},
                                 .body = "{}"});
  if (answer.status != 200) return std::nullopt;
  return changes_in(boost::json::parse(answer.body).as_object());
}

}  // namespace headway::tests
