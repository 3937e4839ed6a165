// A slice's routes, as data. The table reads like a page of contents: method, path, who may, what
// runs, what goes in and out. api/dispatcher matches, authenticates, authorises and runs; OpenAPI
// and the matrix test of roles are made from the same rows.
//
//   api::route_table hazards::routes(…) {
//     return {
//         api::get("/api/v1/hazards/{id}", permission::read_section, quick_read(one))
//             .gives<hazard>().says("One hazard", "一条隐患"),
//         api::post("/api/v1/hazards", permission::report_hazard, write(report))
//             .takes<report_hazard>().gives<hazard>(201).says("Report a hazard", "上报隐患"),
//     };
//   }
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/permission.hpp"
#include "api/schema.hpp"
#include "base/ids.hpp"
#include "base/problem.hpp"
#include "http/server.hpp"
#include "journal/journal.hpp"
#include "sql/connection.hpp"

namespace headway::api {

// Who is asking: the account behind the session or token, with its permissions at that time.
struct principal {
  person_id person;
  uuid account;
  section_id section;  // nil: belongs to the mine
  std::vector<role> roles;
  permission_set permissions;
  headway::language language = headway::language::zh;
  uuid session;           // nil: an API token
  device_id device = {};  // the one that the token is bound to; nil: none

  bool may(permission p) const { return permissions.test(static_cast<std::size_t>(p)); }
  // Whether records of `of` may be shown. Records of the whole mine (nil) are for everybody.
  bool sees(section_id of) const {
    return of.is_nil() || of == section || may(permission::read_all_sections);
  }
};

// One request on its way through a handler.
struct call {
  const http::request& in;
  const principal& who;  // an empty one on routes that are open to all
  headway::language language;
  site_id site;
  const journal::model_set& models;
  instant now;
  std::vector<std::string> captured;  // percent-decoded, in the order of the path's {…}

  // Captured path segment `i` as an id. Problem: request.not_found.
  template <class Id>
  result<Id> id(std::size_t i = 0) const {
    if (auto parsed = Id::parse(captured.at(i))) return *parsed;
    return problem(problems::not_found);
  }
  // A query parameter, decoded; nullopt when absent.
  std::optional<std::string> query(std::string_view name) const;
  // `limit`, bounded. Problem: field.out_of_range at "?limit".
  result<int> page_limit() const;
};

struct read_call : call {
  sql::connection& store;  // one snapshot
};
struct write_call : call {
  journal::unit_of_work& work;
  sql::connection& store;  // the transaction of `work`
};

using read_handler = std::function<result<http::response>(const read_call&)>;
using write_handler = std::function<result<http::response>(write_call&)>;
using replay_handler =
    std::function<result<http::response>(const read_call&, const journal::stored_subject&)>;
using plain_handler = std::function<result<http::response>(const call&)>;

// Where a handler runs.
struct quick_read {  // a point query: on the event loop when the store is embedded, else in the
                     // pool
  read_handler run;
};
struct slow_read {  // in the pool
  read_handler run;
};
struct write {  // on the writer, within a transaction shared with others; answered once durable
  write_handler run;
  // The answer when the client sends a recorded command again, for routes whose answer is not the
  // document of the command's first subject.
  replay_handler again = {};
};
struct task {  // in the pool, without the store: passwords, documents, files
  plain_handler run;
};
struct instantly {  // on the event loop: neither store nor file nor long computing
  plain_handler run;
};
// A command handed in for its author: what his device would have sent, had it had contact, and he
// as he is now.
struct handed_in {
  std::shared_ptr<const http::request> as_sent;  // POST to a route that runs a `write`
  std::shared_ptr<const principal> author;
};
struct relay {  // in the pool: opens a command and has it run as its author's; see
                // api/hand_over.hpp
  std::function<result<handed_in>(const call&)> open;
};
struct subscribe {};  // the stream of changes; run by the dispatcher itself

struct open_to_all {};  // needs no session
struct signed_in {};    // any session
using access = std::variant<open_to_all, signed_in, permission>;

struct route {
  http::verb method;
  std::string_view path;
  access needs;
  std::variant<quick_read, slow_read, write, task, instantly, relay, subscribe> runs;
  std::string_view summary_en = {}, summary_zh = {};
  schema_of_type request_schema = nullptr, answer_schema = nullptr;
  int success = 200;
  std::size_t body_bytes = limits::request_body_bytes;
  std::vector<std::string_view> query = {};            // names of the query parameters it reads
  std::string_view request_type = "application/json";  // media types
  std::string_view answer_type = "application/json";
  bool open_on_loopback = false;

