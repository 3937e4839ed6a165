// The roster from a table: the shifts of crews and the exceptions of persons, by date.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "people/administration.hpp"
#include "people/codes.hpp"
#include "people/identities.hpp"
#include "people/imports.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"

namespace headway::people {
namespace {

enum column : std::size_t { date, crew, number, name, shift, kind };

std::vector<imports::field> make_fields() {
  std::vector<imports::code_name> kinds;
  for (const auto& each : texts_of_exceptions())
    kinds.push_back({std::string(each.code), std::string(each.zh), std::string(each.en)});
  return {
      {.name = "date",
       .zh = "日期",
       .en = "Date",
       .kind = imports::field_kind::date,
       .required = true},
      {.name = "crew", .zh = "班组", .en = "Crew", .most_characters = 80},
      {.name = "number", .zh = "工号", .en = "Number", .most_characters = 32},
      {.name = "name", .zh = "姓名", .en = "Name", .most_characters = 80},
      {.name = "shift", .zh = "班次", .en = "Shift", .most_characters = 40},
      {.name = "kind",
       .zh = "类别",
       .en = "Kind",
       .kind = imports::field_kind::code,
       .codes = std::move(kinds)},
  };
}

const std::vector<imports::field>& roster_fields() {
  static const auto fields = make_fields();
  return fields;
}

constexpr problem_kind crew_or_person{"people.crew_or_person", 422,
                                      "每行填班组或工号其中一项，不能都填，也不能都不填",
                                      "A row names either a crew or a worker's number"};
constexpr problem_kind shift_unknown{"people.shift_unknown", 422,
                                     "没有“{value}”这个班，可填班名、第几班或“休”",
                                     "There is no shift \"{value}\"; give its name or number, or "
                                     "\"rest\""};
constexpr problem_kind date_twice{"people.date_twice", 422, "{date} 填了两次",
                                  "{date} is there twice"};
constexpr problem_kind dates_with_gap{"people.dates_with_gap", 422, "班组的日期要连续，缺 {date}",
                                      "The dates of a crew follow each other; {date} is missing"};

struct sample_row {
  local_date date;
  std::string crew, number, shift, kind;
};
BOOST_DESCRIBE_STRUCT(sample_row, (), (date, crew, number, shift, kind))

// The shifts of one crew, date by date without gap.
using crew_days = std::map<local_date, int>;

// The rotations that give the crew these days: one from the first of them, and one wherever a
// rotation that it has already would take over.
std::vector<rotation> rotations_for(const crew_days& days, const std::vector<rotation>& present) {
  std::set<local_date> starts{days.begin()->first};
  for (const auto& each : present)
    if (days.begin()->first < each.from && each.from <= days.rbegin()->first)
      starts.insert(each.from);
  std::vector<rotation> made;
  for (const auto from : starts) {
    rotation& one = made.emplace_back(rotation{from, {}});
    for (auto at = days.find(from); at != days.end(); ++at)
      one.pattern.push_back(at->second);
  }
  return made;
}

struct desired_exception {
  std::size_t row = 0;
  set_exception asked;
};

std::optional<roster_exception> exception_on(const std::vector<roster_exception>& all,
                                             local_date on) {
  const auto found = std::ranges::find(all, on, &roster_exception::date);
  if (found == all.end()) return std::nullopt;
  return *found;
}

void count(imports::changes& into, const std::optional<roster_exception>& now,
           const roster_exception& wanted) {
  ++(!now ? into.added : *now == wanted ? into.unchanged : into.changed);
}

// Gives whether any day differs.
bool count(imports::changes& into, const std::vector<rotation>& now, const crew_days& wanted) {
  const auto before = into.changed;
  for (const auto& [on, shift_number] : wanted)
    ++(shift_by_rotation(now, on) == shift_number ? into.unchanged : into.changed);
  return into.changed != before;
}

class roster_plan final : public imports::plan {
 public:
  std::map<crew_id, crew_days> crews;
  std::vector<desired_exception> exceptions;

