// The plan of a month as people take it with them: a workbook, paper to hang up, a calendar.
#pragma once

#include <memory>
#include <mutex>

#include "coverage/board.hpp"
#include "documents/typefaces.hpp"

namespace headway::coverage {

// Thread-safe.
class file_office {
 public:
  // Problems: document.no_font and those of plan_files.
  result<std::string> printed(const reading_of& from, const month& of, language words);
  result<std::string> workbook(const reading_of& from, const month& of, language words) const;

 private:
  // Opened when first asked for: a node without fonts does everything else.
  result<const documents::typefaces*> fonts();

  std::mutex opening_;
  std::unique_ptr<documents::typefaces> fonts_;
};

// The shifts and duties of the person from the date on, two months ahead, as iCalendar.
std::string calendar_of(const reading_of& from, person_id person, local_date first, language words);

}  // namespace headway::coverage
