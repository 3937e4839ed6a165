#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "api/assets.hpp"
#include "app/slices.hpp"
#include "app/store.hpp"
#include "app/verbs.hpp"
#include "journal/store.hpp"

namespace headway::app {
namespace {

// Below this much free space a section's year may not fit.
constexpr std::uintmax_t wanted_mebibytes = 2'048;

class examination {
 public:
  void note(bool good, std::string_view what, std::string_view detail) {
    fmt::print("{} {:<10} {}\n", good ? "ok  " : "BAD ", what, detail);
    clean_ = clean_ && good;
  }
  int status() const { return clean_ ? 0 : 1; }

 private:
  bool clean_ = true;
};

void examine_folder(examination& of, const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error))
    return of.note(true, "folder", folder + " is not there yet; serve will make it");
  const bool writable = ::access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
  of.note(writable, "folder", folder + (writable ? "" : " cannot be written to by this user"));
  const auto space = std::filesystem::space(folder, error);
  const auto free = space.available / (1024 * 1024);
  if (!error) of.note(free >= wanted_mebibytes, "disk", fmt::format("{} MiB free", free));
}

void examine_store(examination& of, const configuration& with) {
  std::error_code error;
  if (with.postgres.empty() && !std::filesystem::exists(with.location(), error))
    return of.note(true, "store", "empty");
  auto opened = store::open(with, store::purpose::reading, system_clock_source().now());
  if (!opened) return of.note(false, "store", opened.error().text(terminal_language()));
  const auto on = (*opened)->database().connect(sql::access::read);
  const sql::transaction snapshot(*on, sql::access::read);
  for (const auto& node : journal::nodes(*on, with.site))
    of.note(true, "node",
            fmt::format("{} {} with {} facts", node.name, node.node.text(), node.facts));
  of.note(true, "store",
          fmt::format("{} subjects; `headway verify` proves them",
                      journal::count_subjects(*on, with.site)));
}

}  // namespace

int doctor(const configuration& with) {
  examination of;
  fmt::print("settings:\n");
  for (const auto& line : described(with))
    fmt::print("  {}\n", line);
  const auto year = std::chrono::year_month_day(
                        std::chrono::floor<std::chrono::days>(system_clock_source().now()))
                        .year();
  of.note(year >= std::chrono::year(2024), "clock", to_text(system_clock_source().now()));
  examine_folder(of, with.folder);
  try {
    examine_store(of, with);
  } catch (const sql::error& failed) {
    of.note(false, "store", failed.what());
  }
  const auto files = api::embedded_assets().size();
  of.note(files > 0, "web app", fmt::format("{} files embedded", files));
  return of.status();
}

}  // namespace headway::app
