#include "support/zip_file.hpp"

#include <zlib.h>

#include <cstdint>

#include "base/ensure.hpp"

namespace headway::tests {
namespace {

void put16(std::string& out, std::size_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}

void put32(std::string& out, std::size_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16);
}

std::string deflate_raw(std::string_view bytes) {
  z_stream stream{};
  ENSURE(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9,
                      Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ENSURE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// What the local and the central header of a part share.
std::string header_fields(const zip_part& part, std::size_t packed_bytes) {
  const auto* begin = reinterpret_cast<const Bytef*>(part.bytes.data());
  std::string out;
  put16(out, 20);
  put16(out, part.encrypted ? 1 : 0);
  put16(out, Z_DEFLATED);
  put32(out, 0x58210000);  // 2024-01-01
  put32(out, crc32(0, begin, static_cast<uInt>(part.bytes.size())));
  put32(out, packed_bytes);
  put32(out, part.bytes.size());
  put16(out, part.name.size());
  put16(out, 0);
  return out;
}

}  // namespace

std::string make_zip(const std::vector<zip_part>& parts) {
  std::string out, central;
  for (const zip_part& part : parts) {
    const std::string packed = deflate_raw(part.bytes);
    const std::string fields = header_fields(part, packed.size());
    central += "PK\1\2";
    put16(central, 20);
    central += fields;
    central += std::string(10, '\0');
    put32(central, out.size());
    central += part.name;
    out += "PK\3\4" + fields + part.name + packed;
  }
  const std::size_t central_offset = out.size();
  out += central + std::string("PK\5\6\0\0\0\0", 8);
  put16(out, parts.size());
  put16(out, parts.size());
  put32(out, central.size());
  put32(out, central_offset);
  put16(out, 0);
  return out;
}

std::string make_xlsx(std::string_view sheet_xml, std::string_view shared_strings_xml,
                      std::string_view styles_xml, std::string_view workbook_settings) {
  const std::string relations = "<Relationships xmlns=\"r\">";
  const auto relation = [](std::string_view id, std::string_view role, std::string_view target) {
    return "<Relationship Id=\"" + std::string(id) + "\" Type=\"http://x/relationships/" +
           std::string(role) + "\" Target=\"" + std::string(target) + "\"/>";
  };
  std::vector<zip_part> parts{
      {"_rels/.rels",
       relations + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
      {"xl/workbook.xml", "<workbook xmlns:r=\"r\">" + std::string(workbook_settings) +
                              "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
                              "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", relations + relation("rId1", "worksheet", "s.xml") +
                                         relation("rId2", "sharedStrings", "/xl/strings.xml") +
                                         relation("rId3", "styles", "styles.xml") +
                                         "</Relationships>"},
      {"xl/s.xml", std::string(sheet_xml)},
      {"xl/strings.xml", shared_strings_xml.empty() ? "<sst/>" : std::string(shared_strings_xml)},
      {"xl/styles.xml", styles_xml.empty() ? "<styleSheet/>" : std::string(styles_xml)}};
  return make_zip(parts);
}

}  // namespace headway::tests
