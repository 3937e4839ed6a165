#include "sql/sqlite_checkpointer.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "support/test_store.hpp"

namespace headway::sql {
namespace {

constexpr int most_pages = 200;
constexpr std::uintmax_t page_bytes = 4'096 + 24;

class WriteAheadLog : public ::testing::Test {
 protected:
  WriteAheadLog() {
    run(writer_,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        "CREATE TABLE pages (body BLOB NOT NULL)");
    log_.watch(writer_);
  }
  ~WriteAheadLog() override {
    sqlite3_close(writer_);
    sqlite3_close(reader_);
  }

  static void run(sqlite3* on, const char* sql) {
    ASSERT_EQ(sqlite3_exec(on, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(on);
  }
  // Each commits at least a page.
  void commit_pages(int count) {
    for (int i = 0; i < count; ++i)
      run(writer_, "INSERT INTO pages VALUES (zeroblob(4000))");
  }
  sqlite3* opened() const {
    sqlite3* on = nullptr;
    EXPECT_EQ(sqlite3_open(file_.c_str(), &on), SQLITE_OK);
    return on;
  }
  // The file of the log never shrinks by itself: how long the log ever was.
  std::uintmax_t longest() const { return std::filesystem::file_size(file_ + "-wal") / page_bytes; }

  tests::temporary_folder folder_;
  const std::string file_ = folder_ / "headway.db";
  sqlite_checkpointer log_{file_, most_pages};
  sqlite3* writer_ = opened();
  sqlite3* reader_ = opened();
};

TEST_F(WriteAheadLog, StaysShortUnderSteadyWriting) {
  commit_pages(20'000);
  EXPECT_LT(longest(), 5'000);
  EXPECT_GT(std::filesystem::file_size(file_), 10'000 * page_bytes);
}

TEST_F(WriteAheadLog, IsMovedAgainOnceALongReaderHasEnded) {
  run(reader_, "BEGIN; SELECT count(*) FROM pages");
  commit_pages(2'000);
  EXPECT_GE(longest(), 2'000) << "what the reader may still need was overwritten";
  run(reader_, "COMMIT");
  const auto before = longest();
  commit_pages(10'000);
  EXPECT_LT(longest(), before + 5'000);
}

}  // namespace
}  // namespace headway::sql
