#include "sql/dialect.hpp"

#include <algorithm>
#include <vector>

namespace headway::sql {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The end of the token that begins at `at`: a quoted text, a comment, a run of blanks, a word
// (parameters and numbers too) or one other character.
std::size_t token_end(std::string_view sql, std::size_t at) {
  const auto after = [&](std::string_view mark, std::size_t from) {
    const auto found = sql.find(mark, from);
    return found == sql.npos ? sql.size() : found + mark.size();
  };
  const char c = sql[at];
  // A doubled quote inside ends one token and begins the next: nothing is replaced in either.
  if (c == '\'' || c == '"') return after(std::string_view(&c, 1), at + 1);
  if (sql.substr(at, 2) == "--") return after("\n", at);
  if (sql.substr(at, 2) == "/*") return after("*/", at + 2);
  const auto run = [&](auto belongs) {
    return static_cast<std::size_t>(std::find_if_not(sql.begin() + at, sql.end(), belongs) -
                                    sql.begin());
  };
  if (is_blank(c)) return run(is_blank);
  return is_word(c) ? run(is_word) : at + 1;
}

std::vector<std::string_view> tokens_of(std::string_view sql) {
  std::vector<std::string_view> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    const auto end = token_end(sql, at);
    tokens.push_back(sql.substr(at, end - at));
    at = end;
  }
  return tokens;
}

bool is_meaningful(std::string_view token) {
  return !is_blank(token.front()) && !token.starts_with("--") && !token.starts_with("/*");
}

// How many tokens from `at` on hold the `words`, blanks and comments between them included; 0 when
// they do not follow there.
std::size_t match(const std::vector<std::string_view>& tokens, std::size_t at,
                  std::initializer_list<std::string_view> words) {
  std::size_t next = at;
  for (const auto word : words) {
    while (next < tokens.size() && !is_meaningful(tokens[next]))
      ++next;
    if (next >= tokens.size() || tokens[next] != word) return 0;
    ++next;
  }
  return next - at;
}

std::string_view sqlite_word(std::string_view token) {
  if (token == "INT64") return "INTEGER";
  if (token == "BYTES") return "BLOB";
  if (token == "REAL64") return "REAL";
  return token;
}

std::string_view postgres_word(std::string_view token, std::string_view before) {
  if (token == "INT64") return "bigint";
  if (token == "BYTES") return "bytea";
  if (token == "REAL64") return "double precision";
  if (token == "TEXT") return before == "AS" ? "text" : "text COLLATE \"C\"";
  if (token == "STRICT" && before == ")") return {};
  return token;
}

}  // namespace

std::string in_dialect(engine of, std::string_view sql) {
  const auto tokens = tokens_of(sql);
  std::string out;
  out.reserve(sql.size() + 64);
  std::string_view before;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto token = tokens[at];
    if (of == engine::sqlite) {
      if (const auto skipped = match(tokens, at, {"FOR", "UPDATE"})) {
        at += skipped - 1;
        continue;
      }
      out += sqlite_word(token);
    } else {
      out += postgres_word(token, before);
      if (token == "STRICT" && before == ")")
        at += match(tokens, at + 1, {",", "WITHOUT", "ROWID"});
    }
    if (is_meaningful(token)) before = token;
  }
  return out;
}

std::string without_null_tests(std::string_view sql) {
  const auto tokens = tokens_of(sql);
  std::string out;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    std::size_t tested = 0;
    if (tokens[at].front() == '$') {
      tested = match(tokens, at + 1, {"IS", "NULL"});
      if (!tested) tested = match(tokens, at + 1, {"IS", "NOT", "NULL"});
    }
    out += tested ? std::string_view("TRUE") : tokens[at];
    at += tested;
  }
  return out;
}

}  // namespace headway::sql
