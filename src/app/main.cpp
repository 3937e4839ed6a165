// headway VERB [options]: reads the command line and the configuration, then runs the verb.
#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <cstdlib>

#include "app/verbs.hpp"
#include "base/log.hpp"

namespace {

using namespace headway;

constexpr const char* version = HEADWAY_VERSION;
constexpr const char* usual_file = "/etc/headway/headway.toml";

struct command_line {
  std::string file, folder, backup_to, restore_from;
  std::optional<std::uint16_t> port;
  std::function<int(const app::configuration&)> run;
};

void add_verbs(CLI::App& to, command_line& given) {
  const auto verb = [&](const char* name, const char* help, auto run) {
    auto* added = to.add_subcommand(name, help);
    added->add_option("--data", given.folder, "Folder of the database and the pictures");
    added->callback([&given, run] { given.run = run; });
    return added;
  };
  verb("serve", "Serve the section until SIGTERM or SIGINT", app::serve)
      ->add_option("--port", given.port, "Port to listen on, 0 for any free one");
  verb("demo", "Serve an invented section with a year behind it", app::demo)
      ->add_option("--port", given.port, "Port to listen on, 0 for any free one");
  verb("verify", "Recompute every hash and every record from the journal", app::verify);
  verb("migrate", "Bring the database to this version", app::migrate);
  verb("backup", "Copy database and pictures, also while serving",
       [&given](const app::configuration& with) { return app::backup(with, given.backup_to); })
      ->add_option("--to", given.backup_to, "New folder for the copy")
      ->required();
  verb("restore", "Make the data folder from a backup, proven first",
       [&given](const app::configuration& with) { return app::restore(with, given.restore_from); })
      ->add_option("--from", given.restore_from, "Folder that `backup` made")
      ->required();
  verb("doctor", "Look for what may go wrong here", app::doctor);
  verb("openapi", "Print the description of the API",
       [](const app::configuration&) { return app::openapi(); });
  verb("version", "Print the version", [](const app::configuration&) {
    fmt::print("headway {}\n", version);
    return 0;
  });
}

result<app::configuration> configured(const command_line& given) {
  std::optional<std::string> file;
  if (!given.file.empty()) file = given.file;
  auto made = app::read_configuration(file, [](const char* name) { return std::getenv(name); });
  if (!made) return made;
  if (!given.folder.empty()) made->folder = given.folder;
  if (given.port) made->port = *given.port;
  return made;
}

int run(int count, char** arguments) {
  CLI::App line("Headway: hazards, zones and shifts of a coal-mine tunnelling section", "headway");
  command_line given;
  line.require_subcommand(1);
  line.fallthrough();
  line.add_option("--config", given.file, std::string("Configuration, such as ") + usual_file)
      ->check(CLI::ExistingFile);
  add_verbs(line, given);
  try {
    line.parse(count, arguments);
  } catch (const CLI::ParseError& wrong) {
    return line.exit(wrong);
  }
  const auto with = configured(given);
  return with ? given.run(*with) : app::failed(with.error());
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const std::exception& thrown) {
    log(severity::error, "process.failed", {{"what", thrown.what()}});
    return 2;
  }
}
