// The list of slices that make up this build: their tables, their kinds of subject, their routes.
#pragma once

#include <memory>
#include <vector>

#include "api/dispatcher.hpp"
#include "app/configuration.hpp"
#include "attachments/routes.hpp"
#include "journal/model.hpp"
#include "sql/database.hpp"

namespace headway::app {

// Of every slice, those that others refer to first.
std::vector<sql::migration> all_migrations();
// Makes what the slices need in the store beside their tables. Several processes may begin at once.
void found_site(sql::connection& store, site_id site, instant now);
void add_models(journal::model_set& to);

// What the slices keep in memory while the system runs, and their routes over it.
class slice_parts {
 public:
  struct ground {  // all outlive it
    const configuration& with;
    const clock_source& clock;
    sql::reader_pool& readers;
    sql::writer& writer;
    attachments::pictures& pictures;
  };
  explicit slice_parts(const ground& on);
  ~slice_parts();
  slice_parts(const slice_parts&) = delete;
  slice_parts& operator=(const slice_parts&) = delete;

  api::authenticator& authenticator();
  api::route_table routes();

 private:
  struct kept;
  std::unique_ptr<kept> kept_;
};

}  // namespace headway::app
