#include "documents/xlsx_reader.hpp"

#include <map>
#include <optional>

#include "base/ensure.hpp"
#include "base/limits.hpp"
#include "documents/xlsx_sheet.hpp"
#include "documents/xml_stream.hpp"
#include "documents/zip_archive.hpp"

namespace headway::documents {
namespace {

constexpr std::size_t most_name_bytes = 1024;

problem malformed(std::string_view part) {
  return problem(problems::archive_damaged, {}, {{"part", shown(part)}});
}

// Relations tell which part of the archive is what. The last word of a type says the role:
// ".../relationships/worksheet".
struct relation {
  std::string role;
  std::string part;
};

// "xl/" and "worksheets/sheet1.xml" give "xl/worksheets/sheet1.xml"; "/x" and "../x" are followed.
std::string resolve(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const auto slash = folder.substr(0, folder.empty() ? 0 : folder.size() - 1).rfind('/');
    folder = slash == folder.npos ? std::string_view() : folder.substr(0, slash + 1);
  }
  return std::string(folder).append(target);
}

class relations_visitor final : public xml_visitor {
 public:
  explicit relations_visitor(std::string_view folder) : folder_(folder) {}
  void on_begin(std::string_view element, const xml_attributes& attributes) override {
    if (element != "Relationship" || attributes.get("TargetMode") == "External") return;
    const auto id = attributes.get("Id"), type = attributes.get("Type"),
               target = attributes.get("Target");
    if (!id || !type || !target) return;
    if (found.size() >= limits::workbook_parts || id->size() > most_name_bytes ||
        target->size() > most_name_bytes)
      return fail(malformed("_rels"));
    const std::string_view role = type->substr(type->rfind('/') + 1);
    found[std::string(*id)] = {std::string(role.substr(0, most_name_bytes)),
                               resolve(folder_, *target)};
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

  std::map<std::string, relation, std::less<>> found;

 private:
  std::string_view folder_;
};

class workbook_visitor final : public xml_visitor {
 public:
  struct listed_sheet {
    std::string name, relation;
    bool hidden;
  };
  void on_begin(std::string_view element, const xml_attributes& attributes) override {
    if (element == "workbookPr") {
      const auto flag = attributes.get("date1904");
      from_1904 = flag == "1" || flag == "true";
    }
    if (element != "sheet") return;
    const auto name = attributes.get("name"), id = attributes.get("id");
    if (!name || !id || name->size() > most_name_bytes || id->size() > most_name_bytes ||
        sheets.size() >= limits::workbook_parts)
      return fail(malformed("workbook"));
    sheets.push_back({std::string(*name), std::string(*id),
                      attributes.get("state").value_or("visible") != "visible"});
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

  bool from_1904 = false;
  std::vector<listed_sheet> sheets;
};

class xlsx_source final : public table_source {
 public:
  explicit xlsx_source(zip_archive archive) : archive_(std::move(archive)) {}

  const std::vector<sheet>& sheets() const override { return sheets_; }

  result<void> read(std::size_t sheet, row_visitor& visitor) override {
    ENSURE(sheet < sheets_.size());
    sheet_visitor reading(values_, sheets_[sheet].name, visitor);
    return read_xml(archive_, parts_[sheet], reading);
  }

  result<void> open();

 private:
  result<void> open_values(const relations_visitor& relations);

  zip_archive archive_;
  workbook_values values_;
  std::vector<sheet> sheets_;
  std::vector<std::string> parts_;  // of the sheets
};

result<void> xlsx_source::open_values(const relations_visitor& relations) {
  for (const auto& [id, to] : relations.found) {
    if (to.role == "sharedStrings") {
      auto strings = shared_strings::read(archive_, to.part);
      if (!strings) return strings.error();
      values_.strings = std::move(*strings);
    }
    if (to.role == "styles") {
      auto looks = cell_looks::read(archive_, to.part);
      if (!looks) return looks.error();
      values_.looks = std::move(*looks);
    }
  }
  return {};
}

result<void> xlsx_source::open() {
  if (!archive_.has("_rels/.rels")) return problem(problems::not_a_table);
  relations_visitor root("");
  if (auto read = read_xml(archive_, "_rels/.rels", root); !read) return read;
  std::string workbook_part;
  for (const auto& [id, to] : root.found)
    if (to.role == "officeDocument") workbook_part = to.part;
  if (workbook_part.empty() || workbook_part.ends_with(".bin"))
    return problem(problems::not_a_table);

  workbook_visitor workbook;
  if (auto read = read_xml(archive_, workbook_part, workbook); !read) return read;
  values_.from_1904 = workbook.from_1904;
  const auto slash = workbook_part.rfind('/');
  const std::string folder =
      slash == workbook_part.npos ? std::string() : workbook_part.substr(0, slash + 1);
  relations_visitor relations(folder);
  const std::string relations_part =
      folder + "_rels/" + workbook_part.substr(folder.size()) + ".rels";
  if (auto read = read_xml(archive_, relations_part, relations); !read) return read;
  for (const auto& listed : workbook.sheets) {
    const auto to = relations.found.find(listed.relation);
    if (to == relations.found.end()) return malformed(relations_part);
    if (to->second.role != "worksheet") continue;  // a sheet of charts holds no cells
    sheets_.push_back({listed.name, listed.hidden});
    parts_.push_back(to->second.part);
  }
  if (sheets_.empty()) return problem(problems::not_a_table);
  return open_values(relations);
}

}  // namespace

result<std::unique_ptr<table_source>> open_xlsx(std::string_view bytes) {
  if (bytes.size() > limits::import_file_bytes)
    return problem(problems::file_too_large, {},
                   {{"most", std::to_string(limits::import_file_bytes)}});
  auto archive = zip_archive::open(bytes);
  if (!archive) return archive.error();
  auto source = std::make_unique<xlsx_source>(std::move(*archive));
  if (auto opened = source->open(); !opened) return opened.error();
  return std::unique_ptr<table_source>(std::move(source));
}

}  // namespace headway::documents
