#include "documents/xlsx_sheet.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "documents/xlsx_reader.hpp"

namespace headway::documents {
namespace {

template <class T>
std::optional<T> parse(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  T value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || text.empty())
    return std::nullopt;
  return value;
}

// Strict workbooks spell dates out: "2026-01-05T00:00:00.000"; midnight is the bare day.
std::string_view spelled_date(std::string_view text) {
  text = text.substr(0, text.find_first_of(".Z"));
  if (text.ends_with("T00:00:00")) text.remove_suffix(9);
  return text;
}

}  // namespace

class shared_strings_visitor final : public xml_visitor {
 public:
  void on_begin(std::string_view element, const xml_attributes&) override {
    if (element == "rPh") ++phonetic_;
    in_text_ = element == "t" && phonetic_ == 0;
  }
  void on_end(std::string_view element) override {
    in_text_ = false;
    if (element == "rPh") --phonetic_;
    if (element != "si") return;
    read.text_ += plain_text(item_);
    item_.clear();
    if (read.ends_.size() >= limits::workbook_shared_strings ||
        read.text_.size() > limits::workbook_shared_string_bytes)
      return fail(problem(problems::too_many_strings));
    read.ends_.push_back(static_cast<std::uint32_t>(read.text_.size()));
  }
  void on_text(std::string_view text) override {
    if (!in_text_) return;
    item_ += text;
    if (item_.size() > limits::workbook_shared_string_bytes)
      fail(problem(problems::too_many_strings));
  }

  shared_strings read;

 private:
  bool in_text_ = false;
  std::size_t phonetic_ = 0;
  std::string item_;
};

result<shared_strings> shared_strings::read(zip_archive& archive, std::string_view part) {
  shared_strings_visitor visitor;
  if (auto read = read_xml(archive, part, visitor); !read) return read.error();
  return std::move(visitor.read);
}

void sheet_visitor::fail_cell(const problem_kind& kind) {
  fail(problem(kind, {}, {{"row", std::to_string(row_)}, {"column", column_letters(column_)}}));
}

void sheet_visitor::fail_row(const problem_kind& kind) {
  const std::size_t most =
      &kind == &problems::too_many_columns ? limits::import_columns : limits::import_rows;
  fail(problem(kind, {}, {{"row", std::to_string(row_)}, {"most", std::to_string(most)}}));
}

void sheet_visitor::on_begin(std::string_view element, const xml_attributes& attributes) {
  if (element == "mergeCell") return merged(attributes);
  if (element == "sheetData") in_rows_ = true;
  if (!in_rows_) return;
  if (element == "row") begin_row(attributes);
  if (element == "c") begin_cell(attributes);
  if (element == "is") in_inline_ = true;
  if (element == "rPh") ++phonetic_;
  if (element == "v" || (element == "t" && in_inline_ && phonetic_ == 0)) in_value_ = in_cell_;
}

void sheet_visitor::on_end(std::string_view element) {
  if (!in_rows_) return;
  if (element == "v" || element == "t") in_value_ = false;
  if (element == "rPh") --phonetic_;
  if (element == "is") in_inline_ = false;
  if (element == "c" && in_cell_) end_cell();
  if (element == "row") end_row();
  if (element == "sheetData") in_rows_ = false;
}

void sheet_visitor::on_text(std::string_view text) {
  if (!in_value_) return;
  if (value_.size() + text.size() > limits::import_cell_bytes)
    return fail_cell(problems::cell_too_large);
  value_ += text;
}

void sheet_visitor::begin_row(const xml_attributes& attributes) {
  const std::size_t before = row_;
  const auto given = attributes.get("r");
  ++row_;
  text_.clear();
  placed_.clear();
  next_column_ = 0;
  if (!given) return;
  const auto number = parse<std::size_t>(*given);
  if (!number || *number <= before) return fail_row(problems::row_misplaced);
  row_ = *number;
}

void sheet_visitor::begin_cell(const xml_attributes& attributes) {
  in_cell_ = true;
  value_.clear();
  type_ = attributes.get("t").value_or("n");
  style_ = parse<std::size_t>(attributes.get("s").value_or("0")).value_or(0);
  column_ = next_column_;
  if (const auto given = attributes.get("r")) {
    const auto reference = parse_reference(*given);
    if (!reference || reference->row != row_ || reference->column < next_column_)
      return fail_cell(problems::cell_malformed);
    column_ = reference->column;
  }
  if (column_ >= limits::import_columns) return fail_row(problems::too_many_columns);
  next_column_ = column_ + 1;
}

void sheet_visitor::end_cell() {
  in_cell_ = in_value_ = in_inline_ = false;
  if (value_.empty()) return;
  if (type_ == "s") return place_shared(value_);
  if (type_ == "str" || type_ == "inlineStr") return place(cell_kind::text, plain_text(value_));
  if (type_ == "b") return place(cell_kind::boolean, value_ == "1" ? "true" : "false");
  if (type_ == "e") return place(cell_kind::error, value_);
  if (type_ == "d") return place(cell_kind::date, spelled_date(value_));
  place_number(value_);
}

void sheet_visitor::place_shared(std::string_view value) {
  const auto index = parse<std::size_t>(value);
  if (!index || *index >= values_.strings.size()) return fail_cell(problems::cell_malformed);
  const std::string_view text = values_.strings.at(*index);
  if (text.size() > limits::import_cell_bytes) return fail_cell(problems::cell_too_large);
  if (!text.empty()) placed_.push_back({column_, cell_kind::text, text.data(), 0, text.size()});
}

void sheet_visitor::place_number(std::string_view value) {
  const auto number = parse<double>(value);
  if (!number) return fail_cell(problems::cell_malformed);
  const number_look look = values_.looks.at(style_);
  if (look != number_look::plain)
    if (const auto date = date_text(*number, values_.from_1904, look))
      return place(cell_kind::date, *date);
  place(cell_kind::number, number_text(*number));
}

void sheet_visitor::place(cell_kind kind, std::string_view text) {
  if (text_.size() + text.size() > limits::import_row_bytes)
    return fail_row(problems::row_too_large);
  placed_.push_back({column_, kind, nullptr, text_.size(), text.size()});
  text_ += text;
}

void sheet_visitor::end_row() {
  if (placed_.empty()) return;
  if (row_ > limits::import_rows) return fail_row(problems::too_many_rows);
  cells_.clear();
  for (const placed& each : placed_) {
    const char* begin = each.shared ? each.shared : text_.data() + each.begin;
    cells_.push_back({each.column, each.kind, {begin, each.length}});
  }
  placed_.clear();
  if (rows_.on_row({.sheet = sheet_, .number = row_, .cells = cells_}) == step::stop) stop();
}

void sheet_visitor::merged(const xml_attributes& attributes) {
  const auto range = parse_range(attributes.get("ref").value_or(""));
  if (!range) return fail_row(problems::row_misplaced);
  if (auto accepted = rows_.on_merged(sheet_, *range); !accepted) fail(accepted.error());
}

}  // namespace headway::documents
