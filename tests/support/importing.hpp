// Files on their way through POST /api/v1/imports and its acceptance.
//
//   const auto shown = show_import(chief, "kind=hazards", bytes);
//   EXPECT_EQ(shown.error(0).code, "import.date_wrong");
//   const auto done = accept_import(chief, shown);
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "imports/staging.hpp"
#include "support/world.hpp"

namespace headway::tests {

struct shown_error {
  std::string sheet;
  std::int64_t row = 0;
  std::string column;
  std::string code;
  std::string detail;
};

struct shown_import {
  int status = 0;
  boost::json::object body;
  std::string id() const;  // empty: nothing can be accepted
  std::int64_t count(const char* what) const { return body.at(what).as_int64(); }
  std::int64_t errors() const { return count("errors_total"); }
  shown_error error(std::size_t i) const;
  imports::changes changes() const;
};

// `query`: "kind=hazards&mapping=elsewhere".
shown_import show_import(const visitor& who, const std::string& query, std::string bytes,
                         const std::string& language = "zh");
// Nothing when the acceptance was refused.
std::optional<imports::changes> accept_import(const visitor& who, const shown_import& shown);

}  // namespace headway::tests
