// What the API tells about zones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/route.hpp"
#include "zones/attention.hpp"
#include "zones/queries.hpp"

namespace headway::zones {

struct zone_holder {
  tenure_id tenure;
  person_id person;
  tenure_origin how{};
  instant from;
  std::optional<instant> until;
  bool is_suspended = false;
  bool is_published = false;
  std::optional<promise_text> promise;
};
BOOST_DESCRIBE_STRUCT(zone_holder, (),
                      (tenure, person, how, from, until, is_suspended, is_published, promise))

// A zone in a list: as it stands now.
struct zone_card : zone_description {
  zone_id id;
  section_id section;
  std::int64_t version = 0;
  bool active = false;
  std::string plate_code;  // by which the app finds the zone when the figures are typed
  std::vector<zone_holder> holders;
  int vacancies = 0;  // below holders_most
  int open_claims = 0;
  bool is_disputed = false;
};
BOOST_DESCRIBE_STRUCT(zone_card, (zone_description),
                      (id, section, version, active, plate_code, holders, vacancies, open_claims,
                       is_disputed))
struct zone_list {
  instant now;
  std::vector<zone_card> items;
};
BOOST_DESCRIBE_STRUCT(zone_list, (), (now, items))

// The claims waiting for the branch, in the order that the rules suggest.
struct claim_ranking {
  zone_id zone;
  std::int64_t version = 0;
  int vacancies = 0;
  std::vector<ranked_claim> items;
};
BOOST_DESCRIBE_STRUCT(claim_ranking, (), (zone, version, vacancies, items))

// A zone that one holds, held or claimed.
struct my_zone {
  zone_card zone;
  bool holds_now = false;
  std::vector<tenure> tenures;  // one's own, the newest first
  std::vector<claim> claims;    // the same
};
BOOST_DESCRIBE_STRUCT(my_zone, (), (zone, holds_now, tenures, claims))
struct my_zones {
  std::vector<my_zone> items;  // those held now first
};
BOOST_DESCRIBE_STRUCT(my_zones, (), (items))

struct held_answer {
  place_id place;
  instant at;
  std::optional<instant> known_at;
  std::vector<holding> items;
};
BOOST_DESCRIBE_STRUCT(held_answer, (), (place, at, known_at, items))

struct posted_holder {
  tenure_id tenure;
  person_id person;
  std::string name;                    // empty: erased
  std::optional<std::string> picture;  // an attachment
  tenure_origin how{};
  instant from;
  instant published_at;
  std::optional<promise_text> promise;
};
BOOST_DESCRIBE_STRUCT(posted_holder, (),
                      (tenure, person, name, picture, how, from, published_at, promise))
struct posted_zone {
  zone_id id;
  section_id section;
  zone_kind kind{};
  zone_basis basis{};
  zone_name name;
  zone_code code;
  std::vector<place_id> places;
  std::optional<crew_id> crew;
  std::optional<post_id> post;
  std::vector<line_text> duties;
  std::vector<posted_holder> holders;  // who are published and hold it now
};
BOOST_DESCRIBE_STRUCT(posted_zone, (),
                      (id, section, kind, basis, name, code, places, crew, post, duties, holders))
struct zone_posting {
  instant now;
  std::vector<posted_zone> items;
};
BOOST_DESCRIBE_STRUCT(zone_posting, (), (now, items))

struct attention_list {
  instant now;
  std::vector<attention> items;
};
BOOST_DESCRIBE_STRUCT(attention_list, (), (now, items))

result<http::response> list_zones(const api::read_call& c);
result<http::response> one_zone(const api::read_call& c);
result<http::response> claims_of_zone(const api::read_call& c, time_zone wall);
result<http::response> mine(const api::read_call& c);
result<http::response> held(const api::read_call& c);
result<http::response> posting(const api::read_call& c);
result<http::response> attention_needed(const api::read_call& c, time_zone wall);

}  // namespace headway::zones
