// What people are told when the store fails; the engine's own words are for the log.
#pragma once

#include "base/problem.hpp"
#include "sql/connection.hpp"

namespace headway::sql {

namespace problems {
inline constexpr problem_kind full{
    "store.full", 503, "服务器磁盘满了，这次没有存上。请告诉管理员腾出空间，再试一次",
    "The server's disk is full and this was not saved; tell the administrator to make room, then "
    "try again"};
inline constexpr problem_kind corrupt{
    "store.corrupt", 503, "数据库文件已损坏，请管理员停机，用最近的备份恢复",
    "The database file is damaged; the administrator should stop it and restore the latest backup"};
}  // namespace problems

// store.full, store.corrupt; server.store_failed for everything else.
inline problem problem_of(const error& failed) {
  switch (failed.why()) {
    case failure::full:
      return problems::full;
    case failure::corrupt:
      return problems::corrupt;
    default:
      return headway::problems::store_failed;
  }
}

}  // namespace headway::sql
