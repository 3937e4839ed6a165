// A whole system on either engine: two sections with a crew, a place and somebody of every role
// each, a real server, a clock that is set by hand. Nothing here is faked but the clock.
//
//   world mine(sql::engine::sqlite);
//   auto chief = mine.as(api::role::section_chief);
//   auto got = chief.post("/api/v1/hazards/" + id + "/close", "{}");
#pragma once

#include <memory>
#include <string>

#include "app/system.hpp"
#include "support/http_client.hpp"
#include "support/place_to_run.hpp"
#include "support/set_clock.hpp"
#include "support/test_store.hpp"

namespace headway::tests {

enum class side : std::uint8_t { a, b };  // which of the two sections

// Somebody at the API, signed in or not.
class visitor {
 public:
  visitor(std::uint16_t port, std::string token, person_id person)
      : port_(port), token_(std::move(token)), person_(person) {}

  http_response send(http_request request) const;
  http_response get(const std::string& target) const { return send({.target = target}); }
  // `key`: the command's id; empty: the server makes it.
  http_response post(const std::string& target, const std::string& body,
                     const std::string& key = {}) const;
  const std::string& token() const { return token_; }  // empty: not signed in
  std::uint16_t port() const { return port_; }
  person_id person() const { return person_; }

 private:
  std::uint16_t port_;
  std::string token_;
  person_id person_;
};

class world {
 public:
  explicit world(sql::engine on);
  world(const world&) = delete;
  world& operator=(const world&) = delete;

  // Signed in anew as the one person of that role. Mine office and administrator belong to the
  // mine, whatever `of` says.
  visitor as(api::role role, side of = side::a);
  visitor nobody() const;

  section_id section(side of) const;
  crew_id crew(side of) const;
  place_id place(side of) const;
  person_id person(api::role role, side of = side::a) const;
  // Reports a hazard in the place of the section and gives its id.
  std::string report(const visitor& by, side where, const std::string& description);

  app::system& system();
  sql::engine engine() const { return on_; }

  set_clock clock{*parse_instant("2026-11-22T02:10:00.000Z")};

 private:
  void settle_people();

  sql::engine on_;
  place_to_run place_;
  std::unique_ptr<app::system> system_;
};

}  // namespace headway::tests
