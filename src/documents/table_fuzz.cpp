// Whatever bytes a file handed in for import holds, CSV or xlsx, reading it ends with rows or with
// a problem; rows come in ascending order and their cells in ascending columns.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "documents/table.hpp"

namespace {

class order_checker : public headway::documents::row_visitor {
 public:
  headway::documents::step on_row(const headway::documents::row& row) override {
    ENSURE(row.number > last_);
    last_ = row.number;
    for (std::size_t i = 1; i < row.cells.size(); ++i)
      ENSURE(row.cells[i].column > row.cells[i - 1].column);
    return headway::documents::step::go_on;
  }

 private:
  std::size_t last_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = headway::documents::open_table({reinterpret_cast<const char*>(data), size});
  if (!table) return 0;
  for (std::size_t sheet = 0; sheet < (*table)->sheets().size(); ++sheet) {
    order_checker checker;
    (void)(*table)->read(sheet, checker);
  }
  return 0;
}
