// The inside of workbooks: the input is the XML of the sheet, the shared strings and the styles,
// parted by zero bytes and packed into an archive that is sound, so that what is tried is the
// reading of cells and not the unpacking (table_fuzz tries that).
#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ensure.hpp"
#include "documents/xlsx_reader.hpp"

namespace {

void put(std::string& out, std::size_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8)
    out += static_cast<char>(value & 0xFF);
}

// An archive of stored parts.
class archive {
 public:
  void add(std::string_view name, std::string_view bytes) {
    std::string fields;
    put(fields, 20, 2);
    put(fields, 0, 8);  // flags, method 0, time and date
    put(fields, crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()), 4);
    put(fields, bytes.size(), 4);
    put(fields, bytes.size(), 4);
    put(fields, name.size(), 4);  // and no extra field
    central_.append("PK\1\2\24", 5).append(1, '\0').append(fields).append(10, '\0');
    put(central_, local_.size(), 4);
    central_.append(name);
    local_.append("PK\3\4").append(fields).append(name).append(bytes);
    ++parts_;
  }

  std::string finish() const {
    std::string out = local_ + central_ + "PK\5\6";
    put(out, 0, 4);
    put(out, parts_, 2);
    put(out, parts_, 2);
    put(out, central_.size(), 4);
    put(out, local_.size(), 4);
    put(out, 0, 2);
    return out;
  }

 private:
  std::string local_, central_;
  std::size_t parts_ = 0;
};

std::string_view next_part(std::string_view& input) {
  const std::string_view part = input.substr(0, input.find('\0'));
  input.remove_prefix(part.size() < input.size() ? part.size() + 1 : part.size());
  return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headway::documents;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  archive made;
  made.add("_rels/.rels",
           "<R><Relationship Id=\"1\" Type=\"/officeDocument\" Target=\"w.xml\"/></R>");
  made.add("w.xml", "<w><sheet name=\"s\" id=\"1\"/></w>");
  made.add("_rels/w.xml.rels",
           "<R><Relationship Id=\"1\" Type=\"/worksheet\" Target=\"s.xml\"/>"
           "<Relationship Id=\"2\" Type=\"/sharedStrings\" Target=\"t.xml\"/>"
           "<Relationship Id=\"3\" Type=\"/styles\" Target=\"y.xml\"/></R>");
  made.add("s.xml", next_part(input));
  made.add("t.xml", next_part(input));
  made.add("y.xml", next_part(input));
  const std::string bytes = made.finish();
  const auto source = open_xlsx(bytes);
  if (!source) return 0;
  std::size_t last_row = 0;
  (void)for_each_row(**source, 0, [&](const row& row) {
    ENSURE(row.number > last_row && !row.cells.empty());
    last_row = row.number;
    for (const cell& each : row.cells)
      ENSURE(!each.text.empty());
    return step::go_on;
  });
  return 0;
}
