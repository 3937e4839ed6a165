#include "plan_files/plan_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "documents/ical.hpp"
#include "documents/text_setting.hpp"
#include "documents/xlsx_writer.hpp"

namespace headway::plan_files {
namespace {

struct phrases {
  std::string_view zh, en;
  std::string in(language l) const { return std::string(l == language::zh ? zh : en); }
};
constexpr phrases name_word{"姓名", "Name"}, crew_word{"班组", "Crew"},
    total_word{"班数", "Shifts"};
constexpr phrases plan_word{"排班", "Plan"}, made_word{"制表 {}", "Made {}"};
constexpr phrases month_word{"{0} {1} 年 {2} 月排班", "{0}: plan of {1}-{2:02}"};
constexpr phrases shift_note{"{0}＝{1}（{2}–{3}）", "{0} = {1} ({2}–{3})"};
constexpr std::array<phrases, 7> weekdays{{{"一", "Mo"},
                                           {"二", "Tu"},
                                           {"三", "We"},
                                           {"四", "Th"},
                                           {"五", "Fr"},
                                           {"六", "Sa"},
                                           {"日", "Su"}}};

constexpr std::size_t longest_sign = 3;

local_date plus(local_date date, int days) { return {date.days + std::chrono::days(days)}; }
unsigned weekday_of(local_date date) {
  return std::chrono::weekday(date.days).iso_encoding();  // 1 is Monday
}
std::string clock_of(std::int32_t minute) {
  return fmt::format("{:02}:{:02}", minute / 60 % 24, minute % 60);
}

// The plan by person and date, and what the ids stand for.
struct indexes {
  explicit indexes(const plan_view& view) {
    for (const auto& each : view.of.shifts)
      shifts.emplace(each.id, &each);
    for (const auto& each : view.of.demands)
      demands.emplace(each.id, &each);
    for (const auto& each : view.made.assignments)
      work[each.person].emplace(each.date, &each);
  }
  const planner::assignment* at(std::string_view person, local_date date) const {
    const auto all = work.find(person);
    if (all == work.end()) return nullptr;
    const auto found = all->second.find(date);
    return found == all->second.end() ? nullptr : found->second;
  }
  const planner::demand* held(const planner::assignment& by) const {
    return by.demand ? demands.at(*by.demand) : nullptr;
  }

  std::map<std::string_view, const planner::shift_kind*> shifts{};
  std::map<std::string_view, const planner::demand*> demands{};
  std::map<std::string_view, std::map<local_date, const planner::assignment*>> work{};
};

class month_setter {
 public:
  explicit month_setter(const plan_view& view)
      : view_(view), all_(view), signs_(signs_of(view.of.shifts)) {
    for (std::size_t i = 0; i < signs_.size(); ++i)
      sign_of_[view.of.shifts[i].id] = signs_[i];
  }

  // The dates [from, until) of one calendar month.
  documents::month_table set(local_date from, local_date until) {
    const std::chrono::year_month_day first{from.days};
    documents::month_table made;
    made.title = fmt::format(fmt::runtime(month_word.in(view_.words)), view_.title,
                             static_cast<int>(first.year()), static_cast<unsigned>(first.month()));
    made.subtitle =
        fmt::format(fmt::runtime(made_word.in(view_.words)), view_.zone.date_of(view_.at).text());
    made.names_title = name_word.in(view_.words);
    made.total_title = total_word.in(view_.words);
    for (auto date = from; date < until; date = plus(date, 1)) {
      const auto weekday = weekday_of(date);
      made.columns.push_back(
          {fmt::format("{}", static_cast<unsigned>(std::chrono::year_month_day{date.days}.day())),
           weekdays[weekday - 1].in(view_.words), weekday >= 6});
    }
    duties_.clear();
    for (const auto& who : view_.of.persons)
      made.rows.push_back(row_of(who, from, until));
    made.notes = notes();
    return made;
  }

 private:
  documents::month_row row_of(const planner::person& who, local_date from, local_date until) {
    documents::month_row made{who.name, who.crew, {}, {}};
    int shifts = 0;
    for (auto date = from; date < until; date = plus(date, 1)) {
      auto& cell = made.cells.emplace_back();
      const auto* mine = all_.at(who.id, date);
      if (!mine) continue;
      ++shifts;
      cell.text = sign_of_.at(mine->shift);
      cell.dark = all_.shifts.at(mine->shift)->night;
      if (const auto* what = all_.held(*mine)) cell.under = fmt::format("{}", number_of(*what));
    }
    made.total = fmt::format("{}", shifts);
    return made;
  }

