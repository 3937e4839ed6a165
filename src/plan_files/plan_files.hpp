// A plan as people take it with them: a calendar for a person's phone, a month on paper, a workbook
// for the desk. One definition for the command line and for the section's own plans.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/time.hpp"
#include "documents/month_table.hpp"
#include "planner/model.hpp"

namespace headway::plan_files {

// Both `of` and `made` have been validated, and live as long as the view.
struct plan_view {
  const planner::problem_statement& of;
  const planner::plan& made;
  std::string title;  // whose plan it is: "综掘一队"
  language words = language::zh;
  time_zone zone{};
  instant at{};  // when the files are made
  // What a duty is called in `words`: "瓦检员 3102 顺槽".
  std::function<std::string(const planner::demand&)> duty;
};

// Signs short enough for a cell: the shortest beginnings of the shifts' names that tell them apart,
// at most three characters; in the order of the problem.
std::vector<std::string> signs_of(const std::vector<planner::shift_kind>& shifts);

// The shifts of one person as iCalendar. The uid of an event is made of person and date: a changed
// plan that is imported again replaces what stood there.
std::string calendar_of(const plan_view& view, std::string_view person);

// One table a calendar month, persons in the order of the problem, duties as numbers with a legend.
std::vector<documents::month_table> months_of(const plan_view& view);
// The same as PDF. Problem: server.internal.
result<std::string> printed(const plan_view& view, const documents::typefaces& fonts);

// One row a person, one column a date: the shift, and the duty held. Problems: those of
// xlsx_writer.
result<void> write_workbook(const plan_view& view, const std::filesystem::path& to);

}  // namespace headway::plan_files
