// headway plan: the coverage planner alone, on a problem in a file.
#include <fmt/core.h>
#include <signal.h>

#include <fstream>
#include <iterator>
#include <map>

#include "app/verbs.hpp"
#include "base/codec.hpp"
#include "documents/xlsx_writer.hpp"
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

// One row a person, one column a date: the shift, and the post held.
result<void> write_workbook(const planner::problem_statement& of, const planner::plan& made,
                            const std::string& to) {
  auto book = documents::xlsx_writer::create(to);
  if (!book) return book.error();
  std::vector<documents::xlsx_column> columns{{std::string(say("姓名", "Name"))}};
  for (std::int32_t d = 0; d < of.days; ++d)
    columns.push_back({local_date{of.first.days + std::chrono::days(d)}.text(), 12, true});
  if (auto begun = book->begin_sheet(say("排班", "Plan"), columns); !begun) return begun.error();
  std::map<std::string_view, std::string> shifts;
  for (const auto& shift : of.shifts)
    shifts[shift.id] = shift.name;
  std::map<std::pair<std::string_view, local_date>, const planner::assignment*> all;
  for (const auto& each : made.assignments)
    all[{each.person, each.date}] = &each;
  for (const auto& who : of.persons) {
    book->text(who.name);
    for (std::int32_t d = 0; d < of.days; ++d) {
      const auto found = all.find({who.id, {of.first.days + std::chrono::days(d)}});
      if (found == all.end())
        book->blank();
      else
        book->text(shifts[found->second->shift] +
                   (found->second->demand ? " " + *found->second->demand : std::string()));
    }
    if (auto ended = book->end_row(); !ended) return ended.error();
  }
  return book->finish();
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
  if (!wanted.workbook.empty())
    if (auto written = write_workbook(*asked, made->best, wanted.workbook); !written)
      return failed(written.error());
  return made->covered ? 0 : 1;
}

}  // namespace headway::app
