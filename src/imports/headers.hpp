// Which column holds which field.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/table.hpp"
#include "imports/fields.hpp"
#include "imports/mapping.hpp"

namespace headway::imports {

class column_plan {
 public:
  struct fault {
    std::size_t column;  // where it is shown
    std::string header;
    problem what;
  };

  // `header` is the row of headers.
  column_plan(std::span<const field> fields, const mapping& mapping, const documents::row& header);

  const std::vector<fault>& faults() const { return faults_; }
  // Whether a required field has no column: no row can be right.
  bool unusable() const { return unusable_; }
  std::optional<std::size_t> column_of(std::size_t field) const { return columns_[field]; }
  // The header of a column as the file writes it; empty when it has none.
  std::string header_of(std::size_t column) const;
  // Whether content in this column is expected: it belongs to a field or is ignored.
  bool expects(std::size_t column) const;

 private:
  bool ignored(std::size_t column, std::string_view header) const;
  std::optional<std::size_t> field_of(std::size_t column, std::string_view header) const;
  void bind(std::size_t column, const std::string& header);
  void demand_required();

  std::span<const field> fields_;
  const mapping& mapping_;
  std::vector<std::optional<std::size_t>> columns_;  // by field
  std::map<std::size_t, std::string> headers_;       // by column
  std::vector<fault> faults_;
  bool unusable_ = false;
};

// Headers are compared without white space, case, the star of required columns, and whether their
// brackets are wide: "工 号 *" is "工号", "深度（m）" is "深度(M)".
std::string folded_header(std::string_view header);

}  // namespace headway::imports
