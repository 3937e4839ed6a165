// Whose certificates fall short of what their posts demand.
//
// Nobody is kept from entering who holds a post: the section is recorded as it is, and what is
// missing is shown to those who can mend it, a month ahead where it only runs out.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <vector>

#include "people/facts.hpp"
#include "sql/connection.hpp"

namespace headway::people {

enum class certificate_standing : std::uint8_t { missing, expired, expiring };
BOOST_DESCRIBE_ENUM(certificate_standing, missing, expired, expiring)

struct certificate_gap {
  person_id person;
  certificate_code code{};
  certificate_standing standing{};
  std::optional<local_date> expires;  // the last day on which it holds; absent when missing
  std::vector<post_id> posts;         // of the person's, that demand it
};
BOOST_DESCRIBE_STRUCT(certificate_gap, (), (person, code, standing, expires, posts))

inline constexpr std::chrono::days certificate_notice{30};

struct demanding_post {
  post_id id;
  std::vector<certificate_code> certificates;
};

// What one person lacks of what the posts held demand; `demanded` are all posts that are in use.
std::vector<certificate_gap> gaps_of(person_id person, std::span<const post_id> posts,
                                     std::span<const certificate> held,
                                     std::span<const demanding_post> demanded, local_date today);

// Of the active persons of `section`, or of one of them: what is missing first, then by the day on
// which it expires; at most `most`.
std::vector<certificate_gap> certificate_gaps(sql::connection& store, site_id site,
                                              section_id section, std::optional<person_id> only,
                                              local_date today, std::size_t most);

}  // namespace headway::people
