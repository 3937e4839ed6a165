#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/terminal_caller.hpp"
#include "app/verbs.hpp"
#include "base/codec.hpp"

namespace headway::app {
namespace {

constexpr problem_kind unreadable{"import.unreadable_file", 404, "无法读取文件 {file}",
                                  "Cannot read the file {file}"};
constexpr problem_kind too_large{"import.too_large", 413, "文件 {file} 超过 {most} 字节",
                                 "The file {file} has more than {most} bytes"};

result<std::string> bytes_of(const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (!error && size > limits::import_file_bytes)
    return problem(too_large, "",
                   {{"file", file}, {"most", std::to_string(limits::import_file_bytes)}});
  std::ifstream in(file, std::ios::binary);
  if (error || !in) return problem(unreadable, "", {{"file", file}});
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string text_in(const boost::json::object& of, const char* name) {
  const auto* found = of.if_contains(name);
  if (!found || found->is_null()) return {};
  if (found->is_string()) return std::string(found->get_string());
  return boost::json::serialize(*found);
}

void print_preview(const boost::json::object& preview) {
  for (const auto& each : preview.at("errors").as_array()) {
    const auto& error = each.as_object();
    fmt::print("{} {}{}: {} ({})\n", text_in(error, "sheet"), text_in(error, "column"),
               text_in(error, "row"), text_in(error, "detail"), text_in(error, "code"));
  }
  const auto& changes = preview.at("changes").as_object();
  announce("{} 行，{} 处错误；新增 {}，更改 {}，不变 {}\n",
           "{} rows, {} errors; {} added, {} changed, {} unchanged\n", text_in(preview, "rows"),
           text_in(preview, "errors_total"), text_in(changes, "added"), text_in(changes, "changed"),
           text_in(changes, "unchanged"));
}

}  // namespace

int import_file(const configuration& with, const file_exchange& wanted) {
  auto bytes = bytes_of(wanted.file);
  if (!bytes) return failed(bytes.error());
  const auto section = section_given(wanted.section);
  if (!section) return failed(section.error());
  const system_clock_source clock;
  auto started = system::start(with, clock, system::listening::no);
  if (!started) return failed(started.error());
  terminal_caller caller(**started, *section);
  std::string query = "kind=" + wanted.what;
  if (!wanted.mapping.empty()) query += "&mapping=" + wanted.mapping;
  if (!wanted.section.empty()) query += "&section=" + wanted.section;
  const auto shown = caller.read(http::verb::post, "/api/v1/imports", query, std::move(*bytes));
  if (!shown) return failed(shown.error());
  const auto preview = codec::parse(shown->body).value().as_object();
  print_preview(preview);
  const auto id = text_in(preview, "id");
  if (id.empty()) return 1;
  if (!wanted.accept) {
    announce("什么都还没改；加 --accept 才会导入\n",
             "nothing is changed yet; --accept applies it\n");
    return 0;
  }
  const auto applied = caller.run("/api/v1/imports/{id}/accept", {id}, "{}");
  if (!applied) return failed(applied.error());
  announce("已导入\n", "applied\n");
  return 0;
}

}  // namespace headway::app
