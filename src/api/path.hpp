// The tree by which a path finds its route.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/server.hpp"

namespace headway::api {

// Finds the number of a pattern such as "/api/v1/hazards/{id}/verify" by a path. A literal segment
// goes before a captured one. Built once, then read from any thread.
class path_index {
 public:
  // Throws broken_invariant when the pattern is already there for this verb.
  void add(http::verb method, std::string_view pattern, int number);

  struct found {
    int number = -1;               // -1: none
    bool known_path = false;       // the path exists, for other verbs perhaps
    std::array<int, 7> by_verb{};  // numbers of the routes of this path, -1 for none
  };
  // `path` is still encoded; `captured` receives the decoded values of the {…}.
  found find(http::verb method, std::string_view path, std::vector<std::string>& captured) const;

 private:
  struct node {
    std::vector<std::pair<std::string, std::unique_ptr<node>>> literals;  // sorted
    std::unique_ptr<node> any;
    std::array<int, 7> by_verb{-1, -1, -1, -1, -1, -1, -1};
    bool ends = false;
  };
  static const node* walk(const node& from, std::string_view rest,
                          std::vector<std::string_view>& captured);
  node root_;
};

}  // namespace headway::api
