#include "rostering.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <vector>

#include "base/ensure.hpp"
#include "support/data_files.hpp"

namespace headway::bench {
namespace {

using words = std::vector<std::string_view>;

words split(std::string_view text, char by) {
  words parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(by, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::int32_t number(std::string_view text) {
  std::int32_t value = 0;
  const auto read = std::from_chars(text.begin(), text.end(), value);
  ENSURE(read.ec == std::errc{} && read.ptr == text.end());
  return value;
}

class reader {
 public:
  planner::problem_statement read(std::string_view text) {
    made_.first = *local_date::parse("2024-01-01");  // a Monday
    std::string_view section;
    for (auto line : split(text, '\n')) {
      while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
      if (line.empty() || line.front() == '#') continue;
      if (line.starts_with("SECTION_"))
        section = line.substr(8);
      else
        take(section, split(line, ','));
    }
    return std::move(made_);
  }

 private:
  local_date date(std::string_view day) const {
    return {made_.first.days + std::chrono::days(number(day))};
  }
  planner::person& person(std::string_view id) { return made_.persons[persons_.at(id)]; }

  void take(std::string_view section, const words& of) {
    if (section == "HORIZON") made_.days = number(of[0]);
    if (section == "SHIFTS") take_shift(of);
    if (section == "STAFF") take_staff(of);
    if (section == "DAYS_OFF")
      for (std::size_t i = 1; i < of.size(); ++i)
        person(of[0]).leave.push_back({date(of[i]), {date(of[i]).days + std::chrono::days(1)}});
    if (section == "SHIFT_ON_REQUESTS" || section == "SHIFT_OFF_REQUESTS")
      person(of[0]).wishes.push_back(
          {date(of[1]), std::string(of[2]), section == "SHIFT_ON_REQUESTS", number(of[3])});
    if (section == "COVER") take_cover(of);
  }

  void take_shift(const words& of) {
    planner::shift_kind shift;
    shift.id = shift.name = of[0];
    shift.length_minutes = number(of[1]);
    if (!of[2].empty())
      for (const auto barred : split(of[2], '|'))
        shift.barred.emplace_back(barred);
    made_.shifts.push_back(std::move(shift));
  }

  void take_staff(const words& of) {
    planner::person who;
    who.id = who.name = of[0];
    for (const auto each : split(of[1], '|')) {
      const auto parts = split(each, '=');
      who.limits.kinds.push_back({std::string(parts[0]), number(parts[1])});
    }
    who.limits.most_minutes = number(of[2]);
    who.limits.least_minutes = number(of[3]);
    who.limits.most_consecutive = number(of[4]);
    who.limits.least_consecutive = number(of[5]);
    who.limits.least_days_off = number(of[6]);
    who.limits.most_weekends = number(of[7]);
    persons_.emplace(of[0], made_.persons.size());
    made_.persons.push_back(std::move(who));
  }

  void take_cover(const words& of) {
    planner::demand demand;
    demand.id = std::string(of[0]) + ":" + std::string(of[1]);
    demand.what = {"cover", {std::string(of[1])}};
    demand.when = {date(of[0]), {date(of[0]).days + std::chrono::days(1)}};
    demand.shift = of[1];
    demand.count = number(of[2]);
    demand.hard = false;
    demand.under = number(of[3]);
    demand.over = number(of[4]);
    demand.source = "cover";
    made_.demands.push_back(std::move(demand));
  }

  planner::problem_statement made_;
  std::map<std::string_view, std::size_t> persons_;
};

}  // namespace

planner::problem_statement read_rostering(std::string_view text) { return reader().read(text); }

std::optional<std::string> rostering_folder() {
  if (const char* given = std::getenv("HEADWAY_ROSTERING")) return given;
  const auto beside =
      std::filesystem::path(HEADWAY_SOURCE_DIR).parent_path() / "shared/data/rostering_curtois";
  if (!std::filesystem::exists(beside)) return std::nullopt;
  return beside.string();
}

planner::problem_statement rostering_instance(const std::string& folder, int number) {
  return read_rostering(tests::read_all(fmt::format("{}/Instance{}.txt", folder, number)));
}

}  // namespace headway::bench
