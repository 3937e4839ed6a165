// Whatever text is read as CSV: written by us and read again it is the same table.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ensure.hpp"
#include "documents/csv.hpp"

namespace {

using table = std::vector<std::vector<std::string>>;

// Rows without content are left out, as they are in reading; cells keep their columns.
headway::result<table> read(std::string_view bytes) {
  using namespace headway::documents;
  auto source = open_csv(bytes);
  if (!source) return source.error();
  table rows;
  auto done = for_each_row(**source, 0, [&](const row& row) {
    auto& cells = rows.emplace_back(row.cells.back().column + 1);
    for (const cell& each : row.cells)
      cells[each.column] = each.text;
    return step::go_on;
  });
  if (!done) return done.error();
  return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rows = read({reinterpret_cast<const char*>(data), size});
  if (!rows) return 0;
  std::string written;
  headway::documents::csv_writer writer(written);
  // The first row decides the separator; this one leaves no doubt.
  writer.text("a").text("b").end_row();
  for (const auto& row : *rows) {
    for (const auto& cell : row)
      writer.text(cell);
    writer.end_row();
  }
  auto again = read(written).value();
  again.erase(again.begin());
  ENSURE(again == *rows);
  return 0;
}
