#include "support/world.hpp"

#include "api/permission.hpp"
#include "base/codec.hpp"
#include "people/administration.hpp"
#include "people/sign_ins.hpp"
#include "places/administration.hpp"

namespace headway::tests {
namespace {

constexpr api::role all_roles[] = {
    api::role::worker,        api::role::holder,      api::role::crew_leader,
    api::role::technician,    api::role::inspector,   api::role::secretary,
    api::role::section_chief, api::role::mine_office, api::role::administrator};

bool is_of_the_mine(api::role role) {
  return role == api::role::mine_office || role == api::role::administrator;
}

std::string name_of(side of) { return of == side::a ? "A" : "B"; }

template <class Id>
Id id_of(const std::string& what, side of) {
  return Id(named_uuid("test " + what + " " + name_of(of)));
}

std::string name_of(api::role role) { return std::string(codec::name_of(role)); }

people::account_id account_of(api::role role, side of) {
  return id_of<people::account_id>("account " + name_of(role), is_of_the_mine(role) ? side::a : of);
}

void settle_section(journal::unit_of_work& work, side of) {
  const auto section = id_of<section_id>("section", of);
  people::execute(work, people::found_section{section, "section " + name_of(of), {}}).value();
  people::execute(work, people::form_crew{id_of<crew_id>("crew", of), section,
                                          "crew " + name_of(of), people::crew_kind::heading})
      .value();
  places::open_place place;
  place.id = id_of<place_id>("place", of);
  place.name = "heading " + name_of(of);
  place.code = "H" + name_of(of);
  place.kind = places::place_kind::heading;
  places::execute(work, section, place).value();
}

void settle_person(journal::unit_of_work& work, api::role role, side of) {
  people::join_person person;
  person.id = id_of<person_id>("person " + name_of(role), of);
  person.name = name_of(role) + " of " + name_of(of);
  person.number = name_of(role) + name_of(of);
  const bool mine = is_of_the_mine(role);
  person.section = mine ? section_id() : id_of<section_id>("section", of);
  if (!mine) person.crew = id_of<crew_id>("crew", of);
  people::execute(work, person, *person.section).value();
  // The hash of no password: the tests sign in by tokens.
  people::execute(work,
                  people::open_account{
                      account_of(role, of), person.id, person.number.value, "no password", {role}},
                  "*")
      .value();
}

}  // namespace

http_response visitor::send(http_request request) const {
  if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
  return http_client(port_).send(request);
}

http_response visitor::post(const std::string& target, const std::string& body,
                            const std::string& key) const {
  http_request request{.verb = "POST",
                       .target = target,
                       .headers = {{"Content-Type", "application/json"}},
                       .body = body};
  if (!key.empty()) request.headers.emplace_back("Idempotency-Key", key);
  return send(std::move(request));
}

world::world(sql::engine on)
    : on_(on), place_(on), system_(app::system::start(place_.settings(), clock).value()) {
  settle_people();
}

void world::settle_people() {
  system_->run_as_system([](journal::unit_of_work& work) {
    for (const auto of : {side::a, side::b}) {
      settle_section(work, of);
      for (const auto role : all_roles)
        if (of == side::a || !is_of_the_mine(role)) settle_person(work, role, of);
    }
  });
}

visitor world::as(api::role role, side of) {
  const auto now = clock.now();
  const auto token = people::make_token_text();
  const people::sign_in_record record{make_uuid(to_unix_ms(now)), account_of(role, of),
                                      std::nullopt, now, now + std::chrono::hours(12)};
  system_->writer().run_and_wait([&](sql::connection& store) {
    people::insert_sign_in(store, system_->settings().site, record, people::hash_of_token(token));
  });
  return {system_->port(), token, person(role, of)};
}

visitor world::nobody() const { return {system_->port(), {}, {}}; }

section_id world::section(side of) const { return id_of<section_id>("section", of); }
crew_id world::crew(side of) const { return id_of<crew_id>("crew", of); }
place_id world::place(side of) const { return id_of<place_id>("place", of); }
person_id world::person(api::role role, side of) const {
  return id_of<person_id>("person " + name_of(role), is_of_the_mine(role) ? side::a : of);
}

std::string world::report(const visitor& by, side where, const std::string& description) {
  auto id = make_uuid(to_unix_ms(clock.now())).text();
  const auto answer =
      by.post("/api/v1/hazards",
              R"({"id":")" + id + R"(","place":")" + place(where).text() +
                  R"(","profession":"tunnelling","inspection_type":"daily","description":)" +
                  encode(description) + R"(,"photos":[]})");
  if (answer.status != 201) throw std::runtime_error("report: " + answer.body);
  return id;
}

app::system& world::system() { return *system_; }

}  // namespace headway::tests
