#include "documents/xlsx_writer.hpp"

#include <xlsxwriter.h>

#include <cmath>
#include <cstdio>

#include "base/ensure.hpp"
#include "documents/table.hpp"

namespace headway::documents {
namespace {

// Days from the day that spreadsheets call 0 to 1970-01-01.
constexpr double days_before_1970 = 25'569;
constexpr std::size_t most_rows = 1'048'576;

// A workbook that is given up. The library closes the temporary files of its sheets only when it
// writes the workbook.
struct free_workbook {
  void operator()(lxw_workbook* workbook) const {
    lxw_worksheet* sheet = nullptr;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers) {
      if (sheet->optimize_tmpfile) std::fclose(sheet->optimize_tmpfile);
      sheet->optimize_tmpfile = nullptr;
    }
    lxw_workbook_free(workbook);
  }
};

struct styles {
  lxw_format* header = nullptr;
  lxw_format* as_typed = nullptr;
  lxw_format* date = nullptr;
  lxw_format* moment = nullptr;
};

styles make_styles(lxw_workbook* workbook) {
  styles made{workbook_add_format(workbook), workbook_add_format(workbook),
              workbook_add_format(workbook), workbook_add_format(workbook)};
  ENSURE(made.header && made.as_typed && made.date && made.moment);
  format_set_bold(made.header);
  format_set_bg_color(made.header, 0xD9E2EC);
  format_set_bottom(made.header, LXW_BORDER_THIN);
  format_set_text_wrap(made.header);
  format_set_align(made.header, LXW_ALIGN_VERTICAL_CENTER);
  format_set_num_format(made.as_typed, "@");
  format_set_num_format(made.date, "yyyy-mm-dd");
  format_set_num_format(made.moment, "yyyy-mm-dd hh:mm");
  return made;
}

}  // namespace

struct xlsx_writer::state {
  std::unique_ptr<lxw_workbook, free_workbook> workbook;
  styles looks;
  time_zone zone;
  std::string sheet_name;
  lxw_worksheet* sheet = nullptr;  // owned by the workbook
  std::size_t row = 0;             // 0-based, of the row in hand
  std::size_t column = 0;          // 0-based, of the next cell
  std::vector<lxw_format*> of_column;
  bool row_failed = false;

  template <class Write>
  void put(Write&& write) {
    ENSURE(sheet != nullptr && column < of_column.size());
    const auto status = row < most_rows ? write(static_cast<lxw_row_t>(row),
                                                static_cast<lxw_col_t>(column), of_column[column])
                                        : LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
    row_failed = row_failed || status != LXW_NO_ERROR;
    ++column;
  }
};

xlsx_writer::xlsx_writer(std::unique_ptr<state> state) : state_(std::move(state)) {}
xlsx_writer::~xlsx_writer() = default;
xlsx_writer::xlsx_writer(xlsx_writer&&) noexcept = default;
xlsx_writer& xlsx_writer::operator=(xlsx_writer&&) noexcept = default;

result<xlsx_writer> xlsx_writer::create(const std::filesystem::path& path, time_zone zone) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  auto made = std::make_unique<state>();
  made->workbook.reset(workbook_new_opt(path.c_str(), &options));
  if (!made->workbook) return problem(problems::file_not_writable);
  made->looks = make_styles(made->workbook.get());
  made->zone = zone;
  return xlsx_writer(std::move(made));
}

result<void> xlsx_writer::begin_sheet(std::string_view name,
                                      const std::vector<xlsx_column>& columns) {
  ENSURE(!columns.empty());
  state& self = *state_;
  self.sheet_name = name;
  if (name.empty() ||
      workbook_validate_sheet_name(self.workbook.get(), self.sheet_name.c_str()) != LXW_NO_ERROR)
    return problem(problems::sheet_not_writable, {}, {{"sheet", shown(name)}});
  self.sheet = workbook_add_worksheet(self.workbook.get(), self.sheet_name.c_str());
  if (!self.sheet) return problem(problems::file_not_writable);
  self.of_column.assign(columns.size(), nullptr);
  self.row = self.column = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    if (columns[i].as_typed) self.of_column[i] = self.looks.as_typed;
    worksheet_set_column(self.sheet, at, at, columns[i].width_characters, self.of_column[i]);
    const auto status =
        worksheet_write_string(self.sheet, 0, at, columns[i].title.c_str(), self.looks.header);
    self.row_failed = self.row_failed || status != LXW_NO_ERROR;
  }
  worksheet_freeze_panes(self.sheet, 1, 0);
  return end_row();
}

xlsx_writer& xlsx_writer::text(std::string_view value) {
  if (value.empty()) return blank();
  state_->put([&](lxw_row_t row, lxw_col_t column, lxw_format* look) {
    return worksheet_write_string(state_->sheet, row, column, std::string(value).c_str(), look);
  });
  return *this;
}

xlsx_writer& xlsx_writer::number(std::int64_t value) { return number(static_cast<double>(value)); }

xlsx_writer& xlsx_writer::number(double value) {
  ENSURE(std::isfinite(value));
  state_->put([&](lxw_row_t row, lxw_col_t column, lxw_format* look) {
    return worksheet_write_number(state_->sheet, row, column, value, look);
  });
  return *this;
}

xlsx_writer& xlsx_writer::date(local_date value) {
  const double serial =
      static_cast<double>(value.days.time_since_epoch().count()) + days_before_1970;
  state_->put([&](lxw_row_t row, lxw_col_t column, lxw_format*) {
    return worksheet_write_number(state_->sheet, row, column, serial, state_->looks.date);
  });
  return *this;
}

xlsx_writer& xlsx_writer::moment(instant value) {
  constexpr double milliseconds_per_day = 86'400'000;
  const auto local = value + state_->zone.offset;
  const double serial =
      static_cast<double>(to_unix_ms(local)) / milliseconds_per_day + days_before_1970;
  state_->put([&](lxw_row_t row, lxw_col_t column, lxw_format*) {
    return worksheet_write_number(state_->sheet, row, column, serial, state_->looks.moment);
  });
  return *this;
}

xlsx_writer& xlsx_writer::boolean(bool value) {
  state_->put([&](lxw_row_t row, lxw_col_t column, lxw_format*) {
    return worksheet_write_boolean(state_->sheet, row, column, value ? 1 : 0, nullptr);
  });
  return *this;
}

xlsx_writer& xlsx_writer::blank() {
  state_->put([](lxw_row_t, lxw_col_t, lxw_format*) { return LXW_NO_ERROR; });
  return *this;
}

result<void> xlsx_writer::end_row() {
  state& self = *state_;
  self.column = 0;
  ++self.row;
  if (!self.row_failed) return {};
  self.row_failed = false;
  return problem(problems::row_not_writable, {},
                 {{"sheet", shown(self.sheet_name)}, {"row", std::to_string(self.row)}});
}

result<void> xlsx_writer::finish() {
  ENSURE(state_->sheet != nullptr);
  if (workbook_close(state_->workbook.release()) != LXW_NO_ERROR)
    return problem(problems::file_not_writable);
  return {};
}

}  // namespace headway::documents
