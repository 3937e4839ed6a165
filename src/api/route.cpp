#include "api/route.hpp"

#include <charconv>

#include "http/target.hpp"

namespace headway::api {
namespace {

std::string etag_of(std::int64_t version) { return '"' + std::to_string(version) + '"'; }

// Whether an If-Match or If-None-Match list holds `etag`. Weak marks are passed over.
bool holds(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto one = list.substr(0, comma);
    while (!one.empty() && one.front() == ' ')
      one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ')
      one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == etag || one == "*") return true;
    if (comma == list.npos) break;
    list.remove_prefix(comma + 1);
  }
  return false;
}

http::response document_answer(std::string document, std::int64_t version, int status) {
  auto answer = json(std::move(document), status);
  answer.headers.emplace_back("ETag", etag_of(version));
  return answer;
}

}  // namespace

std::optional<std::string> call::query(std::string_view name) const {
  return http::query_value(in, name);
}

result<int> call::page_limit() const {
  const auto given = query("limit");
  if (!given) return static_cast<int>(limits::page_items_default);
  int limit = 0;
  const auto end = given->data() + given->size();
  const auto read = std::from_chars(given->data(), end, limit);
  if (read.ec != std::errc() || read.ptr != end || limit < 1 ||
      limit > static_cast<int>(limits::page_items))
    return problem(problems::out_of_range, "?limit",
                   {{"least", "1"}, {"most", std::to_string(limits::page_items)}});
  return limit;
}

http::response json(std::string body, int status) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

http::response page(const std::vector<std::string>& items, std::string_view next_cursor) {
  std::size_t size = 64 + next_cursor.size();
  for (const auto& item : items)
    size += item.size() + 1;
  std::string body;
  body.reserve(size);
  body += "{\"items\":[";
  for (const auto& item : items) {
    if (&item != items.data()) body += ',';
    body += item;
  }
  body += ']';
  if (!next_cursor.empty()) {
    body += ",\"next\":";
    codec::append_quoted(body, next_cursor);
  }
  body += '}';
  return json(std::move(body));
}

http::response no_content() { return {.status = 204}; }

result<journal::stored_subject> visible(const call& c, sql::connection& store,
                                        const subject_id& subject, std::string_view kind) {
  auto found = journal::find_subject(store, c.site, subject, false);
  if (!found || found->kind != kind || !c.who.sees(found->header.section))
    return problem(problems::not_found);
  return std::move(*found);
}

http::response record_answer(const call& c, sql::connection& store,
                             const journal::stored_subject& subject, int status) {
  const auto version = subject.header.version;
  if (c.in.method == http::verb::get)
    if (const auto known = c.in.header("if-none-match"); !known.empty())
      if (auto etag = etag_of(version); holds(known, etag)) {
        http::response unchanged{.status = 304};
        unchanged.headers.emplace_back("ETag", std::move(etag));
        return unchanged;
      }
  return document_answer(journal::served_document(store, c.site, subject), version, status);
}

http::response changed_answer(write_call& c, const subject_id& subject, int status) {
  const auto& changed = c.work.preview(subject);
  return document_answer(journal::served_document(c.store, c.site, changed), changed.header.version,
                         status);
}

result<void> check_version(const call& c, std::int64_t version) {
  const auto wanted = c.in.header("if-match");
  if (!wanted.empty() && !holds(wanted, etag_of(version)))
    return problem(problems::version_changed);
  return {};
}

}  // namespace headway::api
