// The records of people and the queries over them. SQL of this slice stands in records*.cpp only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "people/facts.hpp"
#include "people/roster.hpp"
#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace headway::people {

std::span<const sql::migration> migrations();

// ---- directory: the names behind the ids --------------------------------------------------------

struct directory_section {
  section_id id;
  std::string name;
  std::string mine;          // the mine's name
  std::string shift_system;  // "three_shift", "four_shift": by the number of shifts a date has now
};
BOOST_DESCRIBE_STRUCT(directory_section, (), (id, name, mine, shift_system))

struct directory_crew {
  crew_id id;
  section_id section;
  std::string name;
  crew_kind kind{};
  bool active = false;
};
BOOST_DESCRIBE_STRUCT(directory_crew, (), (id, section, name, kind, active))

struct directory_post {
  post_id id;
  section_id section;
  std::optional<crew_id> crew;
  std::string name;
  post_code code{};
  bool key = false;
  std::vector<certificate_code> certificates;
  bool active = false;
};
BOOST_DESCRIBE_STRUCT(directory_post, (),
                      (id, section, crew, name, code, key, certificates, active))

// An erased person keeps the id; name and number are empty.
struct directory_person {
  person_id id;
  section_id section;
  std::optional<crew_id> crew;
  std::string name;
  std::string number;
  bool member = false;
  std::vector<post_id> posts;
  bool active = false;
  std::optional<std::string> picture;  // an attachment; /attachments/{picture}?width=160 is small
};
BOOST_DESCRIBE_STRUCT(directory_person, (),
                      (id, section, crew, name, number, member, posts, active, picture))

struct directory {
  std::vector<directory_section> sections;
  std::vector<directory_crew> crews;
  std::vector<directory_post> posts;
  std::vector<directory_person> persons;
};
BOOST_DESCRIBE_STRUCT(directory, (), (sections, crews, posts, persons))

// `section` absent: of the whole mine. What belongs to the mine itself (nil) is always there.
directory read_directory(sql::connection& store, site_id site, std::optional<section_id> section,
                         std::string_view mine_name, local_date today);

// ---- roster -------------------------------------------------------------------------------------

struct listed_exception : roster_exception {
  person_id person;
};
BOOST_DESCRIBE_STRUCT(listed_exception, (roster_exception), (person))

struct section_roster {
  std::vector<rostered_crew> crews;  // active ones, by name
  std::vector<rostered_person> persons;
};
// Active crews, by name.
std::vector<rostered_crew> read_crews(sql::connection& store, site_id site, section_id section);
// Active crews and persons with their exceptions in [from, to].
section_roster read_roster(sql::connection& store, site_id site, section_id section,
                           local_date from, local_date to);
std::vector<roster_exception> exceptions_of(sql::connection& store, site_id site, person_id person,
                                            local_date from, local_date to);

// ---- accounts -----------------------------------------------------------------------------------

struct listed_account {
  account_id id;
  person_id person;
  section_id section;
  std::string account;  // what is typed when signing in; empty once closed
  people::roles roles;
  account_state state{};
};
BOOST_DESCRIBE_STRUCT(listed_account, (), (id, person, section, account, roles, state))
std::vector<listed_account> list_accounts(sql::connection& store, site_id site);
std::vector<account_id> accounts_of_person(sql::connection& store, site_id site, person_id person);

}  // namespace headway::people
