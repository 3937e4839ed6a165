// headway VERB [options]: reads the command line and the configuration, then runs the verb.
#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <cstdlib>

#include "app/verbs.hpp"
#include "base/log.hpp"
#include "sql/problem_of.hpp"

namespace {

using namespace headway;

constexpr const char* version = HEADWAY_VERSION;
constexpr const char* usual_file = "/etc/headway/headway.toml";

// What help says, in the language of the terminal.
std::string say(const char* zh, const char* en) {
  return app::terminal_language() == language::zh ? zh : en;
}

struct command_line {
  std::string file, folder, backup_to, restore_from;
  std::optional<std::uint16_t> port;
  app::new_user user;
  app::file_exchange files;
  app::plan_request plan;
  std::function<int(const app::configuration&)> run;
};

template <class Run>
CLI::App* add_verb(CLI::App& to, command_line& given, const char* name, std::string help, Run run) {
  auto* added = to.add_subcommand(name, std::move(help));
  added->add_option("--data", given.folder,
                    say("数据目录（数据库和照片）", "Folder of the database and the pictures"));
  added->callback([&given, run] { given.run = run; });
  return added;
}

void add_user_verbs(CLI::App& to, command_line& given) {
  auto& user = *to.add_subcommand(
      "user", say("账号（没有在运行 serve 时用）", "Accounts, while nothing serves"));
  user.require_subcommand(1);
  auto& who = given.user;
  auto* add = add_verb(
      user, given, "add",
      say("开账号；密码从标准输入读", "Open an account; the password comes from standard input"),
      [&who](const app::configuration& with) { return app::add_user(with, who); });
  add->add_option("--account", who.account,
                  say("登录时输入的账号", "What is typed when signing in"))
      ->required();
  add->add_option("--role", who.roles, say("角色，可以多个", "One or more roles"))->required();
  add->add_option("--name", who.name, say("姓名", "Name of the person"));
  add->add_option("--number", who.number, say("工号", "Worker's number"));
  add->add_option("--section", who.section,
                  say("区队的编号；不填就是全矿", "Id of the section; without it the whole mine"));
  add_verb(user, given, "password", say("给账号换密码", "Give an account a new password"),
           [&who](const app::configuration& with) { return app::set_password(with, who.account); })
      ->add_option("--account", who.account,
                   say("登录时输入的账号", "What is typed when signing in"))
      ->required();
  add_verb(user, given, "list", say("列出账号、状态和角色", "Accounts, their states and roles"),
           app::list_users);
}

void add_file_verbs(CLI::App& to, command_line& given) {
  auto& files = given.files;
  auto* in =
      add_verb(to, given, "import",
               say("看一个文件会改什么；加 --accept 才导入",
                   "Show what a file would change; with --accept apply it"),
               [&files](const app::configuration& with) { return app::import_file(with, files); });
  in->add_option("kind", files.what,
                 say("people 人员、roster 排班、places 地点、hazards 隐患",
                     "people, roster, places or hazards"))
      ->required();
  in->add_option("file", files.file, say("xlsx 或 CSV 文件", "xlsx or CSV"))->required();
  in->add_option("--mapping", files.mapping,
                 say("数据目录里对应表的名字", "Name of a mapping in the data folder"));
  in->add_option("--section", files.section, say("区队的编号", "Id of the section"));
  in->add_flag("--accept", files.accept, say("没有错误就导入", "Apply it when it has no errors"));
  auto* out = add_verb(
      to, given, "export", say("导出文件，改完可以再导入", "Write a file that import can read"),
      [&files](const app::configuration& with) { return app::export_file(with, files); });
  out->add_option("name", files.what,
                  say("people.xlsx、people.csv、roster.xlsx、places.csv 等",
                      "people.xlsx, people.csv, roster.xlsx, places.csv, ..."))
      ->required();
  out->add_option("file", files.file, say("存到哪里", "Where to"))->required();
  out->add_option("--section", files.section, say("区队的编号", "Id of the section"));
}

void add_plan_verb(CLI::App& to, command_line& given) {
  auto& plan = given.plan;
  auto* verb = add_verb(to, given, "plan",
                        say("给文件里的覆盖问题排班（docs/planner.md）",
                            "Plan the coverage problem in a file (docs/planner.md)"),
                        [&plan](const app::configuration&) { return app::plan(plan); });
  verb->add_option("problem", plan.file, say("JSON 文件", "JSON"))->required();
  verb->add_option("--seed", plan.seed,
                   say("换一个种子就换一种排法", "Another seed, another plan"));
  verb->add_option("--moves", plan.moves, say("局部搜索的步数", "Moves of local search"))
      ->check(CLI::PositiveNumber);
  verb->add_option("--rounds", plan.rounds, say("精确改进的轮数", "Rounds of exact improvement"))
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--seconds", plan.seconds,
                   say("最多用多少秒处理器时间", "At most so much processor time"));
  verb->add_option("--xlsx", plan.workbook,
                   say("同时把这个月写成 xlsx", "Also write the month as a workbook"));
  verb->add_option("--pdf", plan.printed, say("同时打印这个月", "Also print the month"));
  verb->add_option("--ical", plan.calendars,
                   say("每人一份日历，存放的文件夹", "Folder for a calendar of each person"));
  verb->add_flag("--progress", plan.progress, say("显示目前最好的结果", "Show the best so far"));
}

