// The smallest slice there is, served by a real server on either engine: notes that people of a
// section write. For the tests of the API itself.
//
// Who asks is said by `Authorization: Bearer NAME`: "anna" and "bert" of section A, "cara" of
// section B, "dora" of A who may only read.
#pragma once

#include <memory>

#include "api/dispatcher.hpp"
#include "support/http_client.hpp"
#include "support/set_clock.hpp"
#include "support/test_store.hpp"

namespace headway::tests {

class note_api {
 public:
  explicit note_api(sql::engine on, double requests_at_once = 0);
  ~note_api();

  std::uint16_t port() const;
  // One request on a connection of its own. `who` empty: nobody.
  http_response send(const std::string& who, http_request request);
  http_response get(const std::string& who, const std::string& target) {
    return send(who, {.target = target});
  }
  // A command with a body of JSON; `key` empty: the server makes the command's id.
  http_response post(const std::string& who, const std::string& target, const std::string& body,
                     const std::string& key = {});
  // Facts in the journal.
  std::int64_t facts();

  set_clock clock{*parse_instant("2026-11-22T02:10:00.000Z")};

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace headway::tests
