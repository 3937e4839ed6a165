// Directory, roster, and what other slices ask.
#include <unordered_map>

#include "base/codec.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"
#include "people/sections.hpp"

namespace headway::people {
namespace {

// A section's own, what belongs to the mine (the nil section), or with the last parameter all.
const std::string in_section = " WHERE site_id = $1 AND (section = $2 OR section = $3 OR $4 = 1)";

const sql::statement all_sections(
    "SELECT subject, name, shift_systems FROM sections WHERE site_id = $1 ORDER BY name, subject");
const sql::statement all_crews("SELECT subject, section, name, kind, active FROM crews" +
                               in_section + " ORDER BY name, subject");
const sql::statement all_posts(
    "SELECT subject, section, crew, name, code, key_post, certificates, active FROM posts" +
    in_section + " ORDER BY name, subject");
const sql::statement all_persons(
    "SELECT p.subject, p.section, p.crew, i.name, i.number, p.member, p.posts, p.active, "
    "i.picture "
    "FROM persons p LEFT JOIN identities i ON i.site_id = p.site_id AND i.person = p.subject "
    "WHERE p.site_id = $1 AND (p.section = $2 OR p.section = $3 OR $4 = 1) "
    "ORDER BY i.number, p.subject");
const sql::statement roster_crews(
    "SELECT subject, rotations FROM crews WHERE site_id = $1 AND section = $2 AND active = 1 "
    "ORDER BY name, subject");
const sql::statement roster_persons(
    "SELECT subject, crew FROM persons WHERE site_id = $1 AND section = $2 AND active = 1 "
    "ORDER BY subject");
const sql::statement roster_exceptions(
    "SELECT subject, shift_date, kind, shift_number FROM roster_exceptions WHERE site_id = $1 "
    "AND subject IN (SELECT subject FROM persons WHERE site_id = $2 AND section = $3 "
    "AND active = 1) AND shift_date >= $4 AND shift_date <= $5 ORDER BY subject, shift_date");
const sql::statement exceptions_of_person(
    "SELECT subject, shift_date, kind, shift_number FROM roster_exceptions WHERE site_id = $1 "
    "AND subject = $2 AND shift_date >= $3 AND shift_date <= $4 ORDER BY shift_date");
const sql::statement systems_of_section(
    "SELECT shift_systems FROM sections WHERE site_id = $1 AND subject = $2");
const sql::statement name_of_section(
    "SELECT name FROM sections WHERE site_id = $1 AND subject = $2");
const sql::statement one_person(
    "SELECT section, crew, member, active, posts, certificates FROM persons "
    "WHERE site_id = $1 AND subject = $2");
const sql::statement with_role(
    "SELECT subject FROM persons WHERE site_id = $1 AND section = $2 AND active = 1 "
    "AND subject IN (SELECT person FROM accounts WHERE site_id = $3 AND subject IN "
    "(SELECT subject FROM account_roles WHERE site_id = $4 AND role = $5)) ORDER BY subject");
const sql::statement of_crew(
    "SELECT subject FROM persons WHERE site_id = $1 AND crew = $2 AND active = 1 ORDER BY subject");
const sql::statement every_account(
    "SELECT a.subject, a.person, p.section, c.name, a.roles, a.state FROM accounts a "
    "LEFT JOIN persons p ON p.site_id = a.site_id AND p.subject = a.person "
    "LEFT JOIN credentials c ON c.site_id = a.site_id AND c.account = a.subject "
    "WHERE a.site_id = $1 ORDER BY c.name, a.subject");
const sql::statement accounts_of(
    "SELECT subject FROM accounts WHERE site_id = $1 AND person = $2 ORDER BY subject");

// What a projection wrote can be read again.
template <class T>
T stored(std::string_view json) {
  return decode<T>(json).value();
}
template <class E>
E stored_code(std::string_view name) {
  return codec::enum_from<E>(name).value();
}
template <class Id>
std::optional<Id> optional_id(const sql::row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.identifier<Id>(column);
}
std::string text_or_empty(const sql::row& row, int column) {
  return row.is_null(column) ? std::string() : std::string(row.text(column));
}

// Of a row of subject, date, kind and shift.
roster_exception exception_in(const sql::row& row) {
  roster_exception made{local_date::parse(row.text(1)).value(),
                        stored_code<exception_kind>(row.text(2)), std::nullopt};
  if (!row.is_null(3)) made.shift = static_cast<int>(row.integer(3));
  return made;
}

// Of a row of `one_person`.
person_summary summary_in(const sql::row& row, person_id person) {
  return {person, row.identifier<section_id>(0), row.identifier<crew_id>(1), row.integer(2) != 0,
          row.integer(3) != 0};
}

std::string system_now(const std::vector<shift_period>& periods, local_date today) {
  return std::string(system_code(shift_calendar(time_zone{}, periods).system_on(today)));
}

}  // namespace

directory read_directory(sql::connection& store, site_id site, std::optional<section_id> section,
                         std::string_view mine_name, local_date today) {
  directory made;
  const section_id own = section.value_or(section_id{});
  const section_id whole_mine;
  const std::initializer_list<sql::value> parameters{site, own, whole_mine, section ? 0 : 1};
  store.each(all_sections, {site}, [&](const sql::row& row) {
    const auto id = row.identifier<section_id>(0);
    if (section && id != own) return true;
    made.sections.push_back({id, std::string(row.text(1)), std::string(mine_name),
                             system_now(stored<std::vector<shift_period>>(row.text(2)), today)});
    return true;
  });
  store.each(all_crews, parameters, [&](const sql::row& row) {
    made.crews.push_back({row.identifier<crew_id>(0), row.identifier<section_id>(1),
                          std::string(row.text(2)), stored_code<crew_kind>(row.text(3)),
                          row.integer(4) != 0});
    return true;
  });
  store.each(all_posts, parameters, [&](const sql::row& row) {
    made.posts.push_back({row.identifier<post_id>(0), row.identifier<section_id>(1),
                          optional_id<crew_id>(row, 2), std::string(row.text(3)),
                          stored_code<post_code>(row.text(4)), row.integer(5) != 0,
                          stored<std::vector<certificate_code>>(row.text(6)), row.integer(7) != 0});
    return true;
  });
  store.each(all_persons, parameters, [&](const sql::row& row) {
    made.persons.push_back(
        {row.identifier<person_id>(0), row.identifier<section_id>(1), optional_id<crew_id>(row, 2),
         text_or_empty(row, 3), text_or_empty(row, 4), row.integer(5) != 0,
         stored<std::vector<post_id>>(row.text(6)), row.integer(7) != 0,
         row.is_null(8) ? std::nullopt : std::optional(std::string(row.text(8)))});
    return true;
  });
  return made;
}

std::vector<rostered_crew> read_crews(sql::connection& store, site_id site, section_id section) {
  std::vector<rostered_crew> found;
  store.each(roster_crews, {site, section}, [&](const sql::row& row) {
    found.push_back({row.identifier<crew_id>(0), stored<std::vector<rotation>>(row.text(1))});
    return true;
  });
  return found;
}

section_roster read_roster(sql::connection& store, site_id site, section_id section,
                           local_date from, local_date to) {
  section_roster made{read_crews(store, site, section), {}};
  std::unordered_map<person_id, std::size_t> place;
  store.each(roster_persons, {site, section}, [&](const sql::row& row) {
    place.emplace(row.identifier<person_id>(0), made.persons.size());
    made.persons.push_back({row.identifier<person_id>(0), row.identifier<crew_id>(1), {}});
    return true;
  });
  const std::string first = from.text(), last = to.text();
  store.each(roster_exceptions, {site, site, section, first, last}, [&](const sql::row& row) {
    made.persons[place.at(row.identifier<person_id>(0))].exceptions.push_back(exception_in(row));
    return true;
  });
  return made;
}

std::vector<roster_exception> exceptions_of(sql::connection& store, site_id site, person_id person,
                                            local_date from, local_date to) {
  std::vector<roster_exception> found;
  const std::string first = from.text(), last = to.text();
  store.each(exceptions_of_person, {site, person, first, last}, [&](const sql::row& row) {
    found.push_back(exception_in(row));
    return true;
  });
  return found;
}

std::vector<listed_account> list_accounts(sql::connection& store, site_id site) {
  std::vector<listed_account> found;
  store.each(every_account, {site}, [&](const sql::row& row) {
    found.push_back({row.identifier<account_id>(0), row.identifier<person_id>(1),
                     row.identifier<section_id>(2), text_or_empty(row, 3),
                     stored<roles>(row.text(4)), stored_code<account_state>(row.text(5))});
    return true;
  });
  return found;
}

std::vector<account_id> accounts_of_person(sql::connection& store, site_id site, person_id person) {
  std::vector<account_id> found;
  store.each(accounts_of, {site, person}, [&](const sql::row& row) {
    found.push_back(row.identifier<account_id>(0));
    return true;
  });
  return found;
}

// ---- queries.hpp --------------------------------------------------------------------------------

std::vector<shift_period> shift_systems_of(sql::connection& store, site_id site,
                                           section_id section) {
  // Asked for by every command and nearly always the same: each thread keeps what it parsed last.
  struct parsed {
    std::string text;
    std::vector<shift_period> periods;
  };
  thread_local parsed last;
  std::vector<shift_period> periods;
  store.one(systems_of_section, {site, section}, [&](const sql::row& row) {
    if (row.text(0) != last.text)
      last = {std::string(row.text(0)), stored<std::vector<shift_period>>(row.text(0))};
    periods = last.periods;
  });
  if (periods.empty()) periods.push_back({local_date{}, three_shift_system()});
  return periods;
}

std::vector<section_id> sections_of_mine(sql::connection& store, site_id site) {
  std::vector<section_id> found;
  store.each(all_sections, {site}, [&](const sql::row& row) {
    found.push_back(row.identifier<section_id>(0));
    return true;
  });
  return found;
}

std::vector<crew_id> active_crews(sql::connection& store, site_id site, section_id section) {
  std::vector<crew_id> found;
  for (const auto& crew : read_crews(store, site, section))
    found.push_back(crew.id);
  return found;
}

bool section_exists(sql::connection& store, site_id site, section_id section) {
  return store.one(systems_of_section, {site, section}, [](const sql::row&) {});
}

std::optional<std::string> section_name(sql::connection& store, site_id site, section_id section) {
  std::optional<std::string> found;
  store.one(name_of_section, {site, section},
            [&](const sql::row& row) { found = std::string(row.text(0)); });
  return found;
}

std::optional<person_summary> find_person(sql::connection& store, site_id site, person_id person) {
  std::optional<person_summary> found;
  store.one(one_person, {site, person},
            [&](const sql::row& row) { found = summary_in(row, person); });
  return found;
}

std::optional<person_profile> find_profile(sql::connection& store, site_id site, person_id person) {
  std::optional<person_profile> found;
  store.one(one_person, {site, person}, [&](const sql::row& row) {
    found = person_profile{summary_in(row, person), stored<std::vector<post_id>>(row.text(4)),
                           stored<std::vector<certificate>>(row.text(5))};
  });
  return found;
}

bool is_active_in(sql::connection& store, site_id site, person_id person, section_id section) {
  const auto found = find_person(store, site, person);
  return found && found->active && (found->section.is_nil() || found->section == section);
}

std::vector<person_id> persons_with_role(sql::connection& store, site_id site, section_id section,
                                         api::role role) {
  std::vector<person_id> found;
  store.each(with_role, {site, section, site, site, codec::name_of(role)},
             [&](const sql::row& row) {
               found.push_back(row.identifier<person_id>(0));
               return true;
             });
  return found;
}

std::vector<person_id> active_persons_of_crew(sql::connection& store, site_id site, crew_id crew) {
  std::vector<person_id> found;
  store.each(of_crew, {site, crew}, [&](const sql::row& row) {
    found.push_back(row.identifier<person_id>(0));
    return true;
  });
  return found;
}

}  // namespace headway::people
