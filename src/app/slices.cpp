#include "app/slices.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "api/journal_routes.hpp"
#include "attachments/records.hpp"
#include "coverage/planning_room.hpp"
#include "coverage/records.hpp"
#include "coverage/routes.hpp"
#include "handover/routes.hpp"
#include "handover/site_keys.hpp"
#include "hazards/exchange.hpp"
#include "hazards/records.hpp"
#include "hazards/routes.hpp"
#include "hazards/rules.hpp"
#include "imports/routes.hpp"
#include "inspections/records.hpp"
#include "inspections/routes.hpp"
#include "journal/store.hpp"
#include "people/imports.hpp"
#include "people/models.hpp"
#include "people/records.hpp"
#include "people/routes.hpp"
#include "places/imports.hpp"
#include "places/plate_routes.hpp"
#include "places/records.hpp"
#include "places/routes.hpp"
#include "places/rules.hpp"
#include "plates/records.hpp"
#include "zones/plate_routes.hpp"
#include "zones/records.hpp"
#include "zones/routes.hpp"

namespace headway::app {
namespace {

// The mapping files of this node: `mappings/NAME.toml` in the data folder, put there by the
// operator.
std::optional<std::string> mapping_in(const std::string& folder, std::string_view name) {
  std::ifstream file(folder + "/mappings/" + std::string(name) + ".toml", std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

constexpr std::size_t mappings_most = 200;

std::vector<std::string> mappings_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& each : std::filesystem::directory_iterator(folder + "/mappings", none))
    if (each.path().extension() == ".toml" && names.size() < mappings_most)
      names.push_back(each.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

plates::signing_key plate_key(const slice_parts::ground& on) {
  std::optional<plates::signing_key> key;
  on.writer.run_and_wait(
      [&](sql::connection& store) { key = plates::own_key(store, on.with.site, on.clock.now()); });
  return *key;
}

}  // namespace

std::vector<sql::migration> all_migrations() {
  std::vector<sql::migration> all;
  for (const auto& steps :
       {journal::migrations(), attachments::migrations(), plates::migrations(),
        people::migrations(), places::migrations(), zones::migrations(), inspections::migrations(),
        hazards::migrations(), coverage::migrations(), handover::migrations()})
    all.insert(all.end(), steps.begin(), steps.end());
  return all;
}

void found_site(sql::connection& store, site_id site, instant now) {
  handover::ensure_site_key(store, site, now);
}

void add_models(journal::model_set& to) {
  people::add_models(to);
  places::add_models(to);
  to.add<zones::zone_model>();
  inspections::add_models(to);
  to.add<hazards::hazard_model>();
  to.add<hazards::rulebook_model>();
  coverage::add_models(to);
}

struct slice_parts::kept {
  explicit kept(const ground& on)
      : on(on),
        sessions(on.with.site, on.clock, &on.writer),
        plates({.key = plate_key(on), .site_address = on.with.web_address, .zone = on.with.zone}),
        planning(on.clock) {}

  ground on;
  people::session_keeper sessions;
  people::password_hasher passwords;
  plates::workshop plates;
  coverage::planning_room planning;
  coverage::file_office plan_files;
};

slice_parts::slice_parts(const ground& on) : kept_(std::make_unique<kept>(on)) {}
slice_parts::~slice_parts() = default;

api::authenticator& slice_parts::authenticator() { return kept_->sessions; }

api::route_table slice_parts::routes() {
  auto& k = *kept_;
  const people::services for_people{.site = k.on.with.site,
                                    .zone = k.on.with.zone,
                                    .mine_name = k.on.with.mine,
                                    .clock = k.on.clock,
                                    .readers = k.on.readers,
                                    .writer = k.on.writer,
                                    .sessions = k.sessions,
                                    .passwords = k.passwords,
                                    .pictures = k.on.pictures,
                                    .secure_cookies = k.on.with.secure_cookies};
  const coverage::services for_coverage{k.on.with.site, k.on.with.zone, k.on.clock,
                                        k.on.readers,   k.planning,     k.plan_files};
  const handover::services for_handover{k.on.readers, k.on.writer, k.on.pictures};
  api::route_table all;
  const auto imports = imports::routes(
      {people::people_import(), people::roster_import(k.on.with.zone), places::place_import(),
       hazards::hazard_import(k.on.with.zone)},
      [folder = k.on.with.folder](std::string_view name) { return mapping_in(folder, name); },
      [folder = k.on.with.folder] { return mappings_in(folder); });
  for (auto& table :
       {people::routes(for_people), imports, places::routes(hazards::open_by_place),
        places::export_routes(), plates::routes(k.plates),
        places::plate_routes(k.plates, k.on.with.mine), hazards::routes(k.on.with.zone),
        hazards::export_routes(k.on.with.zone), coverage::routes(for_coverage),
        attachments::routes(k.on.pictures), handover::routes(for_handover), api::journal_routes(),
        zones::routes(k.on.with.zone), zones::plate_routes(k.plates),
        inspections::routes(k.on.with.zone)})
    all.insert(all.end(), table.begin(), table.end());
  return all;
}

}  // namespace headway::app
