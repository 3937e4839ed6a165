// What people ask for: the bodies of POST /api/v1/people/…, /roster/… and /accounts….
#pragma once

#include "people/facts.hpp"

namespace headway::people {

struct found_section {
  section_id id;
  short_text name;
  std::optional<shift_period> shifts;  // absent: the three-shift system since ever
};
BOOST_DESCRIBE_STRUCT(found_section, (), (id, name, shifts))

struct rename_section {
  short_text name;
};
BOOST_DESCRIBE_STRUCT(rename_section, (), (name))

struct set_shift_system : shift_period {};
BOOST_DESCRIBE_STRUCT(set_shift_system, (shift_period), ())

struct form_crew {
  crew_id id;
  section_id section;
  short_text name;
  crew_kind kind{};
};
BOOST_DESCRIBE_STRUCT(form_crew, (), (id, section, name, kind))

struct change_crew {
  short_text name;
  crew_kind kind{};
};
BOOST_DESCRIBE_STRUCT(change_crew, (), (name, kind))

struct dissolve_crew {};
BOOST_DESCRIBE_STRUCT(dissolve_crew, (), ())

struct declare_post : post_description {
  post_id id;
  section_id section;
};
BOOST_DESCRIBE_STRUCT(declare_post, (post_description), (id, section))

struct change_post : post_description {};
BOOST_DESCRIBE_STRUCT(change_post, (post_description), ())

struct withdraw_post {};
BOOST_DESCRIBE_STRUCT(withdraw_post, (), ())

// Who a person is. Kept outside the journal.
struct identity {
  short_text name;
  text<32> number;  // the worker's number, unique within the mine
  std::optional<text<32>> phone;
  friend bool operator==(const identity&, const identity&) = default;
};
BOOST_DESCRIBE_STRUCT(identity, (), (name, number, phone))

struct join_person : identity {
  person_id id;
  std::optional<section_id> section;  // absent: the section of who asks
  std::optional<crew_id> crew;
  std::vector<post_id> posts;
  bool member = false;
};
BOOST_DESCRIBE_STRUCT(join_person, (identity), (id, section, crew, posts, member))

// The person as it shall be: what differs becomes facts.
struct change_person : identity {
  std::optional<section_id> section;  // absent: as it is
  std::optional<crew_id> crew;
  std::vector<post_id> posts;
  bool member = false;
};
BOOST_DESCRIBE_STRUCT(change_person, (identity), (section, crew, posts, member))

struct leave_person {};
BOOST_DESCRIBE_STRUCT(leave_person, (), ())

struct erase_person {};
BOOST_DESCRIBE_STRUCT(erase_person, (), ())

// Whoever manages people, or the person.
struct set_person_picture {
  std::optional<text<64, 64>> picture;  // an attachment; absent: none from now on
};
BOOST_DESCRIBE_STRUCT(set_person_picture, (), (picture))

struct grant_certificate : certificate {
  std::optional<text<40>> number;
};
BOOST_DESCRIBE_STRUCT(grant_certificate, (certificate), (number))

struct withdraw_certificate {
  certificate_code code{};
};
BOOST_DESCRIBE_STRUCT(withdraw_certificate, (), (code))

struct set_rotation {
  crew_id crew;
  people::rotation rotation;
};
BOOST_DESCRIBE_STRUCT(set_rotation, (), (crew, rotation))

struct set_exception : roster_exception {
  person_id person;
};
BOOST_DESCRIBE_STRUCT(set_exception, (roster_exception), (person))

struct lift_exception {
  person_id person;
  local_date date;
};
BOOST_DESCRIBE_STRUCT(lift_exception, (), (person, date))

using account_name = text<40, 2>;
using typed_password = text<128>;  // as typed when signing in: any length is answered alike
using new_password = text<128, 8>;

struct open_account {
  account_id id;
  person_id person;
  account_name account;  // what is typed when signing in
  new_password password;
  people::roles roles;
};
BOOST_DESCRIBE_STRUCT(open_account, (), (id, person, account, password, roles))

struct set_roles {
  people::roles roles;
};
BOOST_DESCRIBE_STRUCT(set_roles, (), (roles))

struct set_password {
  new_password password;
};
BOOST_DESCRIBE_STRUCT(set_password, (), (password))

struct lock_account {};
BOOST_DESCRIBE_STRUCT(lock_account, (), ())
struct unlock_account {};
BOOST_DESCRIBE_STRUCT(unlock_account, (), ())
struct close_account {};
BOOST_DESCRIBE_STRUCT(close_account, (), ())

struct sign_in {
  text<40> account;
  typed_password password;
};
BOOST_DESCRIBE_STRUCT(sign_in, (), (account, password))

struct change_password {
  typed_password old_password;
  new_password password;
};
BOOST_DESCRIBE_STRUCT(change_password, (), (old_password, password))

struct choose_language {
  headway::language language{};
};
BOOST_DESCRIBE_STRUCT(choose_language, (), (language))

struct make_token {
  short_text name;
  local_date expires;  // the last day on which it works
};
BOOST_DESCRIBE_STRUCT(make_token, (), (name, expires))

}  // namespace headway::people
