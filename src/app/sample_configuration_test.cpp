// packaging/headway.toml is the first thing that whoever installs Headway edits: what it says about
// the defaults must be true.
#include <gtest/gtest.h>

#include <fstream>

#include "app/configuration.hpp"
#include "support/test_store.hpp"

namespace headway::app {
namespace {

const char* nothing_set(const char*) { return nullptr; }

TEST(SampleConfiguration, IsTrueAboutTheDefaults) {
  const tests::temporary_folder folder;
  const auto uncommented = folder / "headway.toml";
  std::ifstream sample(HEADWAY_SOURCE_DIR "/packaging/headway.toml");
  std::ofstream out(uncommented);
  std::size_t settings = 0;
  for (std::string line; std::getline(sample, line);) {
    const bool commented = line.starts_with('#') && !line.starts_with("# ");
    settings += commented ? 1 : 0;
    out << (commented ? line.substr(1) : line) << '\n';
  }
  out.close();

  auto read = read_configuration(uncommented, nothing_set);
  ASSERT_TRUE(read.has_value());
  const auto defaults = read_configuration(std::nullopt, nothing_set).value();
  EXPECT_EQ(read->folder, "/var/lib/headway");
  read->folder = defaults.folder;
  EXPECT_EQ(described(*read), described(defaults));
  EXPECT_EQ(settings + 1, described(defaults).size()) << "each setting stands in the sample";
}

}  // namespace
}  // namespace headway::app
