// From the rules of a section to what must be covered, date by date. Pure.
#pragma once

#include <string>
#include <vector>

#include "coverage/picture.hpp"

namespace headway::coverage {

// One demand on the same shift of consecutive dates [from, until).
struct demand {
  demand_key key;
  demand_subject about;
  int shift = 0;
  local_date from, until;
  int count = 1;
  bool hard = true;
  bool occupies = false;      // takes whoever covers it for the whole shift
  std::string qualification;  // a name of `qualifications_of`; empty: whoever is there
};

// Of the dates [from, until), by key and date. Technologies are not among them: nobody is on shift
// for them (technologies.hpp).
std::vector<demand> demands_of(const picture& in, local_date from, local_date until);

// What a person may count for, and on which dates [from, until) of the looked-at ones; an absent
// end is open. Somebody who holds a post and lacks a certificate that it demands has the
// qualification on no date: `until` is not after `from`.
struct qualification {
  std::string name;
  std::optional<local_date> from, until;
};
// Those of `wanted`, which is sorted.
std::vector<qualification> qualifications_of(const picture& in, const people::staff_person& who,
                                             const std::vector<std::string>& wanted);

// The qualification that a demand on a post asks for.
std::string post_qualification(post_id post);
std::optional<post_id> post_in(const std::string& qualification);
// Of a demand on whoever holds a certificate.
std::optional<people::certificate_code> certificate_in(const std::string& qualification);

}  // namespace headway::coverage
