// One hazard of the demonstration, planned when it is found: who, where, what, and what goes wrong.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "demo/history.hpp"
#include "hazards/commands.hpp"

namespace headway::demo {

struct story {
  hazards::report_hazard report;
  topic about{};
  instant observed, recorded;
  person_id reporter, leader, responsible, acceptor;
  bool fixed_on_the_spot = false;
  bool rejected = false;
  bool late = false;  // rectified after its deadline
  bool asks_extension = false;
  bool is_suspended = false;
  bool is_major = false;
  bool never_ends = false;  // stays open, whatever the alarms say
  int returns = 0;          // how often it is still sent back
};

class story_maker {
 public:
  story_maker(chance& luck, const stage& on) : luck_(luck), on_(on) {}

  // A hazard found at `observed`.
  story make(instant observed);
  // The crew that works the shift of `at`, and one of it.
  const crew& crew_at(instant at);

 private:
  const known_place& place_of_find();
  const phrase& fresh_phrase(const known_place& at, instant observed);
  const phrase& phrase_for(places::place_kind kind);
  std::string description(places::place_kind kind, const phrase& found);
  void plan_course(story& s);
  void make_major(story& s);

  chance& luck_;
  const stage& on_;
  std::optional<story> last_;  // found again now and then
  std::map<std::pair<place_id, std::string_view>, instant> told_;
  std::size_t majors_ = 0;
};

}  // namespace headway::demo
