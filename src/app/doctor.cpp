#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "api/assets.hpp"
#include "app/slices.hpp"
#include "app/store.hpp"
#include "app/verbs.hpp"
#include "journal/store.hpp"
#include "sql/problem_of.hpp"

namespace headway::app {
namespace {

// Below this much free space a section's year may not fit.
constexpr std::uintmax_t wanted_mebibytes = 2'048;

class examination {
 public:
  void note(bool good, std::string_view what, std::string_view detail) {
    announce("{} {}：{}\n", "{} {:<10} {}\n", good ? "ok  " : "BAD ", what, detail);
    clean_ = clean_ && good;
  }
  int status() const { return clean_ ? 0 : 1; }

 private:
  bool clean_ = true;
};

std::string in_words(std::string_view zh, std::string_view en) {
  return std::string(terminal_language() == language::zh ? zh : en);
}

void examine_folder(examination& of, const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error))
    return of.note(
        true, in_words("目录", "folder"),
        folder + in_words(" 还没有，serve 时会建", " is not there yet; serve will make it"));
  const bool writable = ::access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
  of.note(writable, in_words("目录", "folder"),
          writable ? folder
                   : folder + in_words(" 当前用户不能写入", " cannot be written to by this user"));
  const auto space = std::filesystem::space(folder, error);
  const auto free = space.available / (1024 * 1024);
  if (!error)
    of.note(free >= wanted_mebibytes, in_words("磁盘", "disk"),
            fmt::format(fmt::runtime(in_words("剩余 {} MiB", "{} MiB free")), free));
}

void examine_store(examination& of, const configuration& with) {
  std::error_code error;
  if (with.postgres.empty() && !std::filesystem::exists(with.location(), error))
    return of.note(true, in_words("数据库", "store"), in_words("还是空的", "empty"));
  auto opened = store::open(with, store::purpose::reading, system_clock_source().now());
  if (!opened)
    return of.note(false, in_words("数据库", "store"), opened.error().text(terminal_language()));
  const auto on = (*opened)->database().connect(sql::access::read);
  const sql::transaction snapshot(*on, sql::access::read);
  for (const auto& node : journal::nodes(*on, with.site))
    of.note(true, in_words("机器", "node"),
            fmt::format(fmt::runtime(in_words("{}（{}），{} 条事实", "{} {} with {} facts")),
                        node.name, node.node.text(), node.facts));
  of.note(true, in_words("数据库", "store"),
          fmt::format(fmt::runtime(in_words("{} 个事项；用 headway verify 校验",
                                            "{} subjects; `headway verify` proves them")),
                      journal::count_subjects(*on, with.site)));
}

}  // namespace

int doctor(const configuration& with) {
  examination of;
  announce("设置：\n", "settings:\n");
  for (const auto& line : described(with))
    fmt::print("  {}\n", line);
  const auto year = std::chrono::year_month_day(
                        std::chrono::floor<std::chrono::days>(system_clock_source().now()))
                        .year();
  of.note(year >= std::chrono::year(2024), in_words("时钟", "clock"),
          to_text(system_clock_source().now()));
  examine_folder(of, with.folder);
  try {
    examine_store(of, with);
  } catch (const sql::error& failed) {
    of.note(false, in_words("数据库", "store"),
            sql::problem_of(failed).text(terminal_language()) + " [" + failed.what() + "]");
  }
  const auto files = api::embedded_assets().size();
  of.note(files > 0, in_words("网页", "web app"),
          fmt::format(fmt::runtime(in_words("内含 {} 个文件", "{} files embedded")), files));
  return of.status();
}

}  // namespace headway::app
