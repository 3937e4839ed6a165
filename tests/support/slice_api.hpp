// The routes of one slice, served by a real server on either engine without the rest of the system.
//
// Who asks is said by `Authorization: Bearer NAME.ROLE.SECTION`, with SECTION one of A, B or none:
// "wang.worker.A", "office.mine_office.none". Nothing is checked: signing in is people's business.
#pragma once

#include <memory>
#include <string>

#include "api/dispatcher.hpp"
#include "support/http_client.hpp"
#include "support/test_store.hpp"

namespace headway::tests {

inline const section_id section_a{named_uuid("section A")};
inline const section_id section_b{named_uuid("section B")};

// Stands still at 2026-11-22T04:00:00Z.
class still_clock final : public clock_source {
 public:
  instant now() const override { return at; }
  instant at = *parse_instant("2026-11-22T04:00:00Z");
};

struct slice {
  std::vector<sql::migration> migrations;  // without the journal's
  void (*add_models)(journal::model_set&) = nullptr;
  api::route_table routes;
};

class slice_api {
 public:
  slice_api(sql::engine on, slice of);
  ~slice_api();

  http_response send(const std::string& who, http_request request);
  http_response get(const std::string& who, const std::string& target) {
    return send(who, {.target = target});
  }
  // With a body of JSON.
  http_response post(const std::string& who, const std::string& target, const std::string& body);

  static constexpr site_id site{1};

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace headway::tests
