#include "imports/headers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "documents/xlsx_values.hpp"
#include "imports/reader.hpp"

namespace headway::imports {
namespace {

using documents::column_letters;
using documents::shown;

std::string both_names(const field& of) { return of.zh + "|" + of.en; }

// Whether `name` of a mapping means this column: by its letters or by its header.
bool means(std::string_view name, std::size_t column, std::string_view header) {
  if (name.starts_with('#')) return name.substr(1) == column_letters(column);
  return !header.empty() && folded_header(name) == folded_header(header);
}

}  // namespace

std::string folded_header(std::string_view header) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> replaced{{
      {" ", ""},
      {"\n", ""},
      {"\t", ""},
      {"\xE3\x80\x80", ""},
      {"\xC2\xA0", ""},
      {"（", "("},
      {"）", ")"},
      {"＊", "*"},
  }};
  std::string folded;
  for (std::size_t at = 0; at < header.size();) {
    const auto found = std::ranges::find_if(
        replaced, [&](const auto& pair) { return header.substr(at).starts_with(pair.first); });
    if (found != replaced.end()) {
      folded += found->second;
      at += found->first.size();
    } else {
      const char c = header[at++];
      folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  while (folded.ends_with('*'))
    folded.pop_back();
  while (folded.starts_with('*'))
    folded.erase(0, 1);
  return folded;
}

column_plan::column_plan(std::span<const field> fields, const mapping& mapping,
                         const documents::row& header)
    : fields_(fields), mapping_(mapping), columns_(fields.size()) {
  // A column that a mapping names by its letters may have no header.
  for (const documents::cell& cell : header.cells)
    if (!trimmed(cell.text).empty()) headers_[cell.column] = trimmed(cell.text);
  for (const auto& [field, names] : mapping_.columns)
    for (const std::string& name : names)
      if (name.starts_with('#'))
        if (const auto at = documents::parse_reference(name.substr(1) + "1"))
          headers_.try_emplace(at->column);
  for (const auto& [column, text] : headers_)
    bind(column, text);
  demand_required();
}

bool column_plan::ignored(std::size_t column, std::string_view header) const {
  return std::ranges::any_of(mapping_.ignore, [&](const std::string& name) {
    return name == "*" || means(name, column, header);
  });
}

// A column that the mapping names for a field belongs to it; else the declared headers decide.
std::optional<std::size_t> column_plan::field_of(std::size_t column,
                                                 std::string_view header) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const auto named = mapping_.columns.find(fields_[i].name);
    if (named != mapping_.columns.end() &&
        std::ranges::any_of(named->second,
                            [&](const auto& name) { return means(name, column, header); }))
      return i;
  }
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (!mapping_.columns.contains(fields_[i].name) &&
        (means(fields_[i].zh, column, header) || means(fields_[i].en, column, header)))
      return i;
  return std::nullopt;
}

void column_plan::bind(std::size_t column, const std::string& header) {
  const auto field = field_of(column, header);
  if (!field) {
    if (!ignored(column, header))
      faults_.push_back(
          {column, header, problem(problems::column_unknown, {}, {{"header", shown(header)}})});
    return;
  }
  auto& bound = columns_[*field];
  if (bound)
    faults_.push_back({column, header,
                       problem(problems::column_repeated, {},
                               {{"field", both_names(fields_[*field])},
                                {"first", column_letters(*bound)},
                                {"second", column_letters(column)}})});
  else
    bound = column;
}

void column_plan::demand_required() {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const field& each = fields_[i];
    if (columns_[i] || !each.required || mapping_.constants.contains(each.name)) continue;
    unusable_ = true;
    faults_.push_back(
        {0, "", problem(problems::column_missing, {}, {{"field", both_names(each)}})});
  }
}

std::string column_plan::header_of(std::size_t column) const {
  const auto found = headers_.find(column);
  return found == headers_.end() ? std::string() : found->second;
}

bool column_plan::expects(std::size_t column) const {
  return headers_.contains(column) || ignored(column, {});
}

}  // namespace headway::imports
