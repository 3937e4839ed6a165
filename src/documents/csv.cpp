#include "documents/csv.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/ensure.hpp"
#include "base/limits.hpp"
#include "documents/encoding.hpp"

namespace headway::documents {
namespace {

bool runs_as_formula(char first) {
  return std::string_view("=+-@\t\r").find(first) != std::string_view::npos;
}

// Whether `text` is any number of apostrophes and then the beginning of a formula.
bool is_guarded_or_formula(std::string_view text) {
  const std::size_t begin = text.find_first_not_of('\'');
  return begin != text.npos && runs_as_formula(text[begin]);
}

// The separator most frequent outside quotes in the first record with content.
char sniff_separator(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted_part = false, content = false;
  for (const char c : text) {
    if (c == '"') quoted_part = !quoted_part;
    if (!quoted_part && (c == '\n' || c == '\r') && content) break;
    content = content || (c != '\n' && c != '\r');
    if (quoted_part) continue;
    commas += c == ',' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
    tabs += c == '\t' ? 1 : 0;
  }
  if (tabs > commas && tabs >= semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

// The grammar as a machine fed with characters; a record is complete when `feed` says so.
class record_parser {
 public:
  explicit record_parser(char separator) : separator_(separator) {}

  // Consumes `piece` from `at` on, until a record ends (true) or the piece does (false).
  result<bool> feed(std::string_view piece, std::size_t& at);
  // Ends the last record; false when there is none.
  result<bool> finish();

  std::size_t number() const { return number_; }
  // The cells of the record that has just ended; valid until the next is fed.
  std::span<const cell> cells();

 private:
  enum class state : unsigned char { cell_start, plain, in_quotes, after_quote };
  struct extent {
    std::size_t column, begin, length;
  };

  void begin_record();
  // How many of the next characters only lengthen the cell in hand.
  std::size_t ordinary_run(std::string_view next) const;
  result<void> character(char c);
  result<void> append(std::string_view part);
  result<void> end_cell();
  result<bool> end_record();
  problem at_cell(const problem_kind& kind) const;

  char separator_;
  state state_ = state::cell_start;
  bool line_feed_belongs_to_return_ = false;
  bool ended_ = true;       // the next character begins a record
  std::size_t number_ = 0;  // of the record in hand
  std::size_t column_ = 0;  // of the cell in hand
  std::size_t cell_begin_ = 0;
  std::string text_;  // of all cells of the record
  std::vector<extent> extents_;
  std::vector<cell> cells_;
};

problem record_parser::at_cell(const problem_kind& kind) const {
  return problem(kind, {}, {{"row", std::to_string(number_)}, {"column", column_letters(column_)}});
}

void record_parser::begin_record() {
  ended_ = false;
  ++number_;
  column_ = 0;
  cell_begin_ = 0;
  text_.clear();
  extents_.clear();
  state_ = state::cell_start;
}

std::size_t record_parser::ordinary_run(std::string_view next) const {
  if (state_ != state::plain && state_ != state::in_quotes) return 0;
  std::size_t length = 0;
  for (; length < next.size(); ++length) {
    const char c = next[length];
    if (c == '\r' || c == '"' || (state_ == state::plain && (c == '\n' || c == separator_))) break;
  }
  return length;
}

result<void> record_parser::append(std::string_view part) {
  if (text_.size() - cell_begin_ + part.size() > limits::import_cell_bytes)
    return at_cell(problems::cell_too_large);
  if (text_.size() + part.size() > limits::import_row_bytes)
    return problem(problems::row_too_large, {}, {{"row", std::to_string(number_)}});
  text_ += part;
  return {};
}

result<void> record_parser::end_cell() {
  if (column_ >= limits::import_columns)
    return problem(
        problems::too_many_columns, {},
        {{"row", std::to_string(number_)}, {"most", std::to_string(limits::import_columns)}});
  std::string_view text = std::string_view(text_).substr(cell_begin_);
  if (text.starts_with('\'') && is_guarded_or_formula(text)) {
    text.remove_prefix(1);
    ++cell_begin_;
  }
  if (!text.empty()) extents_.push_back({column_, cell_begin_, text.size()});
  ++column_;
  cell_begin_ = text_.size();
  state_ = state::cell_start;
  return {};
}

result<bool> record_parser::end_record() {
  if (auto ended = end_cell(); !ended) return ended.error();
  ended_ = true;
  if (number_ > limits::import_rows && !extents_.empty())
    return problem(
        problems::too_many_rows, {},
        {{"row", std::to_string(number_)}, {"most", std::to_string(limits::import_rows)}});
  return true;
}

result<void> record_parser::character(char c) {
  switch (state_) {
    case state::cell_start:
      if (c == '"') {
        state_ = state::in_quotes;
        return {};
      }
      state_ = state::plain;
      [[fallthrough]];
    case state::plain:
      if (c == separator_) return end_cell();
      return append({&c, 1});
    case state::in_quotes:
      if (c == '"') {
        state_ = state::after_quote;
        return {};
      }
      return append(c == '\r' ? "\n" : std::string_view(&c, 1));
    case state::after_quote:
      if (c == separator_) return end_cell();
      if (c != '"') return at_cell(problems::quote_misplaced);
      state_ = state::in_quotes;
      return append("\"");
  }
  return {};
}

result<bool> record_parser::feed(std::string_view piece, std::size_t& at) {
  for (; at < piece.size();) {
    const char c = piece[at];
    const bool skip = line_feed_belongs_to_return_ && c == '\n';
    line_feed_belongs_to_return_ = c == '\r';
    if (skip) {
      ++at;
      continue;
    }
    if (ended_) begin_record();
    if (const std::size_t length = ordinary_run(piece.substr(at)); length > 0) {
      if (auto done = append(piece.substr(at, length)); !done) return done.error();
      at += length;
      continue;
    }
    ++at;
    if (state_ != state::in_quotes && (c == '\r' || c == '\n')) return end_record();
    if (auto done = character(c); !done) return done.error();
  }
  return false;
}

result<bool> record_parser::finish() {
  if (ended_) return false;
  if (state_ == state::in_quotes) return at_cell(problems::quote_open);
  return end_record();
}

std::span<const cell> record_parser::cells() {
  cells_.clear();
  for (const extent& each : extents_)
    cells_.push_back(
        {each.column, cell_kind::text, std::string_view(text_).substr(each.begin, each.length)});
  return cells_;
}

class csv_source final : public table_source {
 public:
  csv_source(encoded_text text, char separator) : text_(text), separator_(separator) {}
  const std::vector<sheet>& sheets() const override { return sheets_; }

  result<void> read(std::size_t sheet, row_visitor& visitor) override {
    ENSURE(sheet == 0);
    utf8_pieces pieces(text_);
    record_parser parser(separator_);
    const auto hand_over = [&] {
      const auto cells = parser.cells();
      if (cells.empty()) return step::go_on;
      return visitor.on_row({.sheet = {}, .number = parser.number(), .cells = cells});
    };
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
      for (std::size_t at = 0; at < piece.size();) {
        const auto complete = parser.feed(piece, at);
        if (!complete) return complete.error();
        if (*complete && hand_over() == step::stop) return {};
      }
    }
    const auto complete = parser.finish();
    if (!complete) return complete.error();
    if (*complete) (void)hand_over();
    return {};
  }

 private:
  encoded_text text_;
  char separator_;
  std::vector<sheet> sheets_{sheet{}};
};

}  // namespace

result<std::unique_ptr<table_source>> open_csv(std::string_view bytes) {
  if (bytes.size() > limits::import_file_bytes)
    return problem(problems::file_too_large, {},
                   {{"most", std::to_string(limits::import_file_bytes)}});
  const auto text = detect_encoding(bytes);
  if (!text) return text.error();
  const char separator = sniff_separator(utf8_pieces(*text).next());
  return std::unique_ptr<table_source>(std::make_unique<csv_source>(*text, separator));
}

csv_writer::csv_writer(std::string& out, csv_style style) : out_(out), style_(style) {
  if (style_.byte_order_mark) out_ += "\xEF\xBB\xBF";
}

void csv_writer::separate() {
  if (row_begun_) out_ += style_.separator;
  row_begun_ = true;
}

csv_writer& csv_writer::text(std::string_view value) {
  separate();
  const bool guard = is_guarded_or_formula(value);
  const bool quote =
      value.find_first_of("\"\r\n") != value.npos || value.find(style_.separator) != value.npos;
  if (quote) out_ += '"';
  if (guard) out_ += '\'';
  for (const char c : value) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  if (quote) out_ += '"';
  return *this;
}

csv_writer& csv_writer::number(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

csv_writer& csv_writer::number(double value) {
  separate();
  if (!std::isfinite(value)) return *this;
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
  return *this;
}

csv_writer& csv_writer::blank() {
  separate();
  return *this;
}

void csv_writer::end_row() {
  out_ += "\r\n";
  row_begun_ = false;
}

}  // namespace headway::documents
