// The data that are measured on: the year of the demonstration, and a journal of a million facts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/store.hpp"
#include "base/time.hpp"

namespace headway::bench {

// A folder below build/bench, on the disk of the project and not in memory: a flush must reach a
// device. Empty at first, gone at the end.
class disk_folder {
 public:
  explicit disk_folder(const std::string& name);
  disk_folder(const disk_folder&) = delete;
  disk_folder& operator=(const disk_folder&) = delete;
  ~disk_folder();
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// The demonstration: a section with a year of history.
class year {
 public:
  year();
  std::int64_t facts() const { return facts_; }
  // Copies its database into `folder`: what is measured goes on from the same state.
  app::configuration copy_into(const disk_folder& folder) const;

 private:
  disk_folder folder_{"year"};
  std::int64_t facts_ = 0;
};

// A journal that grows: hazards with nine comments each, appended by the journal itself in large
// transactions.
class long_journal {
 public:
  long_journal();
  ~long_journal();
  // Gives the facts there are now: `facts` or a few more.
  std::int64_t grow_to(std::int64_t facts);
  const std::string& folder() const { return folder_.path(); }

 private:
  disk_folder folder_{"million"};
  app::configuration with_;
};

// The settings of a node whose data are in `folder`.
app::configuration settings_in(const std::string& folder);

}  // namespace headway::bench
