// Real records of elsewhere, taken into the demonstration's section as anybody would: a mapping, a
// preview, an acceptance.
#pragma once

#include <string>
#include <vector>

#include "support/demo_mine.hpp"

namespace headway::tests {

struct taken_file {
  std::string name;
  std::int64_t rows = 0, refused = 0, added = 0, repeated = 0;
  std::int64_t facts = 0;  // that the journal gained
  double seconds = 0;      // of preview and acceptance
};

struct intake {
  bool excerpt = false;  // the full sets are not on this machine
  std::vector<taken_file> files;
  std::int64_t facts = 0, subjects = 0;  // as `verify` counted them afterwards
  std::vector<std::string> breaches;
};

// The accidents of the IHM database, the causes of mine accidents as a workbook, the same as CSV,
// and the first file again.
intake take_in_real_records(demo_mine& mine);

}  // namespace headway::tests
