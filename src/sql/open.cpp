#include <mutex>

#include "sql/engines.hpp"
#include "sql/statements.hpp"

namespace headway::sql {
namespace {

// Never destroyed: statements of other files are made before us.
struct all_statements {
  std::mutex guard;
  std::vector<std::string> texts;
  static all_statements& known() {
    static auto* const made = new all_statements;
    return *made;
  }
};

std::size_t number_of(const std::string& text) {
  auto& all = all_statements::known();
  const std::lock_guard held(all.guard);
  all.texts.push_back(text);
  return all.texts.size() - 1;
}

}  // namespace

statement::statement(std::string sql) : sql_(std::move(sql)), number_(number_of(sql_)) {}

std::vector<std::string> texts_of_all_statements() {
  auto& all = all_statements::known();
  const std::lock_guard held(all.guard);
  return all.texts;
}

result<std::unique_ptr<database>> open(const options& wanted) {
  const bool remote =
      wanted.location.starts_with("postgresql://") || wanted.location.starts_with("postgres://");
  return remote ? open_postgres(wanted) : open_sqlite(wanted);
}

}  // namespace headway::sql
