// Dates as people write them.
#include <algorithm>
#include <array>
#include <optional>

#include "imports/fields.hpp"

namespace headway::imports {
namespace {

constexpr std::string_view letters = "YMDhms";

// The run of one letter at the beginning of `format`, 0 for anything else.
std::size_t run(std::string_view format) {
  if (format.empty() || letters.find(format[0]) == letters.npos) return 0;
  return std::min(format.find_first_not_of(format[0]), format.size());
}

}  // namespace

bool is_date_format(std::string_view format) {
  std::array<std::size_t, letters.size()> lengths{};
  while (!format.empty()) {
    const std::size_t length = run(format);
    if (length > 0) {
      std::size_t& of = lengths[letters.find(format[0])];
      if (of != 0) return false;
      of = length;
    }
    format.remove_prefix(length > 0 ? length : 1);
  }
  const bool parts_fit = std::all_of(lengths.begin() + 1, lengths.end(),
                                     [](std::size_t length) { return length <= 2; });
  return lengths[0] == 4 && lengths[1] > 0 && lengths[2] > 0 && parts_fit;
}

std::optional<written_date> parse_date(std::string_view format, std::string_view text) {
  using std::chrono::year_month_day;
  std::array<int, letters.size()> parts{};
  written_date found;
  while (!format.empty()) {
    const std::size_t length = run(format);
    if (length == 0) {
      if (text.empty() || text[0] != format[0]) return std::nullopt;
      format.remove_prefix(1);
      text.remove_prefix(1);
      continue;
    }
    const std::size_t part = letters.find(format[0]);
    found.has_time = found.has_time || part >= 3;
    const std::size_t most = length == 1 ? 2 : length;
    std::size_t digits = 0;
    for (; digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9';
         ++digits)
      parts[part] = parts[part] * 10 + (text[digits] - '0');
    if (digits < length) return std::nullopt;
    format.remove_prefix(length);
    text.remove_prefix(digits);
  }
  const year_month_day date{std::chrono::year(parts[0]),
                            std::chrono::month(static_cast<unsigned>(parts[1])),
                            std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!text.empty() || !date.ok() || parts[0] < 1970) return std::nullopt;
  if (parts[3] > 23 || parts[4] > 59 || parts[5] > 59) return std::nullopt;
  found.date = local_date{date};
  found.of_day = std::chrono::hours(parts[3]) + std::chrono::minutes(parts[4]) +
                 std::chrono::seconds(parts[5]);
  return found;
}

}  // namespace headway::imports
