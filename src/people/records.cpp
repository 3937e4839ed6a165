// Schema and projections.
#include "people/records.hpp"

#include "base/codec.hpp"
#include "people/models.hpp"

namespace headway::people {
namespace {

constexpr sql::migration steps[] = {
    {"people", 1, "organisation",
     R"(CREATE TABLE sections (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, name TEXT NOT NULL, shift_systems TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE TABLE crews (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL, active INT64 NOT NULL, rotations TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX crews_by_section ON crews (site_id, section);
CREATE TABLE posts (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, crew BYTES,
  code TEXT NOT NULL, name TEXT NOT NULL, key_post INT64 NOT NULL, certificates TEXT NOT NULL,
  active INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX posts_by_section ON posts (site_id, section);
CREATE TABLE persons (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, crew BYTES,
  posts TEXT NOT NULL, certificates TEXT NOT NULL, member INT64 NOT NULL, active INT64 NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX persons_by_section ON persons (site_id, section);
CREATE INDEX persons_by_crew ON persons (site_id, crew) WHERE crew IS NOT NULL;
CREATE TABLE roster_exceptions (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, shift_date TEXT NOT NULL, kind TEXT NOT NULL,
  shift_number INT64,
  PRIMARY KEY (site_id, subject, shift_date)
) STRICT;)"},
    {"people", 2, "accounts",
     R"(CREATE TABLE accounts (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, person BYTES NOT NULL, roles TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE INDEX accounts_by_person ON accounts (site_id, person);
CREATE TABLE account_roles (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (site_id, subject, role)
) STRICT;
CREATE INDEX accounts_by_role ON account_roles (site_id, role);)"},
    {"people", 3, "identities",
     R"(CREATE TABLE identities (
  site_id INT64 NOT NULL, person BYTES NOT NULL, name TEXT NOT NULL, number TEXT, phone TEXT,
  changed_at INT64 NOT NULL,
  PRIMARY KEY (site_id, person)
) STRICT;
CREATE UNIQUE INDEX identities_by_number ON identities (site_id, number);
CREATE TABLE certificate_numbers (
  site_id INT64 NOT NULL, person BYTES NOT NULL, code TEXT NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (site_id, person, code)
) STRICT;)"},
    {"people", 4, "credentials",
     R"(CREATE TABLE credentials (
  site_id INT64 NOT NULL, account BYTES NOT NULL, name TEXT NOT NULL, password_hash TEXT NOT NULL,
  language TEXT, changed_at INT64 NOT NULL,
  PRIMARY KEY (site_id, account)
) STRICT;
CREATE UNIQUE INDEX credentials_by_name ON credentials (site_id, name);
CREATE TABLE sessions (
  site_id INT64 NOT NULL, id BYTES NOT NULL, token_hash BYTES NOT NULL, account BYTES NOT NULL,
  name TEXT, created_at INT64 NOT NULL, expires_at INT64 NOT NULL,
  PRIMARY KEY (site_id, id)
) STRICT;
CREATE UNIQUE INDEX sessions_by_token ON sessions (site_id, token_hash);
CREATE INDEX sessions_by_account ON sessions (site_id, account, created_at);
CREATE INDEX sessions_by_end ON sessions (site_id, expires_at);)"},
    {"people", 5, "indexes in the order that is asked for",
     R"(DROP INDEX persons_by_section;
CREATE INDEX persons_of_section ON persons (site_id, section, active, subject);
DROP INDEX persons_by_crew;
CREATE INDEX persons_of_crew ON persons (site_id, crew, active, subject) WHERE crew IS NOT NULL;
DROP INDEX accounts_by_person;
CREATE INDEX accounts_of_person ON accounts (site_id, person, subject);
DROP INDEX accounts_by_role;
CREATE INDEX accounts_with_role ON account_roles (site_id, role, subject);
DROP INDEX sessions_by_account;
CREATE INDEX sessions_of_account ON sessions (site_id, account, created_at, id);)"},
    {"people", 6, "enrolments",
     R"(CREATE TABLE enrolments (
  site_id INT64 NOT NULL, id BYTES NOT NULL, token_hash BYTES NOT NULL, device BYTES NOT NULL,
  person BYTES NOT NULL, account BYTES NOT NULL, name TEXT NOT NULL, public_key BYTES NOT NULL,
  enrolled_at INT64 NOT NULL, expires_at INT64 NOT NULL, last_seen_at INT64 NOT NULL,
  revoked_at INT64,
  PRIMARY KEY (site_id, id)
) STRICT;
CREATE UNIQUE INDEX enrolments_by_token ON enrolments (site_id, token_hash);
CREATE INDEX enrolments_by_device ON enrolments (site_id, device, person, id);
CREATE INDEX enrolments_by_person ON enrolments (site_id, person, enrolled_at, id);
CREATE INDEX enrolments_by_account ON enrolments (site_id, account);)"},
    {"people", 7, "faces", "ALTER TABLE identities ADD COLUMN picture TEXT;"},
};

using enum journal::column_type;
using journal::record_table;

const record_table sections_table("sections", record_table::rows::one_per_subject,
                                  {{"name", text}, {"shift_systems", text}});
const record_table crews_table(
    "crews", record_table::rows::one_per_subject,
    {{"section", id}, {"name", text}, {"kind", text}, {"active", integer}, {"rotations", text}});
const record_table posts_table("posts", record_table::rows::one_per_subject,
                               {{"section", id},
                                {"crew", id},
                                {"code", text},
                                {"name", text},
                                {"key_post", integer},
                                {"certificates", text},
                                {"active", integer}});
const record_table persons_table("persons", record_table::rows::one_per_subject,
                                 {{"section", id},
                                  {"crew", id},
                                  {"posts", text},
                                  {"certificates", text},
                                  {"member", integer},
                                  {"active", integer}});
const record_table exceptions_table("roster_exceptions", record_table::rows::many_per_subject,
                                    {{"shift_date", text},
                                     {"kind", text},
                                     {"shift_number", integer}});
const record_table accounts_table("accounts", record_table::rows::one_per_subject,
                                  {{"person", id}, {"roles", text}, {"state", text}});
const record_table roles_table("account_roles", record_table::rows::many_per_subject,
                               {{"role", text}});

const record_table* const section_tables[] = {&sections_table};
const record_table* const crew_tables[] = {&crews_table};
const record_table* const post_tables[] = {&posts_table};
const record_table* const person_tables[] = {&persons_table, &exceptions_table};
const record_table* const account_tables[] = {&accounts_table, &roles_table};

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

std::span<const record_table* const> section_model::tables() { return section_tables; }
std::span<const record_table* const> crew_model::tables() { return crew_tables; }
std::span<const record_table* const> post_model::tables() { return post_tables; }
std::span<const record_table* const> person_model::tables() { return person_tables; }
std::span<const record_table* const> account_model::tables() { return account_tables; }

void section_model::project(const section& s, const journal::subject_header&,
                            journal::record_sink& into) {
  if (s.id.is_nil()) return;
  into.add(sections_table, {s.name.value, encode(s.shift_systems)});
}

void crew_model::project(const crew& c, const journal::subject_header&,
                         journal::record_sink& into) {
  if (c.id.is_nil()) return;
  into.add(crews_table,
           {c.section, c.name.value, codec::name_of(c.kind), c.active, encode(c.rotations)});
}

void post_model::project(const post& p, const journal::subject_header&,
                         journal::record_sink& into) {
  if (p.id.is_nil()) return;
  into.add(posts_table, {p.section, p.crew, codec::name_of(p.code), p.name.value, p.key,
                         encode(p.certificates), p.active});
}

void person_model::project(const person& p, const journal::subject_header&,
                           journal::record_sink& into) {
  if (p.id.is_nil()) return;
  into.add(persons_table,
           {p.section, p.crew, encode(p.posts), encode(p.certificates), p.member, p.active});
  for (const auto& each : p.exceptions)
    into.add(exceptions_table, {each.date.text(), codec::name_of(each.kind), each.shift});
}

void account_model::project(const account& a, const journal::subject_header&,
                            journal::record_sink& into) {
  if (a.state == account_state::unopened) return;
  into.add(accounts_table, {a.person, encode(a.roles), codec::name_of(a.state)});
  if (a.state != account_state::open) return;
  for (const auto role : a.roles)
    into.add(roles_table, {codec::name_of(role)});
}

}  // namespace headway::people
