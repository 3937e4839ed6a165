#include "app/store.hpp"

#include "app/slices.hpp"

namespace headway::app {

result<std::unique_ptr<store>> store::open(const configuration& with, purpose why, instant now) {
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
