#include "imports/staging.hpp"

#include <algorithm>

namespace headway::imports {

import_id staging::put(entry made, instant now) {
  const std::lock_guard lock(guard_);
  make_room(made.account, now);
  const import_id id(make_uuid(to_unix_ms(now)));
  made.until = now + limits::staged_for;
  entries_.emplace(id, std::move(made));
  return id;
}

void staging::make_room(const uuid& account, instant now) {
  std::erase_if(entries_, [&](const auto& each) { return each.second.until <= now; });
  const auto drop_first = [&](auto&& may_go, std::size_t most) {
    while (static_cast<std::size_t>(std::ranges::count_if(entries_, may_go)) >= most) {
      auto first = entries_.end();
      for (auto at = entries_.begin(); at != entries_.end(); ++at)
        if (may_go(*at) && (first == entries_.end() || at->second.until < first->second.until))
          first = at;
      entries_.erase(first);
    }
  };
  drop_first([&](const auto& each) { return each.second.account == account; },
             limits::staged_imports_of_account);
  drop_first([](const auto&) { return true; }, limits::staged_imports);
}

std::optional<staging::entry> staging::find(const import_id& id, const uuid& account,
                                            instant now) const {
  const std::lock_guard lock(guard_);
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.account != account || found->second.until <= now)
    return std::nullopt;
  return found->second;
}

void staging::note_applied(const import_id& id, const changes& applied) {
  const std::lock_guard lock(guard_);
  if (const auto found = entries_.find(id); found != entries_.end())
    found->second.applied = applied;
}

bool staging::remove(const import_id& id, const uuid& account) {
  const std::lock_guard lock(guard_);
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.account != account) return false;
  entries_.erase(found);
  return true;
}

}  // namespace headway::imports
