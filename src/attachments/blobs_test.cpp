// What is kept of a picture, whatever happens on the way.
#include "attachments/blobs.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <vector>

#include "attachments/file.hpp"
#include "support/data_files.hpp"
#include "support/test_store.hpp"

namespace headway::attachments {
namespace {

namespace fs = std::filesystem;

TEST(KeepBlob, LiesWhereItsContentSays) {
  const tests::temporary_folder folder;
  const auto store = blob_store::open(folder / "attachments").value();
  const auto address = store.put("abc").value();
  // BLAKE2b-256 of "abc".
  EXPECT_EQ(address, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_EQ(store.path_of(address), folder / ("attachments/bd/dd/" + address));
  EXPECT_EQ(tests::read_all(store.path_of(address)), "abc");
}

TEST(KeepBlob, IsKeptOnceHoweverOftenItComes) {
  const tests::temporary_folder folder;
  const auto store = blob_store::open(folder / "a").value();
  EXPECT_EQ(store.put("the same").value(), store.put("the same").value());
  std::size_t files = 0;
  for (const auto& each : fs::recursive_directory_iterator(folder / "a"))
    files += each.is_regular_file();
  EXPECT_EQ(files, 1u);
}

TEST(KeepBlob, TellsThatTheDiskRefuses) {
  const tests::temporary_folder folder;
  ASSERT_TRUE(write_durably(folder / "file", "in the way"));
  EXPECT_EQ(blob_store::open(folder / "file").error().code(), "server.store_failed");
  const auto store = blob_store::open(folder / "a").value();
  ASSERT_TRUE(write_durably(folder / "a/bd", "in the way"));
  EXPECT_EQ(store.put("abc").error().code(), "server.store_failed");
}

TEST(KeepBlob, TellsAFullDiskFromOneThatRefuses) {
  EXPECT_EQ(write_durably("/dev/full", "abc").error().code(), "store.full");
  EXPECT_EQ(write_at("/dev/full", 0, "abc").error().code(), "store.full");
  EXPECT_EQ(write_durably("/nowhere/at/all", "abc").error().code(), "server.store_failed");
}

TEST(KeepBlob, OpeningClearsWhatNeverBecameWhole) {
  const tests::temporary_folder folder;
  const auto half = blob_store::open(folder / "a").value().unfinished("half");
  ASSERT_TRUE(write_durably(half, "half a pic"));
  blob_store::open(folder / "a").value();
  EXPECT_FALSE(fs::exists(half));
}

// Writes blobs until it is killed, telling of each one kept.
[[noreturn]] void write_for_ever(const std::string& folder, unsigned seed, int tell) {
  const auto store = blob_store::open(folder).value();
  for (std::mt19937_64 random(seed);;) {
    std::string bytes(1 + random() % 200'000, '\0');
    for (auto& each : bytes)
      each = static_cast<char>(random());
    const auto address = store.put(bytes).value();
    if (::write(tell, address.data(), address.size()) < 0) ::_exit(1);
  }
}

// Kills the writer a moment after some blobs; gives the addresses of those it told of.
std::vector<std::string> kept_before_kill(const std::string& folder, unsigned seed,
                                          std::size_t after, std::chrono::microseconds moment) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const auto child = ::fork();
  if (child == 0) write_for_ever(folder, seed, ends[1]);
  ::close(ends[1]);
  std::string told;
  char piece[64];
  while (told.size() < 64 * after)
    told.append(piece, static_cast<std::size_t>(std::max<ssize_t>(::read(ends[0], piece, 64), 0)));
  for (const auto until = std::chrono::steady_clock::now() + moment;
       std::chrono::steady_clock::now() < until;) {
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (ssize_t got; (got = ::read(ends[0], piece, 64)) > 0;)
    told.append(piece, static_cast<std::size_t>(got));
  ::close(ends[0]);
  std::vector<std::string> addresses;
  for (std::size_t at = 0; at + 64 <= told.size(); at += 64)
    addresses.push_back(told.substr(at, 64));
  return addresses;
}

TEST(KeepBlob, IsWholeOrAbsentAfterAKill) {
  const tests::temporary_folder folder;
  std::mt19937_64 random(20261122);
  std::vector<std::string> told;
  for (unsigned round = 0; round < 12; ++round)
    for (auto& each : kept_before_kill(folder / "a", round, 1 + random() % 4,
                                       std::chrono::microseconds(random() % 3'000)))
      told.push_back(std::move(each));
  const auto store = blob_store::open(folder / "a").value();
  EXPECT_GE(told.size(), 12u);
  for (const auto& each : told)
    EXPECT_TRUE(fs::exists(store.path_of(each)));
  for (const auto& each : fs::recursive_directory_iterator(folder / "a")) {
    if (each.is_directory()) continue;
    EXPECT_EQ(address_of(tests::read_all(each.path())), each.path().filename().string());
  }
}

}  // namespace
}  // namespace headway::attachments
