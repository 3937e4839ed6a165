// The database of this node with every slice's tables: what the verbs of the command line work on.
#pragma once

#include <memory>
#include <optional>

#include "app/configuration.hpp"
#include "app/data_folder.hpp"
#include "journal/journal.hpp"
#include "sql/database.hpp"

namespace headway::app {

class store {
 public:
  // `writing` holds the folder for us alone; `reading` goes beside a serving process, and then
  // leaves the tables as they are.
  enum class purpose : std::uint8_t { reading, writing };
  // Applies missing migrations. Problems: store.*, those of sql::open and sql::migrate. Reading
  // wants data: a mistyped folder must not look like an empty one that is in order.
  static result<std::unique_ptr<store>> open(const configuration& with, purpose why, instant now);
  // Problem: store.no_data.
  static result<void> has_data(const configuration& with);

  sql::database& database() { return *database_; }
  const journal::model_set& models() const { return models_; }
  site_id site() const { return site_; }

 private:
  store() = default;
  std::optional<folder_lock> lock_;
  std::unique_ptr<sql::database> database_;
  journal::model_set models_;
  site_id site_{};
};

}  // namespace headway::app
