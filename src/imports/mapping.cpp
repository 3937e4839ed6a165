#include "imports/mapping.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "base/limits.hpp"

namespace headway::imports {
namespace {

using documents::shown;

problem wrong_value(std::string_view key, std::string expected) {
  return problem(problems::mapping_wrong_value, {},
                 {{"key", shown(key)}, {"expected", std::move(expected)}});
}

// Reads the tables of a mapping; the first thing wrong stays in `failed` and ends the reading.
class mapping_reader {
 public:
  explicit mapping_reader(std::span<const field> fields) : fields_(fields) {}

  result<mapping> read(const toml::table& root) {
    for (const auto& [key, node] : root)
      read_key(key.str(), node);
    if (failed_) return *failed_;
    return made_;
  }

 private:
  void read_key(std::string_view key, const toml::node& node) {
    if (failed_) return;
    if (key == "sheet") return read_text(key, node, made_.sheet);
    if (key == "header_row") return read_header_row(node);
    if (key == "merged_cells") return read_merged(node);
    if (key == "date_format") return read_date_formats(node);
    if (key == "ignore") return read_texts(key, node, made_.ignore);
    if (key == "skip_if_empty") return read_skipped(node);
    if (key == "columns" || key == "constants" || key == "values") return read_fields(key, node);
    fail(problem(problems::mapping_unknown_key, {}, {{"key", shown(key)}}));
  }

  void read_text(std::string_view key, const toml::node& node, std::string& into) {
    const auto text = node.value_exact<std::string>();
    if (!text) return fail(wrong_value(key, "文字|a text"));
    into = *text;
  }

  // One text or a list of them.
  void read_texts(std::string_view key, const toml::node& node, std::vector<std::string>& into) {
    if (!node.is_array()) return read_text(key, node, into.emplace_back());
    for (const toml::node& each : *node.as_array())
      read_text(key, each, into.emplace_back());
  }

  void read_header_row(const toml::node& node) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > static_cast<std::int64_t>(limits::import_rows))
      return fail(wrong_value("header_row", "行号|a row number"));
    made_.header_row = static_cast<std::size_t>(*number);
  }

  void read_merged(const toml::node& node) {
    std::string word;
    read_text("merged_cells", node, word);
    if (word != "accept" && word != "refuse")
      return fail(wrong_value("merged_cells", "\"accept\" 或 \"refuse\"|\"accept\" or \"refuse\""));
    made_.accept_merged = word == "accept";
  }

  void read_date_formats(const toml::node& node) {
    read_texts("date_format", node, made_.date_formats);
    if (!std::ranges::all_of(made_.date_formats, is_date_format))
      fail(wrong_value("date_format", "形如 YYYY-MM-DD 的写法|a pattern such as YYYY-MM-DD"));
  }

  void read_skipped(const toml::node& node) {
    read_texts("skip_if_empty", node, made_.skip_if_empty);
    for (const std::string& name : made_.skip_if_empty)
      check_field(name);
  }

  // The tables that say something for each field.
  void read_fields(std::string_view key, const toml::node& node) {
    const toml::table* table = node.as_table();
    if (!table) return fail(wrong_value(key, "一个表|a table"));
    for (const auto& [name, each] : *table) {
      const std::string field(name.str());
      check_field(field);
      if (key == "columns") read_texts(field, each, made_.columns[field]);
      if (key == "constants") read_text(field, each, made_.constants[field]);
      if (key == "values") read_values(field, each);
    }
  }

  void read_values(const std::string& field, const toml::node& node) {
    const toml::table* table = node.as_table();
    if (!table) return fail(wrong_value(field, "一个表|a table"));
    for (const auto& [from, to] : *table)
      read_text(field, to, made_.values[field][std::string(from.str())]);
  }

  void check_field(std::string_view name) {
    if (std::ranges::find(fields_, name, &field::name) != fields_.end()) return;
    std::string allowed;
    for (const field& each : fields_)
      allowed += (allowed.empty() ? "" : ", ") + each.name;
    fail(problem(problems::mapping_unknown_field, {},
                 {{"field", shown(name)}, {"allowed", allowed}}));
  }

  void fail(problem why) {
    if (!failed_) failed_ = std::move(why);
  }

  std::span<const field> fields_;
  mapping made_;
  std::optional<problem> failed_;
};

}  // namespace

result<mapping> parse_mapping(std::string_view text, std::span<const field> fields) {
  if (text.size() > limits::import_mapping_bytes)
    return problem(problems::mapping_too_large, {},
                   {{"most", std::to_string(limits::import_mapping_bytes)}});
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {  // the library's way to say so
    return problem(problems::mapping_malformed, {},
                   {{"line", std::to_string(error.source().begin.line)}});
  }
  return mapping_reader(fields).read(root);
}

}  // namespace headway::imports
