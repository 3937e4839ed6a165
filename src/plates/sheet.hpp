// How a plate looks, and how plates lie on paper.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/time.hpp"
#include "documents/typefaces.hpp"

namespace headway::plates {

// a4 and a6 are posters, a label is 95 × 55 mm.
enum class plate_size : std::uint8_t { a4, a6, label };
BOOST_DESCRIBE_ENUM(plate_size, a4, a6, label)

// Who answers for what the plate hangs at, and for what.
struct responsibility {
  std::string title_zh, title_en;    // what kind of thing is held
  std::vector<std::string> holders;  // names at the time of printing; may be empty
  std::vector<std::string> duties;
};

// What stands on one plate.
struct plate {
  std::string owner;     // the section, else the mine
  std::string name;      // of the place or zone
  std::string own_code;  // what the mine calls it in its ledgers
  std::string code;      // code_of()
  std::string line;      // line_of(), for the camera
  std::optional<responsibility> held = std::nullopt;
};

enum class laid_out : std::uint8_t {
  one_by_one,  // a page of the plate's own size for each
  on_sheets    // as many as an A4 sheet holds, with marks to cut along
};

struct sheet_wish {
  plate_size size = plate_size::a4;
  laid_out lay_out = laid_out::one_by_one;
  language words = language::zh;
  std::string title;  // of the document
  instant at;         // printed
  local_date date;    // the same by the mine's calendar
};

// A PDF. Problems: those of documents/pdf.hpp and documents/qr.hpp.
result<std::string> print(const documents::typefaces& fonts, std::span<const plate> plates,
                          const sheet_wish& how);

}  // namespace headway::plates
