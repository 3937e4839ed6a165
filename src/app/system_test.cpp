#include "app/system.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/verbs.hpp"
#include "people/administration.hpp"
#include "support/http_client.hpp"
#include "support/set_clock.hpp"
#include "support/test_store.hpp"

namespace headway::app {
namespace {

namespace files = std::filesystem;

class System : public ::testing::Test {
 protected:
  configuration in(const std::string& name) const {
    configuration with;
    with.folder = folder / name;
    with.port = 0;
    with.threads = 1;
    return with;
  }
  // Facts of a few sections, and one picture.
  void fill(const configuration& with) {
    const auto running = system::start(with, clock, system::listening::no).value();
    for (int i = 0; i < 5; ++i)
      running->run_as_system([&](journal::unit_of_work& work) {
        people::execute(
            work,
            people::found_section{section_id(make_uuid(i)), "section " + std::to_string(i), {}})
            .value();
      });
    files::create_directories(with.attachments_folder());
    std::ofstream(with.attachments_folder() + "/picture") << "bytes";
  }
  std::vector<journal::node_summary> nodes_in(const configuration& with) {
    const auto opened = store::open(with, store::purpose::reading, clock.now()).value();
    const auto on = opened->database().connect(sql::access::read);
    const sql::transaction snapshot(*on, sql::access::read);
    return journal::nodes(*on, with.site);
  }
  tests::temporary_folder folder;
  tests::set_clock clock{*parse_instant("2026-11-22T02:10:00Z")};
};

TEST_F(System, AnswersUntilItIsStopped) {
  const auto running = system::start(in("data"), clock).value();
  const auto port = running->port();
  EXPECT_EQ(tests::http_client(port).send({.target = "/readyz"}).status, 200);
  running->stop();
  EXPECT_THROW(tests::http_client(port).send({.target = "/readyz"}), std::runtime_error);
}

TEST_F(System, HasTheFolderForItself) {
  const auto running = system::start(in("data"), clock).value();
  const auto second = system::start(in("data"), clock);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), "store.in_use");
}

TEST_F(System, GoesOnWithItsChainAfterARestart) {
  fill(in("data"));
  const auto before = nodes_in(in("data"));
  fill(in("data"));
  const auto after = nodes_in(in("data"));
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].node, before[0].node);
  EXPECT_GT(after[0].facts, before[0].facts);
  EXPECT_EQ(verify(in("data")), 0);
}

TEST_F(System, IsBackedUpWhileItServesAndRestoredAsANewNode) {
  const auto original = in("data"), restored = in("restored");
  fill(original);
  const auto running = system::start(original, clock).value();
  ASSERT_EQ(backup(original, folder / "backup"), 0);
  ASSERT_EQ(restore(restored, folder / "backup"), 0);
  EXPECT_EQ(verify(restored), 0);
  EXPECT_TRUE(files::exists(restored.attachments_folder() + "/picture"));

  const auto old = nodes_in(original);
  const auto now = nodes_in(restored);
  ASSERT_EQ(now.size(), 2u);
  EXPECT_EQ(now[0].node, old[0].node);
  EXPECT_EQ(now[0].facts, old[0].facts);
  EXPECT_NE(now[0].name, "main");
  EXPECT_EQ(now[1].name, "main");
  fill(restored);
  EXPECT_EQ(nodes_in(restored)[0].facts, old[0].facts) << "the old chain is never gone on with";
  EXPECT_GT(nodes_in(restored)[1].facts, 0);
}

TEST_F(System, RestoresNothingFromABackupThatWasAltered) {
  fill(in("data"));
  ASSERT_EQ(backup(in("data"), folder / "backup"), 0);
  auto altered = in("backup");
  {
    static const sql::statement alter("UPDATE facts SET body = '{}' WHERE seq = 3");
    const auto database = sql::open({.location = altered.location()}).value();
    const auto on = database->connect(sql::access::write);
    sql::transaction all(*on, sql::access::write);
    EXPECT_EQ(on->run(alter, {}), 1);
    all.commit();
  }
  EXPECT_EQ(restore(in("restored"), folder / "backup"), 2);
  EXPECT_FALSE(files::exists(in("restored").location()));
}

TEST_F(System, IsNotRestoredOverWhatIsThere) {
  fill(in("data"));
  ASSERT_EQ(backup(in("data"), folder / "backup"), 0);
  const auto before = nodes_in(in("data"));
  EXPECT_EQ(restore(in("data"), folder / "backup"), 2);
  EXPECT_EQ(nodes_in(in("data")).size(), before.size());
  EXPECT_EQ(backup(in("data"), folder / "backup"), 2) << "nor a backup over a backup";
}

// A mistyped folder must not look like an empty section that is in order.
TEST_F(System, TakesAFolderWithoutDataForWhatItIs) {
  const auto empty = in("empty");
  EXPECT_EQ(verify(empty), 2);
  EXPECT_EQ(rebuild(empty), 2);
  EXPECT_EQ(list_users(empty), 2);
  EXPECT_EQ(backup(empty, folder / "backup"), 2);
  file_exchange wanted;
  wanted.what = "people.csv";
  wanted.file = folder / "people.csv";
  EXPECT_EQ(export_file(empty, wanted), 2);
  for (const char* made : {"empty", "backup", "people.csv"})
    EXPECT_FALSE(files::exists(folder / made)) << made;
}

}  // namespace
}  // namespace headway::app
