#include "imports/reader.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/ensure.hpp"
#include "base/limits.hpp"
#include "imports/headers.hpp"

namespace headway::imports {
namespace {

using documents::cell;
using documents::cell_kind;
using documents::column_letters;
using documents::shown;
using documents::step;

std::string_view argument(const problem& of, std::string_view name) {
  for (const auto& [key, text] : of.arguments)
    if (key == name) return text;
  return {};
}

class row_reader final : public documents::row_visitor, public row_errors {
 public:
  row_reader(std::span<const field> fields, const mapping& mapping, time_zone zone,
             function_ref<void(const typed_row&, row_errors&)> each)
      : fields_(fields),
        mapping_(mapping),
        rules_{zone, mapping.date_formats},
        each_(each),
        values_(fields.size()) {}

  step on_row(const documents::row& row) override {
    sheet_ = row.sheet;
    row_ = row.number;
    if (row.number < mapping_.header_row) return step::go_on;
    if (!plan_) {
      if (row.number > mapping_.header_row) return refuse_headers(), step::stop;
      plan_.emplace(fields_, mapping_, row);
      for (const auto& fault : plan_->faults())
        add(fault.header.empty() ? std::string() : column_letters(fault.column), fault.header,
            fault.what);
      return step::go_on;
    }
    // Goes on to the end all the same, so that merged cells are reported.
    if (!plan_->unusable()) read(row);
    return step::go_on;
  }

  result<void> on_merged(std::string_view sheet, const documents::cell_range& range) override {
    if (mapping_.accept_merged || range.last_row < mapping_.header_row) return {};
    const auto refused = documents::row_visitor::on_merged(sheet, range);
    row_ = range.first_row;
    add(range.text(), {}, refused.error());
    return {};
  }

  void refuse(std::size_t field, problem why) override {
    ENSURE(field < fields_.size());
    const auto column = plan_->column_of(field);
    add(column ? column_letters(*column) : std::string(),
        column ? plan_->header_of(*column) : fields_[field].zh, std::move(why));
  }

  // The walk has ended, with `failed` when the file is to blame.
  outcome finish(const result<void>& walked) {
    if (!walked) {
      const auto row = argument(walked.error(), "row");
      row_ = 0;
      std::from_chars(row.data(), row.data() + row.size(), row_);
      add(std::string(argument(walked.error(), "column")), {}, walked.error());
    } else if (!plan_ && seen_.errors.total == 0) {
      refuse_headers();
    }
    return std::move(seen_);
  }

 private:
  void add(std::string column, std::string_view header, problem what) {
    seen_.errors.add(
        {std::string(sheet_), row_, std::move(column), shown(header), std::move(what)});
  }

  void refuse_headers() {
    row_ = mapping_.header_row;
    add({}, {}, problem(problems::header_missing, {}, {{"row", std::to_string(row_)}}));
  }

  // The cell of a field after constants and the map of values; `mapped_` keeps what they say.
  cell cell_of(const documents::row& row, std::size_t field) {
    const auto column = plan_->column_of(field);
    cell found = column ? row.at(*column) : cell{};
    std::string_view text = trimmed(found.text);
    if (text.empty()) {
      const auto constant = mapping_.constants.find(fields_[field].name);
      if (constant != mapping_.constants.end())
        return {.column = found.column, .kind = cell_kind::text, .text = constant->second};
    }
    const auto map = mapping_.values.find(fields_[field].name);
    if (map == mapping_.values.end() || found.kind == cell_kind::error) return found;
    const auto to = map->second.find(text);
    if (to != map->second.end())
      return {.column = found.column, .kind = cell_kind::text, .text = to->second};
    return found;
  }

  bool skipped(const documents::row& row) {
    for (std::size_t i = 0; i < fields_.size(); ++i)
      if (std::ranges::find(mapping_.skip_if_empty, fields_[i].name) !=
              mapping_.skip_if_empty.end() &&
          trimmed(cell_of(row, i).text).empty())
        return true;
    return std::ranges::all_of(row.cells,
                               [](const cell& each) { return trimmed(each.text).empty(); });
  }

  void read(const documents::row& row) {
    if (skipped(row)) {
      ++seen_.skipped;
      return;
    }
    ++seen_.rows;
    const std::size_t errors_before = seen_.errors.total;
    for (const cell& each : row.cells)
      if (!plan_->expects(each.column) && strange_columns_.insert(each.column).second)
        add(column_letters(each.column), {},
            problem(problems::column_without_header, {},
                    {{"column", column_letters(each.column)}}));
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      auto made = convert(fields_[i], cell_of(row, i), rules_);
      if (made)
        values_[i] = std::move(*made);
      else
        refuse(i, made.error());
    }
    if (seen_.errors.total == errors_before) each_(typed_row(row.number, values_), *this);
    if (seen_.errors.total == errors_before) ++seen_.good;
  }

  std::span<const field> fields_;
  const mapping& mapping_;
  const reading_rules rules_;
  function_ref<void(const typed_row&, row_errors&)> each_;
  std::vector<value> values_;
  std::optional<column_plan> plan_;
  std::set<std::size_t> strange_columns_;  // reported once each
  std::string_view sheet_;
  std::size_t row_ = 0;
  outcome seen_;
};

// The sheet that the mapping means, by its name or else the first one that is not hidden.
std::optional<std::size_t> find_sheet(const documents::table_source& table,
                                      const mapping& mapping) {
  const auto& sheets = table.sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (mapping.sheet.empty() ? !sheets[i].hidden : sheets[i].name == mapping.sheet) return i;
  return std::nullopt;
}

}  // namespace

void error_list::add(import_error error) {
  if (++total <= limits::import_errors_listed) listed.push_back(std::move(error));
}

outcome read_rows(documents::table_source& table, std::span<const field> fields,
                  const mapping& mapping, time_zone zone,
                  function_ref<void(const typed_row&, row_errors&)> each) {
  // CSV has one sheet without a name; a mapping made for the workbook fits it as well.
  const bool unnamed = table.sheets().size() == 1 && table.sheets()[0].name.empty();
  const auto sheet = unnamed ? std::optional<std::size_t>(0) : find_sheet(table, mapping);
  if (!sheet) {
    outcome refused;
    refused.errors.add({mapping.sheet,
                        0,
                        {},
                        {},
                        problem(problems::sheet_missing, {}, {{"sheet", shown(mapping.sheet)}})});
    return refused;
  }
  row_reader reader(fields, mapping, zone, each);
  const auto walked = table.read(*sheet, reader);
  return reader.finish(walked);
}

}  // namespace headway::imports
