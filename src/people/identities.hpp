// Who the persons are: name, worker's number, telephone, numbers of certificates. Outside the
// journal and mutable, so that a person can be erased.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "people/commands.hpp"
#include "sql/connection.hpp"

namespace headway::people {

std::optional<identity> find_identity(sql::connection& store, site_id site, person_id person);
std::optional<person_id> person_with_number(sql::connection& store, site_id site,
                                            std::string_view number);
// The number must be free: `conflict` is thrown otherwise.
void put_identity(sql::connection& store, site_id site, person_id person, const identity& who,
                  instant now);
// Nothing that says who the person was is left. Gives whether there was anything.
bool erase_identity(sql::connection& store, site_id site, person_id person);

// The picture of a person, an attachment; nullopt: there is none.
std::optional<std::string> picture_of(sql::connection& store, site_id site, person_id person);
// nullopt removes it. False: nobody of this id is known.
bool put_picture(sql::connection& store, site_id site, person_id person,
                 const std::optional<std::string>& picture, instant now);

// nullopt removes the number.
void put_certificate_number(sql::connection& store, site_id site, person_id person,
                            certificate_code code, const std::optional<std::string>& number);

std::map<certificate_code, std::string> certificate_numbers_of(sql::connection& store, site_id site,
                                                               person_id person);

struct known_person {
  person_id id;
  identity who;
  std::map<certificate_code, std::string> certificate_numbers;
};
// Everybody with an identity, by worker's number.
std::vector<known_person> all_identities(sql::connection& store, site_id site);

}  // namespace headway::people