  result<imports::changes> apply(api::write_call& c) const override {
    imports::changes done;
    for (const auto& [id, days] : crews) {
      const auto found = c.work.load<crew_model>(id);
      if (!found || !found->exists() || !c.who.sees(found->header.section))
        return problem(problems::unknown_crew);
      const auto present = (*found)->rotations;
      if (!count(done, present, days)) continue;
      for (auto& each : rotations_for(days, present))
        if (auto set = execute(c.work, set_rotation{id, std::move(each)}); !set) return set.error();
    }
    for (const auto& each : exceptions) {
      const auto found = c.work.load<person_model>(each.asked.person);
      if (!found || !c.who.sees(found->header.section)) return problem(problems::unknown_person);
      count(done, exception_on((*found)->exceptions, each.asked.date), each.asked);
      if (auto set = execute(c.work, each.asked); !set) {
        auto failed = set.error();
        failed.pointer = "/rows/" + std::to_string(each.row) + failed.pointer;
        return failed;
      }
    }
    return done;
  }
};

// "夜班", "检修班", "2", "第2班", "休".
std::optional<int> shift_from(std::string_view text, const shift_system& system) {
  if (text == "休" || text == "休息" || text == "rest" || text == "0") return 0;
  for (std::size_t i = 0; i < system.shifts.size(); ++i)
    if (text == shift_name_text(system.shifts[i], language::zh) ||
        text == shift_name_text(system.shifts[i], language::en))
      return static_cast<int>(i) + 1;
  constexpr std::string_view before = "第", after = "班";
  if (text.starts_with(before)) text.remove_prefix(before.size());
  if (text.ends_with(after)) text.remove_suffix(after.size());
  int made = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), made);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || made < 1 ||
      std::cmp_greater(made, system.shifts.size()))
    return std::nullopt;
  return made;
}

class roster_reader {
 public:
  roster_reader(const api::read_call& c, section_id of, time_zone zone)
      : c_(c),
        calendar_(calendar_of(c.store, c.site, of, zone)),
        all_(read_directory(c.store, c.site, of, "", {})) {
    for (const auto& each : all_.crews)
      if (each.active && each.section == of) crews_.emplace(each.name, each.id);
    for (const auto& each : all_.persons)
      if (each.active && each.section == of) persons_.emplace(each.number, each.id);
    for (const auto& each : read_crews(c.store, c.site, of))
      rotations_.emplace(each.id, each.rotations);
  }

  void take(const imports::typed_row& from, imports::row_errors& errors) {
    if (from.has(crew) == from.has(number)) return errors.refuse(crew, crew_or_person);
    const auto on = *from.get<local_date>(date);
    std::optional<int> at;
    if (from.has(shift) && !(at = shift_from(from.text(shift), calendar_.system_on(on))))
      return errors.refuse(
          shift, problem(shift_unknown, "", {{"value", documents::shown(from.text(shift))}}));
    if (!(from.has(crew) ? take_crew(from, on, at, errors) : take_person(from, on, at, errors)))
      return;
    if (sample.size() < imports::limits::sample_rows)
      sample.push_back(encode(
          sample_row{on, from.text(crew), from.text(number), from.text(shift), from.text(kind)}));
  }

  // What only the whole file shows: gaps between the dates of a crew, too many of them.
  void finish(imports::error_list& errors) {
    for (const auto& [id, days] : ready->crews) {
      const auto refuse = [&, crew_name = name_of(id)](local_date on, problem why) {
        errors.add({"", rows_.at({id, on}), "", crew_name, std::move(why)});
      };
      local_date expected = days.begin()->first;
      for (const auto& [on, ignored] : days) {
        if (on != expected) refuse(on, problem(dates_with_gap, "", {{"date", expected.text()}}));
        expected = plus_days(on, 1);
      }
      if (days.size() > limits::rotation_days)
        refuse(days.rbegin()->first, problem(problems::rotation_length, "",
                                             {{"most", std::to_string(limits::rotation_days)}}));
      count(foreseen, rotations_[id], days);
    }
  }

  imports::changes foreseen;
  std::vector<std::string> sample;
  std::shared_ptr<roster_plan> ready = std::make_shared<roster_plan>();

 private:
  bool take_crew(const imports::typed_row& from, local_date on, std::optional<int> at,
                 imports::row_errors& errors) {
    const auto found = crews_.find(from.text(crew));
    if (found == crews_.end()) return errors.refuse(crew, problems::unknown_crew), false;
    if (!at) return errors.refuse(shift, problems::shift_missing), false;
    if (!ready->crews[found->second].emplace(on, *at).second)
      return errors.refuse(date, problem(date_twice, "", {{"date", on.text()}})), false;
    rows_[{found->second, on}] = from.number();
    return true;
  }