  template <class T>
  route takes() && {
    request_schema = &write_schema<T>;
    return std::move(*this);
  }
  template <class T>
  route gives(int status = 200) && {
    answer_schema = &write_schema<T>;
    success = status;
    return std::move(*this);
  }
  // The document of a subject, as `record_answer` and `changed_answer` give it.
  template <class T>
  route gives_record(int status = 200) && {
    return std::move(*this).template gives<record<T>>(status);
  }
  route says(std::string_view en, std::string_view zh) && {
    summary_en = en;
    summary_zh = zh;
    return std::move(*this);
  }
  route up_to(std::size_t bytes) && {
    body_bytes = bytes;
    return std::move(*this);
  }
  // Names the query parameters that the handler reads.
  route asks(std::initializer_list<std::string_view> names) && {
    query = names;
    return std::move(*this);
  }
  // The body is not JSON but bytes of this media type.
  route takes_bytes(std::string_view media_type = "application/octet-stream") && {
    request_type = media_type;
    return std::move(*this);
  }
  route gives_bytes(std::string_view media_type) && {
    answer_type = media_type;
    return std::move(*this);
  }
  // A list answered by `page`: {"items":[T…],"next":"…"}.
  template <class T>
  route gives_page() && {
    answer_schema = &write_page_schema<T>;
    return std::move(*this);
  }
  // Needs nothing when asked from this very machine, not through a proxy.
  route or_from_loopback() && {
    open_on_loopback = true;
    return std::move(*this);
  }
};
using route_table = std::vector<route>;

template <class Runs>
route get(std::string_view path, access needs, Runs runs) {
  return {http::verb::get, path, needs, std::move(runs)};
}
template <class Runs>
route head(std::string_view path, access needs, Runs runs) {
  return {http::verb::head, path, needs, std::move(runs)};
}
template <class Runs>
route post(std::string_view path, access needs, Runs runs) {
  return {http::verb::post, path, needs, std::move(runs)};
}
template <class Runs>
route patch(std::string_view path, access needs, Runs runs) {
  return {http::verb::patch, path, needs, std::move(runs)};
}
template <class Runs>
route del(std::string_view path, access needs, Runs runs) {
  return {http::verb::del, path, needs, std::move(runs)};
}

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind bad_header{"request.bad_header", 400, "请求头 {header} 的内容无效",
                                         "The header {header} holds an invalid value"};
inline constexpr problem_kind bad_cursor{"request.bad_cursor", 400, "翻页标记无效，请从头查看",
                                         "The cursor is invalid; begin again from the first page"};
inline constexpr problem_kind command_of_another{
    "command.of_another", 409, "该命令编号已被他人使用",
    "This command id has already been used by somebody else"};
inline constexpr problem_kind method_not_allowed{"request.method_not_allowed", 405,
                                                 "此地址不支持这种操作",
                                                 "This address does not support this method"};
inline constexpr problem_kind foreign_origin{"request.foreign_origin", 403,
                                             "请求来自别的网站，已拒绝",
                                             "The request comes from another site; refused"};
inline constexpr problem_kind not_json{"request.not_json", 415, "请以 application/json 提交",
                                       "Send the body as application/json"};
}  // namespace problems

// ---- answers --------------------------------------------------------------------------------

http::response json(std::string body, int status = 200);
template <class T>
http::response json_of(const T& value, int status = 200) {
  return json(encode(value), status);
}
// `{"items":[…],"next":"…"}` from already encoded items; no `next` when the cursor is empty.
http::response page(const std::vector<std::string>& items, std::string_view next_cursor);
http::response no_content();

// The subject behind an id, if it is of this kind and its section may be seen: the one way by which
// handlers read subjects. Problem: request.not_found.
result<journal::stored_subject> visible(const call& c, sql::connection& store,
                                        const subject_id& subject, std::string_view kind);
// The served document of a subject with its version as ETag; 304 when If-None-Match holds it.
http::response record_answer(const call& c, sql::connection& store,
                             const journal::stored_subject& subject, int status = 200);
// The same for a subject that the unit of work has just changed.
http::response changed_answer(write_call& c, const subject_id& subject, int status = 200);
// Problem request.version_changed unless If-Match is absent or names `version`.
result<void> check_version(const call& c, std::int64_t version);

}  // namespace headway::api
