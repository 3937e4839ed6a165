#include "sql/sqlite_checkpointer.hpp"

#include <sqlite3.h>

#include "base/log.hpp"

namespace headway::sql {
namespace {

// A pass that copied no more than this leaves as little to the commit that comes after it; while
// the writer is quicker than the disk, a few passes are enough all the same.
constexpr int small_pass_pages = 200;
constexpr int most_passes = 4;

void tell(const char* what) { log(severity::warning, "store.checkpoint_failed", {{"what", what}}); }

// Copies what can be copied without making anybody wait; gives the pages of the log that are in the
// file then, or -1.
int pass(sqlite3* on) {
  int all = 0, copied = 0;
  const int done = sqlite3_wal_checkpoint_v2(on, nullptr, SQLITE_CHECKPOINT_PASSIVE, &all, &copied);
  if (done == SQLITE_OK) return copied;
  if (done != SQLITE_BUSY) tell(sqlite3_errmsg(on));
  return -1;
}

}  // namespace

sqlite_checkpointer::~sqlite_checkpointer() {
  {
    const std::lock_guard held(guard_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void sqlite_checkpointer::watch(sqlite3* on) {
  sqlite3_wal_hook(
      on,
      [](void* self, sqlite3* of, const char*, int pages) {
        static_cast<sqlite_checkpointer*>(self)->committed(of, pages);
        return SQLITE_OK;
      },
      this);
}

void sqlite_checkpointer::committed(sqlite3* on, int pages) {
  {
    const std::lock_guard held(guard_);
    if (pages < pages_) next_ = 0;  // the log began anew
    pages_ = pages;
    if (now_ == step::filling && pages >= (next_ == 0 ? most_ : next_)) {
      now_ = step::copying;
      if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
      changed_.notify_all();
    }
    if (now_ != step::copied) return;
    now_ = step::filling;
    // Readers may hold the log; then it is tried again, but not at every commit.
    next_ = pages + most_ / 8 + 1;
  }
  pass(on);
}

void sqlite_checkpointer::work() {
  std::unique_lock held(guard_);
  for (;;) {
    changed_.wait(held, [&] { return stopping_ || now_ == step::copying; });
    if (stopping_) return;
    held.unlock();
    copy_most();
    held.lock();
    now_ = step::copied;
  }
}

void sqlite_checkpointer::copy_most() {
  sqlite3* on = nullptr;
  constexpr int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  // A statement is run first: the log is opened by the first use of the file.
  if (sqlite3_open_v2(file_.c_str(), &on, how, nullptr) == SQLITE_OK &&
      sqlite3_exec(on,
                   "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-64;"
                   "SELECT count(*) FROM sqlite_schema",
                   nullptr, nullptr, nullptr) == SQLITE_OK) {
    int before = 0;
    for (int passes = 0; passes < most_passes; ++passes) {
      const int copied = pass(on);
      if (copied - before <= small_pass_pages) break;
      before = copied;
    }
  } else {
    tell(sqlite3_errmsg(on));
  }
  sqlite3_close_v2(on);
}

}  // namespace headway::sql