  // Demands that are called the same have one number.
  std::size_t number_of(const planner::demand& what) {
    const auto words = view_.duty(what);
    const auto found = std::find(duties_.begin(), duties_.end(), words);
    if (found == duties_.end()) {
      duties_.push_back(words);
      return duties_.size();
    }
    return static_cast<std::size_t>(found - duties_.begin()) + 1;
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < signs_.size(); ++i) {
      const auto& shift = view_.of.shifts[i];
      made.push_back(fmt::format(fmt::runtime(shift_note.in(view_.words)), signs_[i], shift.name,
                                 clock_of(shift.begins_minute),
                                 clock_of(shift.begins_minute + shift.length_minutes)));
    }
    for (std::size_t i = 0; i < duties_.size(); ++i)
      made.push_back(fmt::format("{} {}", i + 1, duties_[i]));
    return made;
  }

  const plan_view& view_;
  indexes all_;
  std::vector<std::string> signs_;
  std::map<std::string_view, std::string> sign_of_{};
  std::vector<std::string> duties_{};
};

}  // namespace

std::vector<std::string> signs_of(const std::vector<planner::shift_kind>& shifts) {
  std::vector<std::u32string> names;
  for (const auto& shift : shifts)
    names.push_back(documents::code_points_of(shift.name.empty() ? shift.id : shift.name));
  std::vector<std::string> made;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t length = 1;
    const auto shared = [&](std::size_t other) {
      return other != i && names[other].substr(0, length) == names[i].substr(0, length);
    };
    for (std::size_t other = 0; other < names.size() && length < longest_sign;)
      if (shared(other)) {
        ++length;
        other = 0;
      } else {
        ++other;
      }
    made.push_back(documents::utf8_of(names[i].substr(0, length)));
  }
  return made;
}

std::string calendar_of(const plan_view& view, std::string_view person) {
  const indexes all(view);
  documents::calendar made{view.title, view.at, {}};
  const auto mine = all.work.find(person);
  if (mine == all.work.end()) return documents::to_ical(made);
  for (const auto& [date, each] : mine->second) {
    const auto& shift = *all.shifts.at(each->shift);
    documents::calendar_event event;
    event.uid = fmt::format("{}-{}@headway", date.text(), person);
    event.begins = view.zone.at(date, std::chrono::minutes(shift.begins_minute));
    event.ends = event.begins + std::chrono::minutes(shift.length_minutes);
    event.summary = shift.name;
    if (const auto* what = all.held(*each)) {
      event.summary += " · " + view.duty(*what);
      event.place = what->place.value_or("");
    }
    event.description = view.title;
    made.events.push_back(std::move(event));
  }
  return documents::to_ical(made);
}

std::vector<documents::month_table> months_of(const plan_view& view) {
  month_setter setter(view);
  std::vector<documents::month_table> made;
  const auto end = plus(view.of.first, view.of.days);
  for (auto from = view.of.first; from < end;) {
    const std::chrono::year_month_day first{from.days};
    const local_date next{
        std::chrono::sys_days((first.year() / first.month() / 1) + std::chrono::months(1))};
    const auto until = std::min(next, end);
    made.push_back(setter.set(from, until));
    from = until;
  }
  return made;
}

result<std::string> printed(const plan_view& view, const documents::typefaces& fonts) {
  const auto tables = months_of(view);
  return documents::print_months(fonts, tables, {view.title, view.at});
}

result<void> write_workbook(const plan_view& view, const std::filesystem::path& to) {
  auto book = documents::xlsx_writer::create(to, view.zone);
  if (!book) return book.error();
  const indexes all(view);
  std::vector<documents::xlsx_column> columns{{name_word.in(view.words)},
                                              {crew_word.in(view.words)}};
  for (std::int32_t d = 0; d < view.of.days; ++d)
    columns.push_back({plus(view.of.first, d).text(), 12, true});
  columns.push_back({total_word.in(view.words), 8});
  if (auto begun = book->begin_sheet(plan_word.in(view.words), columns); !begun)
    return begun.error();
  for (const auto& who : view.of.persons) {
    std::int64_t shifts = 0;
    book->text(who.name).text(who.crew);
    for (std::int32_t d = 0; d < view.of.days; ++d) {
      const auto* mine = all.at(who.id, plus(view.of.first, d));
      if (!mine) {
        book->blank();
        continue;
      }
      ++shifts;
      const auto* what = all.held(*mine);
      book->text(all.shifts.at(mine->shift)->name + (what ? " " + view.duty(*what) : ""));
    }
    book->number(shifts);
    if (auto ended = book->end_row(); !ended) return ended.error();
  }
  return book->finish();
}

}  // namespace headway::plan_files
