// Request targets: which path, which parameters. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/server.hpp"

namespace headway::http {

// The target as a path with query ("/a?b=1", or "*"), also when a proxy sent "http://host/a?b=1".
// nullopt: bytes that do not belong there, or a broken percent escape.
std::optional<std::string_view> origin_form(std::string_view target);

// "%E7%8E%B0" decoded. nullopt: a broken escape or a NUL in it. `plus_is_space` as in queries.
std::optional<std::string> percent_decode(std::string_view encoded, bool plus_is_space = false);

// Every "name=value" of a query, decoded, in order; what cannot be decoded is left out.
std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query);
// The first value of that name; nullopt when absent.
std::optional<std::string> query_value(std::string_view query, std::string_view name);
std::optional<std::string> query_value(const request& from, std::string_view name);

// A path with places to fill, "/api/v1/hazards/{id}/verify". A place takes one whole segment,
// which is not empty.
class path_pattern {
 public:
  static constexpr std::size_t most_parameters = 6;

  // The views in a match live as long as the pattern; the values are decoded.
  struct match {
    std::vector<std::pair<std::string_view, std::string>> parameters;
    // Empty when the pattern has no such place.
    std::string_view operator[](std::string_view name) const;
  };

  // The text is ours: a pattern that does not begin with '/', holds an empty name or the same name
  // twice breaks an invariant.
  explicit path_pattern(std::string_view text);
  // Whether `encoded_path` (request::path()) is of this pattern.
  std::optional<match> matches(std::string_view encoded_path) const;
  std::string_view text() const { return text_; }
  std::size_t parameters() const { return parameters_; }

 private:
  struct segment {
    std::string text;  // the literal, or the name of the place
    bool is_place;
  };
  std::string text_;
  std::vector<segment> segments_;
  std::size_t parameters_ = 0;
};

}  // namespace headway::http
