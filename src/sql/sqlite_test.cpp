// What only SQLite has: the file, its lock, its backup, a full disk.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "support/test_store.hpp"

namespace headway::sql {
namespace {

using tests::temporary_folder;
using tests::test_store;

const statement put("INSERT INTO blobs (id, body) VALUES ($1, $2)");
const statement count("SELECT count(*) FROM blobs");
const statement last("SELECT max(id) FROM blobs");
constexpr const char* make_blobs =
    "CREATE TABLE blobs (id INT64 PRIMARY KEY, body BYTES NOT NULL) STRICT";

std::int64_t number(connection& on, const statement& what) {
  std::int64_t found = -1;
  on.one(what, {}, [&](const row& r) { found = r.integer(0); });
  return found;
}

TEST(OpenSqlite, RefusesAFileThatIsNoDatabase) {
  const temporary_folder folder;
  std::ofstream(folder / "ledger.xlsx") << std::string(5000, 'x');
  const auto refused = open({.location = folder / "ledger.xlsx"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "store.not_a_database");
}

TEST(OpenSqlite, RefusesAFolderThatIsNotThere) {
  const auto refused = open({.location = "/nowhere/at/all/headway.db"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "store.unreachable");
}

TEST(OpenSqlite, RefusesASecondExclusiveOwner) {
  const temporary_folder folder;
  const options wanted{.location = folder / "headway.db", .exclusive = true};
  {
    const auto owner = open(wanted).value();
    const auto refused = open(wanted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), "store.in_use");
    EXPECT_NE(refused.error().text(language::zh).find("pid " + std::to_string(::getpid())),
              std::string::npos);
    EXPECT_TRUE(open({.location = wanted.location})) << "a tool that only reads may";
  }
  EXPECT_TRUE(open(wanted));
}

TEST(OpenSqlite, IsFreeAgainWhenItsOwnerWasKilled) {
  const temporary_folder folder;
  const options wanted{.location = folder / "headway.db", .exclusive = true};
  const pid_t owner = ::fork();
  if (owner == 0) {
    const auto held = open(wanted);
    ::kill(::getpid(), held ? SIGKILL : SIGTERM);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(owner, &status, 0), owner);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_TRUE(open(wanted));
}

TEST(BackUpSqlite, CopiesOneMomentWhileAnotherWrites) {
  test_store store(engine::sqlite);
  writer one(store.database(), {});
  one.run_and_wait([](connection& on) { on.script(make_blobs); });
  const std::string body(3000, 'b');
  std::atomic<bool> copied = false;
  std::atomic<int> written = 0;
  std::thread busy([&] {
    while (!copied || written < 500)
      one.run_and_wait([&](connection& on) {
        on.run(put, {static_cast<std::int64_t>(written++), std::as_bytes(std::span(body))});
      });
  });
  while (written < 300)
    std::this_thread::yield();
  const std::string copy = store.folder() / "copy.db";
  std::ofstream(copy) << "replaced";
  store.database().backup_to(copy);
  copied = true;
  busy.join();
  const auto restored = open({.location = copy}).value()->connect(access::write);
  const auto rows = number(*restored, count);
  EXPECT_GE(rows, 300);
  EXPECT_EQ(number(*restored, last), rows - 1) << "no gap: one moment";
  const statement check("PRAGMA integrity_check");
  restored->one(check, {}, [](const row& r) { EXPECT_EQ(r.text(0), "ok"); });
}

TEST(BackUpSqlite, FailsWhereItCannotWriteAndLeavesNothing) {
  test_store store(engine::sqlite);
  EXPECT_THROW(store.database().backup_to("/nowhere/at/all/copy.db"), error);
}

TEST(FullDisk, FailsTheWholeBatchAndTheWriterLives) {
  test_store store(engine::sqlite);
  writer one(store.database(), {});
  one.run_and_wait([](connection& on) { on.script(make_blobs); });
  one.run_and_wait([](connection& on) { on.script("PRAGMA max_page_count=20"); });
  const std::string body(30'000, 'b');
  std::atomic<int> full = 0, good = 0;
  for (int i = 0; i < 20; ++i)
    one.submit(
        [&, i](connection& on) {
          on.run(put, {i, std::as_bytes(std::span(body))});
        },
        [&](std::exception_ptr failed) {
          try {
            if (failed) std::rethrow_exception(failed);
            ++good;
          } catch (const error& met) {
            full += met.why() == failure::full ? 1 : 0;
          }
        });
  // Only when all are answered, so that none of them shares a batch with the way out.
  while (one.counted().tasks < 22)
    std::this_thread::yield();
  one.run_and_wait([](connection& on) { on.script("PRAGMA max_page_count=100000"); });
  EXPECT_EQ(full + good, 20);
  EXPECT_GT(full, 0);
  one.run_and_wait([&](connection& on) {
    EXPECT_EQ(number(on, count), good) << "what was acknowledged is there, and no more";
    on.run(put, {1000, std::as_bytes(std::span(body))});
  });
  EXPECT_EQ(number(*store.database().connect(access::read), count), good + 1);
}

// The disk refuses every byte past `most` of a file, as a quota does: writes fail within COMMIT.
class failing_disk {
 public:
  explicit failing_disk(rlim_t most) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limited{most, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  failing_disk(const failing_disk&) = delete;
  failing_disk& operator=(const failing_disk&) = delete;
  ~failing_disk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST(FailingDisk, FailsTheCommitAndTheWriterLives) {
  test_store store(engine::sqlite);
  writer one(store.database(), {});
  one.run_and_wait([](connection& on) { on.script(make_blobs); });
  const auto put_one = [](connection& on) {
    const std::string body(300'000, 'b');
    on.run(put, {1, std::as_bytes(std::span(body))});
  };
  {
    const failing_disk limited(200'000);
    try {
      one.run_and_wait(put_one);
      ADD_FAILURE() << "the disk took too much";
    } catch (const error& failed) {
      EXPECT_EQ(failed.why(), failure::io);
    }
  }
  one.run_and_wait(put_one);
  EXPECT_EQ(number(*store.database().connect(access::read), count), 1);
}

TEST(Statement, RefusesParametersOutOfOrder) {
  test_store store(engine::sqlite);
  const statement crossed("SELECT $2, $1");
  const auto on = store.database().connect(access::read);
  EXPECT_THROW(on->run(crossed, {1, 2}), error);
}

}  // namespace
}  // namespace headway::sql