  bool take_person(const imports::typed_row& from, local_date on, std::optional<int> at,
                   imports::row_errors& errors) {
    const auto found = persons_.find(from.text(number));
    if (found == persons_.end()) return errors.refuse(number, problems::unknown_person), false;
    const auto what = exception_from(from.text(kind));
    desired_exception wanted;
    wanted.row = from.number();
    wanted.asked.person = found->second;
    wanted.asked.date = on;
    wanted.asked.kind = what.value_or(exception_kind::swap_to_shift);
    const bool swap = wanted.asked.kind == exception_kind::swap_to_shift;
    if (swap && !at.value_or(0)) return errors.refuse(shift, problems::shift_missing), false;
    if (!swap && at) return errors.refuse(shift, problems::shift_superfluous), false;
    wanted.asked.shift = at;
    if (!seen_.insert({found->second, on}).second)
      return errors.refuse(date, problem(date_twice, "", {{"date", on.text()}})), false;
    const auto now = exceptions_of(c_.store, c_.site, found->second, on, on);
    count(foreseen, exception_on(now, on), wanted.asked);
    ready->exceptions.push_back(wanted);
    return true;
  }

  std::string name_of(crew_id id) const {
    for (const auto& [crew_name, known] : crews_)
      if (known == id) return crew_name;
    return {};
  }

  const api::read_call& c_;
  shift_calendar calendar_;
  directory all_;
  std::map<std::string, crew_id> crews_;
  std::map<std::string, person_id> persons_;
  std::map<crew_id, std::vector<rotation>> rotations_;
  std::map<std::pair<crew_id, local_date>, std::size_t> rows_;
  std::set<std::pair<person_id, local_date>> seen_;
};

class roster_kind final : public imports::import_kind {
 public:
  explicit roster_kind(time_zone zone) : zone_(zone) {}
  std::string_view name() const override { return "roster"; }
  std::span<const imports::field> fields() const override { return roster_fields(); }
  imports::preview read(const api::read_call& c, documents::table_source& table,
                        const imports::mapping& layout) const override {
    const auto asked = c.query("section");
    auto of = asked ? section_id::parse(*asked).value_or(section_id{}) : c.who.section;
    if (!c.who.sees(of)) of = c.who.section;
    roster_reader reader(c, of, zone_);
    imports::preview made;
    made.seen = imports::read_rows(table, roster_fields(), layout, zone_,
                                   [&](const imports::typed_row& row, imports::row_errors& errors) {
                                     reader.take(row, errors);
                                   });
    reader.finish(made.seen.errors);
    made.foreseen = reader.foreseen;
    made.sample = std::move(reader.sample);
    made.ready = std::move(reader.ready);
    return made;
  }

 private:
  time_zone zone_;
};

// By its name, unless another shift of the date is called the same.
std::string shift_text(const shift_system& system, int shift_number) {
  if (shift_number < 1 || std::cmp_greater(shift_number, system.shifts.size())) return "休";
  const auto text =
      shift_name_text(system.shifts[static_cast<std::size_t>(shift_number) - 1], language::zh);
  const auto same = std::ranges::count_if(system.shifts, [&](const shift_definition& each) {
    return shift_name_text(each, language::zh) == text;
  });
  return same == 1 ? std::string(text) : "第" + std::to_string(shift_number) + "班";
}

}  // namespace

std::shared_ptr<const imports::import_kind> roster_import(time_zone zone) {
  return std::make_shared<roster_kind>(zone);
}

imports::export_table export_roster(sql::connection& store, site_id site, section_id of,
                                    local_date from, local_date to) {
  const shift_calendar calendar(time_zone{}, shift_systems_of(store, site, of));
  const auto read = read_roster(store, site, of, from, to);
  const auto all = read_directory(store, site, of, "", {});
  std::map<crew_id, std::string> crew_names;
  for (const auto& each : all.crews)
    crew_names.emplace(each.id, each.name);
  imports::export_table made{"排班", {}, {}};
  for (const auto& each : roster_fields())
    made.titles.push_back(each.zh);
  for (const auto& each : read.crews)
    for (auto on = from; on <= to; on = plus_days(on, 1))
      made.rows.push_back(
          {on.text(), crew_names[each.id], "", "",
           shift_text(calendar.system_on(on), shift_by_rotation(each.rotations, on)), ""});
  for (const auto& each : read.persons) {
    const auto who = find_identity(store, site, each.id);
    if (!who) continue;
    for (const auto& one : each.exceptions)
      made.rows.push_back({one.date.text(), "", who->number.value, who->name.value,
                           one.shift ? shift_text(calendar.system_on(one.date), *one.shift) : "",
                           std::string(text_of(one.kind, language::zh))});
  }
  return made;
}

}  // namespace headway::people
