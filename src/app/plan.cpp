// headway plan: the coverage planner alone, on a problem in a file.
#include <fmt/core.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/verbs.hpp"
#include "base/codec.hpp"
#include "plan_files/plan_files.hpp"
#include "planner/planner.hpp"

namespace headway::app {
namespace {

constexpr problem_kind unreadable{"plan.unreadable_file", 422, "无法读取文件 {file}",
                                  "Cannot read the file {file}"};
constexpr problem_kind unwritable{"plan.unwritable_file", 500, "无法写入文件 {file}",
                                  "Cannot write the file {file}"};

volatile sig_atomic_t interrupted = 0;
extern "C" void interrupt(int) { interrupted = 1; }

std::string_view say(std::string_view zh, std::string_view en) {
  return terminal_language() == language::zh ? zh : en;
}

std::string_view words_of(planner::hindrance why) {
  switch (why) {
    case planner::hindrance::on_leave:
      return say("请假", "on leave");
    case planner::hindrance::certificate_not_valid:
      return say("证书当天无效", "certificate not valid that day");
    case planner::hindrance::bound_elsewhere:
      return say("已固定在别处", "bound elsewhere");
    case planner::hindrance::covers_another:
      return say("已在别的岗位", "already at another post");
    case planner::hindrance::on_another_shift:
      return say("在别的班次", "on another shift");
    case planner::hindrance::must_rest:
      return say("必须休息", "must rest");
  }
  return {};
}

std::string words_of(const planner::remedy_step& step) {
  const auto date = step.date.text();
  switch (step.kind) {
    case planner::remedy_kind::certificate:
      return fmt::format(fmt::runtime(say("{0} 在 {1} 前取得 {2} 证", "{0} gets {2} by {1}")),
                         step.person, date, step.qualification.value_or(""));
    case planner::remedy_kind::leave_day:
      return fmt::format(fmt::runtime(say("{0} 改休 {1}", "{0} takes {1} off another day")),
                         step.person, date);
    case planner::remedy_kind::swap:
      return fmt::format(fmt::runtime(say("{0} 在 {1} 改上 {2}", "{0} works {2} on {1}")),
                         step.person, date, step.shift.value_or(""));
    case planner::remedy_kind::release:
      return fmt::format(fmt::runtime(say("{0} 在 {1} 另行安排", "{0} is freed on {1}")),
                         step.person, date);
  }
  return {};
}

void tell(const planner::conflict& of) {
  fmt::print(stderr, "\n{}\n", say("不能同时满足：", "cannot all be covered:"));
  for (const auto& each : of.demands) {
    std::string what = each.what.key;
    for (const auto& name : each.what.names)
      what += " " + name;
    fmt::print(stderr, "{} {} {} ({})\n", each.given_up ? "!" : "-", each.date.text(), what,
               each.demand);
    for (const auto& obstacle : each.obstacles)
      fmt::print(stderr, "    {}: {} {}{}\n", obstacle.person, words_of(obstacle.why),
                 obstacle.demand.value_or(""), obstacle.shift.value_or(""));
  }
  for (const auto& person : of.persons)
    fmt::print(stderr, "! {}: {}\n", person,
               say("固定的班次违反本人的规定", "the fixed shifts break the person's own rules"));
  for (const auto& remedy : of.remedies) {
    fmt::print(stderr, "  {}", say("办法：", "remedy: "));
    for (const auto& step : remedy.steps)
      fmt::print(stderr, " {};", words_of(step));
    fmt::print(stderr, "\n");
  }
}

std::string words_of(const planner::demand& what) {
  std::string words;
  for (const auto& name : what.what.names)
    words += (words.empty() ? "" : " ") + name;
  return words.empty() ? what.id : words;
}

result<void> write_file(const std::filesystem::path& to, const std::string& bytes) {
  std::ofstream out(to, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) return problem(unwritable, "", {{"file", to.string()}});
  return {};
}

// Ids may hold what file names must not; the number keeps the names apart.
std::string file_name(std::size_t number, std::string_view id) {
  auto made = fmt::format("{:03}-{}.ics", number, id);
  const auto refused = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 ||
           std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
  };
  std::replace_if(made.begin(), made.end(), refused, '_');
  return made;
}

result<void> write_calendars(const plan_files::plan_view& view, const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return problem(unwritable, "", {{"file", folder}});
  for (std::size_t i = 0; i < view.of.persons.size(); ++i) {
    const auto& id = view.of.persons[i].id;
    if (auto written = write_file(std::filesystem::path(folder) / file_name(i + 1, id),
                                  plan_files::calendar_of(view, id));
        !written)
      return written;
  }
  return {};
}

result<void> write_files(const plan_request& wanted, const planner::problem_statement& of,
                         const planner::plan& made) {
  const plan_files::plan_view view{of,
                                   made,
                                   std::filesystem::path(wanted.file).stem().string(),
                                   terminal_language(),
                                   {},
                                   system_clock_source().now(),
                                   [](const planner::demand& what) { return words_of(what); }};
  if (!wanted.workbook.empty())
    if (auto written = plan_files::write_workbook(view, wanted.workbook); !written) return written;
  if (!wanted.calendars.empty())
    if (auto written = write_calendars(view, wanted.calendars); !written) return written;
  if (wanted.printed.empty()) return {};
  const auto fonts = documents::typefaces::open();
  if (!fonts) return fonts.error();
  const auto pages = plan_files::printed(view, **fonts);
  if (!pages) return pages.error();
  return write_file(wanted.printed, *pages);
}

}  // namespace

int plan(const plan_request& wanted) {
  std::ifstream in(wanted.file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in || text.size() > planner::bounds::problem_bytes)
    return failed(problem(unreadable, "", {{"file", wanted.file}}));
  const auto asked = decode<planner::problem_statement>(text);
  if (!asked) {
    fmt::print(stderr, "{}: ", asked.error().pointer);
    return failed(asked.error());
  }
  ::signal(SIGINT, interrupt);
  planner::plan_budget within;
  within.seed = wanted.seed;
  within.moves = wanted.moves;
  within.rounds = wanted.rounds;
  within.seconds = wanted.seconds;
  const auto made = planner::solve(*asked, within, [&](const planner::plan_progress& now) {
    if (wanted.progress)
      fmt::print(stderr, "\r{:<10} {} {} {}   ", codec::name_of(now.phase), now.broken, now.missing,
                 now.cost);
    return interrupted == 0;
  });
  if (wanted.progress) fmt::print(stderr, "\n");
  if (!made) {
    fmt::print(stderr, "{}: ", made.error().pointer);
    return failed(made.error());
  }
  for (const auto& each : made->conflicts)
    tell(each);
  fmt::print("{}\n", encode(*made));
  if (auto written = write_files(wanted, *asked, made->best); !written)
    return failed(written.error());
  return made->covered ? 0 : 1;
}

}  // namespace headway::app
