// Many subjects served at once: the same documents as `served_document` gives for one, without a
// copy of each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/store.hpp"

namespace headway::journal {

// A subject in a list, while its row is read.
struct subject_view {
  subject_id subject;
  std::int64_t version = 0, contested = 0;
  std::string_view document;
};

// Appends documents one behind the other, with commas between them.
class served_documents {
 public:
  explicit served_documents(std::string& out) : out_(out) {}
  void add(const subject_view& one);
  // Puts in the contested facts, which could not be read while the rows were.
  void finish(sql::connection& on, site_id site);

 private:
  std::string& out_;
  bool first_ = true;
  std::vector<std::pair<std::size_t, subject_id>> gaps_;  // where they belong
};

}  // namespace headway::journal
