// What a test of the API says about an answer: its status, what it must hold and what it must not.
//
//   const auto made = expect(worker.post("/api/v1/hazards", body)).gives(201).with("\"reported\"")
//                         .without("password").json();
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <source_location>
#include <string>

#include "support/world.hpp"

namespace headway::tests {

class expect {
 public:
  explicit expect(http_response got, std::source_location where = std::source_location::current())
      : got_(std::move(got)), where_(where) {}

  const expect& gives(int status) const {
    if (got_.status != status) complain("status " + std::to_string(status) + " expected");
    return *this;
  }
  const expect& with(std::string_view text) const {
    if (got_.body.find(text) == got_.body.npos) complain("missing: " + std::string(text));
    return *this;
  }
  const expect& without(std::string_view text) const {
    if (got_.body.find(text) != got_.body.npos) complain("forbidden: " + std::string(text));
    return *this;
  }
  // A problem document with this code.
  const expect& refuses(std::string_view code) const {
    return with("\"code\":\"" + std::string(code) + '"');
  }
  boost::json::object json() const { return boost::json::parse(got_.body).as_object(); }
  const http_response& answer() const { return got_; }

 private:
  void complain(const std::string& what) const {
    ADD_FAILURE_AT(where_.file_name(), static_cast<int>(where_.line()))
        << what << "\nstatus " << got_.status << "\n"
        << got_.body;
  }
  http_response got_;
  std::source_location where_;
};

}  // namespace headway::tests
