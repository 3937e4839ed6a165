#include <atomic>

#include "sql/engines.hpp"

namespace headway::sql {
namespace {

std::size_t next_number() {
  static std::atomic<std::size_t> next = 0;
  return next++;
}

}  // namespace

statement::statement(std::string sql) : sql_(std::move(sql)), number_(next_number()) {}

result<std::unique_ptr<database>> open(const options& wanted) {
  const bool remote =
      wanted.location.starts_with("postgresql://") || wanted.location.starts_with("postgres://");
  return remote ? open_postgres(wanted) : open_sqlite(wanted);
}

}  // namespace headway::sql
