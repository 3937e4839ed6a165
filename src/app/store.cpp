#include "app/store.hpp"

#include <filesystem>

#include "app/slices.hpp"

namespace headway::app {
namespace {

constexpr problem_kind no_data{"store.no_data", 404, "目录 {folder} 里没有 Headway 的数据",
                               "There are no data of Headway in the folder {folder}"};

}  // namespace

result<void> store::has_data(const configuration& with) {
  std::error_code ignored;
  if (!with.postgres.empty() || std::filesystem::exists(with.location(), ignored)) return {};
  return problem(no_data, "", {{"folder", with.folder}});
}

result<std::unique_ptr<store>> store::open(const configuration& with, purpose why, instant now) {
  if (why == purpose::reading)
    if (auto there = has_data(with); !there) return there.error();
  std::unique_ptr<store> made(new store());
  made->site_ = with.site;
  add_models(made->models_);
  auto lock = folder_lock::take(with.folder);
  const bool beside_another =
      !lock && why == purpose::reading && lock.error().kind == &problems::in_use;
  if (!lock && !beside_another) return lock.error();
  auto opened = sql::open({.location = with.location()});
  if (!opened) return opened.error();
  made->database_ = std::move(*opened);
  if (!beside_another) {
    const auto on = made->database_->connect(sql::access::write);
    if (auto applied = sql::migrate(*on, all_migrations(), now); !applied) return applied.error();
  }
  if (why == purpose::writing) made->lock_.emplace(std::move(*lock));
  return made;
}

}  // namespace headway::app
