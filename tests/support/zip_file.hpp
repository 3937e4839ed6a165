// Makes small zip archives in memory, well-formed or hostile, for tests of what reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headway::tests {

struct zip_part {
  std::string name;
  std::string bytes;
  bool encrypted = false;  // only says so; the bytes are plain
};

// Deflated parts, in order.
std::string make_zip(const std::vector<zip_part>& parts);

// An xlsx workbook of one sheet "Sheet1" whose XML is given, with the given shared strings part
// and styles part when they are not empty.
std::string make_xlsx(std::string_view sheet_xml, std::string_view shared_strings_xml = {},
                      std::string_view styles_xml = {}, std::string_view workbook_settings = {});

}  // namespace headway::tests