void add_verbs(CLI::App& to, command_line& given) {
  add_verb(
      to, given, "serve",
      say("开始服务，收到 SIGTERM 或 SIGINT 时停", "Serve the section until SIGTERM or SIGINT"),
      app::serve)
      ->add_option("--port", given.port,
                   say("端口，0 为任选一个空闲的", "Port to listen on, 0 for any free one"));
  add_verb(to, given, "demo",
           say("打开演示区队（虚构的，带一年的记录）",
               "Serve an invented section with a year behind it"),
           app::demo)
      ->add_option("--port", given.port,
                   say("端口，0 为任选一个空闲的", "Port to listen on, 0 for any free one"));
  add_verb(to, given, "verify",
           say("按事实重算每个校验值和每条记录",
               "Recompute every hash and every record from the journal"),
           app::verify);
  add_verb(to, given, "rebuild",
           say("按事实重写所有记录（没有在运行 serve 时用）",
               "Write every record anew from the journal, while nothing serves"),
           app::rebuild);
  add_verb(to, given, "migrate", say("把数据库升到本版本", "Bring the database to this version"),
           app::migrate);
  add_verb(to, given, "backup",
           say("备份数据库和照片，服务不用停", "Copy database and pictures, also while serving"),
           [&given](const app::configuration& with) { return app::backup(with, given.backup_to); })
      ->add_option("--to", given.backup_to, say("备份放到哪个新目录", "New folder for the copy"))
      ->required();
  add_verb(
      to, given, "restore",
      say("先校验，再由备份恢复数据目录", "Make the data folder from a backup, proven first"),
      [&given](const app::configuration& with) { return app::restore(with, given.restore_from); })
      ->add_option("--from", given.restore_from,
                   say("backup 建的目录", "Folder that `backup` made"))
      ->required();
  add_verb(to, given, "doctor", say("体检：看看哪里可能出毛病", "Look for what may go wrong here"),
           app::doctor);
  add_verb(to, given, "openapi", say("输出 API 说明", "Print the description of the API"),
           [](const app::configuration&) { return app::openapi(); });
  add_verb(to, given, "version", say("输出版本号", "Print the version"),
           [](const app::configuration&) {
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
  CLI::App line(say("Headway：掘进区队的隐患、责任区和班次",
                    "Headway: hazards, zones and shifts of a coal-mine tunnelling section"),
                "headway");
  command_line given;
  line.require_subcommand(1);
  line.fallthrough();
  line.add_option("--config", given.file,
                  say("配置文件，例如 ", "Configuration, such as ") + usual_file);
  line.failure_message([](const CLI::App*, const CLI::Error& wrong) {
    return say("命令写得不对：", "The command is not right: ") + wrong.what() + "\n" +
           say("用 headway --help 看有哪些命令\n", "headway --help lists the commands\n");
  });
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
  // The exact words for whoever reads logs, then what it means for whoever sits there.
  const auto give_up = [](const std::exception& thrown, const problem& why) {
    log(severity::error, "process.failed", {{"what", thrown.what()}});
    return app::failed(why);
  };
  try {
    return run(count, arguments);
  } catch (const sql::error& thrown) {
    return give_up(thrown, sql::problem_of(thrown));
  } catch (const std::exception& thrown) {
    return give_up(thrown, problems::internal);
  }
}
