// What a mine may set: one TOML file, then the environment, then the command line. Every setting
// has a name such as "server.port"; in the file it is `port` in the table [server], in the
// environment HEADWAY_SERVER_PORT.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/problem.hpp"
#include "base/time.hpp"
#include "sql/connection.hpp"

namespace headway::app {

struct configuration {
  // [server]
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;         // 0: any free one
  unsigned threads = 0;              // of the event loop; 0: one per core, at most four
  double requests_per_second = 200;  // of one account or address; 0: any
  double requests_at_once = 400;
  // How often is looked for what falls due by the clock alone; not a setting of the file.
  std::chrono::milliseconds due_looked_for_every{5'000};
  bool secure_cookies = false;  // behind HTTPS: the session's cookie is sent over nothing else
  // [store]
  std::string folder = "data";  // the database and the pictures
  std::string postgres;         // a connection URI: the database is there instead. May be a secret.
  // [node]
  std::string node = "main";  // this box among the boxes of the mine
  // [site]
  site_id site{1};
  std::string mine = "Headway";  // the name of the mine, as people read it
  // Where people reach the web app, such as "https://headway.example": codes on plates lead there.
  std::string web_address;
  time_zone zone;
  // [log]
  severity log_level = severity::info;

  // What sql::open takes.
  std::string location() const;
  std::string attachments_folder() const { return folder + "/attachments"; }
};

// Looks up a variable of the environment; nullptr when it is not set.
using environment = std::function<const char*(const char* name)>;

// Without a file only defaults and environment count. Problems: configuration.*.
result<configuration> read_configuration(const std::optional<std::string>& file,
                                         const environment& from);

// Every setting as "name = value", secrets masked; what `headway doctor` shows.
std::vector<std::string> described(const configuration& of);

namespace problems {
inline constexpr problem_kind unreadable_file{"configuration.unreadable", 500,
                                              "无法读取配置文件 {file}：{why}",
                                              "Cannot read the configuration {file}: {why}"};
inline constexpr problem_kind unknown_setting{
    "configuration.unknown_setting", 500, "不认识的配置项“{name}”", "Unknown setting \"{name}\""};
inline constexpr problem_kind bad_setting{"configuration.bad_setting", 500,
                                          "配置项“{name}”的值“{value}”无效，应为{expected}",
                                          "The setting \"{name}\" cannot be \"{value}\"; "
                                          "expected {expected}"};
}  // namespace problems

}  // namespace headway::app
