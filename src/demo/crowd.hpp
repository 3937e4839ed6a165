// The people of the demonstration: crews, posts, persons with invented names, sign-ins.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "api/permission.hpp"
#include "demo/recorder.hpp"
#include "people/facts.hpp"

namespace headway::demo {

struct worker {
  person_id id;
  int crew = -1;  // index into crowd::crews; -1: of the section or the mine
  bool leads = false;
};

struct crew {
  crew_id id;
  people::rotation rotation;
  std::vector<person_id> workers;
  person_id leader;
};

struct crew_post {
  post_id id;
  people::post_code code;
  int crew;  // index into crowd::crews
};

// An account of the demonstration. All have one password, printed at the start.
struct sign_in {
  std::string_view account;
  api::role role;
  std::string_view zh, en;  // who that is
};
std::span<const sign_in> sign_ins();

struct crowd {
  section_id section;
  std::vector<crew> crews;
  std::vector<crew_post> posts;
  person_id chief, secretary, technician, inspector, second_inspector, office, administrator;
  person_id demo_worker, demo_leader, demo_holder;  // those behind the accounts
  int persons = 0, members = 0, key_posts = 0;
};

// Founds the section and fills it, at `at`. `password_hash`: of all accounts.
crowd gather(recorder& by, chance& luck, time_zone zone, instant at,
             const std::string& password_hash);

// "刘建成": surname and given name, different at every call.
class name_maker {
 public:
  explicit name_maker(chance& luck) : luck_(luck) {}
  std::string next();

 private:
  chance& luck_;
  std::map<std::string, int> given_;
};

}  // namespace headway::demo
