#include "app/configuration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "support/test_store.hpp"

namespace headway::app {
namespace {

using ::testing::Contains;

class Configuration : public ::testing::Test {
 protected:
  result<configuration> read(const std::string& toml,
                             std::map<std::string, std::string> variables = {}) {
    const auto file = folder / "headway.toml";
    std::ofstream(file) << toml;
    return read_configuration(file, [&](const char* name) -> const char* {
      const auto found = variables.find(name);
      return found == variables.end() ? nullptr : found->second.c_str();
    });
  }
  tests::temporary_folder folder;
};

TEST_F(Configuration, IsTheDefaultsWithoutAFile) {
  const auto made = read_configuration(std::nullopt, [](const char*) { return nullptr; }).value();
  EXPECT_EQ(made.port, 8080);
  EXPECT_EQ(made.address, "127.0.0.1") << "nothing is open to the network unasked";
  EXPECT_EQ(made.zone.offset, std::chrono::hours(8));
  EXPECT_EQ(made.location(), "data/headway.db");
}

TEST_F(Configuration, TakesTheEnvironmentBeforeTheFile) {
  const auto made = read("[server]\nport = 90\naddress = \"0.0.0.0\"\n[store]\npath = \"/srv/h\"\n",
                         {{"HEADWAY_SERVER_PORT", "91"}, {"HEADWAY_NODE_NAME", "east"}})
                        .value();
  EXPECT_EQ(made.port, 91);
  EXPECT_EQ(made.address, "0.0.0.0");
  EXPECT_EQ(made.location(), "/srv/h/headway.db");
  EXPECT_EQ(made.node, "east");
}

TEST_F(Configuration, RefusesASettingThatItDoesNotKnow) {
  const auto refused = read("[server]\nprot = 90\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "configuration.unknown_setting");
  EXPECT_EQ(refused.error().text(language::en), "Unknown setting \"server.prot\"");
  EXPECT_EQ(read("port = 1\n").error().code(), "configuration.unknown_setting");
}

TEST_F(Configuration, SaysWhatASettingCannotBe) {
  EXPECT_EQ(read("[server]\nport = 70000\n").error().text(language::en),
            "The setting \"server.port\" cannot be \"70000\"; expected a number from 0 to 65535");
  EXPECT_FALSE(read("[log]\nlevel = \"loud\"\n"));
  EXPECT_FALSE(read("[site]\nutc_offset_minutes = 900\n"));
  EXPECT_FALSE(read("", {{"HEADWAY_SERVER_SECURE_COOKIES", "perhaps"}}));
}

TEST_F(Configuration, SaysInWhichLineAFileIsBroken) {
  const auto refused = read("[server]\nport = = 3\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "configuration.unreadable");
  EXPECT_NE(refused.error().text(language::en).find("line 2"), std::string::npos);
}

TEST_F(Configuration, NeverShowsAPassword) {
  const auto made =
      read("[store]\npostgres = \"postgresql://headway:secret@db/headway\"\n").value();
  EXPECT_EQ(made.location(), "postgresql://headway:secret@db/headway");
  const auto lines = described(made);
  EXPECT_THAT(lines, Contains("store.postgres = ***"));
  for (const auto& line : lines)
    EXPECT_EQ(line.find("secret"), std::string::npos) << line;
}

}  // namespace
}  // namespace headway::app
