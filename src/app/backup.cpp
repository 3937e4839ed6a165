#include <fmt/core.h>

#include <filesystem>

#include "app/store.hpp"
#include "app/verbs.hpp"
#include "base/system_words.hpp"

namespace headway::app {
namespace {

namespace files = std::filesystem;

constexpr problem_kind not_empty{"backup.not_empty", 409, "目录 {folder} 不是空的",
                                 "The folder {folder} is not empty"};
constexpr problem_kind not_embedded{"backup.not_embedded", 409,
                                    "数据在 PostgreSQL 中，请用 pg_dump 备份",
                                    "The data are in PostgreSQL: back up with pg_dump"};
constexpr problem_kind no_backup{"backup.not_found", 404, "{folder} 里没有 headway.db",
                                 "There is no headway.db in {folder}"};
constexpr problem_kind not_clean{"backup.not_clean", 409,
                                 "备份未通过校验（{count} 处不符），没有恢复",
                                 "The backup does not verify ({count} findings); nothing restored"};

problem about(const problem_kind& kind, const std::string& folder) {
  return {kind, "", {{"folder", folder}}};
}

void copy_pictures(const std::string& from, const std::string& to) {
  if (!files::exists(from)) return;
  files::copy(from, to, files::copy_options::recursive | files::copy_options::skip_existing);
}

// Runs `work`; what the file system refuses becomes exit status 2.
template <class Work>
int with_files(const std::string& folder, Work work) {
  try {
    return work();
  } catch (const files::filesystem_error& refused) {
    return failed(problem(problems::folder_failed, "",
                          {{"folder", folder}, {"why", words_of(refused.code())}}));
  }
}

// Checks every hash and record of the copy, then gives the node a new identity.
result<journal::verification> prove_and_rename(const configuration& copy) {
  const auto now = system_clock_source().now();
  auto opened = store::open(copy, store::purpose::writing, now);
  if (!opened) return opened.error();
  const auto on = (*opened)->database().connect(sql::access::write);
  sql::transaction all(*on, sql::access::write);
  auto found = journal::verify(*on, (*opened)->site(), (*opened)->models(), [](std::int64_t) {});
  if (!found.clean()) return found;
  journal::retire_node(*on, (*opened)->site(), copy.node, now);
  journal::own_node(*on, (*opened)->site(), copy.node, now);
  all.commit();
  return found;
}

}  // namespace

int backup(const configuration& with, const std::string& to) {
  if (!with.postgres.empty()) return failed(not_embedded);
  return with_files(to, [&] {
    if (auto there = store::has_data(with); !there) return failed(there.error());
    files::create_directories(to);
    if (!files::is_empty(to)) return failed(about(not_empty, to));
    auto opened = sql::open({.location = with.location()});
    if (!opened) return failed(opened.error());
    (*opened)->backup_to(to + "/headway.db");
    // After the database: every picture that its facts name was durable before them.
    copy_pictures(with.attachments_folder(), to + "/attachments");
    announce("备份在 {}\n", "backup in {}\n", to);
    return 0;
  });
}

int restore(const configuration& with, const std::string& from) {
  if (!with.postgres.empty()) return failed(not_embedded);
  return with_files(with.folder, [&] {
    if (!files::exists(from + "/headway.db")) return failed(about(no_backup, from));
    if (files::exists(with.location())) return failed(about(not_empty, with.folder));
    // Beside the real place until it is proven: an interrupted restore leaves no half database.
    configuration copy = with;
    copy.folder = with.folder + "/restoring";
    files::remove_all(copy.folder);
    files::create_directories(copy.folder);
    files::copy_file(from + "/headway.db", copy.location());
    const auto found = prove_and_rename(copy);
    if (!found) return failed(found.error());
    print_findings(*found);
    if (!found->clean()) {
      files::remove_all(copy.folder);
      return failed(problem(not_clean, "", {{"count", std::to_string(found->findings_total)}}));
    }
    copy_pictures(from + "/attachments", with.attachments_folder());
    for (const char* part : {"-wal", "-shm"})
      files::remove(with.location() + part);
    files::rename(copy.location(), with.location());
    files::remove_all(copy.folder);
    announce("已恢复 {} 条事实（{} 台机器），全部校验通过；本机从此是一台新机器\n",
             "restored {} facts of {} nodes, all verified; this node is new\n", found->facts,
             found->nodes);
    return 0;
  });
}

}  // namespace headway::app
