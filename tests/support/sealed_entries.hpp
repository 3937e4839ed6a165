// Commands sealed by WebCrypto (tests/data/handover/make_entries.mjs), read for tests.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "sealing/sealing.hpp"
#include "support/data_files.hpp"

namespace headway::tests {

class sealed_entries {
 public:
  sealed_entries()
      : all_(boost::json::parse(read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) /
                                         "tests/data/handover/entries.json"))
                 .as_object()) {}

  std::string device() const { return text(all_, "device"); }
  std::string hazard() const { return text(all_, "hazard"); }
  std::string site_key_id() const { return text(all_.at("site").as_object(), "key_id"); }
  sealing::key_pair site_key() const {
    const auto& site = all_.at("site").as_object();
    return {bytes(text(site, "point")), bytes(text(site, "scalar"))};
  }
  // Base64url, as a device sends it.
  std::string public_key(const char* whose) const {
    return text(all_.at("keys").as_object(), whose);
  }
  // The body of POST /api/v1/handover.
  boost::json::object sealed(const char* name) const {
    return entry(name).at("sealed").as_object();
  }
  std::string plain(const char* name) const { return text(entry(name), "plain"); }
  std::string content_key(const char* name) const {
    return bytes(text(entry(name), "content_key"));
  }

  static std::string text(const boost::json::object& of, const char* member) {
    return std::string(of.at(member).as_string());
  }
  static std::string bytes(const std::string& base64url) {
    return sealing::from_base64url(base64url, base64url.size()).value();
  }

 private:
  const boost::json::object& entry(const char* name) const {
    return all_.at("entries").at(name).as_object();
  }
  boost::json::object all_;
};

}  // namespace headway::tests
