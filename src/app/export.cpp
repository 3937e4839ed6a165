#include <fmt/core.h>

#include <filesystem>
#include <fstream>

#include "app/store.hpp"
#include "app/terminal_caller.hpp"
#include "app/verbs.hpp"

namespace headway::app {
namespace {

constexpr problem_kind unwritable{"export.unwritable_file", 500, "无法写入文件 {file}",
                                  "Cannot write the file {file}"};

bool write_file(const std::string& to, const http::response& answer) {
  if (answer.file) {
    std::error_code error;
    return std::filesystem::copy_file(*answer.file, to,
                                      std::filesystem::copy_options::overwrite_existing, error);
  }
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  out << (answer.fixed_body.empty() ? std::string_view(answer.body) : answer.fixed_body);
  return static_cast<bool>(out.flush());
}

}  // namespace

int export_file(const configuration& with, const file_exchange& wanted) {
  if (auto there = store::has_data(with); !there) return failed(there.error());
  const auto section = section_given(wanted.section);
  if (!section) return failed(section.error());
  const system_clock_source clock;
  auto started = system::start(with, clock, system::listening::no);
  if (!started) return failed(started.error());
  terminal_caller caller(**started, *section);
  const auto query = wanted.section.empty() ? std::string() : "section=" + wanted.section;
  const auto answer = caller.read(http::verb::get, "/api/v1/exports/" + wanted.what, query);
  if (!answer) return failed(answer.error());
  if (!write_file(wanted.file, *answer))
    return failed(problem(unwritable, "", {{"file", wanted.file}}));
  fmt::print("{}\n", wanted.file);
  return 0;
}

}  // namespace headway::app
