// All that making plates takes: the site's key, its address, the fonts. One for a process.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "api/route.hpp"
#include "documents/typefaces.hpp"
#include "plates/code.hpp"
#include "plates/sheet.hpp"

namespace headway::plates {

// Thread-safe.
class workshop {
 public:
  struct settings {
    signing_key key;
    std::string site_address;  // "https://headway.example"; empty: the mine has none
    time_zone zone;
  };
  explicit workshop(settings with) : with_(std::move(with)) {}

  const signing_key& key() const { return with_.key; }
  // The plate of a subject; the words on it are the caller's.
  plate plate_of(plate_kind kind, const subject_id& subject) const;
  // Answers a request for plates: `?size=` and `?language=` are read here. `file_name` is ASCII.
  // Problems: plate.too_many, field.unknown_code, those of print() and documents::typefaces.
  result<http::response> answer(const api::call& c, std::span<const plate> plates, laid_out how,
                                std::string_view title, std::string_view file_name);

 private:
  // Opened when first asked for: a node without fonts does everything else.
  result<const documents::typefaces*> fonts();

  settings with_;
  std::mutex opening_;
  std::unique_ptr<documents::typefaces> fonts_;
};

// GET /api/v1/plates/key. `of` outlives them.
api::route_table routes(const workshop& of);

namespace limits {
inline constexpr std::size_t plates_at_once = 500;  // places of one section
}

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind too_many_plates{
    "plate.too_many", 422, "一次最多印 {most} 块牌，请分开打印",
    "At most {most} plates are printed at once; print them in parts"};
}  // namespace problems

}  // namespace headway::plates
