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
  app::new_user user;
  app::file_exchange files;
  app::plan_request plan;
  std::function<int(const app::configuration&)> run;
};

template <class Run>
CLI::App* add_verb(CLI::App& to, command_line& given, const char* name, const char* help, Run run) {
  auto* added = to.add_subcommand(name, help);
  added->add_option("--data", given.folder, "Folder of the database and the pictures");
  added->callback([&given, run] { given.run = run; });
  return added;
}

void add_user_verbs(CLI::App& to, command_line& given) {
  auto& user = *to.add_subcommand("user", "Accounts, while nothing serves");
  user.require_subcommand(1);
  auto& who = given.user;
  auto* add =
      add_verb(user, given, "add", "Open an account; the password comes from standard input",
               [&who](const app::configuration& with) { return app::add_user(with, who); });
  add->add_option("--account", who.account, "What is typed when signing in")->required();
  add->add_option("--role", who.roles, "One or more roles")->required();
  add->add_option("--name", who.name, "Name of the person");
  add->add_option("--number", who.number, "Worker's number");
  add->add_option("--section", who.section, "Id of the section; without it the whole mine");
  add_verb(user, given, "password", "Give an account a new password",
           [&who](const app::configuration& with) { return app::set_password(with, who.account); })
      ->add_option("--account", who.account, "What is typed when signing in")
      ->required();
  add_verb(user, given, "list", "Accounts, their states and roles", app::list_users);
}

void add_file_verbs(CLI::App& to, command_line& given) {
  auto& files = given.files;
  auto* in =
      add_verb(to, given, "import", "Show what a file would change; with --accept apply it",
               [&files](const app::configuration& with) { return app::import_file(with, files); });
  in->add_option("kind", files.what, "people, roster, places or hazards")->required();
  in->add_option("file", files.file, "xlsx or CSV")->required();
  in->add_option("--mapping", files.mapping, "Name of a mapping in the data folder");
  in->add_option("--section", files.section, "Id of the section");
  in->add_flag("--accept", files.accept, "Apply it when it has no errors");
  auto* out =
      add_verb(to, given, "export", "Write a file that import can read",
               [&files](const app::configuration& with) { return app::export_file(with, files); });
  out->add_option("name", files.what, "people.xlsx, people.csv, roster.xlsx, places.csv, ...")
      ->required();
  out->add_option("file", files.file, "Where to")->required();
  out->add_option("--section", files.section, "Id of the section");
}

void add_plan_verb(CLI::App& to, command_line& given) {
  auto& plan = given.plan;
  auto* verb = add_verb(to, given, "plan", "Plan the coverage problem in a file (docs/planner.md)",
                        [&plan](const app::configuration&) { return app::plan(plan); });
  verb->add_option("problem", plan.file, "JSON")->required();
  verb->add_option("--seed", plan.seed, "Another seed, another plan");
  verb->add_option("--moves", plan.moves, "Moves of local search")->check(CLI::PositiveNumber);
  verb->add_option("--rounds", plan.rounds, "Rounds of exact improvement")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--seconds", plan.seconds, "At most so much processor time");
  verb->add_option("--xlsx", plan.workbook, "Also write the month as a workbook");
  verb->add_option("--pdf", plan.printed, "Also print the month");
  verb->add_option("--ical", plan.calendars, "Folder for a calendar of each person");
  verb->add_flag("--progress", plan.progress, "Show the best so far");
}

void add_verbs(CLI::App& to, command_line& given) {
  add_verb(to, given, "serve", "Serve the section until SIGTERM or SIGINT", app::serve)
      ->add_option("--port", given.port, "Port to listen on, 0 for any free one");
  add_verb(to, given, "demo", "Serve an invented section with a year behind it", app::demo)
      ->add_option("--port", given.port, "Port to listen on, 0 for any free one");
  add_verb(to, given, "verify", "Recompute every hash and every record from the journal",
           app::verify);
  add_verb(to, given, "rebuild", "Write every record anew from the journal, while nothing serves",
           app::rebuild);
  add_verb(to, given, "migrate", "Bring the database to this version", app::migrate);
  add_verb(to, given, "backup", "Copy database and pictures, also while serving",
           [&given](const app::configuration& with) { return app::backup(with, given.backup_to); })
      ->add_option("--to", given.backup_to, "New folder for the copy")
      ->required();
  add_verb(
      to, given, "restore", "Make the data folder from a backup, proven first",
      [&given](const app::configuration& with) { return app::restore(with, given.restore_from); })
      ->add_option("--from", given.restore_from, "Folder that `backup` made")
      ->required();
  add_verb(to, given, "doctor", "Look for what may go wrong here", app::doctor);
  add_verb(to, given, "openapi", "Print the description of the API",
           [](const app::configuration&) { return app::openapi(); });
  add_verb(to, given, "version", "Print the version", [](const app::configuration&) {
    fmt::print("headway {}\n", version);
    return 0;
  });
  add_user_verbs(to, given);
  add_file_verbs(to, given);
  add_plan_verb(to, given);
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
