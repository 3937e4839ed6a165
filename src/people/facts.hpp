// What can happen to sections, crews, posts, persons and accounts, and what they are. Facts hold
// ids and organisational names only: who a person is stands in an identity outside the journal
// (identities.hpp), so that a person can be erased and the chain still holds.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "api/permission.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "people/shift_calendar.hpp"

namespace headway {
BOOST_DESCRIBE_ENUM(language, zh, en)
}

namespace headway::people {

using account_id = id<struct account_tag>;

// ---- codes; their texts are in codes.hpp ------------------------------------------------------

enum class crew_kind : std::uint8_t {
  heading,
  maintenance,
  transport,
  ventilation,
  electromechanical,
  other
};
BOOST_DESCRIBE_ENUM(crew_kind, heading, maintenance, transport, ventilation, electromechanical,
                    other)

enum class post_code : std::uint8_t {
  crew_leader,
  deputy_crew_leader,
  roadheader_driver,
  support_worker,
  belt_attendant,
  electro_fitter,
  gas_inspector,
  safety_inspector,
  shotcreter,
  drainage_worker,
  material_handler,
  quality_checker,
  technician,
  section_chief,
  other
};
BOOST_DESCRIBE_ENUM(post_code, crew_leader, deputy_crew_leader, roadheader_driver, support_worker,
                    belt_attendant, electro_fitter, gas_inspector, safety_inspector, shotcreter,
                    drainage_worker, material_handler, quality_checker, technician, section_chief,
                    other)

// Certificates of special posts in coal mines, and first aid.
enum class certificate_code : std::uint8_t {
  underground_electrical,
  blasting,
  monitoring,
  gas_inspection,
  safety_inspection,
  hoist,
  shearer_roadheader,
  gas_drainage,
  outburst_prevention,
  water_exploration,
  first_aid,
  other
};
BOOST_DESCRIBE_ENUM(certificate_code, underground_electrical, blasting, monitoring, gas_inspection,
                    safety_inspection, hoist, shearer_roadheader, gas_drainage, outburst_prevention,
                    water_exploration, first_aid, other)

enum class exception_kind : std::uint8_t {
  leave,
  sick,
  training,
  swap_to_shift,
  day_off  // 调休: free by arrangement, not away
};
BOOST_DESCRIBE_ENUM(exception_kind, leave, sick, training, swap_to_shift, day_off)

// ---- section ----------------------------------------------------------------------------------

struct section_founded {
  static constexpr std::string_view kind = "founded";
  short_text name;
  shift_period shifts;
};
BOOST_DESCRIBE_STRUCT(section_founded, (), (name, shifts))

struct section_renamed {
  static constexpr std::string_view kind = "renamed";
  short_text name;
};
BOOST_DESCRIBE_STRUCT(section_renamed, (), (name))

struct shift_system_set {
  static constexpr std::string_view kind = "shift_system_set";
  shift_period shifts;
};
BOOST_DESCRIBE_STRUCT(shift_system_set, (), (shifts))

using section_fact = std::variant<section_founded, section_renamed, shift_system_set>;

struct section {
  section_id id;
  short_text name;
  std::vector<shift_period> shift_systems;  // ascending by `from`
};
BOOST_DESCRIBE_STRUCT(section, (), (id, name, shift_systems))

// ---- crew -------------------------------------------------------------------------------------

// From shift date `from` on, day i works shift pattern[i mod n]; 0 is a day of rest.
struct rotation {
  local_date from;
  std::vector<int> pattern;
  friend bool operator==(const rotation&, const rotation&) = default;
};
BOOST_DESCRIBE_STRUCT(rotation, (), (from, pattern))

struct crew_formed {
  static constexpr std::string_view kind = "formed";
  short_text name;
  crew_kind crew{};
};
BOOST_DESCRIBE_STRUCT(crew_formed, (), (name, crew))

struct crew_changed {
  static constexpr std::string_view kind = "changed";
  short_text name;
  crew_kind crew{};
};
BOOST_DESCRIBE_STRUCT(crew_changed, (), (name, crew))

struct rotation_set {
  static constexpr std::string_view kind = "rotation_set";
  people::rotation rotation;
};
BOOST_DESCRIBE_STRUCT(rotation_set, (), (rotation))

struct crew_dissolved {
  static constexpr std::string_view kind = "dissolved";
};
BOOST_DESCRIBE_STRUCT(crew_dissolved, (), ())

using crew_fact = std::variant<crew_formed, crew_changed, rotation_set, crew_dissolved>;

struct crew {
  crew_id id;
  section_id section;
  short_text name;
  crew_kind kind = crew_kind::other;
  bool active = false;
  std::vector<rotation> rotations;  // ascending by `from`
};
BOOST_DESCRIBE_STRUCT(crew, (), (id, section, name, kind, active, rotations))

// ---- post -------------------------------------------------------------------------------------

struct post_description {
  post_code code{};
  short_text name;
  bool key = false;  // 关键岗位
  std::vector<certificate_code> certificates;
  std::optional<crew_id> crew;  // absent: of the section
  friend bool operator==(const post_description&, const post_description&) = default;
};
BOOST_DESCRIBE_STRUCT(post_description, (), (code, name, key, certificates, crew))

struct post_declared : post_description {
  static constexpr std::string_view kind = "declared";
};
BOOST_DESCRIBE_STRUCT(post_declared, (post_description), ())

struct post_changed : post_description {
  static constexpr std::string_view kind = "changed";
};
BOOST_DESCRIBE_STRUCT(post_changed, (post_description), ())

struct post_withdrawn {
  static constexpr std::string_view kind = "withdrawn";
};
BOOST_DESCRIBE_STRUCT(post_withdrawn, (), ())

using post_fact = std::variant<post_declared, post_changed, post_withdrawn>;

struct post : post_description {
  post_id id;
  section_id section;
  bool active = false;
};
BOOST_DESCRIBE_STRUCT(post, (post_description), (id, section, active))

// ---- person -----------------------------------------------------------------------------------

struct person_joined {
  static constexpr std::string_view kind = "joined";
  std::optional<crew_id> crew;
  std::vector<post_id> posts;
  bool member = false;
};
BOOST_DESCRIBE_STRUCT(person_joined, (), (crew, posts, member))

// To another crew, or with the fact's section to another section.
struct person_moved {
  static constexpr std::string_view kind = "moved";
  std::optional<crew_id> crew;
};
BOOST_DESCRIBE_STRUCT(person_moved, (), (crew))

struct posts_set {
  static constexpr std::string_view kind = "posts_set";
  std::vector<post_id> posts;
};
BOOST_DESCRIBE_STRUCT(posts_set, (), (posts))

struct member_set {
  static constexpr std::string_view kind = "member_set";
  bool member = false;
};
BOOST_DESCRIBE_STRUCT(member_set, (), (member))

struct person_left {
  static constexpr std::string_view kind = "left";
};
BOOST_DESCRIBE_STRUCT(person_left, (), ())

// Without the certificate's number, which in China is the holder's identity number.
struct certificate {
  certificate_code code{};
  local_date expires;  // the last day on which it holds
  friend bool operator==(const certificate&, const certificate&) = default;
};
BOOST_DESCRIBE_STRUCT(certificate, (), (code, expires))

struct certificate_granted : certificate {
  static constexpr std::string_view kind = "certificate_granted";
};
BOOST_DESCRIBE_STRUCT(certificate_granted, (certificate), ())

struct certificate_withdrawn {
  static constexpr std::string_view kind = "certificate_withdrawn";
  certificate_code code{};
};
BOOST_DESCRIBE_STRUCT(certificate_withdrawn, (), (code))

// What differs from the rotation for one person on one shift date.
struct roster_exception {
  local_date date;
  exception_kind kind{};
  std::optional<int> shift;  // with swap_to_shift
  friend bool operator==(const roster_exception&, const roster_exception&) = default;
};
BOOST_DESCRIBE_STRUCT(roster_exception, (), (date, kind, shift))

struct exception_set {
  static constexpr std::string_view kind = "exception_set";
  roster_exception exception;
};
BOOST_DESCRIBE_STRUCT(exception_set, (), (exception))

struct exception_lifted {
  static constexpr std::string_view kind = "exception_lifted";
  local_date date;
};
BOOST_DESCRIBE_STRUCT(exception_lifted, (), (date))

using person_fact =
    std::variant<person_joined, person_moved, posts_set, member_set, person_left,
                 certificate_granted, certificate_withdrawn, exception_set, exception_lifted>;

struct person {
  person_id id;
  section_id section;  // nil: of the mine
  std::optional<crew_id> crew;
  std::vector<post_id> posts;
  bool member = false;
  bool active = false;
  std::vector<certificate> certificates;
  std::vector<roster_exception> exceptions;  // one a date, ascending
};
BOOST_DESCRIBE_STRUCT(person, (),
                      (id, section, crew, posts, member, active, certificates, exceptions))

// ---- account: never a secret in a fact ----------------------------------------------------------

using roles = std::vector<api::role>;

struct account_opened {
  static constexpr std::string_view kind = "opened";
  person_id person;
  people::roles roles;
};
BOOST_DESCRIBE_STRUCT(account_opened, (), (person, roles))

struct roles_set {
  static constexpr std::string_view kind = "roles_set";
  people::roles roles;
};
BOOST_DESCRIBE_STRUCT(roles_set, (), (roles))

struct account_locked {
  static constexpr std::string_view kind = "locked";
};
BOOST_DESCRIBE_STRUCT(account_locked, (), ())

struct account_unlocked {
  static constexpr std::string_view kind = "unlocked";
};
BOOST_DESCRIBE_STRUCT(account_unlocked, (), ())

struct account_closed {
  static constexpr std::string_view kind = "closed";
};
BOOST_DESCRIBE_STRUCT(account_closed, (), ())

using account_fact =
    std::variant<account_opened, roles_set, account_locked, account_unlocked, account_closed>;

enum class account_state : std::uint8_t { unopened, open, locked, closed };
BOOST_DESCRIBE_ENUM(account_state, unopened, open, locked, closed)

struct account {
  account_id id;
  person_id person;
  people::roles roles;
  account_state state = account_state::unopened;
};
BOOST_DESCRIBE_STRUCT(account, (), (id, person, roles, state))

}  // namespace headway::people
