#include "imports/routes.hpp"

#include <algorithm>

namespace headway::imports {
namespace {

using api::permission;

struct shown_error {
  std::string sheet;
  std::int64_t row = 0;
  std::string column;
  std::string header;
  std::string code;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(shown_error, (), (sheet, row, column, header, code, detail))

struct shown_preview {
  std::optional<import_id> id;  // absent when there are errors: nothing can be accepted
  std::string kind;
  std::string file_name;
  std::int64_t rows = 0;
  std::int64_t skipped = 0;
  std::int64_t errors_total = 0;
  std::vector<shown_error> errors;
  imports::changes changes;
  std::vector<raw_json> sample;
};
BOOST_DESCRIBE_STRUCT(shown_preview, (),
                      (id, kind, file_name, rows, skipped, errors_total, errors, changes, sample))

struct applied {
  import_id id;
  std::string kind;
  imports::changes changes;
};
BOOST_DESCRIBE_STRUCT(applied, (), (id, kind, changes))

struct accept_import {};
BOOST_DESCRIBE_STRUCT(accept_import, (), ())

struct named_mapping {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(named_mapping, (), (name))
struct mapping_list {
  std::vector<named_mapping> items;
};
BOOST_DESCRIBE_STRUCT(mapping_list, (), (items))

struct desk {
  std::vector<std::shared_ptr<const import_kind>> kinds;
  find_mapping named;
  list_mappings listed;
  staging waiting;
};
using shared_desk = std::shared_ptr<desk>;

result<const import_kind*> kind_asked(const desk& at, const api::call& c) {
  const auto wanted = c.query("kind").value_or("");
  std::string allowed;
  for (const auto& each : at.kinds) {
    if (each->name() == wanted) return each.get();
    (allowed += allowed.empty() ? "" : ", ") += each->name();
  }
  return problem(problems::unknown_kind, "?kind",
                 {{"kind", documents::shown(wanted)}, {"allowed", allowed}});
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

result<mapping> layout_asked(const desk& at, const api::call& c, const import_kind& kind) {
  const auto name = c.query("mapping").value_or("");
  if (name.empty()) return mapping{};
  const auto text = is_plain_name(name) && at.named ? at.named(name) : std::nullopt;
  if (!text)
    return problem(problems::unknown_mapping, "?mapping", {{"mapping", documents::shown(name)}});
  return parse_mapping(*text, kind.fields());
}

result<http::response> show(desk& at, const api::read_call& c) {
  const auto kind = kind_asked(at, c);
  if (!kind) return kind.error();
  const auto layout = layout_asked(at, c, **kind);
  if (!layout) return layout.error();
  auto table = documents::open_table(c.in.body);
  if (!table) return table.error();
  auto read = (*kind)->read(c, **table, *layout);

  shown_preview answer;
  answer.kind = (*kind)->name();
  answer.file_name = c.query("file_name").value_or("").substr(0, 200);
  answer.rows = static_cast<std::int64_t>(read.seen.rows);
  answer.skipped = static_cast<std::int64_t>(read.seen.skipped);
  answer.errors_total = static_cast<std::int64_t>(read.seen.errors.total);
  for (const auto& each : read.seen.errors.listed)
    answer.errors.push_back({each.sheet, static_cast<std::int64_t>(each.row), each.column,
                             each.header, std::string(each.what.code()),
                             each.what.text(c.language)});
  answer.changes = read.foreseen;
  for (auto& each : read.sample)
    answer.sample.push_back({std::move(each)});
  if (read.seen.errors.total == 0 && read.ready)
    answer.id = at.waiting.put({c.who.account, answer.kind, read.ready, {}, {}}, c.now);
  return api::json_of(answer, 201);
}

result<http::response> accept(desk& at, api::write_call& c) {
  const auto id = c.id<import_id>();
  if (!id) return id.error();
  const auto found = at.waiting.find(*id, c.who.account, c.now);
  if (!found) return problem(problems::not_staged);
  const auto done = found->of->apply(c);
  if (!done) return done.error();
  // It stays until it expires: the transaction may have to be run again, and then comparing anew
  // with the store gives the same.
  at.waiting.note_applied(*id, *done);
  return api::json_of(applied{*id, found->kind, *done});
}

result<http::response> accepted_before(const desk& at, const api::read_call& c) {
  const auto id = c.id<import_id>();
  if (!id) return id.error();
  const auto found = at.waiting.find(*id, c.who.account, c.now);
  if (!found) return api::json_of(applied{*id, {}, {}});
  return api::json_of(applied{*id, found->kind, found->applied});
}

result<http::response> drop(desk& at, const api::call& c) {
  const auto id = c.id<import_id>();
  if (!id) return id.error();
  if (!at.waiting.remove(*id, c.who.account)) return problem(problems::not_staged);
  return api::no_content();
}

result<http::response> mappings(const desk& at) {
  mapping_list answer;
  if (at.listed)
    for (auto& each : at.listed())
      answer.items.push_back({std::move(each)});
  return api::json_of(answer);
}

}  // namespace

api::route_table routes(std::vector<std::shared_ptr<const import_kind>> kinds, find_mapping named,
                        list_mappings listed) {
  const shared_desk at(new desk{std::move(kinds), std::move(named), std::move(listed), {}});
  const api::slow_read listing{[at](const api::read_call&) { return mappings(*at); }};
  const api::slow_read showing{[at](const api::read_call& c) { return show(*at, c); }};
  const api::write accepting{[at](api::write_call& c) { return accept(*at, c); },
                             [at](const api::read_call& c, const journal::stored_subject&) {
                               return accepted_before(*at, c);
                             }};
  const api::instantly dropping{[at](const api::call& c) { return drop(*at, c); }};
  constexpr auto import_data = permission::import_data;
  return {
      api::get("/api/v1/imports/mappings", import_data, listing)
          .gives<mapping_list>()
          .says("The mappings for other systems' files", "已有的对应表"),
      api::post("/api/v1/imports", import_data, showing)
          .asks({"kind", "mapping", "file_name", "section"})
          .takes_bytes()
          .up_to(limits::import_file_bytes)
          .gives<shown_preview>(201)
          .says("Show what a file would change; nothing changes yet",
                "上传文件预览：列出错误和将要发生的变动，暂不写入"),
      api::post("/api/v1/imports/{id}/accept", import_data, accepting)
          .takes<accept_import>()
          .gives<applied>()
          .says("Apply a file as a whole", "确认导入，整份写入"),
      api::del("/api/v1/imports/{id}", import_data, dropping).says("Put a file aside", "放弃导入"),
  };
}

}  // namespace headway::imports
